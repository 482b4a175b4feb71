"""call-ai-metrics on recordings with a party a channel, in an environment of its own; see `peer_whisperx`.

It is given no number of threads: it computes with numpy alone, and its time is not measured.
"""

import json
import sys
from importlib import import_module
from pathlib import Path


def main(plan_file: str, out_file: str) -> None:
    """Write when it says that somebody interrupts, by recording."""
    analyzer = import_module("call_ai_metrics").CallAnalyzer()
    plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    found = {}
    for key, path in plan["recordings"].items():
        report = analyzer.analyze(path, speakers=["left", "right"])
        found[key] = [event.time_s for event in report.interruption_events]
    Path(out_file).write_text(json.dumps({"onsets": found}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
