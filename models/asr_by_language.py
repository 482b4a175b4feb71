"""Two recognisers, one for Dutch and one for Frisian, behind one port.

Whisper knows no Frisian, so what is Frisian is found twice: by `calls.csv`, whose hint every clip of the call carries,
and by what the Dutch model writes, in which Frisian words and spellings shine through. The first kind goes straight to
the Frisian model, the second is decoded again by it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.ports import Asking, Clip, Transcriber, Transcript
from pipeline.records import Language, Speaker


class TranscriberByLanguage:
    """Gives each clip to the model of its language."""

    def __init__(self, dutch: Transcriber, frisian: Transcriber, language_of: Callable[[str], Language]) -> None:
        self._dutch = dutch
        self._frisian = frisian
        self._language_of = language_of

    def transcribe(self, clips: Sequence[Clip]) -> list[Transcript]:
        """Return one transcript per clip, in order; each tells which model wrote it.

        Raises:
            ModelRunError: if a model ran out of memory or broke off.
        """
        hinted = [at for at, clip in enumerate(clips) if clip.language == "fy"]
        others = [at for at, clip in enumerate(clips) if clip.language != "fy"]
        found = dict(zip(others, self._dutch.transcribe([clips[at] for at in others]), strict=True))
        found.update(zip(hinted, self._frisian.transcribe([clips[at] for at in hinted]), strict=True))
        again = self._reading_as_frisian(clips, {at: found[at] for at in others})
        # Of several voices in a channel only this one speaks Frisian.
        as_frisian = [replace(clips[at], language="fy", mixed=()) for at in again]
        for at, second in zip(again, self._frisian.transcribe(as_frisian), strict=True):
            if second.words:  # what is doubted has none, and Dutch words are better than nothing
                found[at] = second
        return [found[at] for at in range(len(clips))]

    def ask(self, askings: Sequence[Asking]) -> list[tuple[float, ...]]:
        """Ask sounds for phrases, of the Dutch model: all names are told from those of nobody by one measure.

        Raises:
            ModelRunError: if the model ran out of memory or broke off.
        """
        return self._dutch.ask(askings)

    def _reading_as_frisian(self, clips: Sequence[Clip], found: Mapping[int, Transcript]) -> list[int]:
        """Return the clips whose words read as Frisian, and those that tell nothing of speakers who mostly do."""
        language = {at: self._language_of(" ".join(word.text for word in one.words)) for at, one in found.items()}
        said: dict[tuple[str, Speaker], Counter[Language]] = defaultdict(Counter)
        for at, one in found.items():
            said[clips[at].call_id, clips[at].speaker][language[at]] += len(one.words)
        mostly = {key for key, count in said.items() if count["fy"] > count["nl"] + count["other"]}
        return [
            at
            for at, one in found.items()
            if one.words
            and (
                language[at] == "fy" or (language[at] == "unknown" and (clips[at].call_id, clips[at].speaker) in mostly)
            )
        ]
