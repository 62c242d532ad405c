"""How much of the coach comes back into the microphone, and how much of that can be taken out.

It goes through the same aligner, canceller and gate as a session's hearing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np

from voicecoach.hearing.echo_alignment import LONGEST_DELAY_MS, WINDOW_MS, EchoAligner, find_delay
from voicecoach.hearing.echo_canceller import BLOCK_FRAMES, EchoCanceller
from voicecoach.hearing.echo_gate import Gate
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.sound.level import SILENCE_DB, level_of

RATE_HZ = 16_000
ACTIVE_DB = -45.0
"""Where the reference is louder than this, the coach speaks."""
LEARNING_SHARE = 0.4
"""The first part of the sound, in which the canceller learns, does not count."""
CLIPPED = 0.99
SAME_MS = 5.0
"""Delays that differ by less are the same one."""
FEWEST_FOUND = 3
"""So many windows must agree on a delay."""
LEAD_MS = 300
"""An echo is looked for from so much before its time on: the times of sound cards are not exact."""
SOONEST_MS, LATEST_MS = 10, 100
"""An echo within these bounds is well placed for the canceller."""
HEADROOM_MS = 40
"""Where an echo outside of them is put."""


@dataclass(frozen=True, slots=True)
class EchoReport:
    """What was found, in dBFS at the microphone."""

    delay_ms: float | None
    """How much later than its time the echo comes, or sooner; None: it is not to be heard."""
    echo_db: float
    """Root mean square while the coach speaks."""
    residual_db: float
    """The same behind the canceller."""
    threshold_db: float
    """How loud the user must be to be heard over the coach."""
    clipped_share: float
    """Share of samples at the end of the scale while the coach speaks: a distorted echo stays."""

    @property
    def is_audible(self) -> bool:
        """Whether the microphone hears the loudspeaker at all."""
        return self.delay_ms is not None

    @property
    def late_ms(self) -> float:
        """By how much the reference should be delayed, so that the echo is well placed."""
        return _late_ms(self.delay_ms)

    @property
    def erle_db(self) -> float:
        """By how much the canceller lowers the echo."""
        return self.echo_db - self.residual_db


def echo_report(blocks: Iterable[tuple[Samples, Samples]]) -> EchoReport:
    """Judge a recording in which the coach speaks for some seconds and nobody else does.

    Each block is the microphone's samples, 16 kHz, and the next samples of the reference, of any
    length, as a session gives them to its hearing.
    """
    pairs = list(blocks)
    microphone = np.concatenate([pair[0] for pair in pairs] or [np.zeros(0, np.float32)])
    reference = np.concatenate([pair[1] for pair in pairs] or [np.zeros(0, np.float32)])
    delay_ms = _delay_ms(microphone, reference)
    aligner, canceller, gate = EchoAligner(), EchoCanceller(), Gate()
    aligner.play(_placed(reference, delay_ms))
    echo: list[Samples] = []
    left: list[Samples] = []
    thresholds_db: list[float] = []
    whole = len(microphone) // BLOCK_FRAMES
    for index in range(whole):
        block = microphone[index * BLOCK_FRAMES : (index + 1) * BLOCK_FRAMES]
        played = aligner.align(block)
        canceller.move(aligner.take_moved_blocks())
        cleaned = canceller.process(block, played)
        threshold_db = gate.threshold_db(cleaned, played)
        if index >= whole * LEARNING_SHARE and level_of(played) > ACTIVE_DB:
            echo.append(block)
            left.append(cleaned)
            thresholds_db.append(threshold_db)
    sounding = np.concatenate(echo) if echo else np.zeros(0, np.float32)
    return EchoReport(
        delay_ms=delay_ms,
        echo_db=level_of(sounding),
        residual_db=level_of(np.concatenate(left)) if left else SILENCE_DB,
        threshold_db=median(thresholds_db) if thresholds_db else SILENCE_DB,
        clipped_share=float(np.mean(np.abs(sounding) >= CLIPPED)) if len(sounding) else 0.0,
    )


def _late_ms(delay_ms: float | None) -> float:
    if delay_ms is None or SOONEST_MS <= delay_ms <= LATEST_MS:
        return 0.0
    return delay_ms - HEADROOM_MS


def _placed(reference: Samples, delay_ms: float | None) -> Samples:
    """The reference as a session would be given it that knows the delay."""
    late = frames_of(_late_ms(delay_ms), RATE_HZ)
    return np.concatenate((np.zeros(max(late, 0), np.float32), reference[max(-late, 0) :]))


def _delay_ms(microphone: Samples, reference: Samples) -> float | None:
    """The delay that most windows agree on; None when there is no such agreement."""
    window = frames_of(WINDOW_MS, RATE_HZ)
    longest = frames_of(LONGEST_DELAY_MS, RATE_HZ)
    lead = frames_of(LEAD_MS, RATE_HZ)
    silence = np.zeros(longest, np.float32)
    padded = np.concatenate((silence, reference, silence))
    found = []
    for first in range(0, min(len(microphone), len(reference)) - window + 1, window // 2):
        part = padded[first : first + longest + lead + window]
        delay = find_delay(microphone[first : first + window], part)
        if delay is not None:
            found.append(milliseconds_of(round(delay), RATE_HZ) - LEAD_MS)
    if not found:
        return None
    most = max(found, key=lambda one: sum(abs(other - one) < SAME_MS for other in found))
    agreeing = [other for other in found if abs(other - most) < SAME_MS]
    return median(agreeing) if len(agreeing) >= FEWEST_FOUND else None
