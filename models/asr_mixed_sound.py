"""Recognition of a channel that several voices share: all of it at once, then each word to the voice that says it.

Cut into clips of a voice, with the others silent in them, it loses the words before and after that tell what a word is,
and a border between voices that is found 0.2 s too early cuts a word in two. So the channel is recognised as if one
spoke, and the clips of a voice are given the words said in its speech. A voice's own clips are still what is decoded
again where that voice alone speaks Frisian.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.attribution import nearest, trimmed, voices_of
from pipeline.intervals import merge
from pipeline.ports import Asking, Clip, HeardWord, Transcriber, Transcript
from pipeline.records import Speaker


class MixedSoundTranscriber:
    """Recognises clips that share a channel by way of the whole of it, all others as they are."""

    def __init__(self, inner: Transcriber) -> None:
        self._inner = inner

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """Return one transcript per clip, in order.

        Raises:
            ModelRunError: if the model ran out of memory or broke off.
        """
        shared: dict[tuple[Clip, ...], list[int]] = defaultdict(list)
        for at, clip in enumerate(clips):
            if clip.mixed:
                shared[clip.mixed].append(at)
        own = [at for at, clip in enumerate(clips) if not clip.mixed]
        mixed = [clip for group in shared for clip in group]
        found = self._inner.transcribe([*(clips[at] for at in own), *mixed])
        by_clip = dict(zip(own, found, strict=False))
        heard = dict(zip(mixed, found[len(own) :], strict=True))
        for group, places in shared.items():
            given = _given([clips[at] for at in places], group, [heard[clip] for clip in group])
            by_clip.update(zip(places, given, strict=True))
        return [by_clip[at] for at in range(len(clips))]

    def ask(self, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
        """Ask sounds for phrases, as they are.

        Raises:
            ModelRunError: if the model ran out of memory or broke off.
        """
        return self._inner.ask(askings)


def _given(clips: Sequence[Clip], mixed: Sequence[Clip], heard: Sequence[Transcript]) -> list[Transcript]:
    """Share what was heard of a channel among the clips of its voices, in their order."""
    places: dict[Speaker, list[int]] = defaultdict(list)
    for at, clip in enumerate(clips):
        places[clip.speaker].append(at)
    speech = [merge(span for at in own for span in clips[at].speech) for own in places.values()]
    spans_of = [[clips[at].span for at in own] for own in places.values()]
    own_places = list(places.values())
    words = sorted((word for transcript in heard for word in transcript.words), key=lambda word: word.span)
    given: dict[int, list[HeardWord]] = defaultdict(list)
    for word, voice in zip(words, voices_of(words, speech), strict=True):
        at = own_places[voice][nearest(word.span, spans_of[voice]) or 0]
        given[at].append(trimmed(word, clips[at].speech))
    spans = [clip.span for clip in mixed]
    around = [heard[nearest(clip.span, spans) or 0] for clip in clips]
    return [replace(transcript, words=tuple(given[at])) for at, transcript in enumerate(around)]
