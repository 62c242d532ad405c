"""Residue of the coach's voice after the echo canceller, alone and while the user speaks.

In the offline room of the hearing benchmark. The attenuation alone says little of how disturbing
the rest is: AECMOS rates that, for the coach alone and for both at once ("double talk").
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from scripts.benchmarks.figures import Figure, figure, report
from scripts.benchmarks.hearing_scenes import Scene, perform
from scripts.lab.listening import EchoClip, Listening
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.events import Heard
from voicecoach.hearing.echo_removal import EchoRemoval
from voicecoach.hearing.echo_report import COACH_SPEAKS_DB
from voicecoach.hearing.signal_format import BLOCK_FRAMES, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.level import level_of
from voicecoach.voice.choice import NATURAL, SYSTEM

_LEVELS_DB = (0, 6, 12)
"""The coach above the user."""
_CLIP_MS = 10_000
_CLIPS = 12
_LEARNING_CLIPS = 1
"""The first ones, in which the canceller learns; they don't count."""


@dataclass(slots=True)
class _EchoRemover:
    """Ears that only remove the echo, and keep it all, in blocks of BLOCK_FRAMES."""

    wants_quiet: bool = False
    removal: EchoRemoval = field(default_factory=EchoRemoval)
    rest: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    played: list[Samples] = field(default_factory=list)
    recorded: list[Samples] = field(default_factory=list)
    cleaned: list[Samples] = field(default_factory=list)

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Nothing."""
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples; both (frames,) float32 mono, 16 kHz."""
        self.removal.play(reference)
        signal = np.concatenate((self.rest, microphone))
        whole = len(signal) // BLOCK_FRAMES * BLOCK_FRAMES
        self.rest = signal[whole:]
        for block in signal[:whole].reshape(-1, BLOCK_FRAMES):
            cleaned = self.removal.process(block)
            self.played.append(cleaned.reference)
            self.recorded.append(block)
            self.cleaned.append(cleaned.samples)
        return []

    def take_not_understood(self) -> None:
        """Nothing."""


def _ears(coach: str, echo_db: float | None, *, user_speaks: bool) -> _EchoRemover:
    """The ears after a scene; `echo_db` None: the coach is silent."""
    scene = Scene(
        "echo",
        "",
        "",
        group="recorded" if user_speaks else "",
        echo_db=echo_db,
        coach=coach,
        longest_s=0.0 if user_speaks else (_CLIPS + _LEARNING_CLIPS) * _CLIP_MS / 1000,
    )
    ears = _EchoRemover()
    perform(scene, ears)
    return ears


def _clips(ears: _EchoRemover, cleaned: Sequence[Samples], *, user_speaks: bool) -> list[EchoClip]:
    """Clips of what these ears heard, with what is left of it."""
    played, recorded, left = (
        np.concatenate(blocks) for blocks in (ears.played, ears.recorded, cleaned)
    )
    frames = frames_of(_CLIP_MS, RATE_HZ)
    count = min(len(played), len(left)) // frames
    parts = [
        slice(index * frames, (index + 1) * frames)
        for index in range(_LEARNING_CLIPS, min(_CLIPS + _LEARNING_CLIPS, count))
    ]
    return [EchoClip(played[part], recorded[part], left[part], user_speaks) for part in parts]


def _attenuation_db(clip: EchoClip) -> float:
    """Attenuation while the coach speaks."""
    blocks = (
        sound.reshape(-1, BLOCK_FRAMES) for sound in (clip.played, clip.recorded, clip.cleaned)
    )
    speaking = [
        (before, after)
        for played, before, after in zip(*blocks, strict=True)
        if level_of(played) > COACH_SPEAKS_DB
    ]
    before, after = (np.concatenate(one) for one in zip(*speaking, strict=True))
    return level_of(before) - level_of(after)


def _figures(coach: str, echo_db: int, python: str | None) -> Iterator[Figure]:
    name = f"{coach} {echo_db:+d} dB"
    ears = _ears(coach, float(echo_db), user_speaks=False)
    alone = _clips(ears, ears.cleaned, user_speaks=False)
    yield figure(f"{name}: attenuation", "dB", [_attenuation_db(clip) for clip in alone])
    if python is None:
        return
    both = _ears(coach, float(echo_db), user_speaks=True)
    words = _clips(both, both.cleaned, user_speaks=True)
    # The best possible result: the same words, and nothing of the coach.
    best = _clips(both, _ears(coach, None, user_speaks=True).recorded, user_speaks=True)
    for who, clips in (("coach alone", alone), ("both", words), ("both, no echo at all", best)):
        with TemporaryDirectory() as folder:
            scores = Listening(python, Path(folder)).rated_echo(clips)
        yield figure(f"{name}, {who}: AECMOS echo", "", [one["echo_mos"] for one in scores])
        if clips is not alone:
            yield figure(f"{name}, {who}: AECMOS other", "", [one["deg_mos"] for one in scores])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--coach", action="append", metavar="VOICE", help="default: all two")
    parser.add_argument(
        "--listener", help="Python of an environment with scripts/lab/listening.txt, for AECMOS"
    )
    given = parser.parse_args()
    figures = [
        one
        for coach in given.coach or (NATURAL, SYSTEM)
        for echo_db in _LEVELS_DB
        for one in _figures(coach, echo_db, given.listener)
    ]
    report("echo", figures)
