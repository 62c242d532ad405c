"""Rates what is left of an echo with AECMOS; run by a Python that has speechmos.

`python rate_echo.py < CASES`: a case a line in, its scores as a line of JSON out. A case is "st"
(only the loudspeaker speaks) or "dt" (the user, too), and the paths of three files (16 kHz) of the
same length, with tabs between: what the loudspeaker played, the microphone, and what was left.
It imports nothing of the project, whose environment lacks speechmos.
"""

import json
import sys

import soundfile
from speechmos import aecmos

NAMES = ("lpb", "mic", "enh")


def main() -> None:
    """Rate each case."""
    for line in sys.stdin:
        talk, *paths = line.rstrip("\n").split("\t")
        sounds = [soundfile.read(path, dtype="float32")[0].clip(-1, 1) for path in paths]
        scores = aecmos.run(dict(zip(NAMES, sounds, strict=True)), 16_000, talk)
        print(json.dumps({name: scores[name] for name in ("echo_mos", "deg_mos")}), flush=True)


if __name__ == "__main__":
    main()
