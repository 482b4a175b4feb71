from pipeline.leidraad.places import Place, Places, gather, overlap, triggers_of
from tests.pipeline.leidraad.talk import a_leidraad, an_item, both


def place(first, end, likeness=1.0, key="k"):
    return Place(key, first, end, 0, likeness)


def test_places_are_kept_by_key_in_word_order():
    places = gather([place(5, 6), place(1, 2), place(0, 1, key="other")])
    assert places.of("k") == (place(1, 2), place(5, 6))
    assert places.of("other") == (place(0, 1, key="other"),)
    assert places.of("unknown") == ()


def test_of_places_that_overlap_the_longest_stays():
    assert gather([place(0, 2), place(1, 5), place(5, 6)]).of("k") == (place(1, 5), place(5, 6))


def test_a_sure_place_goes_before_a_longer_doubtful_one():
    assert gather([place(0, 6, 0.8), place(1, 4)]).of("k") == (place(1, 4),)


def test_of_equals_the_most_like_stays():
    assert gather([place(0, 2, 0.9), place(0, 2, 0.95)]).of("k") == (place(0, 2, 0.95),)


def test_places_overlap_where_they_share_a_word():
    assert overlap(place(0, 2), place(1, 3))
    assert not overlap(place(0, 2), place(2, 3))


def test_no_places_is_no_places():
    assert gather([]) == Places({})


def keys_of(leidraad, language="nl"):
    return {trigger.key: trigger.sequence for trigger in triggers_of(leidraad) if trigger.language == language}


def test_every_phrase_of_an_item_is_listened_for_under_its_own_key():
    item = an_item(
        negations=both("ik zwaai niet"),
        hints=both("zwaai"),
        occasion={
            "speaker": "citizen",
            "triggers": both("dag"),
            "negations": both("die dag"),
            "soft": both("hm"),
            "turns": 1,
        },
        parts={
            "within_s": 1,
            "of": {"hand": {"name": {"nl": "h", "fy": "h"}, "triggers": both("hand"), "lacking": "uncertain"}},
        },
    )
    keys = keys_of(a_leidraad(item))
    assert keys["wave.triggers"] == ("ik", "zwaai")
    assert keys["wave.negations"] == ("ik", "zwaai", "niet")
    assert keys["wave.parts.hand"] == ("hand",)
    assert {
        "wave.hints",
        "wave.occasion.soft",
        "wave.occasion",
        "wave.occasion.negations",
        "list.greeting",
        "list.transfer",
    } <= keys.keys()


def test_slots_have_their_lead_ins_and_what_else_may_follow():
    rule = {"lead_ins": both("dit is"), "other": both("de gemeente"), "unmatched": "uncertain"}
    keys = keys_of(a_leidraad(an_item(triggers=both("dit is {name}"), slots={"name": rule})))
    assert keys["wave.slots.name"] == ("dit", "is")
    assert keys["wave.slots.name.other"] == ("de", "gemeente")


def test_both_languages_are_listened_for():
    leidraad = a_leidraad(an_item(triggers={"nl": ["ik zwaai"], "fy": ["ik swaai"]}))
    assert keys_of(leidraad, "fy")["wave.triggers"] == ("ik", "swaai")


def test_only_triggers_may_be_found_loosely_and_only_by_their_speaker():
    item = an_item(hints=both("zwaai"))
    speakers = {trigger.key: trigger.speaker for trigger in triggers_of(a_leidraad(item))}
    assert speakers["wave.triggers"] == "agent"
    assert speakers["wave.hints"] is None


def test_a_sequence_of_a_key_is_listened_for_once():
    triggers = triggers_of(a_leidraad(an_item(triggers=both("ik zwaai", "ik (nu) zwaai"))))
    sequences = [
        trigger.sequence for trigger in triggers if trigger.key == "wave.triggers" and trigger.language == "nl"
    ]
    assert sequences == [("ik", "zwaai"), ("ik", "nu", "zwaai")]
