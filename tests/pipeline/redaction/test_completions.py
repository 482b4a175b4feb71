import pytest

from pipeline.redaction.completions import find_completions
from pipeline.redaction.tokens import tokens_of
from tests.pipeline.redaction.tuning import talk


def completed(masked, *texts):
    """Say what is marked beside words in brackets, whose kind is given."""
    words = [word for text in texts for word in text.split()]
    kinds = {at: masked for at, word in enumerate(words) if word.startswith("(")}
    tokens = tokens_of(talk(*(("citizen", text.replace("(", "").replace(")", "")) for text in texts)))
    found = [at for mark in find_completions(tokens, kinds) for at in range(mark.start, mark.end)]
    return " ".join(words[at] for at in sorted(found))


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("telefoon", "bel plus (31) (6)", "plus"),
        ("telefoon", "iets plus 31 (6)", ""),
        ("iban", "dat is n l (12)", "n l"),
        ("iban", "dat is en el (twaalf)", "en el"),
        ("iban", "dat is en (el) (twaalf)", "en"),
        ("iban", "en het is (el) (twaalf)", ""),
        ("iban", "het land nl en (12)", ""),
        ("nummer", "kaart w (0) (1)", "w"),
        ("nummer", "dan belt u (0) (1)", ""),
        ("geboortedatum", "zij is van (1931) in juli en", "in juli"),
        ("geboortedatum", "zij is van mei (1931)", "mei"),
        ("geboortedatum", "zij is van (1931) en komt in juli", ""),
        ("kenteken", "de (p) van puin", "van puin"),
        ("kenteken", "de (p) van dozen", ""),
        ("postcode", "en de jee fan (jan)", "jee fan"),
        ("naam", "mevrouw van (der) (wal)", "van"),
        ("naam", "de auto van (jan)", ""),
        ("email", "jan (apenstaart) (ziggo) punt n l", "punt n l"),
        ("email", "jan (apenstaart) (ziggo) (punt) en el", "en el"),
        ("email", "jan (apenstaart) (ziggo) n l", ""),
    ],
)
def test_what_belongs_to_a_mask_beside_it_is_marked(kind, text, found):
    assert completed(kind, text) == found


def test_the_end_of_an_address_may_open_one_of_the_next_turns():
    assert completed("email", "jan (apenstaart) (ziggo)", "ja", "en punt nl") == "punt nl"
    assert completed("email", "jan (apenstaart) (ziggo)", "ja", "goed", "punt nl") == ""


def test_nothing_is_marked_in_another_turn():
    assert completed("iban", "dat is n l", "(12)") == ""
