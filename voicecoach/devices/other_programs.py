"""Streams of other programs on the coach's loudspeaker, by PulseAudio or PipeWire's server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from voicecoach.errors import AudioDeviceError
from voicecoach.sound.ducking import OtherStream, Volumes

if TYPE_CHECKING:
    import pulsectl

_SPARED_ROLES = frozenset({"phone", "a11y"})
"""Roles whose streams are never lowered: calls and screen readers."""


class OtherStreams(Protocol):
    """A connection to the streams of other programs."""

    def playing(self) -> list[OtherStream]:
        """Streams, playing or paused, on the coach's loudspeaker. Raises AudioDeviceError."""
        ...

    def set_volumes(self, index: int, volumes: Volumes) -> None:
        """Set a stream's volumes; one that has ended is ignored. Raises AudioDeviceError."""
        ...


class PulseStreams:
    """The sink inputs of a PulseAudio server (pulsectl 24.12)."""

    def __init__(self, pulse: "pulsectl.Pulse") -> None:
        self._pulse = pulse

    def playing(self) -> list[OtherStream]:
        """Inputs of the sink on which this process plays, else of the default sink.

        Raises AudioDeviceError.
        """
        with _translated():
            inputs = self._pulse.sink_input_list()
            own = [one.sink for one in inputs if _is_own(one.proplist)]
            if not own:
                default = self._pulse.server_info().default_sink_name
                own = [one.index for one in self._pulse.sink_list() if one.name == default]
        return [
            OtherStream(one.index, _name_of(one.proplist), tuple(one.volume.values))
            for one in inputs
            if one.sink in own
            and not _is_own(one.proplist)
            and one.proplist.get("media.role") not in _SPARED_ROLES
        ]

    def set_volumes(self, index: int, volumes: Volumes) -> None:
        """Set a sink input's volumes; one that has ended is ignored. Raises AudioDeviceError."""
        import pulsectl

        with _translated():
            try:
                volume = pulsectl.PulseVolumeInfo(list(volumes))
                self._pulse.sink_input_volume_set(index, volume)
            except pulsectl.PulseOperationFailed:
                return  # it has ended


@contextmanager
def pulse_streams() -> Iterator[PulseStreams]:
    """Connect to the server, without starting one; raises AudioDeviceError."""
    try:
        import pulsectl
    except (ImportError, OSError) as error:  # the package, or the system's libpulse
        raise AudioDeviceError(
            f"The sound of other programs can't be reached ({error}). Install PulseAudio's library "
            "(libpulse0), or leave their volume alone with --no-duck."
        ) from error
    with _translated():
        pulse = pulsectl.Pulse("voicecoach", connect=False)
        pulse.connect(autospawn=False, timeout=_LIMIT_S)
    try:
        yield PulseStreams(pulse)
    finally:
        pulse.close()


_LIMIT_S = 1.0
"""Time limit for the server's answer."""


@contextmanager
def _translated() -> Iterator[None]:
    """Raise pulsectl's errors as AudioDeviceError."""
    import pulsectl

    try:
        yield
    except (pulsectl.PulseError, pulsectl.PulseDisconnected) as error:
        raise AudioDeviceError(
            f"The sound of other programs can't be reached: no PulseAudio or PipeWire ({error}). "
            "Leave their volume alone with --no-duck."
        ) from error


def _is_own(properties: dict[str, str]) -> bool:
    return properties.get("application.process.id") == str(os.getpid())


def _name_of(properties: dict[str, str]) -> str:
    names = ("module-stream-restore.id", "application.name", "media.name")
    return next((properties[name] for name in names if name in properties), "")
