"""Delay and drift of synthetic echoes are found, and the reference is aligned with them."""

import numpy as np
import pytest

from tests.hearing.synthetic_room import echo_of, hiss, reduction_db, seconds, talk
from voicecoach.hearing.drift_reader import LAG_FRAMES, DriftReader
from voicecoach.hearing.echo_alignment import LEEWAY_MS, EchoAligner, find_delay
from voicecoach.hearing.echo_canceller import EchoCanceller
from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples

pytestmark = pytest.mark.slow


def cancel(aligner: EchoAligner, microphone: Samples, reference: Samples) -> Samples:
    canceller = EchoCanceller()
    out = []
    for first in range(0, len(microphone), BLOCK_FRAMES):
        block = microphone[first : first + BLOCK_FRAMES]
        aligner.play(reference[first : first + BLOCK_FRAMES])
        aligned = aligner.align(block)
        canceller.move(aligner.take_moved_blocks())
        out.append(canceller.process(block, aligned))
    return np.concatenate(out)


@pytest.mark.parametrize("delay_ms", [20, 300, 800])
def test_a_delay_is_found_to_a_frame(delay_ms: int) -> None:
    reference = talk(2)
    echo = echo_of(reference, delay_ms=delay_ms) + hiss(2)
    found = find_delay(echo[-16_000:], reference)
    assert found == pytest.approx(delay_ms * 16, abs=0.5)


def test_without_an_echo_no_delay_is_found() -> None:
    assert find_delay(talk(2, seed=5)[-16_000:], talk(2)) is None
    assert find_delay(talk(2, seed=5)[-16_000:], np.zeros(32_000, np.float32)) is None


@pytest.mark.parametrize("delay_ms", [30, 400, 900])
def test_an_echo_is_cancelled_whatever_its_delay(delay_ms: int) -> None:
    reference = talk(9)
    microphone = echo_of(reference, delay_ms=delay_ms) + hiss(9)
    aligner = EchoAligner()
    out = cancel(aligner, microphone, reference)
    assert 0 <= delay_ms - aligner.delay_ms <= LEEWAY_MS
    assert reduction_db(seconds(microphone, 5, 9), seconds(out, 5, 9)) > 15


@pytest.mark.parametrize("drift_ppm", [-150, -20, 50, 150])
def test_drift_is_found_and_made_up_for(drift_ppm: int) -> None:
    reference = talk(14)
    microphone = echo_of(reference, drift_ppm=drift_ppm) + hiss(14)
    aligner = EchoAligner()
    out = cancel(aligner, microphone, reference)
    assert aligner.drift_ppm == pytest.approx(drift_ppm, abs=5)
    assert reduction_db(seconds(microphone, 10, 14), seconds(out, 10, 14)) > 18


def test_a_jump_of_the_delay_is_found() -> None:
    reference = talk(12)
    microphone = np.concatenate(
        (
            seconds(echo_of(reference, delay_ms=60), 0, 4),
            seconds(echo_of(reference, delay_ms=460), 4, 12),
        )
    )
    aligner = EchoAligner()
    out = cancel(aligner, microphone + hiss(12), reference)
    assert aligner.delay_ms > 300
    assert reduction_db(seconds(microphone, 9, 12), seconds(out, 9, 12)) > 15


def test_blocks_of_the_reference_may_be_of_any_length() -> None:
    reference = talk(3)
    microphone = echo_of(reference, delay_ms=400)
    aligner = EchoAligner()
    aligner.play(reference[:3000])
    played = 3000
    for first in range(0, len(microphone), BLOCK_FRAMES):
        if first % 640 == 0:
            aligner.play(reference[played : played + 640])
            played += 640
        aligned = aligner.align(microphone[first : first + BLOCK_FRAMES])
    delay_frames = round(aligner.delay_ms * 16)
    stop = len(reference) - delay_frames - LAG_FRAMES
    assert np.array_equal(aligned, reference[stop - BLOCK_FRAMES : stop])


@pytest.mark.parametrize("drift_ppm", [0, 100, -100])
def test_a_tone_is_read_at_the_pace_asked_for(drift_ppm: int) -> None:
    tone = np.sin(2 * np.pi * 1000 / 16_000 * np.arange(48_000)).astype(np.float32)
    reader = DriftReader()
    reader.drift_ppm = drift_ppm
    reader.write(tone)
    heard = np.concatenate([reader.read(BLOCK_FRAMES) for _ in range(250)])[1600:]
    pace_hz = 1000 * (1 + drift_ppm * 1e-6)
    turned = heard * np.exp(-2j * np.pi * pace_hz / 16_000 * np.arange(len(heard)))
    phases = np.unwrap(np.angle(turned.reshape(-1, 1600).mean(axis=1)))
    assert np.ptp(phases) < 0.01
    assert np.abs(turned.reshape(-1, 1600).mean(axis=1)) == pytest.approx(0.5, abs=0.001)


def test_a_reader_says_when_it_has_come_to_the_end() -> None:
    reader = DriftReader()
    reader.write(talk(0.1))
    assert not reader.lacks(1000)
    assert reader.lacks(2000)
    reader.read(1000)
    reader.step_back(200)
    assert not reader.lacks(700)
