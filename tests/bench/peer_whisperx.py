"""WhisperX on recordings of one channel, in an environment of its own: `python peer_whisperx.py PLAN OUT`.

Nothing of this repository is there, so nothing of it is imported; `runs.start` reads what is written.
"""

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path


def main(plan_file: str, out_file: str) -> None:
    """Recognise every recording of the plan, without alignment or diarization."""
    whisperx = import_module("whisperx")
    decode_audio = import_module("faster_whisper").decode_audio
    plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    import_module("torch").set_num_threads(plan["threads"])  # of its voice activity; the model's own are an option
    start_s = time.perf_counter()
    model = whisperx.load_model(
        plan["weights"], "cpu", compute_type=plan["compute_type"], language="nl", threads=plan["threads"]
    )
    load_s = time.perf_counter() - start_s
    start_s, audio_s, texts = time.perf_counter(), 0.0, {}
    for key, path in plan["recordings"].items():
        samples = decode_audio(path, sampling_rate=16000)
        audio_s += len(samples) / 16000
        segments = model.transcribe(samples, batch_size=8, language="nl")["segments"]
        texts[key] = {"mix": " ".join(segment["text"].strip() for segment in segments)}
    wall_s = time.perf_counter() - start_s
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    work = {"audio_s": audio_s, "load_s": load_s, "wall_s": wall_s, "stage_s": {}, "peak_mib": round(peak_mib, 1)}
    Path(out_file).write_text(json.dumps({"work": work, "texts": texts}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
