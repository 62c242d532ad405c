"""The beat keeps its tempo in the card's frames, and follows the card inaudibly."""

from collections.abc import Callable

import numpy as np
import pytest

from voicecoach.sound.clocks import JUMP_MS, TOLERANCE_MS, BeatClock, FrameClock

RATE_HZ = 48000
BLOCK_MS = 20


class Card:
    """A sound card whose clock runs fast, observed once a block with jitter."""

    def __init__(self, clock: BeatClock | FrameClock, drift_ppm: float, jitter_ms: float) -> None:
        self.clock = clock
        self.lost_ms = 0.0
        self._speed = RATE_HZ / 1000 * (1 + drift_ppm / 1e6)
        self._jitter_ms = jitter_ms
        self._random = np.random.default_rng(1)
        self._block = 0

    def frame_at(self, at_ms: float) -> float:
        """The frame that is really heard at this time."""
        return (at_ms - 140 - self.lost_ms) * self._speed

    def run(self, duration_ms: int, each_block: Callable[[int], None] = lambda at_ms: None) -> None:
        """Let time pass, and call `each_block` with the time of every block."""
        for _ in range(duration_ms // BLOCK_MS):
            at_ms = 140 + self.lost_ms + self._block * BLOCK_MS
            jitter_ms = self._random.normal(0, self._jitter_ms)
            self.clock.observe(at_ms + jitter_ms, round(self.frame_at(at_ms)))
            each_block(round(at_ms))
            self._block += 1


@pytest.mark.slow
@pytest.mark.parametrize("drift_ppm", [-150, 0, 150])
def test_counts_keep_their_tempo_for_ten_minutes_on_a_card_that_drifts(drift_ppm: int) -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, drift_ppm, jitter_ms=5)
    card.run(5000)
    beat.align(5140)
    frames = []

    def count(at_ms: int) -> None:
        if (at_ms - 5140) % 2000 == 0:
            frames.append(beat.frame_of(at_ms + 200))

    card.run(360_000, count)
    assert len(frames) == 180
    assert set(np.diff(frames)) == {2 * RATE_HZ}
    beat.align(365_140)
    realigned = beat.frame_of(365_140)
    assert realigned == pytest.approx(card.frame_at(365_140), abs=2 * 48)
    frames.clear()
    card.run(235_000, count)
    assert set(np.diff(frames)) == {2 * RATE_HZ}


@pytest.mark.parametrize("rate_hz", [44100, 48000])
def test_a_tempo_that_does_not_divide_into_frames_is_kept_to_one_frame(rate_hz: int) -> None:
    beat = BeatClock(rate_hz)
    beat.observe(100.0, 0)
    beat.align(1000)
    frames = [beat.frame_of(1000 + 1333 * n) for n in range(100)]
    exact = 1.333 * rate_hz
    assert np.abs(np.diff(frames) - exact).max() <= 1
    assert frames[-1] - frames[0] == pytest.approx(99 * exact, abs=1)


@pytest.mark.parametrize("jitter_ms", [0, 5, 20])
def test_aligning_brings_times_back_to_the_card(jitter_ms: int) -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, 150, jitter_ms)
    card.run(300_000)
    assert abs(beat.frame_of(300_000) - card.frame_at(300_000)) > 40 * 48
    beat.align(300_000)
    assert beat.frame_of(300_000) == pytest.approx(
        card.frame_at(300_000), abs=48 * (0.5 + jitter_ms / 3)
    )


@pytest.mark.slow
def test_without_aligning_the_error_is_led_back_slowly() -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, 150, jitter_ms=2)
    spacings = []
    card.run(1_200_000, lambda at_ms: spacings.append(beat.frame_of(at_ms + 2000)))
    error_ms = (beat.frame_of(1_200_000) - card.frame_at(1_200_000)) / 48
    assert abs(error_ms) == pytest.approx(TOLERANCE_MS, abs=3)
    steps = np.abs(np.diff(spacings[200:]) - BLOCK_MS * 48)
    assert steps.max() <= 1 + 0.2 * BLOCK_MS / 1000 * 48


@pytest.mark.parametrize("stall_ms", [JUMP_MS + 30, 2500])
def test_after_a_stall_the_times_jump_to_the_card(stall_ms: int) -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, 0, jitter_ms=2)
    card.run(10_000)
    card.lost_ms = stall_ms
    card.run(2_000)
    assert beat.frame_of(15_000) == pytest.approx(card.frame_at(15_000), abs=48)


def test_a_short_underflow_does_not_move_the_beat() -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, 0, jitter_ms=2)
    card.run(10_000)
    before = beat.frame_of(20_000)
    card.lost_ms = 40
    card.run(5_000)
    assert beat.frame_of(20_000) == before


@pytest.mark.parametrize("lost_ms", [0, 40, 190])
def test_the_beat_tells_how_late_it_is_heard(lost_ms: int) -> None:
    beat = BeatClock(RATE_HZ)
    card = Card(beat, 0, jitter_ms=2)
    card.run(10_000)
    card.lost_ms = lost_ms
    card.run(3_000)
    frame = beat.frame_of(20_000)
    heard_late_ms = (frame - card.frame_at(20_000)) * 1000 / RATE_HZ
    assert beat.late_ms == pytest.approx(heard_late_ms, abs=1.5)
    beat.align(13_000)
    card.run(1_000)
    assert beat.late_ms == pytest.approx(0, abs=1.5)


def test_a_few_wild_observations_do_not_matter() -> None:
    clock = FrameClock(RATE_HZ)
    card = Card(clock, 0, jitter_ms=0)
    card.run(10_000)
    for _ in range(20):
        clock.observe(0.0, 10**9)
    assert clock.time_of(card.frame_at(9000)) == pytest.approx(9000, abs=0.1)


def test_a_beat_without_a_card_is_an_error() -> None:
    with pytest.raises(ValueError, match="observe"):
        BeatClock(RATE_HZ).frame_of(0)
