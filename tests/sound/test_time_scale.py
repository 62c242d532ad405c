"""A shortened word keeps its pitch, is complete, and fits its time."""

import numpy as np
import pytest

from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.time_scale import shortened

RATE_HZ = 24_000


def tone(hz: float, length_ms: int, amplitude: float = 0.5) -> Samples:
    seconds = np.arange(length_ms * RATE_HZ // 1000) / RATE_HZ
    return (amplitude * np.sin(2 * np.pi * hz * seconds)).astype(np.float32)


def pitch_hz(samples: Samples) -> float:
    """Strongest frequency of the middle part, Hz."""
    part = samples[len(samples) // 5 : -len(samples) // 5]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 1 << 18))
    return float(spectrum.argmax()) * RATE_HZ / (1 << 18)


@pytest.mark.parametrize("share", [0.5, 0.61, 0.7, 0.95])
@pytest.mark.parametrize("hz", [90.0, 211.0, 440.0])
def test_the_pitch_stays(hz: float, share: float) -> None:
    short = shortened(Clip(tone(hz, 600), RATE_HZ), round(600 * share))
    assert pitch_hz(short.samples) == pytest.approx(hz, rel=0.01)


@pytest.mark.parametrize("within_ms", [301, 450, 599])
def test_it_is_as_long_as_asked_and_as_loud(within_ms: int) -> None:
    clip = Clip(tone(150, 600), RATE_HZ)
    short = shortened(clip, within_ms)
    assert len(short.samples) == within_ms * RATE_HZ // 1000
    levels = [np.sqrt(np.square(one.samples).mean()) for one in (clip, short)]
    assert levels[1] == pytest.approx(levels[0], rel=0.05)
    assert np.abs(short.samples).max() <= 0.51


def test_its_parts_keep_their_order_and_share() -> None:
    parts = tone(200, 200), tone(500, 200), tone(900, 200)
    short = shortened(Clip(np.concatenate(parts), RATE_HZ), 420)
    thirds = np.array_split(short.samples, 3)
    assert [pitch_hz(part) for part in thirds] == pytest.approx([200, 500, 900], rel=0.03)


def test_it_is_smooth() -> None:
    """Jumps between samples are not larger than those of the tone itself."""
    clip = Clip(tone(300, 600), RATE_HZ)
    steepest = np.abs(np.diff(clip.samples)).max()
    assert np.abs(np.diff(shortened(clip, 400).samples)).max() <= 1.3 * steepest


def test_its_vowel_moves_along() -> None:
    assert shortened(Clip(tone(150, 600), RATE_HZ, 2400), 450).vowel_frame == 1800


@pytest.mark.parametrize("within_ms", [None, 600, 900])
def test_a_clip_that_is_short_enough_stays_as_it_is(within_ms: int | None) -> None:
    clip = Clip(tone(150, 600), RATE_HZ)
    assert shortened(clip, within_ms) is clip


@pytest.mark.parametrize("length_ms", [2, 10, 30])
def test_the_shortest_clips_can_be_shortened(length_ms: int) -> None:
    short = shortened(Clip(tone(400, length_ms), RATE_HZ), length_ms // 2)
    assert len(short.samples) == length_ms // 2 * RATE_HZ // 1000
