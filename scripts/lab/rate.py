"""Rates the sound of speech in files with DNSMOS; run by a Python that has speechmos.

`python rate.py < PATHS`: a path a line in (16 kHz), its scores as a line of JSON out. Its
requirements are not in the project's environment, so it imports nothing of the project.
"""

import json
import sys

import soundfile
from speechmos import dnsmos


def main() -> None:
    """Rate each file."""
    for line in sys.stdin:
        samples, rate_hz = soundfile.read(line.strip(), dtype="float32")
        scores = dnsmos.run(samples.clip(-1, 1), rate_hz)
        wanted = {name: float(value) for name, value in scores.items() if name.endswith("_mos")}
        print(json.dumps(wanted), flush=True)


if __name__ == "__main__":
    main()
