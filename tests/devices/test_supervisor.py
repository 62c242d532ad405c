"""The supervisor opens devices, and reopens lost ones."""

import pytest

from tests.devices.fake_streams import FakeClock
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.devices.supervisor import Supervisor
from voicecoach.errors import AudioDeviceError


class FakeDevice:
    """A device that may be missing, and may need a search before it is found."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.is_there = True
        self.gives_sound = True
        self.needs_search = False
        self.is_needed = False
        self.is_open = False
        self.openings = 0

    def open(self) -> None:
        if not self.is_there or self.needs_search:
            raise AudioDeviceError(f"There is no {self.device.value}.")
        self.is_open = True
        self.openings += 1

    def release(self) -> None:
        self.is_open = False

    def trouble(self) -> str | None:
        return None if self.is_there else "It is gone."

    def is_at_work(self) -> bool:
        return self.is_open and self.gives_sound

    def is_interruptible(self) -> bool:
        return not self.is_needed


class World:
    """Two supervised devices."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.speaker = FakeDevice(Device.SPEAKER)
        self.microphone = FakeDevice(Device.MICROPHONE)
        self.posted: list[Event] = []
        self.searches = 0
        self.supervisor = Supervisor(
            [self.speaker, self.microphone], self.posted.append, self._search
        )

    def _search(self) -> None:
        assert not self.speaker.is_open
        assert not self.microphone.is_open
        self.searches += 1
        self.speaker.needs_search = self.microphone.needs_search = False

    def run(self, duration_ms: int) -> None:
        for _ in range(duration_ms // 200):
            self.clock.now_ms += 200
            self.supervisor.look(self.clock.now_ms)


@pytest.fixture
def world() -> World:
    return World()


def test_a_device_missing_from_the_start_is_posted_once_and_found_later(world: World) -> None:
    world.microphone.is_there = False
    world.supervisor.open_all(world.clock.now_ms)
    world.run(10_000)
    assert world.posted == [DeviceLost(Device.MICROPHONE, "There is no microphone.")]
    assert world.speaker.is_open
    world.microphone.is_there = True
    world.run(2_200)
    assert world.posted[1:] == [DeviceRestored(Device.MICROPHONE)]
    assert world.microphone.is_open


def test_a_device_lost_in_the_session_is_given_back_and_opened_again(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    world.run(1_000)
    world.speaker.is_there = False
    world.run(200)
    assert world.posted == [DeviceLost(Device.SPEAKER, "It is gone.")]
    assert not world.speaker.is_open
    world.speaker.is_there = True
    world.run(1_800)
    assert not world.speaker.is_open
    world.run(400)
    assert world.posted[1:] == [DeviceRestored(Device.SPEAKER)]
    assert world.microphone.openings == 1


def test_a_device_that_opens_but_gives_nothing_is_not_back(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    for _ in range(5):  # it opens, and counts as stopped after a while, again and again
        world.microphone.is_there = False
        world.run(200)
        world.microphone.is_there, world.microphone.gives_sound = True, False
        world.run(4_800)
    assert world.posted == [DeviceLost(Device.MICROPHONE, "It is gone.")]
    assert world.microphone.openings > 5
    world.microphone.gives_sound = True
    world.run(2_400)
    assert world.posted[1:] == [DeviceRestored(Device.MICROPHONE)]


def test_new_devices_are_searched_for_while_no_device_is_in_use(world: World) -> None:
    world.microphone.needs_search = True
    world.supervisor.open_all(world.clock.now_ms)
    world.run(2_200)
    assert world.searches == 1
    assert world.microphone.is_open
    assert world.speaker.is_open
    assert world.speaker.openings == 2
    assert world.posted[1:] == [DeviceRestored(Device.MICROPHONE)]


def test_a_search_never_interrupts_a_sound(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    world.speaker.is_needed = True
    world.microphone.is_there = False
    world.run(20_000)
    assert world.searches == 0
    assert world.speaker.openings == 1


def test_with_nothing_open_every_attempt_searches(world: World) -> None:
    world.speaker.is_there = world.microphone.is_there = False
    world.supervisor.open_all(world.clock.now_ms)
    world.run(5_000)
    world.speaker.is_there = True
    world.speaker.needs_search = True
    world.run(2_000)
    assert world.speaker.is_open


def test_searches_that_interrupt_become_rarer(world: World) -> None:
    world.microphone.is_there = False
    world.supervisor.open_all(world.clock.now_ms)
    world.run(60_000)
    assert world.searches == 5


def test_both_lost_at_once_come_back_after_one_search(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    world.speaker.is_there = world.microphone.is_there = False
    world.run(200)
    world.speaker.is_there = world.microphone.is_there = True
    world.speaker.needs_search = world.microphone.needs_search = True
    world.run(2_400)
    assert world.searches == 1
    assert {type(event) for event in world.posted[2:]} == {DeviceRestored}
    assert len(world.posted) == 4


def test_a_device_that_a_search_takes_away_is_posted_as_lost(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    world.microphone.is_there = False
    world.run(200)
    world.speaker.is_there = False
    world.supervisor.look(world.clock.now_ms)
    assert [event.device for event in world.posted if isinstance(event, DeviceLost)] == [
        Device.MICROPHONE,
        Device.SPEAKER,
    ]


def test_closing_gives_everything_back(world: World) -> None:
    world.supervisor.open_all(world.clock.now_ms)
    world.supervisor.close_all()
    assert not world.speaker.is_open
    assert not world.microphone.is_open
