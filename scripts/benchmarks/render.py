"""Speed of writing a session to a file, and the times of the counts in it."""

import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import soundfile

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.kept_clips import kept_clips
from scripts.lab.onsets import onsets_of
from scripts.lab.scripted_user import homeless
from voicecoach.sound.clip import Clip
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.vowel import with_vowel

_ROUTINE = "balance"
_BEAT_MS = 1500
"""Of the heel-to-toe walk, with which the routine begins."""
_COUNTS = range(12, 21)
"""Those of its second line, which follow each other without a turn; they come in both sets."""
_SUFFIXES = ("wav", "flac", "ogg", "mp3")


def _render(folder: Path, path: Path) -> float:
    """Run the command; how many seconds it took."""
    command = [sys.executable, "-m", "voicecoach", "render", _ROUTINE, "-o", str(path), "--force"]
    began_s = time.monotonic()
    subprocess.run(
        command, env=homeless(folder), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    return time.monotonic() - began_s


def _clips(folder: Path, rate_hz: int) -> dict[int, Clip]:
    """The very clips of the counts that are in the file."""
    bank = kept_clips(folder)
    found = {number: bank.load(str(number)) for number in _COUNTS}
    return {n: with_rate(with_vowel(clip), rate_hz) for n, clip in found.items() if clip}


def _errors_ms(path: Path, clips: dict[int, Clip]) -> Iterator[float]:
    """Distance of each count's vowel from an even beat that begins with its set's first."""
    sound, rate_hz = soundfile.read(path, dtype="float32")
    places = {
        number: [onset.frame + clip.vowel_frame for onset in onsets_of(clip.samples, sound)]
        for number, clip in clips.items()
    }
    for first in places[_COUNTS[0]]:
        for number in _COUNTS[1:]:
            expected = first + (number - _COUNTS[0]) * _BEAT_MS * rate_hz / 1000
            near = min(places[number], key=lambda frame: abs(frame - expected))
            yield (near - expected) * 1000 / rate_hz


def _measure(runs: int) -> None:
    figures: list[Figure] = []
    for suffix in _SUFFIXES:
        speeds: dict[str, list[float]] = {"cold": [], "warm": []}
        for _ in range(runs):
            with TemporaryDirectory() as name:
                folder = Path(name)
                path = folder / f"session.{suffix}"
                for state in speeds:
                    took_s = _render(folder, path)
                    speeds[state].append(soundfile.info(path).duration / took_s)
                _, rate_hz = soundfile.read(path, frames=1)
                errors_ms = list(_errors_ms(path, _clips(folder, rate_hz)))
        for state, values in speeds.items():
            figures.append(figure(f"{suffix}, {state} cache", "times real time", values))
        figures.append(figure(f"{suffix}, counts off the beat", "ms", errors_ms))
    report("render", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    _measure(parser.parse_args().runs)
