"""Measures the coach's echo in the microphone, before and after cancellation.

The echo is removed by the same code as in a session.
"""

from collections.abc import Iterable, Iterator
from statistics import median

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.hearing.echo_alignment import LONGEST_DELAY_MS, WINDOW_MS, find_delay
from voicecoach.hearing.echo_removal import CleanedBlock, EchoRemoval
from voicecoach.hearing.signal_format import BLOCK_FRAMES, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.sound.level import SILENCE_DB, level_of

COACH_SPEAKS_DB = -45.0
"""The coach speaks where the reference is louder than this."""
LEARNING_SHARE = 0.4
"""First part of the recording, in which the canceller learns; it does not count."""
CLIPPED = 0.99
AGREEMENT_MS = 5.0
"""Windows whose delays differ by less than this agree."""
FEWEST_FOUND = 3
"""Number of windows that must agree on a delay."""
SEARCH_LEAD_MS = 300
"""The search for an echo begins this long before its time: sound cards' times are not exact."""
SOONEST_MS, LATEST_MS = 10, 100
"""Delays within these bounds are well placed for the canceller."""
PLACED_MS = 40
"""Delay given to an echo outside these bounds."""


@dataclass(frozen=True, slots=True)
class EchoReport:
    """Levels of the echo, in dBFS at the microphone."""

    delay_ms: float | None
    """Delay of the echo behind its expected time, negative if early; None: no audible echo."""
    echo_db: float
    """Root mean square while the coach speaks."""
    residual_db: float
    """Root mean square while the coach speaks, after cancellation."""
    threshold_db: float
    """Level that the user must exceed to be heard over the coach."""
    clipped_share: float
    """Share of clipped samples while the coach speaks: a distorted echo can't be cancelled."""
    recorded_db: float = SILENCE_DB
    """Root mean square of the whole recording, whatever sounded in it."""

    @property
    def is_audible(self) -> bool:
        """True if the microphone picks up the loudspeaker at all."""
        return self.delay_ms is not None

    @property
    def late_ms(self) -> float:
        """Delay to add to the reference, ms, so that the echo is well placed."""
        return _late_ms(self.delay_ms)

    @property
    def erle_db(self) -> float:
        """Echo return loss enhancement: attenuation of the echo by the canceller."""
        return self.echo_db - self.residual_db


def echo_report(blocks: Iterable[tuple[Samples, Samples]]) -> EchoReport:
    """Judge a recording in which the coach speaks for some seconds and nobody else does.

    Each pair is a block of the microphone and the next samples of the reference, of any length,
    both (frames,) float32 mono, 16 kHz, as a session gives them to its `HearingChain`.
    """
    pairs = list(blocks)
    microphone = _joined([pair[0] for pair in pairs])
    reference = _joined([pair[1] for pair in pairs])
    delay_ms = _delay_ms(microphone, reference)
    spoken = list(_blocks_with_speech(microphone, _placed(reference, delay_ms)))
    echo = _joined([recorded for recorded, _ in spoken])
    return EchoReport(
        delay_ms=delay_ms,
        echo_db=level_of(echo),
        residual_db=level_of(_joined([cleaned.samples for _, cleaned in spoken])),
        threshold_db=median(one.threshold_db for _, one in spoken) if spoken else SILENCE_DB,
        clipped_share=float(np.mean(np.abs(echo) >= CLIPPED)) if len(echo) else 0.0,
        recorded_db=level_of(microphone),
    )


def _blocks_with_speech(
    microphone: Samples, reference: Samples
) -> Iterator[tuple[Samples, CleanedBlock]]:
    """Each block in which the coach speaks, before and after cancellation, once that has learned.

    Both signals are (frames,) float32 mono, 16 kHz.
    """
    echo_removal = EchoRemoval()
    echo_removal.play(reference)
    blocks = len(microphone) // BLOCK_FRAMES
    for index in range(blocks):
        recorded = microphone[index * BLOCK_FRAMES : (index + 1) * BLOCK_FRAMES]
        cleaned = echo_removal.process(recorded)
        if index >= blocks * LEARNING_SHARE and level_of(cleaned.reference) > COACH_SPEAKS_DB:
            yield recorded, cleaned


def _joined(blocks: list[Samples]) -> Samples:
    """All samples in one array: (frames,) float32 mono."""
    return np.concatenate(blocks or [np.zeros(0, np.float32)])


def _late_ms(delay_ms: float | None) -> float:
    if delay_ms is None or SOONEST_MS <= delay_ms <= LATEST_MS:
        return 0.0
    return delay_ms - PLACED_MS


def _placed(reference: Samples, delay_ms: float | None) -> Samples:
    """The reference that a session with this measured delay would get: (frames,), 16 kHz."""
    late = frames_of(_late_ms(delay_ms), RATE_HZ)
    return np.concatenate((np.zeros(max(late, 0), np.float32), reference[max(-late, 0) :]))


def _delay_ms(microphone: Samples, reference: Samples) -> float | None:
    """Delay that most windows agree on, ms; None without such an agreement.

    Both signals are (frames,) float32 mono, 16 kHz.
    """
    window = frames_of(WINDOW_MS, RATE_HZ)
    longest = frames_of(LONGEST_DELAY_MS, RATE_HZ)
    lead = frames_of(SEARCH_LEAD_MS, RATE_HZ)
    silence = np.zeros(longest, np.float32)
    padded = np.concatenate((silence, reference, silence))
    found = []
    for first in range(0, min(len(microphone), len(reference)) - window + 1, window // 2):
        part = padded[first : first + longest + lead + window]
        delay = find_delay(microphone[first : first + window], part)
        if delay is not None:
            found.append(milliseconds_of(round(delay), RATE_HZ) - SEARCH_LEAD_MS)
    if not found:
        return None
    most = max(found, key=lambda one: sum(abs(other - one) < AGREEMENT_MS for other in found))
    agreeing = [other for other in found if abs(other - most) < AGREEMENT_MS]
    return median(agreeing) if len(agreeing) >= FEWEST_FOUND else None
