"""Start-up time, cost, sound and intelligibility of each voice."""

import contextlib
import re
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.heard_back import KINDS, Listener
from scripts.lab.listening import Listening
from scripts.lab.strict_voice import strict_synthesizer
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.sound.clip import Clip
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.choice import (
    NATURAL,
    SYSTEM,
    cache_alias,
    natural_is_installed,
)
from voicecoach.voice.clip_source import ClipSource
from voicecoach.voice.normalization import normalized

_SENTENCES = 40


def sentences() -> tuple[str, ...]:
    """The sentences of a session of 40 phrases."""
    steps = compile_steps(load_library().routines["balance"], ready_wait_ms=20_000)
    book = load_language().book
    return tuple(dict.fromkeys(book.sentence(one) for one in spoken_in(steps)))[:_SENTENCES]


@dataclass(frozen=True, slots=True)
class _Times:
    first_ms: float
    all_ms: float


def _ready(voice: str, cache: Path, texts: tuple[str, ...]) -> _Times:
    """From the moment at which a session would begin to load the voice."""
    began_s = time.perf_counter()
    synthesizer = strict_synthesizer(voice)
    synthesizer.start()
    with contextlib.closing(synthesizer):
        clips = ClipSource(
            synthesizer, cache, cache_alias=cache_alias(voice, DEFAULT_WORDS_PER_MINUTE)
        )
        first_ms = 0.0
        for text in texts:
            clips.render(text)
            first_ms = first_ms or (time.perf_counter() - began_s) * 1000
        return _Times(first_ms, (time.perf_counter() - began_s) * 1000)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sentence as it is played, and what it took to render it."""

    clip: Clip
    took_s: float


def _sounds(voice: str, texts: tuple[str, ...]) -> tuple[list[_Sound], float]:
    """All sentences with nothing cached, and the memory of the engine's process then, MB."""
    synthesizer = strict_synthesizer(voice)
    synthesizer.pronounce(load_language().pronunciations)
    with contextlib.closing(synthesizer):
        synthesizer.render("One.")
        found = []
        for text in texts:
            began_s = time.perf_counter()
            raw = synthesizer.render(text)
            found.append(_Sound(normalized(raw), time.perf_counter() - began_s))
        return found, _memory_mb_of_children()


def _memory_mb_of_children() -> float:
    """The most memory that a process started by this one has; not a number outside of Linux."""
    sizes_kb = [0.0]
    for path in Path("/proc/self/task").glob("*/children"):
        for child in path.read_text().split():
            status = Path(f"/proc/{child}/status").read_text()
            sizes_kb += map(float, re.findall(r"VmHWM:\s+(\d+)", status))
    return max(sizes_kb) / 1000 or float("nan")


def _figures(voice: str, runs: int, listener: Listener) -> list[Figure]:
    texts = sentences()
    cold: list[_Times] = []
    warm: list[_Times] = []
    for _ in range(runs):
        with TemporaryDirectory() as name:
            cold.append(_ready(voice, Path(name), texts))
            warm.append(_ready(voice, Path(name), texts))
    sounds, memory_mb = _sounds(voice, texts)
    shares = [one.took_s * 1000 / one.clip.duration_ms for one in sounds]
    loudness = [loudness_lufs(one.clip.samples, one.clip.rate_hz) for one in sounds]
    _print_heard_back(voice, listener)
    return [
        figure(f"{voice}: first phrase, cold", "ms", [one.first_ms for one in cold]),
        figure(f"{voice}: {_SENTENCES} phrases, cold", "ms", [one.all_ms for one in cold]),
        figure(f"{voice}: first phrase, warm", "ms", [one.first_ms for one in warm]),
        figure(f"{voice}: {_SENTENCES} phrases, warm", "ms", [one.all_ms for one in warm]),
        figure(f"{voice}: rendering, share of its length", "", shares),
        figure(f"{voice}: memory of its process", "MB", [memory_mb]),
        figure(f"{voice}: loudness", "LUFS", loudness),
    ]


def _print_heard_back(voice: str, listener: Listener) -> None:
    """Print numbers, letters and times as the bundled model hears them."""
    synthesizer = strict_synthesizer(voice)
    with contextlib.closing(synthesizer):
        clips = ClipSource(synthesizer, None)
        for kind, wanted in KINDS.items():
            wrong = listener.mistakes(clips.render, wanted)
            right = len(wanted) - len(wrong)
            print(f"{voice}, {kind}: {right} of {len(wanted)} heard back", wrong)


def _rated(voice: str, python: str) -> list[Figure]:
    """Naturalness by DNSMOS, and the share of words that Whisper hears wrong."""
    texts = [text for text in sentences() if len(text.split()) > 2]
    sounds = [with_rate(one.clip, RATE_HZ).samples for one in _sounds(voice, tuple(texts))[0]]
    with TemporaryDirectory() as folder:
        listening = Listening(python, Path(folder))
        scores = listening.rated(sounds)
        heard = listening.heard_back(texts, sounds)
    wrong = 100 * sum(one.errors for one in heard) / sum(one.words for one in heard)
    return [
        *(
            figure(f"{voice}: DNSMOS {name}", "", [one[key] for one in scores])
            for name, key in (("overall", "ovrl_mos"), ("signal", "sig_mos"), ("P.808", "p808_mos"))
        ),
        figure(f"{voice}: words that Whisper hears wrong", "%", [wrong]),
    ]


def _measure(runs: int, python: str | None) -> None:
    listener = Listener()
    voices = [SYSTEM, *([NATURAL] if natural_is_installed() else [])]
    figures = [one for voice in voices for one in _figures(voice, runs, listener)]
    if python:
        figures += [one for voice in voices for one in _rated(voice, python)]
    report("voices", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--listener", help="Python of an environment with scripts/lab/listening.txt"
    )
    arguments = parser.parse_args()
    _measure(arguments.runs, arguments.listener)
