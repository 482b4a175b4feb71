import pytest

from pipeline.redaction import KnownPeople, redact
from tests.pipeline.redaction.tuning import read, talk, texts_of


def masked(*turns):
    conversation = talk(*((("agent" if who == "A" else "citizen"), text) for who, text in turns))
    texts = iter(texts_of(redact(conversation, KnownPeople())))
    return [" ".join(next(texts) for _ in turn.words) for turn in conversation.turns]


@pytest.mark.parametrize(
    "text",
    [
        "u belt veertien nul achtenvijftig of u kijkt op waadhoeke punt nl",
        "bel 14 058 of mail naar info apenstaartje waadhoeke punt nl",
        "we zijn open van 9.00 12.30 en van 13.30 tot 17.00 uur",
        "het college van B en W beslist over de w o z in mei",
        "de leges zijn € 76,75 en dat wordt in 2027 ongeveer 80 euro",
        "u kunt komen op dinsdag 14 maart om kwart over tien",
        "de container van de Prins Bernhardstraat staat er van 8 tot 10 december",
        "de aanslagen van 2023 2024 en 2025 zijn verstuurd",
    ],
)
def test_what_tells_nobody_apart_stays(text):
    assert masked(("A", text)) == [text]


def test_words_that_lead_from_one_part_of_a_number_to_the_next_are_masked():
    turns = ("A", "wat is uw telefoonnummer"), ("C", "nul zes twaalf en dan vierendertig zesenvijftig achtenzeventig")

    assert masked(*turns)[1] == " ".join(["[telefoon]"] * 8)


def test_an_interruption_is_masked_where_a_number_is_whole_only_with_what_follows():
    turns = ("A", "wat is uw bsn"), ("C", "ja twee zeven nul negen een en ja de kat wil eruit een vier zes vijf dank u")

    # five and four figures make nine
    assert masked(*turns)[1] == " ".join(["ja", *["[bsn]"] * 15, "dank", "u"])


def test_what_is_said_between_two_whole_numbers_stays():
    text = "mijn bsn is 111222333 en dat van ons jongste kind is dan 222333444"

    assert masked(("C", text)) == ["mijn bsn is [bsn] en dat van ons jongste kind is dan [bsn]"]


def test_a_number_that_was_misheard_is_masked_to_its_last_word():
    turns = ("A", "mag ik uw bsn"), ("C", "ja dat is een trie vier zegs vijv nul acht twee njocht")
    said = masked(*turns)[1].split()

    assert said[:3] == ["ja", "dat", "is"]
    assert {word[0] for word in said[3:]} == {"["}


def test_a_rare_thing_behind_an_article_is_nobodys_name():
    assert masked(("C", "de kruiwagen staat voor de deur")) == ["de kruiwagen staat voor de deur"]


def test_talk_that_tells_nobody_apart_stays():
    utterances = [*read("stay"), *read("heard_stay")]
    words = [
        text
        for utterance in utterances
        for text, kind in zip(texts_of(redact(utterance.conversation, KnownPeople())), utterance.expected, strict=True)
        if kind is None
    ]

    assert sum(text.startswith("[") for text in words) <= 0.01 * len(words)
