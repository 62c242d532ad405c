"""The voice is found on whatever channel it comes."""

import numpy as np
import pytest

from voicecoach.sound.voice_channel import VoiceChannel

VOICE = (0.3 * np.sin(np.arange(320) / 3)).astype(np.float32)
NOISE = (1e-4 * np.cos(np.arange(320) * 1.7)).astype(np.float32)


def channels(*each: np.ndarray) -> np.ndarray:
    return np.stack(each, axis=1)


@pytest.mark.parametrize("place", range(3))
def test_the_loudest_channel_is_taken_from_the_first_block_on(place: int) -> None:
    block = channels(*(VOICE if number == place else NOISE for number in range(3)))
    assert np.array_equal(VoiceChannel().mono(block), VOICE)


def test_a_voice_in_antiphase_is_heard() -> None:
    assert np.abs(VoiceChannel().mono(channels(VOICE, -VOICE))).max() > 0.29


def test_it_follows_a_voice_that_begins_after_a_while_and_stays_in_its_pauses() -> None:
    channel = VoiceChannel()
    for _ in range(10):
        channel.mono(channels(NOISE, 0.9 * NOISE))
    assert np.array_equal(channel.mono(channels(NOISE, VOICE)), VOICE)
    assert np.array_equal(channel.mono(channels(2 * NOISE, NOISE)), NOISE)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("count", [1, 2])
def test_one_sample_that_is_not_a_number_silences_its_block_alone(value: float, count: int) -> None:
    channel = VoiceChannel()
    spoiled = channels(*[VOICE] * count).copy()
    spoiled[7, 0] = value
    assert not channel.mono(spoiled).any()
    assert np.array_equal(channel.mono(channels(*[VOICE] * count)), VOICE)


def test_very_large_samples_and_empty_blocks_are_taken() -> None:
    channel = VoiceChannel()
    assert np.isfinite(channel.mono(channels(1e30 * VOICE, NOISE))).all()
    assert len(channel.mono(np.zeros((0, 2), np.float32))) == 0
