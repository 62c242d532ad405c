"""The mixer places sounds on exact frames, whatever the blocks are."""

from collections.abc import Callable

import numpy as np
import pytest

from voicecoach.sound.clip import Samples
from voicecoach.sound.mixer import CEILING, FADE_MS, GAIN_RAMP_MS, RETURN_MS, Mixer, limit_softly

RATE_HZ = 48000
BLOCK = 960


def _constant(frames: int, value: float = 0.25) -> Samples:
    return np.full(frames, value, dtype=np.float32)


def _render(
    mixer: Mixer, blocks: int, before: dict[int, Callable[[], None]] | None = None
) -> Samples:
    """Consecutive blocks from frame 0 on; `before` maps block numbers to actions before them."""
    out = np.full(blocks * BLOCK, 9, dtype=np.float32)
    for block in range(blocks):
        if before and block in before:
            before[block]()
        mixer.render_into(out[block * BLOCK : (block + 1) * BLOCK], block * BLOCK)
    return out


@pytest.mark.parametrize("start", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 17])
@pytest.mark.parametrize("frames", [1, 7, BLOCK, 2 * BLOCK + 3])
def test_a_sound_lies_on_its_exact_frames(start: int, frames: int) -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(frames), start)
    expected = np.zeros(6 * BLOCK, dtype=np.float32)
    expected[start : start + frames] = 0.25
    assert np.array_equal(_render(mixer, 6), expected)
    assert (mixer.played, mixer.late, mixer.dropped) == (1, 0, 0)
    assert mixer.is_silent


def test_simultaneous_sounds_are_added() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(500), 100)
    mixer.play(_constant(500), 350)
    out = _render(mixer, 1)
    assert [out[99], out[100], out[350], out[600], out[850]] == [0, 0.25, 0.5, 0.25, 0]


def test_sounds_may_be_requested_in_any_order() -> None:
    mixer = Mixer(RATE_HZ)
    for start in (3000, 10, 1500):
        mixer.play(_constant(1), start)
    assert np.flatnonzero(_render(mixer, 4)).tolist() == [10, 1500, 3000]


def test_without_a_frame_a_sound_begins_with_the_next_block() -> None:
    mixer = Mixer(RATE_HZ)
    out = _render(mixer, 3, {1: lambda: mixer.play(_constant(5), None, lateness_frames=0)})
    assert np.flatnonzero(out).tolist() == list(range(BLOCK, BLOCK + 5))
    assert (mixer.played, mixer.late) == (1, 0)


def test_a_sound_a_little_late_begins_at_once_and_is_counted() -> None:
    mixer = Mixer(RATE_HZ)
    out = _render(mixer, 3, {1: lambda: mixer.play(_constant(5), 900, lateness_frames=60)})
    assert np.flatnonzero(out).tolist() == list(range(BLOCK, BLOCK + 5))
    assert (mixer.played, mixer.late, mixer.dropped) == (1, 1, 0)


def test_a_sound_too_late_is_dropped_and_counted() -> None:
    mixer = Mixer(RATE_HZ)
    out = _render(mixer, 3, {1: lambda: mixer.play(_constant(5), 899, lateness_frames=60)})
    assert not out.any()
    assert (mixer.played, mixer.late, mixer.dropped) == (0, 0, 1)


def test_a_hush_fades_out_across_block_borders() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(10 * BLOCK), 0)
    out = _render(mixer, 10, {2: mixer.hush})
    fade_frames = FADE_MS * RATE_HZ // 1000
    end = 2 * BLOCK + fade_frames
    assert np.all(out[: 2 * BLOCK] == 0.25)
    assert np.all(np.diff(out[2 * BLOCK : end]) <= 0)
    assert np.abs(np.diff(out)).max() < 0.001
    assert not out[end:].any()
    assert mixer.is_silent


def test_a_second_hush_does_not_begin_the_fade_again() -> None:
    once, twice = Mixer(RATE_HZ), Mixer(RATE_HZ)
    for mixer in (once, twice):
        mixer.play(_constant(10 * BLOCK), 0)
    out = _render(twice, 5, {2: twice.hush, 3: twice.hush})
    assert np.array_equal(out, _render(once, 5, {2: once.hush}))


def test_a_hush_drops_waiting_sounds_but_not_earcons() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(3 * BLOCK), 0, interruptible=False)
    mixer.play(_constant(5), 3000)
    mixer.play(_constant(5), 4000, interruptible=False)
    out = _render(mixer, 6, {1: mixer.hush})
    expected = np.zeros(6 * BLOCK, dtype=np.float32)
    expected[: 3 * BLOCK] = 0.25
    expected[4000:4005] = 0.25
    assert np.array_equal(out, expected)


def test_a_sound_requested_after_a_hush_is_played() -> None:
    mixer = Mixer(RATE_HZ)

    def hush_and_play() -> None:
        mixer.hush()
        mixer.play(_constant(5), 1000)

    assert np.flatnonzero(_render(mixer, 3, {1: hush_and_play})).tolist() == list(range(1000, 1005))


def test_the_gain_moves_without_a_step_and_stays() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(20 * BLOCK), 0)
    out = _render(mixer, 10, {2: lambda: mixer.set_gain_db(-6.0206)})
    arrived = 2 * BLOCK + GAIN_RAMP_MS * RATE_HZ // 1000
    assert np.all(out[: 2 * BLOCK] == 0.25)
    assert np.abs(np.diff(out)).max() < 0.0002
    assert out[arrived:] == pytest.approx(0.125, abs=1e-5)


def test_ducking_comes_on_top_of_the_gain_and_goes_again() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.set_gain_db(-6.0206)
    mixer.play(_constant(50 * BLOCK), 0)
    out = _render(mixer, 40, {5: lambda: mixer.set_duck_db(-20), 12: lambda: mixer.set_duck_db(0)})
    assert out[11 * BLOCK] == pytest.approx(0.0125, abs=1e-5)
    assert out[39 * BLOCK] == pytest.approx(0.125, abs=1e-5)


def test_a_duck_goes_down_at_once_and_comes_back_gently() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(50 * BLOCK), 0)
    out = _render(mixer, 40, {5: lambda: mixer.set_duck_db(-20), 12: lambda: mixer.set_duck_db(0)})
    low, high = float(out[11 * BLOCK]), float(out[0])
    falls = int(np.argmax(out[5 * BLOCK :] <= low * 1.01))
    rises = int(np.argmax(out[12 * BLOCK :] >= high * 0.99))
    assert falls <= GAIN_RAMP_MS * RATE_HZ // 1000
    assert rises == pytest.approx(RETURN_MS * RATE_HZ // 1000, rel=0.05)


def test_sounds_on_the_beat_are_ducked_by_half_the_decibels() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(30 * BLOCK), 0, on_beat=True)
    out = _render(mixer, 20, {5: lambda: mixer.set_duck_db(-20)})
    assert out[19 * BLOCK] == pytest.approx(0.25 * 10**-0.5, abs=1e-4)


def test_loud_sums_stay_below_the_ceiling_and_quiet_ones_are_left_alone() -> None:
    block = np.linspace(-3, 3, 601, dtype=np.float32)
    bent = block.copy()
    limit_softly(bent)
    quiet = np.abs(block) <= 0.8
    assert np.array_equal(bent[quiet], block[quiet])
    assert np.abs(bent).max() <= CEILING + 1e-6
    assert np.all(np.diff(bent) >= 0)


@pytest.mark.slow
def test_an_hour_of_counts_stays_on_its_frames() -> None:
    mixer = Mixer(RATE_HZ)
    starts = [n * 2 * RATE_HZ + n for n in range(1800)]
    for start in starts:
        mixer.play(_constant(1), start)
    out = np.empty(RATE_HZ, dtype=np.float32)
    found = []
    for first in range(0, 3602 * RATE_HZ, RATE_HZ):
        mixer.render_into(out, first)
        found += (np.flatnonzero(out) + first).tolist()
    assert found == starts


def test_with_a_lead_the_sample_after_it_lies_on_the_frame() -> None:
    mixer = Mixer(RATE_HZ)
    word = np.concatenate((_constant(700, 0.1), _constant(100, 0.5)))
    mixer.play(word, 2000, lead_frames=700)
    out = _render(mixer, 4)
    assert np.flatnonzero(out)[0] == 1300
    assert np.flatnonzero(out > 0.3)[0] == 2000
    assert (mixer.played, mixer.late) == (1, 0)


@pytest.mark.parametrize("at_frame", [BLOCK, BLOCK + 1, BLOCK + 699])
def test_a_sound_too_late_for_its_lead_loses_its_beginning(at_frame: int) -> None:
    mixer = Mixer(RATE_HZ)
    word = np.concatenate((_constant(700, 0.1), _constant(3000, 0.5)))
    asked = {1: lambda: mixer.play(word, at_frame, lead_frames=700, lateness_frames=0)}
    out = _render(mixer, 6, asked)
    end = at_frame + 3000
    assert np.flatnonzero(out)[[0, -1]] == pytest.approx([BLOCK, end - 1], abs=1)
    # It rises from nothing, so that it does not click.
    assert np.abs(np.diff(out[: end - 1])).max() < 0.41
    assert out[BLOCK] < 0.01
    assert np.all(out[at_frame + FADE_MS * 48 : end] == 0.5)
    assert (mixer.played, mixer.late, mixer.dropped) == (1, 1, 0)


def test_a_sound_too_late_for_more_than_its_lead_is_as_late_as_without_one() -> None:
    mixer = Mixer(RATE_HZ)
    word = _constant(1500)
    asked = {2: lambda: mixer.play(word, BLOCK, lead_frames=700, lateness_frames=5000)}
    out = _render(mixer, 6, asked)
    assert np.flatnonzero(out)[[0, -1]].tolist() == [2 * BLOCK, 2 * BLOCK + 1499]


def test_a_lead_reaches_back_before_sounds_requested_earlier() -> None:
    mixer = Mixer(RATE_HZ)
    mixer.play(_constant(1), 1500)
    mixer.play(_constant(1000), 2000, lead_frames=999)
    out = _render(mixer, 4)
    assert out[1500] == 0.5
    assert np.flatnonzero(out)[[0, -1]].tolist() == [1001, 2000]
