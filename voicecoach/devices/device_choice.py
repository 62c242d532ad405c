"""Chooses a sound device by number, name or part of a name."""

from difflib import get_close_matches
from typing import Literal

from voicecoach.dataclass import dataclass
from voicecoach.errors import AudioDeviceError
from voicecoach.program import program

Direction = Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class AudioDevice:
    """A device as PortAudio lists it."""

    index: int
    name: str
    host: str
    """Sound system of the device, for example "ALSA" or "Windows WASAPI"."""
    rate_hz: int
    """Default sample rate."""
    input_channels: int
    output_channels: int
    is_default_input: bool
    is_default_output: bool

    def channels(self, direction: Direction) -> int:
        """Number of channels in this direction; 0 if it has none."""
        return self.input_channels if direction == "input" else self.output_channels

    def is_default(self, direction: Direction) -> bool:
        """True if it is the system's default in this direction."""
        return self.is_default_input if direction == "input" else self.is_default_output


def choose_device(
    devices: tuple[AudioDevice, ...], direction: Direction, wanted: str | None
) -> AudioDevice:
    """The device with this number, name or part of a name; None: the default.

    Raises AudioDeviceError if no device fits, or more than one.
    """
    usable = [device for device in devices if device.channels(direction)]
    what = "microphone" if direction == "input" else "loudspeaker"
    if not usable:
        raise AudioDeviceError(f"There is no {what}. Plug one in, or go on without it.")
    if wanted is None:
        return next((device for device in usable if device.is_default(direction)), usable[0])
    if wanted.isdecimal():
        matches = [device for device in usable if device.index == int(wanted)]
    else:
        matches = _named(usable, wanted)
    if len(matches) == 1:
        return matches[0]
    raise AudioDeviceError(_explain_choice(usable, matches, what, wanted))


def _named(usable: list[AudioDevice], wanted: str) -> list[AudioDevice]:
    """Devices with exactly this name, else those whose name and host contain all its words."""
    exact = [device for device in usable if device.name.lower() == wanted.lower()]
    words = wanted.lower().split()
    return exact or [
        device
        for device in usable
        if all(word in f"{device.name} {device.host}".lower() for word in words)
    ]


def _explain_choice(
    usable: list[AudioDevice], matches: list[AudioDevice], what: str, wanted: str
) -> str:
    if matches:
        names = ", ".join(f'{device.index} "{device.name}" ({device.host})' for device in matches)
        return f'"{wanted}" fits more than one {what}: {names}. Give the number instead.'
    names_by_lower = {device.name.lower(): device.name for device in usable}
    close = get_close_matches(wanted.lower(), names_by_lower, n=1, cutoff=0.5)
    hint = f' Did you mean "{names_by_lower[close[0]]}"?' if close else ""
    return f'There is no {what} "{wanted}".{hint} List them with: {program()} devices'
