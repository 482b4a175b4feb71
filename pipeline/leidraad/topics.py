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
    """Return the id of the topic named most, of equals the one named first; empty where none is named enough."""
    own = [index for index, turn in enumerate(reading.turns) if turn.speaker == "citizen" and turn.words][:STORY_TURNS]
    weights: defaultdict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for topic in topics.topics:
        for place in places.of(f"topic.{topic.id}"):
            is_citizen = reading.turns[place.turn_index].speaker == "citizen"
            early = FIRST_STORY_WEIGHT if place.turn_index in own else 1
            first[topic.id] = min(place.first_word, first.get(topic.id, place.first_word))
            weights[topic.id] += topic.weight * early * (CITIZEN_WEIGHT if is_citizen else 1)
    best = min(weights, key=lambda topic_id: (-weights[topic_id], first[topic_id]), default="")
    return best if best and weights[best] >= topics.min_mentions else ""
