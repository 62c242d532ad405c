"""The echo as the doctor measures it: its delay, its level, and the residual."""

import numpy as np
import pytest

from tests.hearing.synthetic_room import RATE_HZ, echo_of, hiss, talk
from voicecoach.hearing.echo_report import PLACED_MS, EchoReport, echo_report
from voicecoach.sound.clip import Samples

SECONDS = 9.0
COACH = talk(SECONDS, level_db=-22)
BLOCK = 320


def report(microphone: Samples, reference: Samples = COACH) -> EchoReport:
    return echo_report(
        (microphone[first : first + BLOCK], reference[first : first + BLOCK])
        for first in range(0, len(microphone), BLOCK)
    )


def test_an_echo_is_found_with_its_delay_and_its_level() -> None:
    found = report(echo_of(COACH, delay_ms=60, gain=0.3) + hiss(SECONDS))
    assert found.is_audible
    assert found.delay_ms == pytest.approx(60, abs=2)
    assert found.echo_db == pytest.approx(-32, abs=3)
    assert found.erle_db > 15
    assert found.late_ms == 0
    assert found.clipped_share == 0


@pytest.mark.parametrize("delay_ms", [250, 700])
def test_a_late_echo_is_placed_and_taken_out_like_any_other(delay_ms: int) -> None:
    found = report(echo_of(COACH, delay_ms=delay_ms, gain=0.3) + hiss(SECONDS))
    assert found.delay_ms == pytest.approx(delay_ms, abs=2)
    assert found.late_ms == pytest.approx(delay_ms - PLACED_MS, abs=2)
    assert found.erle_db > 15


def test_an_echo_that_seems_to_come_before_its_sound_is_found_too() -> None:
    late = np.concatenate((np.zeros(RATE_HZ // 10, np.float32), COACH))[: len(COACH)]
    found = report(echo_of(COACH, delay_ms=60, gain=0.3) + hiss(SECONDS), late)
    assert found.delay_ms == pytest.approx(-40, abs=2)
    assert found.late_ms == pytest.approx(-40 - PLACED_MS, abs=2)
    assert found.erle_db > 15


@pytest.mark.slow
def test_a_louder_echo_raises_the_bar() -> None:
    soft, loud = (report(echo_of(COACH, gain=gain) + hiss(SECONDS)) for gain in (0.1, 0.8))
    assert loud.echo_db - soft.echo_db == pytest.approx(18, abs=1)
    assert loud.threshold_db > soft.threshold_db + 2


def test_a_distorted_echo_is_noticed_and_stays() -> None:
    distorted = np.clip(echo_of(COACH, gain=30), -1, 1).astype(np.float32)
    found = report(distorted + hiss(SECONDS))
    assert found.clipped_share > 0.01
    assert found.erle_db < 15


def test_with_headphones_nothing_is_heard() -> None:
    found = report(hiss(SECONDS))
    assert not found.is_audible
    assert found.late_ms == 0


def test_sound_that_is_not_a_steady_echo_is_recorded_but_not_audible() -> None:
    stranger = np.roll(COACH[::-1], 1000)
    found = report(stranger + hiss(SECONDS))
    assert not found.is_audible
    assert found.recorded_db == pytest.approx(-22, abs=4)
    assert report(hiss(SECONDS)).recorded_db < -50


def test_without_any_sound_nothing_is_claimed() -> None:
    assert not report(np.zeros(0, np.float32), np.zeros(0, np.float32)).is_audible
    silence = np.zeros(3 * RATE_HZ, np.float32)
    assert not report(silence, silence).is_audible
