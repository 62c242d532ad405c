"""Steady noise in the background."""

from voicecoach.hearing.steady_noise import NOISY_DB, STEADY_MS, SteadyNoise


def test_noise_is_steady_when_it_has_lasted() -> None:
    noise = SteadyNoise()
    for now_ms in (0, STEADY_MS - 1):
        noise.follow(NOISY_DB, now_ms)
        assert noise.is_on
        assert not noise.is_steady
    noise.follow(NOISY_DB, STEADY_MS)
    assert noise.is_steady


def test_a_quiet_moment_begins_the_wait_again() -> None:
    noise = SteadyNoise()
    noise.follow(NOISY_DB, 0)
    noise.follow(NOISY_DB - 1, STEADY_MS)
    assert not noise.is_on
    noise.follow(NOISY_DB, STEADY_MS + 10)
    assert noise.is_on
    assert not noise.is_steady


def test_speech_that_began_before_noise_was_steady_may_be_the_noise_itself() -> None:
    noise = SteadyNoise()
    assert not noise.is_new_at(0)
    noise.follow(NOISY_DB, 1000)
    assert noise.is_new_at(1000 + STEADY_MS - 1)
    noise.follow(NOISY_DB, 1000 + 2 * STEADY_MS)
    assert noise.is_new_at(1000 + STEADY_MS - 1)
    assert not noise.is_new_at(1000 + STEADY_MS)
    noise.follow(NOISY_DB - 1, 9000)
    assert not noise.is_new_at(9000)
