"""The echo canceller on echoes with a known answer."""

import numpy as np
import pytest

from tests.hearing.synthetic_room import echo_of, hiss, reduction_db, seconds, talk
from voicecoach.hearing.echo_canceller import EchoCanceller
from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples


def cancel(
    microphone: Samples, reference: Samples, canceller: EchoCanceller | None = None
) -> Samples:
    canceller = canceller or EchoCanceller()
    return np.concatenate(
        [
            canceller.process(
                microphone[first : first + BLOCK_FRAMES], reference[first : first + BLOCK_FRAMES]
            )
            for first in range(0, len(microphone), BLOCK_FRAMES)
        ]
    )


def test_an_echo_goes_away_within_two_seconds_and_stays_away() -> None:
    reference = talk(8)
    microphone = echo_of(reference) + hiss(8)
    out = cancel(microphone, reference)
    assert reduction_db(seconds(microphone, 2, 3), seconds(out, 2, 3)) > 12
    assert reduction_db(seconds(microphone, 5, 8), seconds(out, 5, 8)) > 20


def test_words_spoken_over_the_echo_are_not_changed() -> None:
    reference, user = talk(10), talk(10, seed=7)
    user[np.arange(len(user)) % 32_000 > 8_000] = 0
    user[: 4 * 16_000] = 0
    echo = echo_of(reference)
    out = cancel(echo + user + hiss(10), reference)
    lost = seconds(out - user, 4, 10)
    assert reduction_db(seconds(user, 4, 10), lost) > 10
    assert reduction_db(seconds(echo, 4, 10), lost) > 15


def test_long_speech_of_the_user_costs_little_of_what_was_learned() -> None:
    reference, user = talk(12), talk(12, seed=7)
    user[: 5 * 16_000] = user[9 * 16_000 :] = 0
    echo = echo_of(reference)
    out = cancel(echo + user + hiss(12), reference)
    assert reduction_db(seconds(echo, 5, 9), seconds(out - user, 5, 9)) > 15
    assert reduction_db(seconds(echo, 9, 10), seconds(out, 9, 10)) > 20


@pytest.mark.parametrize("gain", [0.25, 4.0])
def test_another_volume_is_followed_within_three_seconds(gain: float) -> None:
    reference = talk(12)
    echo = echo_of(reference)
    echo[6 * 16_000 :] *= gain
    out = cancel(echo + hiss(12), reference)
    assert reduction_db(seconds(echo, 9, 12), seconds(out, 9, 12)) > 15


def test_another_delay_is_followed_within_four_seconds() -> None:
    reference = talk(14)
    echo = np.concatenate(
        (
            seconds(echo_of(reference, delay_ms=60), 0, 7),
            seconds(echo_of(reference, delay_ms=90), 7, 14),
        )
    )
    out = cancel(echo + hiss(14), reference)
    assert reduction_db(seconds(echo, 11, 14), seconds(out, 11, 14)) > 15


def test_it_moves_along_with_the_reference_and_nothing_is_heard_of_it() -> None:
    reference = talk(10)
    microphone = echo_of(reference, delay_ms=60) + hiss(10)
    later = np.concatenate((np.zeros(2 * BLOCK_FRAMES, np.float32), reference))[: len(reference)]
    staying, moving = EchoCanceller(), EchoCanceller()
    half = 5 * 16_000
    for canceller in (staying, moving):
        cancel(microphone[:half], reference[:half], canceller)
    moving.move(2)
    expected = cancel(microphone[half:], reference[half:], staying)
    out = cancel(microphone[half:], later[half:], moving)
    assert reduction_db(seconds(microphone, 5, 6), seconds(out, 0, 1)) > 15
    for since_s in np.arange(0, 1, 0.1):
        assert (
            reduction_db(*(seconds(each, since_s, since_s + 0.1) for each in (expected, out))) > -2
        )


def test_without_an_echo_it_changes_next_to_nothing() -> None:
    reference, user = talk(8), talk(8, seed=7)
    out = cancel(user + hiss(8), reference)
    assert abs(reduction_db(seconds(user, 1, 8), seconds(out, 1, 8))) < 0.5


def test_while_the_loudspeaker_is_silent_the_sound_passes_unchanged() -> None:
    user = talk(2)
    assert np.array_equal(cancel(user, np.zeros_like(user)), user)


def test_it_is_never_much_louder_than_the_microphone() -> None:
    reference = talk(10)
    microphone = echo_of(reference) + hiss(10)
    # The loudspeaker is unplugged: what the filter has learned only adds noise.
    microphone[5 * 16_000 :] = hiss(5, level_db=-50)
    out = cancel(microphone, reference)
    assert reduction_db(seconds(microphone, 5.3, 10), seconds(out, 5.3, 10)) > -1
