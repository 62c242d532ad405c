"""Sound in virtual time lies on the exact frame of its time."""

import numpy as np
import pytest

from voicecoach.core.effects import Rank
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.mixdown import MOST_FRAMES, Mixdown

RATE_HZ = 24_000


def recorded() -> tuple[Mixdown, list[Samples]]:
    blocks: list[Samples] = []
    return Mixdown(RATE_HZ, blocks.append), blocks


def click(length: int = 10) -> Clip:
    return Clip(np.full(length, 0.5, np.float32), RATE_HZ)


def test_a_clip_begins_on_the_frame_of_its_time() -> None:
    mixdown, blocks = recorded()
    for at_ms in (0, 7, 1501, 59_999):
        mixdown.wait(at_ms)
        mixdown.play(click(), at_ms, Rank.COUNT)
    mixdown.wait(61_000)
    sound = np.concatenate(blocks)
    assert len(sound) == 61_000 * 24
    begins = np.flatnonzero(np.diff(np.concatenate(([0.0], sound))) > 0.1)
    assert list(begins) == [0, 7 * 24, 1501 * 24, 59_999 * 24]
    assert mixdown.late == 0


def test_long_silences_are_written_in_pieces() -> None:
    mixdown, blocks = recorded()
    mixdown.wait(10_000)
    assert max(len(block) for block in blocks) == MOST_FRAMES
    assert sum(len(block) for block in blocks) == 240_000


def test_a_clip_of_another_rate_keeps_its_length() -> None:
    mixdown, blocks = recorded()
    mixdown.play(Clip(np.full(22_050, 0.5, np.float32), 22_050), None, Rank.TALK)
    mixdown.wait(2000)
    loud = np.abs(np.concatenate(blocks)) > 0.25
    assert np.flatnonzero(loud)[-1] == pytest.approx(RATE_HZ, abs=20)


def test_a_hush_ends_sounds_but_not_earcons() -> None:
    mixdown, blocks = recorded()
    mixdown.play(click(RATE_HZ), 0, Rank.TALK)
    mixdown.play(click(RATE_HZ // 2), 0, None)
    mixdown.wait(100)
    mixdown.hush()
    mixdown.wait(1000)
    sound = np.concatenate(blocks)
    assert sound[300 * 24] == pytest.approx(0.5)
    assert not sound[600 * 24 :].any()


def test_a_session_that_waits_for_its_user_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without a listener"):
        recorded()[0].wait(None)


def test_the_vowel_of_a_count_lies_on_the_frame_of_its_time() -> None:
    mixdown, blocks = recorded()
    for at_ms, lead_ms in ((500, 0), (1000, 57), (1500, 166)):
        mixdown.wait(at_ms - lead_ms)
        word = np.concatenate((np.full(lead_ms * 24, 0.1), np.full(10, 0.5))).astype(np.float32)
        mixdown.play(Clip(word, RATE_HZ, lead_ms * 24), at_ms, Rank.COUNT)
    mixdown.wait(2000)
    vowels = np.flatnonzero(np.diff(np.concatenate(blocks)) > 0.3) + 1
    assert list(vowels) == [500 * 24, 1000 * 24, 1500 * 24]
    assert mixdown.late == 0
