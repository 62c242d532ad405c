"""How soon each voice is ready, how alike its sentences are, and whether it is heard back right."""

import contextlib
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.heard_back import KINDS, Listener
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.simulation.sounds import speech_level_db
from voicecoach.voice.choice import (
    NATURAL,
    SYSTEM,
    cache_alias,
    natural_is_installed,
    synthesizer_for,
)
from voicecoach.voice.clip_source import ClipSource

_SENTENCES = 40


def sentences() -> tuple[str, ...]:
    """What a session of 40 phrases says."""
    steps = compile_steps(load_library().routines["balance"], ready_wait_ms=20_000)
    book = load_language().book
    return tuple(dict.fromkeys(book.sentence(one) for one in spoken_in(steps)))[:_SENTENCES]


@dataclass(frozen=True, slots=True)
class _Times:
    first_ms: float
    all_ms: float


def _give_up(reason: str) -> None:
    """Another voice's figures would be of no use."""
    raise SystemExit(reason)


def _ready(voice: str, cache: Path, texts: tuple[str, ...]) -> _Times:
    """From the moment at which a session would begin to load the voice."""
    began_s = time.perf_counter()
    synthesizer = synthesizer_for(voice, 160, _give_up)
    synthesizer.start()
    with contextlib.closing(synthesizer):
        clips = ClipSource(synthesizer, cache, cache_alias=cache_alias(voice, 160))
        first_ms = 0.0
        for text in texts:
            clips.render(text)
            first_ms = first_ms or (time.perf_counter() - began_s) * 1000
        return _Times(first_ms, (time.perf_counter() - began_s) * 1000)


def _figures(voice: str, runs: int, listener: Listener) -> list[Figure]:
    texts = sentences()
    cold: list[_Times] = []
    warm: list[_Times] = []
    levels_db: list[float] = []
    mistakes: dict[str, dict[str, str]] = {}
    for _ in range(runs):
        with TemporaryDirectory() as name:
            cold.append(_ready(voice, Path(name), texts))
            warm.append(_ready(voice, Path(name), texts))
            synthesizer = synthesizer_for(voice, 160, _give_up)
            with contextlib.closing(synthesizer):
                clips = ClipSource(synthesizer, Path(name))
                levels_db += [speech_level_db(clips.render(text).samples) for text in texts]
                mistakes = {
                    kind: listener.mistakes(clips.render, wanted) for kind, wanted in KINDS.items()
                }
    for kind, wrong in mistakes.items():
        print(
            f"{voice}, {kind}: {len(KINDS[kind]) - len(wrong)} of {len(KINDS[kind])} heard back",
            wrong,
        )
    return [
        figure(f"{voice}: first phrase, cold", "ms", [one.first_ms for one in cold]),
        figure(f"{voice}: {_SENTENCES} phrases, cold", "ms", [one.all_ms for one in cold]),
        figure(f"{voice}: first phrase, warm", "ms", [one.first_ms for one in warm]),
        figure(f"{voice}: {_SENTENCES} phrases, warm", "ms", [one.all_ms for one in warm]),
        figure(f"{voice}: level of speech", "dB", [float(np.round(one, 2)) for one in levels_db]),
    ]


def _measure(runs: int) -> None:
    listener = Listener()
    voices = [SYSTEM, *([NATURAL] if natural_is_installed() else [])]
    report("voices", [one for voice in voices for one in _figures(voice, runs, listener)])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    _measure(parser.parse_args().runs)
