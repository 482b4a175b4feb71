"""What holds of masking whatever is said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Conversation, Word
from pipeline.redaction import KnownPeople, redact
from pipeline.redaction.name_words import name_word
from pipeline.redaction.number_words import digits_of
from tests.pipeline.redaction.strategies import conversations, dictations
from tests.pipeline.redaction.tuning import talk, texts_of

PEOPLE = KnownPeople(employees=("Wietze Hoekstra", "Roos de Boer"), organisations=("gemeente Leeuwarden",))
ASSENTS = {"ja", "nee", "uh", "oké", "goed", "en", "dus", "dat", "is", "het"}


def words_of(conversation: Conversation) -> list[Word]:
    return [word for turn in conversation.turns for word in turn.words]


def longest_dictation(texts: list[str]) -> int:
    """Count the digits that stand together, up to five assents between them left out."""
    longest = count = assents = 0
    for text in texts:
        digits = digits_of(text)
        is_assent = text in ASSENTS and assents < 5
        assents = assents + 1 if is_assent else 0
        count += len(digits)
        if not digits and not is_assent:
            count = 0
        longest = max(longest, count)
    return longest


@given(conversations())
@settings(max_examples=100)
def test_masking_twice_changes_nothing(conversation):
    once = redact(conversation, PEOPLE)

    assert redact(once, PEOPLE) == once


@given(conversations())
@settings(max_examples=80)
def test_words_keep_their_number_times_and_syllables(conversation):
    before, after = words_of(conversation), words_of(redact(conversation, PEOPLE))

    assert [(w.span, w.syllable_count, w.probability) for w in before] == [
        (w.span, w.syllable_count, w.probability) for w in after
    ]


@given(conversations())
@settings(max_examples=80)
def test_a_word_is_either_kept_or_a_mask_that_says_its_kind(conversation):
    for before, after in zip(words_of(conversation), words_of(redact(conversation, PEOPLE)), strict=True):
        assert after == before or after.text == f"[{after.redaction}]"


@given(conversations())
@settings(max_examples=80)
def test_turns_and_speakers_stay(conversation):
    after = redact(conversation, PEOPLE)

    assert [(t.span, t.speaker, len(t.words)) for t in after.turns] == [
        (t.span, t.speaker, len(t.words)) for t in conversation.turns
    ]


@given(dictations())
@settings(max_examples=100)
def test_no_word_of_a_dictated_number_survives(planted):
    conversation, words = planted
    kept = set(texts_of(redact(conversation, KnownPeople())))

    assert kept.isdisjoint(words)


@given(
    st.lists(st.sampled_from("1 2 34 567 acht negen tien elf fjouwer ja uh en dus dat".split()), max_size=20), st.data()
)
@settings(max_examples=100)
def test_no_seven_digits_together_survive_over_turns(words, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=3)))
    parts = [words[start:end] for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    conversation = talk(*((("citizen", "agent")[i % 2], " ".join(part)) for i, part in enumerate(parts)))

    assert longest_dictation(texts_of(redact(conversation, KnownPeople()))) < 7


SYLLABLES = st.sampled_from("ba be do fi ga ho ju ka le mo ni pa ri so tu wa ze ter ker den sel".split())
NAMES = st.lists(SYLLABLES, min_size=2, max_size=4).map("".join).filter(lambda name: not name_word(name).is_common)


@given(NAMES, st.sampled_from(["Mijn naam is", "Op naam van", "Spreek ik met mevrouw", "Myn namme is", "Menear"]))
@settings(max_examples=100)
def test_no_name_that_is_announced_survives(name, announcement):
    conversation = talk(("citizen", f"{announcement} {name.title()} en ik bel"), ("agent", f"Ja, {name}."))

    assert not any(name in text.lower() for text in texts_of(redact(conversation, KnownPeople())))
