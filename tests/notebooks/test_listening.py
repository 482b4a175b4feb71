import re

import pytest

from notebooks.listening import Heard, listening_page

TURN = {"speaker": "citizen", "start_s": 10.0, "end_s": 12.0, "text": "ik kom voor mijn paspoort", "language": "fy"}


def page(**changes):
    heard = {"sound": b"mp3", "sentence": "", "start_s": 8.0, "end_s": 18.0, "turns": [TURN], **changes}
    return listening_page(Heard(**heard), "Vraagt door")


def test_words_carry_their_time_so_that_they_can_follow_the_sound():
    assert 'data-s="10.0" data-e="12.0"' in page()
    assert "Inwoner · 0:10 · Fries" in page()


def test_turns_outside_the_stretch_are_left_out():
    assert "paspoort" not in page(turns=[{**TURN, "start_s": 18.0, "end_s": 19.0}])
    assert "geen woorden bewaard" in page(turns=[], wordless="Van dit stuk zijn geen woorden bewaard.")


@pytest.mark.parametrize(("start_s", "is_shown"), [(29.9, True), (30.0, False)])  # the stretch ends at 18 s
def test_words_around_a_moment_are_shown_too(start_s, is_shown):
    after = {**TURN, "start_s": start_s, "end_s": start_s + 1}
    assert ("paspoort" in page(turns=[after], around_s=12.0)) == is_shown


def test_a_turn_that_was_not_understood_says_so():
    assert "niet verstaan" in page(turns=[{**TURN, "text": None}])


def test_speech_lies_where_it_is_on_the_timeline():
    found = page(speech=[{"speaker": "agent", "start_s": 7.0, "end_s": 10.5}])
    assert 'style="left:0.000%;width:25.000%"' in found  # 8 to 10.5 of 10 s


def test_marks_are_buttons_with_a_name_and_a_time():
    found = page(marks=[{"start_s": 9.0, "end_s": 10.0, "reason": "Vraagt door", "polarity": "top"}])
    assert re.search(r'<button type="button" class="mark top" data-s="9.0" style="left:10.000%"', found)
    assert 'aria-label="0:09 Vraagt door"' in found


@pytest.mark.parametrize("field", ["text", "reason", "sentence", "wordless"])
def test_markup_is_shown_as_text(field):
    bad = '"><script>alert(1)</script>'
    changes = {
        "text": {"turns": [{**TURN, "text": bad}]},
        "reason": {"marks": [{"start_s": 9.0, "end_s": 10.0, "reason": bad, "polarity": "goal"}]},
        "sentence": {"sound": None, "sentence": bad},
        "wordless": {"turns": [], "wordless": bad},
    }[field]
    assert "<script>alert" not in page(**changes)
    assert "&lt;script&gt;alert" in page(**changes)


def test_without_sound_there_is_a_sentence_and_no_player():
    found = page(sound=None, sentence="De opname staat er niet meer.")
    assert "<audio" not in found
    assert "De opname staat er niet meer." in found


def test_the_page_fetches_nothing():
    assert not re.search(r"https?://", page())
