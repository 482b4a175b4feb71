from xml.etree import ElementTree as ET

from tests.bench.cues.plot import calibration_svg

SVG = "{http://www.w3.org/2000/svg}"


def result(*rows):
    confidence = [dict(zip(("from", "count", "confidence", "right"), row, strict=True)) for row in rows]
    return {"corpora": {"blind": {"calls": 64, "levels": {"clean": {"confidence": confidence}}}}}


def circles(*rows):
    drawn = ET.fromstring(calibration_svg(result(*rows)))  # noqa: S314 - our own
    return [(float(one.get("cx")), float(one.get("cy"))) for one in drawn.iter(f"{SVG}circle")]


def test_a_bin_stands_at_its_mean_confidence_and_its_share_right():
    # 300 pixels stand for 0.3 to 1: 0.65 is in the middle, 150; upwards from 350, so 1.0 is at 50
    assert circles((0.6, 40, 0.65, 1.0), (0.9, 40, 1.0, 0.65)) == [(150.0, 50.0), (300.0, 200.0)]


def test_a_bin_of_few_verdicts_is_left_out():
    assert circles((0.6, 4, 0.65, 1.0), (0.0, 0, None, None)) == []


def test_counts_are_written_beside():
    assert ">40</text>" in calibration_svg(result((0.6, 40, 0.65, 1.0)))
