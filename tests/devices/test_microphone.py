"""The microphone on an input that can be missing, muted, overloaded or lost."""

from itertools import islice

import numpy as np
import pytest

from tests.devices.fake_streams import FakeClock, FakeMicrophone
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.devices.microphone import PortAudioMicrophone
from voicecoach.sound.clip import Samples


class Rig:
    """A microphone, the input behind it, and what it posted."""

    def __init__(self, rate_hz: int = 16000) -> None:
        self.clock = FakeClock()
        self.input = FakeMicrophone(self.clock, rate_hz)
        self.posted: list[Event] = []
        self.microphone = PortAudioMicrophone(
            self.input.open, self.clock.elapsed_ms, self.posted.append, zero_limit_ms=2000
        )
        self.microphone.open()


def _noise(frames: int) -> Samples:
    return np.random.default_rng(1).normal(0, 0.1, frames).astype(np.float32)


def test_blocks_carry_the_sound_and_the_time_of_its_beginning() -> None:
    rig = Rig()
    sound = _noise(1600)
    rig.input.push(sound.copy())
    blocks = list(islice(rig.microphone.blocks(), 5))
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), sound)
    # The first block was handed over at 1020 ms, 30 ms after it began.
    assert [block.began_ms for block in blocks] == pytest.approx([990, 1010, 1030, 1050, 1070])


@pytest.mark.parametrize("rate_hz", [44100, 48000])
def test_a_device_that_refuses_16_khz_is_resampled_and_keeps_its_times(rate_hz: int) -> None:
    rig = Rig(rate_hz)
    sound = np.zeros(rate_hz, dtype=np.float32)
    sound[rate_hz // 2] = 1
    rig.input.push(sound)
    blocks = list(islice(rig.microphone.blocks(), 50))
    loudest = max(blocks, key=lambda block: float(np.abs(block.samples).max()))
    click_ms = loudest.began_ms + int(np.abs(loudest.samples).argmax()) / 16
    assert click_ms == pytest.approx(990 + 500, abs=0.1)
    frames = sum(len(block.samples) for block in blocks)
    assert frames == pytest.approx(16000, abs=60)


def test_a_recognizer_that_falls_behind_loses_sound_but_not_time() -> None:
    rig = Rig()
    rig.input.push(_noise(16000 * 3))
    assert rig.microphone.stats().dropped == 50
    blocks = rig.microphone.blocks()
    list(islice(blocks, 100))
    rig.input.push(_noise(320))
    assert next(blocks).began_ms == pytest.approx(990 + 3000)


def test_the_level_is_that_of_the_latest_block() -> None:
    rig = Rig()
    rig.input.push(np.full(320, 0.1, dtype=np.float32))
    next(rig.microphone.blocks())
    assert rig.microphone.level_db() == pytest.approx(-20, abs=0.1)


def test_closing_ends_the_blocks_even_when_the_queue_is_full() -> None:
    rig = Rig()
    rig.input.push(_noise(16000 * 3))
    rig.microphone.close()
    assert len(list(rig.microphone.blocks())) == 99
    assert rig.input.streams[0].is_closed


def test_only_zeros_are_reported_once_and_sound_is_too() -> None:
    rig = Rig()
    blocks = rig.microphone.blocks()
    for _ in range(3):
        rig.input.push(np.zeros(16000, dtype=np.float32))
        list(islice(blocks, 50))
    (lost,) = rig.posted
    assert isinstance(lost, DeviceLost)
    assert lost.device is Device.MICROPHONE
    assert "permission" in lost.reason
    rig.input.push(_noise(320))
    next(blocks)
    assert rig.posted[1:] == [DeviceRestored(Device.MICROPHONE)]
    assert rig.microphone.trouble() is None


def test_after_a_loss_the_blocks_go_on_from_another_device() -> None:
    rig = Rig()
    blocks = rig.microphone.blocks()
    rig.input.push(_noise(320))
    next(blocks)
    rig.input.end()
    assert "microphone is gone" in (rig.microphone.trouble() or "")
    rig.microphone.release()
    rig.clock.now_ms = 9000
    rig.input.rate_hz = 48000
    rig.microphone.open()
    rig.input.push(_noise(4800))
    first, second = islice(blocks, 2)
    assert first.began_ms == pytest.approx(8990, abs=0.1)
    assert second.began_ms == pytest.approx(first.began_ms + len(first.samples) / 16)


def test_the_end_of_an_old_stream_does_not_touch_a_new_one() -> None:
    rig = Rig()
    end_of_old = rig.input.end
    rig.microphone.release()
    rig.microphone.open()
    end_of_old()
    assert rig.microphone.trouble() is None
