"""One utterance is cut from what a microphone picks up after a question."""

import numpy as np

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.takes import Take, TakeRecorder
from voicecoach.sound.clip import Samples, frames_of

LENGTH_MS = 4000


def room(*spoken_ms: tuple[int, int]) -> Samples:
    """Quiet noise, with a loud one at these times."""
    random = np.random.default_rng(3)
    signal = random.normal(0, 10 ** (-70 / 20), frames_of(LENGTH_MS, RATE_HZ))
    for begin_ms, end_ms in spoken_ms:
        frames = slice(frames_of(begin_ms, RATE_HZ), frames_of(end_ms, RATE_HZ))
        signal[frames] = random.normal(0, 10 ** (-26 / 20), frames.stop - frames.start)
    return signal.astype(np.float32)


def taken(signal: Samples, since_ms: float = 500) -> Take | None:
    recorder = TakeRecorder()
    recorder.begin(since_ms)
    for first in range(0, len(signal), 320):
        if take := recorder.process(signal[first : first + 320], first / 16):
            return take
    return None


def test_an_utterance_is_returned_with_its_levels() -> None:
    take = taken(room((1000, 1500)))
    assert take is not None
    assert abs(take.duration_ms - 500) <= 40
    assert -30 < take.level_db < -20
    assert -75 < take.noise_db < -65
    assert frames_of(500, RATE_HZ) < len(take.samples) < frames_of(1500, RATE_HZ)


def test_parts_with_a_short_pause_are_one_utterance() -> None:
    take = taken(room((1000, 1300), (1600, 1900)))
    assert take is not None
    assert abs(take.duration_ms - 900) <= 40


def test_silence_and_clicks_are_none() -> None:
    assert taken(room()) is None
    assert taken(room((1000, 1040))) is None


def test_speech_that_began_before_the_question_was_over_is_left_out() -> None:
    take = taken(room((400, 900), (2000, 2400)), since_ms=1500)
    assert take is not None
    assert abs(take.duration_ms - 400) <= 40
