"""The choice of a device, and the messages if none fits."""

import pytest

from voicecoach.devices.device_choice import AudioDevice, choose_device
from voicecoach.errors import AudioDeviceError


def _device(index: int, name: str, *, inputs: int, outputs: int, default: bool) -> AudioDevice:
    return AudioDevice(
        index=index,
        name=name,
        host="ALSA",
        rate_hz=48000,
        input_channels=inputs,
        output_channels=outputs,
        is_default_input=default and inputs > 0,
        is_default_output=default and outputs > 0,
    )


DEVICES = (
    _device(0, "Built-in Audio: Speakers", inputs=0, outputs=2, default=False),
    _device(1, "Built-in Audio: Microphone", inputs=2, outputs=0, default=False),
    _device(2, "USB Headset", inputs=1, outputs=2, default=True),
    _device(3, "USB Headset Pro", inputs=1, outputs=2, default=False),
)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (None, 2),
        ("0", 0),
        ("3", 3),
        ("speakers", 0),
        ("usb headset", 2),
        ("pro alsa", 3),
        ("built-in", 0),
    ],
)
def test_an_output_is_found(wanted: str | None, index: int) -> None:
    assert choose_device(DEVICES, "output", wanted).index == index


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("1", 'There is no loudspeaker "1". List them with: voicecoach devices'),
        ("USB Hedset", 'Did you mean "USB Headset"'),
        ("usb", '"usb" fits more than one loudspeaker: 2 "USB Headset" (ALSA), 3'),
        ("xyzzy", 'There is no loudspeaker "xyzzy". List them'),
    ],
)
def test_a_name_that_does_not_fit_exactly_one_device_is_explained(
    wanted: str, message: str
) -> None:
    with pytest.raises(AudioDeviceError) as error:
        choose_device(DEVICES, "output", wanted)
    assert message in str(error.value)


def test_without_any_microphone_one_can_go_on() -> None:
    with pytest.raises(AudioDeviceError, match="There is no microphone"):
        choose_device(DEVICES[:1], "input", None)


def test_without_a_default_the_first_that_fits_is_taken() -> None:
    assert choose_device(DEVICES[:2], "input", None).index == 1
