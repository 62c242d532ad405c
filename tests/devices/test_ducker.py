"""The ducker's thread, with a fake server."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from voicecoach.core.effects import Rank
from voicecoach.devices.ducked import read_ducked, write_ducked
from voicecoach.devices.ducker import Ducker, DuckingSpeaker
from voicecoach.errors import AudioDeviceError
from voicecoach.simulation.scripted import SilentSpeaker
from voicecoach.sound.clip import Clip
from voicecoach.sound.ducking import DUCK_HOLD_MS, LoweredStream, OtherStream, Volumes

LIMIT_S = 60.0


@dataclass
class Server:
    """Streams of other programs; a change of a volume wakes the waiting test."""

    streams: dict[int, OtherStream] = field(default_factory=dict)
    works: bool = True
    connections: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)
    set_so_far: list[Volumes] = field(default_factory=list)

    @contextmanager
    def connect(self) -> Iterator["Server"]:
        with self.changed:
            self.connections += 1
            self.changed.notify_all()
        if not self.works:
            raise AudioDeviceError("There is no server.")
        yield self

    def playing(self) -> list[OtherStream]:
        return list(self.streams.values())

    def set_volumes(self, index: int, volumes: Volumes) -> None:
        with self.changed:
            self.streams[index] = replace(self.streams[index], volumes=volumes)
            self.set_so_far.append(volumes)
            self.changed.notify_all()

    def until(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, LIMIT_S)


@dataclass
class Running:
    """A ducker on a clock that is moved by hand."""

    server: Server
    kept: Path
    told: list[str] = field(default_factory=list)
    now_ms: float = 0.0
    ducker: Ducker = field(init=False)

    def __post_init__(self) -> None:
        self.ducker = Ducker(
            self.server.connect,
            lambda: self.now_ms,
            record=self.kept,
            tell=self.told.append,
            wait=lambda _s: None,
        )
        self.ducker.start()

    def at(self, now_ms: float) -> None:
        """Move the clock, and let the thread check it."""
        self.now_ms = now_ms
        with self.ducker._changed:
            self.ducker._changed.notify()

    @property
    def volume(self) -> float:
        return self.server.streams[7].volumes[0]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    server = Server({7: OtherStream(7, "music", (0.5,))})
    one = Running(server, tmp_path / "ducked.json")
    server.until(lambda: server.connections == 1)
    yield one
    one.ducker.close()


def is_down(running: Running) -> Callable[[], bool]:
    return lambda: running.volume == pytest.approx(0.5 * 10 ** (-12 / 60))


def test_music_goes_down_for_words_and_comes_back(running: Running) -> None:
    running.ducker.spoke(100, 900)
    running.server.until(is_down(running))
    assert read_ducked(running.kept) == (LoweredStream("music", (0.5,), (running.volume,)),)
    running.at(900 + DUCK_HOLD_MS)
    running.server.until(lambda: running.volume == 0.5)
    running.ducker.close()
    assert not running.kept.exists()


def test_it_goes_down_in_steps_that_do_not_click(running: Running) -> None:
    running.ducker.spoke(100, 900)
    running.server.until(is_down(running))
    steps = [0.5, *(volumes[0] for volumes in running.server.set_so_far)]
    assert steps == sorted(steps, reverse=True)
    assert max(before - after for before, after in pairwise(steps)) < 0.05


def test_the_end_brings_it_back_at_once(running: Running) -> None:
    running.ducker.spoke(100, 90_000)
    running.server.until(is_down(running))
    running.ducker.close()
    assert running.volume == 0.5
    assert not running.kept.exists()


def test_a_hush_brings_it_back_in_time(running: Running) -> None:
    running.ducker.spoke(100, 90_000)
    running.server.until(is_down(running))
    running.at(2000)
    running.ducker.hushed()
    running.at(2000 + DUCK_HOLD_MS)
    running.server.until(lambda: running.volume == 0.5)


def test_streams_left_lowered_by_a_killed_session_are_restored_at_the_start(tmp_path: Path) -> None:
    kept = tmp_path / "ducked.json"
    write_ducked(kept, [LoweredStream("music", (0.5,), (0.3,))])
    server = Server({7: OtherStream(7, "music", (0.3,))})
    running = Running(server, kept)
    server.until(lambda: running.volume == 0.5)
    running.ducker.close()
    assert not kept.exists()


def test_without_a_server_one_line_is_shown(tmp_path: Path) -> None:
    server = Server(works=False)
    running = Running(server, tmp_path / "ducked.json")
    running.ducker.spoke(100, 900)
    running.ducker.close()
    assert running.told == ["There is no server."]
    assert server.connections == 1


def test_any_other_error_is_shown_in_one_line(tmp_path: Path) -> None:
    server = Server()
    server.streams = None  # type: ignore[assignment]
    running = Running(server, tmp_path / "ducked.json")
    running.ducker.close()
    assert len(running.told) == 1


def test_a_server_that_is_gone_for_a_while_is_asked_again(running: Running) -> None:
    running.server.works = False
    running.ducker.spoke(100, 900)
    running.server.until(lambda: running.server.connections == 2)
    running.server.works = True
    running.at(900 + DUCK_HOLD_MS)
    running.server.until(lambda: running.server.connections == 3)
    running.ducker.spoke(10_000, 11_000)
    running.at(10_000)
    running.server.until(is_down(running))
    assert running.told == []


class DelayedSpeaker(SilentSpeaker):
    """Takes 200 ms to be heard."""

    @property
    def sound_delay_ms(self) -> int:
        return 200


class Noted:
    """In place of a ducker: notes the times of words."""

    def __init__(self) -> None:
        self.spans: list[tuple[float, float]] = []
        self.hushes = 0

    def spoke(self, begins_ms: float, ends_ms: float) -> None:
        self.spans.append((begins_ms, ends_ms))

    def hushed(self) -> None:
        self.hushes += 1


def test_the_ducker_gets_the_times_of_words_and_not_of_earcons() -> None:
    noted = Noted()
    speaker = DuckingSpeaker(
        DelayedSpeaker(),
        noted,  # type: ignore[arg-type]
        elapsed_ms=lambda: 5000.0,
    )
    assert (speaker.rate_hz, speaker.sound_delay_ms) == (48_000, 200)
    clip = Clip(np.zeros(12_000, np.float32), 24_000, vowel_frame=2400)
    speaker.play(clip, 1000, Rank.TALK)
    speaker.play(clip, 1000, Rank.COUNT)
    speaker.play(clip, None, Rank.ANSWER)
    speaker.play(clip, 1000, None)
    speaker.hush()
    assert noted.spans == [(1200, 1700), (1100, 1600), (5200, 5700)]
    assert noted.hushes == 1
