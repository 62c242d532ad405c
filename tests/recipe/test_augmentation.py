"""Disturbances of speech: what they change, and what they must not."""

from collections.abc import Callable

import numpy as np
import pytest

from scripts.model.speech.augmentation import (
    at_speed,
    colored_by,
    fast_length,
    gated,
    in_room,
    level_of,
    mu_law,
    narrow_band,
    room,
    stretch_of,
    swelling,
)
from scripts.model.speech.corpus import RATE_HZ
from scripts.model.speech.noise import Sound, clatter, colored, machine, music, noise_bank

LENGTH = RATE_HZ // 2


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def tone(hz: float, length: int = LENGTH) -> Sound:
    return np.sin(2 * np.pi * hz * np.arange(length) / RATE_HZ).astype(np.float32)


def pitch_hz(sound: Sound) -> float:
    return float(np.abs(np.fft.rfft(sound)).argmax() * RATE_HZ / len(sound))


def power_above(sound: Sound, hz: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[int(hz * len(sound) / RATE_HZ) :].sum() / power.sum())


def test_faster_speech_is_shorter_and_higher() -> None:
    fast = at_speed(tone(400), 1.25)
    assert len(fast) == LENGTH / 1.25
    assert pitch_hz(fast) == pytest.approx(500, rel=0.02)


def test_the_level_of_speech_leaves_its_pauses_out() -> None:
    spoken = np.concatenate([tone(400), np.zeros(LENGTH, np.float32)])
    assert level_of(spoken) == pytest.approx(np.sqrt(0.5), rel=0.02)


def test_a_room_keeps_the_direct_sound_in_its_place() -> None:
    click = np.zeros(LENGTH, np.float32)
    click[1000] = 1
    for seed in range(10):
        heard = in_room(click, room(chance(seed)))
        assert not np.abs(heard[:1000]).max() > 1e-5
        assert heard[1000] == pytest.approx(1, abs=1e-4)
        assert len(heard) == LENGTH


def test_convolution_is_that_of_numpy() -> None:
    sound, response = colored(3000, 0, chance()), room(chance())[:700]
    assert np.allclose(in_room(sound, response), np.convolve(sound, response)[:3000], atol=1e-4)


def test_a_room_dies_away() -> None:
    response = room(chance())
    third = len(response) // 3
    assert np.square(response[-third:]).sum() < 0.05 * np.square(response[1:third]).sum()


def test_a_microphone_changes_the_balance_but_not_the_length() -> None:
    sound = colored(LENGTH, 0, chance())
    shaped = colored_by(sound, chance())
    assert len(shaped) == LENGTH
    assert not np.allclose(shaped, sound)


def test_a_narrow_band_has_no_treble() -> None:
    for seed in range(4):
        assert power_above(narrow_band(colored(LENGTH, 0, chance()), chance(seed)), 6100) < 0.01


def test_the_steps_of_a_telephone_are_small_where_it_is_soft() -> None:
    loud = tone(300).astype(np.float64)
    rounded = mu_law(loud)
    assert np.abs(rounded - loud).max() < 0.03
    soft = np.abs(loud) < 0.05
    assert np.abs(rounded - loud)[soft].max() < 0.003


@pytest.mark.parametrize("make", [machine, clatter, music])
def test_noise_has_unit_power_and_its_length(
    make: Callable[[int, np.random.Generator], Sound],
) -> None:
    sound = make(LENGTH, chance())
    assert len(sound) == LENGTH
    assert sound.std() == pytest.approx(1, rel=0.01)


def test_steeper_noise_is_darker() -> None:
    white, brown = (colored(LENGTH, slope, chance()) for slope in (0, 2))
    assert power_above(brown, 2000) < 0.1 * power_above(white, 2000)


def test_the_same_seed_gives_the_same_noises() -> None:
    one, other = (noise_bank(7, length=800, each=1) for _ in range(2))
    assert all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


def test_a_noise_goes_round_when_it_is_too_short() -> None:
    piece = stretch_of([np.arange(10, dtype=np.float32)], 25, chance())
    assert len(piece) == 25
    assert set(np.diff(piece)) == {1, -9}


def test_a_level_comes_and_goes() -> None:
    levels = swelling(LENGTH, chance())
    assert levels.min() >= 0
    assert levels.max() <= 1
    assert levels.std() > 0.05


def test_a_gate_lets_nothing_through_but_speech_and_a_little_around_it() -> None:
    sound = np.ones(RATE_HZ, np.float32)
    for seed in range(5):
        heard = gated(sound, [(6000, 8000)], chance(seed))
        assert heard[6000:8000].all()
        assert 6000 - 4000 <= int(np.flatnonzero(heard)[0]) < 6000 - 700
        assert 8000 + 1500 < int(np.flatnonzero(heard)[-1]) < 8000 + 6400


def test_fast_lengths_are_little_longer() -> None:
    for least in (1, 2, 3, 7, 100, 16_001, 81_920, 81_921):
        length = fast_length(least)
        assert least <= length <= 1.34 * least
