"""The scheduler turns times into frames, and limits the lateness of each kind of sound."""

import numpy as np
import pytest

from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.scheduler import Sound, SoundScheduler

RATE_HZ = 48000
CLICK = np.full(1, 0.5, dtype=np.float32)


class Running:
    """A scheduler on a card without drift: 20 ms blocks, heard 100 ms after they are rendered."""

    def __init__(self) -> None:
        self.scheduler = SoundScheduler(RATE_HZ, sound_delay_ms=200)
        self.now_ms = 1000
        self.blocks: list[Samples] = []

    def run_to(self, at_ms: int) -> None:
        while self.now_ms < at_ms:
            self.scheduler.observe(self.now_ms + 100)
            block = np.empty(960, dtype=np.float32)
            self.scheduler.render_into(block)
            self.blocks.append(block)
            self.now_ms += 20

    def heard_ms(self) -> list[float]:
        """Time at which each click is heard, ms."""
        return [1100 + frame / 48 for frame in np.flatnonzero(np.concatenate(self.blocks))]


def test_a_sound_is_heard_at_its_time_plus_the_delay() -> None:
    running = Running()
    running.run_to(2000)
    running.scheduler.execute(AlignBeat(2000))
    for at_ms in (2000, 2333, 3000):
        running.scheduler.execute(Sound(CLICK, at_ms, Rank.COUNT))
    running.run_to(4000)
    assert running.heard_ms() == pytest.approx([2200, 2533, 3200], abs=0.02)


def test_as_soon_as_can_be_is_the_next_block() -> None:
    running = Running()
    running.run_to(2000)
    running.scheduler.execute(Sound(CLICK, None, None))
    running.run_to(2100)
    assert running.heard_ms() == [2100]


@pytest.mark.parametrize(
    ("rank", "is_heard"),
    [(Rank.COUNT, False), (Rank.TEMPO, False), (Rank.TALK, True), (Rank.ANSWER, True)],
)
def test_a_late_sentence_is_spoken_and_a_late_count_is_not(rank: Rank, is_heard: bool) -> None:
    running = Running()
    running.run_to(2000)
    running.scheduler.execute(Sound(CLICK, 1700, rank))
    running.run_to(2100)
    assert running.heard_ms() == ([2100] if is_heard else [])
    assert running.scheduler.mixer.dropped == (not is_heard)


def test_a_hush_spares_earcons() -> None:
    running = Running()
    running.run_to(2000)
    running.scheduler.execute(Sound(CLICK, 2000, Rank.TALK))
    running.scheduler.execute(Sound(CLICK, 2100, None))
    running.scheduler.execute(Hush())
    running.run_to(2500)
    assert running.heard_ms() == pytest.approx([2300], abs=0.02)


def test_the_volume_can_be_set() -> None:
    running = Running()
    running.scheduler.execute(SetVolume(-20))
    running.run_to(2000)
    running.scheduler.execute(Sound(CLICK, None, Rank.TALK))
    running.run_to(2100)
    assert np.concatenate(running.blocks).max() == pytest.approx(0.05)


@pytest.mark.parametrize("rank", Rank)
def test_a_sound_on_the_beat_has_its_vowel_on_its_time(rank: Rank) -> None:
    word = np.concatenate((np.full(4800, 0.1), np.full(480, 0.5))).astype(np.float32)
    running = Running()
    running.run_to(2000)
    running.scheduler.execute(Sound.of(Clip(word, RATE_HZ, vowel_frame=4800), 2300, rank))
    running.run_to(3500)
    vowel_ms = 2500 if rank in (Rank.COUNT, Rank.TEMPO, Rank.CALL) else 2600
    assert running.heard_ms()[0] == pytest.approx(vowel_ms - 100, abs=0.03)
    assert running.heard_ms()[-1] == pytest.approx(vowel_ms + 10, abs=0.05)
