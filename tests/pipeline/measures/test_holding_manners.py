import pytest

from pipeline.measures.holding_manners import has_duration, has_reason, is_asked, is_thanked


@pytest.mark.parametrize(
    ("text", "asked", "reason", "duration"),
    [
        ("Mag ik u even in de wacht zetten?", True, False, False),
        ("Heeft u een momentje?", True, False, False),
        ("Kunt u even aan de lijn blijven, dan kijk ik dat na.", True, True, False),
        ("Vindt u het goed als ik het met een collega overleg?", True, True, False),
        ("Ik zet u even in de wacht.", False, False, False),
        ("Een momentje, ik ga het even opzoeken.", False, True, False),
        ("Dat duurt ongeveer twee minuten.", False, False, True),
        ("Een minuutje, het systeem is traag.", False, True, True),
        ("Ik ben zo terug bij u.", False, False, True),
        ("Mei ik jo efkes yn de wacht sette?", True, False, False),
        ("Kinne jo efkes wachtsje, ik moat it neifreegje.", True, True, False),
        ("It duorret in pear minuten.", False, False, True),
        ("Goedemorgen, gemeente Noorderveld.", False, False, False),
    ],
)
def test_tells_how_the_waiting_is_brought(text, asked, reason, duration):
    assert (is_asked(text), has_reason(text), has_duration(text)) == (asked, reason, duration)


@pytest.mark.parametrize(
    "text",
    [
        "Bedankt voor het wachten.",
        "Dank u wel voor uw geduld",
        "Fijn dat u bent blijven hangen",
        "Betanke foar it wachtsjen",
    ],
)
def test_hears_thanks_for_patience(text):
    assert is_thanked(text)


@pytest.mark.parametrize("text", ["Bedankt voor het bellen.", "Daar ben ik weer.", "Sorry voor het wachten.", ""])
def test_other_returns_are_no_thanks(text):
    assert not is_thanked(text)
