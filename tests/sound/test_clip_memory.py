"""Clips are kept up to a size, the least recently used are let go."""

import numpy as np

from voicecoach.sound.clip import Clip
from voicecoach.sound.clip_memory import ClipMemory


def clip(frames: int = 10) -> Clip:
    return Clip(np.zeros(frames, np.float32), 48_000)


def test_the_least_recently_used_clip_goes_first() -> None:
    memory, clips = ClipMemory[str](80), {name: clip() for name in "abc"}
    memory.keep("a", clips["a"])
    memory.keep("b", clips["b"])
    assert memory.get("a") is clips["a"]
    memory.keep("c", clips["c"])
    assert memory.get("b") is None
    assert (memory.get("a"), memory.get("c")) == (clips["a"], clips["c"])
    assert memory.held_bytes == 80


def test_a_clip_that_displaces_none_is_kept_only_if_there_is_room() -> None:
    memory = ClipMemory[str](80)
    for name in "abc":
        memory.keep(name, clip(), makes_room=False)
    assert [memory.get(name) is not None for name in "abc"] == [True, True, False]


def test_another_clip_of_the_same_key_replaces_the_first() -> None:
    memory, later = ClipMemory[str](80), clip(15)
    memory.keep("a", clip())
    memory.keep("a", later)
    assert memory.get("a") is later
    assert memory.held_bytes == 60


def test_without_a_limit_everything_stays_until_it_is_cleared() -> None:
    memory = ClipMemory[int](80)
    for number in range(10):
        memory.keep(number, clip(), is_limited=False)
    assert memory.held_bytes == 400
    memory.clear()
    assert (memory.held_bytes, memory.get(1)) == (0, None)
