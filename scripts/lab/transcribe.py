"""Writes down what is said in sound files, with Whisper; run by a Python that has faster-whisper.

`python transcribe.py MODEL < PATHS`: a path a line in, its text as a line of JSON out. Its
requirements are not in the project's environment, so it imports nothing of the project.
"""

import json
import sys

from faster_whisper import WhisperModel


def main(model: str) -> None:
    """Transcribe each file on its own: nothing of one helps to understand the next."""
    whisper = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=1)
    for line in sys.stdin:
        segments, _ = whisper.transcribe(
            line.strip(), language="en", beam_size=5, condition_on_previous_text=False
        )
        print(json.dumps(" ".join(segment.text.strip() for segment in segments)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
