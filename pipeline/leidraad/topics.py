"""Tells which product of the contact centre a call is about, by how callers name it."""

from collections import defaultdict

from pipeline.leidraad.lexicon import TopicFile
from pipeline.leidraad.places import Places
from pipeline.leidraad.reading import Reading

CITIZEN_WEIGHT = 2
"""The caller names what the call is about; an agent also names forms and departments on the way."""
FIRST_STORY_WEIGHT = 2
"""What is named in the caller's first words of substance counts twice again."""
STORY_TURNS = 3


def topic_of(reading: Reading, places: Places, topics: TopicFile) -> str:
    """Return the id of the topic named most, empty where none is named often enough or two are named as often."""
    own = [index for index, turn in enumerate(reading.turns) if turn.speaker == "citizen" and turn.words][:STORY_TURNS]
    weights: defaultdict[str, float] = defaultdict(float)
    for topic in topics.topics:
        for place in places.of(f"topic.{topic.id}"):
            is_citizen = reading.turns[place.turn_index].speaker == "citizen"
            early = FIRST_STORY_WEIGHT if place.turn_index in own else 1
            weights[topic.id] += topic.weight * early * (CITIZEN_WEIGHT if is_citizen else 1)
    ranked = sorted(weights.items(), key=lambda one: -one[1])[:2]
    if not ranked or ranked[0][1] < topics.min_mentions:
        return ""
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0]
