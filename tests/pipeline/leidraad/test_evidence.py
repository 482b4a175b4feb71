import pytest

from pipeline.leidraad.evidence import widened
from pipeline.leidraad.reading import read
from tests.pipeline.leidraad.talk import talk


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("A Goed. Dat is vervelend voor u. Nou", "is", "Dat is vervelend voor u.", id="its sentence"),
        pytest.param("A een twee drie vier vijf zes zeven acht negen tien", "zes", "twee drie vier vijf zes zeven acht "
                     "negen tien", id="without marks four words to either side"),
        pytest.param("A Dat is vervelend voor u.", "is vervelend voor", "is vervelend voor", id="three words stay"),
        pytest.param("A dag lieve mevrouw Jansen hoor", "mevrouw", "dag lieve mevrouw", id="a name is not taken in"),
        pytest.param("A dag lieve mevrouw [naam] hoor", "mevrouw", "dag lieve mevrouw", id="nor its mask"),
        pytest.param("A Dag.", "Dag.", "Dag.", id="there is no more"),
    ],
)  # fmt: skip
def test_a_short_place_is_widened_in_its_sentence(text, place, expected):
    reading = read(talk("B hallo", text, "B ja"))
    words = [word.text for word in reading.words]
    wanted = place.split()
    first = next(at for at in range(len(words)) if words[at : at + len(wanted)] == wanted)
    start, end = widened(reading, first, first + len(wanted))
    assert " ".join(words[start:end]) == expected
