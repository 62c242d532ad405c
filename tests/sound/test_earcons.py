"""Earcons are short, of one level, and end without a click."""

import numpy as np
import pytest

from voicecoach.core.effects import Earcon
from voicecoach.sound.earcons import EarconClips, earcon_clip
from voicecoach.sound.level import level_of


@pytest.mark.parametrize("rate_hz", [44100, 48000])
@pytest.mark.parametrize("earcon", Earcon)
def test_an_earcon_is_short_and_of_even_level(earcon: Earcon, rate_hz: int) -> None:
    clip = earcon_clip(earcon, rate_hz)
    assert clip.rate_hz == rate_hz
    assert clip.samples.dtype == np.float32
    assert clip.duration_ms <= (400 if earcon in {Earcon.GO, Earcon.OVER} else 200)
    assert level_of(clip.samples) == pytest.approx(-15, abs=0.1)
    assert np.abs(clip.samples).max() < 0.75


@pytest.mark.parametrize("earcon", Earcon)
def test_an_earcon_begins_and_ends_at_zero(earcon: Earcon) -> None:
    samples = earcon_clip(earcon, 48000).samples
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001


def test_a_yes_rises_and_a_refusal_is_low() -> None:
    def pitch_hz(samples: np.ndarray) -> float:
        padded = np.abs(np.fft.rfft(samples, 48000))
        return float(padded.argmax())

    heard = earcon_clip(Earcon.HEARD, 48000).samples
    assert pitch_hz(heard[:2880]) < pitch_hz(heard[-4800:])
    assert pitch_hz(earcon_clip(Earcon.REFUSED, 48000).samples) < 300


def test_earcons_are_made_once_and_at_their_rate() -> None:
    clips = EarconClips(44100)
    assert clips[Earcon.HEARD] is clips[Earcon.HEARD]
    assert clips[Earcon.HEARD].rate_hz == 44100


def test_all_earcons_differ() -> None:
    sounds = {earcon_clip(earcon, 48000).samples.tobytes() for earcon in Earcon}
    assert len(sounds) == len(Earcon)
