"""Played sound comes out once, in order and in time."""

import numpy as np
import pytest

from voicecoach.devices.playback_log import AHEAD_MS, PlaybackLog
from voicecoach.sound.clip import Samples

BLOCK = 320


def block(number: int) -> Samples:
    return np.full(BLOCK, number, np.float32)


def filled(first: int, stop: int) -> PlaybackLog:
    """Blocks of 20 ms, each with its number, from 0 ms on."""
    played = PlaybackLog()
    for number in range(first, stop):
        played.put(block(number), 16_000, number * 20)
    return played


def test_it_is_one_stream_a_little_ahead_of_its_time() -> None:
    played = filled(0, 100)
    taken = [played.take(at_ms, at_ms + 20) for at_ms in range(0, 1000, 20)]
    numbers = np.concatenate(taken)[::BLOCK]
    assert numbers.tolist() == list(range(len(numbers)))
    assert len(numbers) == 50 + AHEAD_MS // 20


def test_jitter_of_the_times_changes_nothing() -> None:
    random = np.random.default_rng(3)
    played = PlaybackLog()
    for number in range(100):
        played.put(block(number), 16_000, number * 20 + random.uniform(-9, 9))
    taken = [played.take(at_ms + random.uniform(-9, 9), at_ms + 20) for at_ms in range(0, 1000, 20)]
    numbers = np.concatenate(taken)[::BLOCK]
    assert numbers.tolist() == list(range(len(numbers)))


def test_sound_from_before_the_recording_is_left_out() -> None:
    assert filled(0, 100).take(1000, 1020)[0] == 50


def test_after_a_gap_in_the_recording_it_goes_on_where_the_recording_does() -> None:
    played = filled(0, 100)
    played.take(0, 20)
    assert played.take(1000, 1020)[0] == 50


def test_without_a_loudspeaker_it_is_silent() -> None:
    assert PlaybackLog().take(0, 20).tolist() == [0] * BLOCK


def test_another_rate_is_converted() -> None:
    played = PlaybackLog()
    for number in range(100):
        played.put(np.full(960, 0.5, np.float32), 48_000, number * 20)
    frames = sum(len(played.take(at_ms, at_ms + 20)) for at_ms in range(0, 1000, 20))
    assert abs(frames - 16_000 - AHEAD_MS * 16) < 400


def test_sound_that_is_not_taken_is_dropped() -> None:
    played = filled(0, 1000)
    assert played.take(0, 20_000)[0] == 850


def test_a_loudspeaker_that_stalled_was_silent_meanwhile() -> None:
    played = PlaybackLog()
    for number in [*range(1, 11), *range(61, 100)]:
        played.put(block(number), 16_000, number * 20)
    taken = np.concatenate([played.take(at_ms, at_ms + 20) for at_ms in range(20, 1500, 20)])
    numbers = taken[::BLOCK].tolist()
    assert numbers[:9] == list(range(1, 10))
    # A second of silence, and what came after it at its time.
    assert numbers.index(61) == 60
    assert set(numbers[10:60]) == {0}


@pytest.mark.parametrize(("late_ms", "first"), [(100, 45), (-100, 55)])
def test_sound_that_is_heard_later_than_its_time_belongs_to_a_later_recording(
    late_ms: float, first: int
) -> None:
    played = PlaybackLog(late_ms)
    for number in range(100):
        played.put(block(number), 16_000, number * 20)
    assert played.take(1000, 1020)[0] == first
