"""Speaks every sentence of the bundled content, checks its sound, and hears it back with Whisper.

The checks need nothing but the voice. To hear back, make an environment of its own with
`scripts/lab/listening.txt`, and name its Python:

    scripts/bench speech --listener PYTHON
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import numpy as np

from scripts.benchmarks.figures import figure, report
from scripts.lab.clip_checks import Checked, check
from scripts.lab.listening import Listening
from scripts.lab.spoken import spoken_sentences
from voicecoach.content.loader import load_language
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.sound.clip import Samples
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.choice import NATURAL, synthesizer_for
from voicecoach.voice.normalization import normalized


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


def _unlike(texts: Sequence[str]) -> list[str]:
    """One sentence of those that differ in numbers alone, but every number said by itself."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text if text.isdecimal() else re.sub(r"\d+", "0", text), text)
    return list(found.values())


def _measure(voice: str, listener_python: str | None, *, every: int, all_numbers: bool) -> None:
    sentences = spoken_sentences()
    texts = (sentences if all_numbers else _unlike(sentences))[::every]
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
            listening = Listening(listener_python, Path(folder))
            back = listening.heard_back(texts, [sound for _, sound in spoken])
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
    parser.add_argument("--all-numbers", action="store_true", help="each sentence with each number")
    given = parser.parse_args()
    _measure(given.voice, given.listener, every=given.every, all_numbers=given.all_numbers)
