"""Resampling keeps tones, lengths and times."""

import numpy as np
import pytest

from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import StreamResampler, with_rate


def _tone(rate_hz: int, pitch_hz: float = 1000) -> Samples:
    return (0.5 * np.sin(2 * np.pi * pitch_hz * np.arange(rate_hz) / rate_hz)).astype(np.float32)


@pytest.mark.parametrize(("from_hz", "to_hz"), [(24000, 48000), (22050, 44100), (44100, 48000)])
def test_a_clip_sounds_the_same_at_another_rate(from_hz: int, to_hz: int) -> None:
    clip = with_rate(Clip(_tone(from_hz), from_hz), to_hz)
    assert clip.rate_hz == to_hz
    assert clip.duration_ms == pytest.approx(1000, abs=0.1)
    inner = slice(to_hz // 10, -to_hz // 10)
    assert clip.samples[inner] == pytest.approx(_tone(to_hz)[: len(clip.samples)][inner], abs=0.001)


def test_a_higher_rate_has_every_frequency_of_the_lower_one_and_no_other() -> None:
    clip = with_rate(Clip(_tone(24000, 11500), 24000), 44100)
    inner = clip.samples[4410:-4410]
    assert inner == pytest.approx(_tone(44100, 11500)[4410:-4410], abs=0.001)


def test_the_end_of_a_clip_is_not_heard_at_its_beginning() -> None:
    samples = np.concatenate((np.zeros(2400), _tone(24000))).astype(np.float32)
    clip = with_rate(Clip(samples, 24000), 48000)
    assert np.abs(clip.samples[:4000]).max() < 0.001


def test_an_empty_clip_stays_empty() -> None:
    assert len(with_rate(Clip(np.zeros(0, np.float32), 24000), 48000).samples) == 0


def test_a_clip_of_the_right_rate_is_left_alone() -> None:
    clip = Clip(_tone(48000), 48000)
    assert with_rate(clip, 48000) is clip


@pytest.mark.parametrize("from_hz", [16000, 44100, 48000])
def test_a_stream_keeps_its_times(from_hz: int) -> None:
    seconds = np.arange(2 * from_hz) / from_hz
    bump = np.exp(-(((seconds - 1) / 0.001) ** 2)).astype(np.float32)
    resampler = StreamResampler(from_hz, 16000)
    step = from_hz // 50
    parts = [resampler.process(bump[at : at + step]) for at in range(0, len(bump), step)]
    whole = np.concatenate(parts)
    assert whole.argmax() == 16000
    assert len(bump) * 16000 / from_hz - len(whole) < 50


def test_frequencies_above_the_new_band_are_removed() -> None:
    resampler = StreamResampler(48000, 16000)
    assert np.abs(resampler.process(_tone(48000, 11000))[1000:]).max() < 0.001
