"""Lists devices, and opens mono streams on them; no other module uses sounddevice."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from voicecoach.devices.device_choice import AudioDevice, Direction, choose_device
from voicecoach.devices.portaudio import load_sounddevice
from voicecoach.devices.stream_health import STREAM_BLOCK_MS, Ended, Fill, Take
from voicecoach.errors import AudioDeviceError
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.program import program
from voicecoach.sound.clip import frames_of
from voicecoach.sound.voice_channel import VoiceChannel

OUTPUT_LATENCY_S = 0.08
"""Requested from an output; through PulseAudio it becomes 116 to 141 ms from callback to air.

With two busy Python threads beside it there was no underflow in 10 s at this value (nor at 0.1,
where it is 155 to 180 ms), given `sys.setswitchinterval(0.001)`; at Python's usual 0.005 there
were 28. (PortAudio 19.6, sounddevice 0.5.6.)"""
INPUT_LATENCY_S = 0.1
_LONGEST_LEAD_S = 2.0
"""Largest plausible difference between two time stamps of a callback."""


def list_devices() -> tuple[AudioDevice, ...]:
    """All devices, in PortAudio's order; may be empty.

    Raises AudioDeviceError if PortAudio is missing. The list is from the time when PortAudio was
    initialized (sounddevice 0.5, issue 125); see `reinitialize`.
    """
    sounddevice = load_sounddevice()
    with _translated("The sound devices could not be listed", sounddevice):
        entries = sounddevice.query_devices()
        hosts = sounddevice.query_hostapis()
    default_input, default_output = sounddevice.default.device
    return tuple(
        AudioDevice(
            index=entry["index"],
            name=entry["name"],
            host=hosts[entry["hostapi"]]["name"],
            rate_hz=round(entry["default_samplerate"]),
            input_channels=entry["max_input_channels"],
            output_channels=entry["max_output_channels"],
            is_default_input=entry["index"] == default_input,
            is_default_output=entry["index"] == default_output,
        )
        for entry in entries
    )


def open_output(wanted: str | None, fill: Fill, ended: Ended) -> "PortAudioStream":
    """Open a mono output at the device's own rate; raises AudioDeviceError."""
    device = choose_device(list_devices(), "output", wanted)

    def callback(outdata: Any, _frames: int, time: Any, status: Any) -> None:
        lead_s = _plausible(time.outputBufferDacTime - time.currentTime, OUTPUT_LATENCY_S)
        fill(outdata[:, 0], lead_s * 1000, status.output_underflow)
        outdata[:, 1:] = outdata[:, :1]

    return _open_stream(device, "output", (device.rate_hz,), callback, ended)


def open_input(wanted: str | None, take: Take, ended: Ended) -> "PortAudioStream":
    """Open an input at 16 kHz, else at the device's own rate; raises AudioDeviceError.

    Of several channels, `take` gets the one that carries the voice.
    """
    device = choose_device(list_devices(), "input", wanted)
    channel = VoiceChannel()

    def callback(indata: Any, _frames: int, time: Any, status: Any) -> None:
        age_s = _plausible(time.currentTime - time.inputBufferAdcTime, INPUT_LATENCY_S)
        take(channel.mono(indata), age_s * 1000, status.input_overflow)

    rates_hz = (RATE_HZ, device.rate_hz)
    return _open_stream(device, "input", rates_hz, callback, ended)


def reinitialize() -> None:
    """Let PortAudio search for devices again; all streams must be closed before.

    The list of devices is otherwise never updated, and terminating ends all streams (sounddevice
    0.5, issues 47 and 125). Raises AudioDeviceError.
    """
    sounddevice = load_sounddevice()
    with _translated("The sound system could not be restarted", sounddevice):
        with contextlib.suppress(sounddevice.PortAudioError):
            sounddevice._terminate()
        sounddevice._initialize()


class PortAudioStream:
    """A stream of sounddevice; implements the protocol `Stream`."""

    def __init__(self, stream: Any, device_name: str) -> None:
        self._stream = stream
        self.device_name = device_name
        self.rate_hz = round(stream.samplerate)
        self.latency_ms = stream.latency * 1000

    def start(self) -> None:
        """Start the callbacks; raises AudioDeviceError."""
        with _translated(f'"{self.device_name}" could not be started', load_sounddevice()):
            self._stream.start()

    def close(self) -> None:
        """Stop at once, dropping sound that is not yet heard."""
        # Aborting a stream whose device is gone fails, and that is fine.
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)


def _open_stream(
    device: AudioDevice,
    direction: Direction,
    rates_hz: tuple[int, ...],
    callback: Callable[..., None],
    ended: Ended,
) -> PortAudioStream:
    """Open a stream with the first rate and channel count that the device accepts.

    Raises AudioDeviceError.
    """
    sounddevice = load_sounddevice()
    is_output = direction == "output"
    check = sounddevice.check_output_settings if is_output else sounddevice.check_input_settings
    kind = sounddevice.OutputStream if is_output else sounddevice.InputStream
    settings = {"device": device.index, "dtype": "float32", **_extra_settings(sounddevice, device)}
    message = f'"{device.name}" could not be opened'
    with _translated(message, sounddevice):
        rate_hz, channels = _accepted(
            partial(check, **settings), rates_hz, _channel_counts(device, direction), sounddevice
        )
        stream = kind(
            samplerate=rate_hz,
            channels=channels,
            blocksize=frames_of(STREAM_BLOCK_MS, rate_hz),
            latency=OUTPUT_LATENCY_S if is_output else INPUT_LATENCY_S,
            callback=callback,
            finished_callback=ended,
            **settings,
        )
    return PortAudioStream(stream, device.name)


def _channel_counts(device: AudioDevice, direction: Direction) -> tuple[int, ...]:
    """Numbers of channels to try, the preferred first: of a microphone both inputs are heard."""
    both = min(2, device.channels(direction))
    preferred = (1, both) if direction == "output" else (both, 1)
    return tuple(dict.fromkeys(preferred))


def _accepted(
    check: Callable[..., None],
    rates_hz: tuple[int, ...],
    channel_counts: tuple[int, ...],
    sounddevice: Any,
) -> tuple[int, int]:
    """The first (rate, channels) that passes the check; the last one is not checked.

    ALSA's hardware devices may insist on their own rate, and on two channels.
    """
    pairs = [(rate_hz, channels) for rate_hz in rates_hz for channels in channel_counts]
    for rate_hz, channels in pairs:
        with contextlib.suppress(sounddevice.PortAudioError):
            check(samplerate=rate_hz, channels=channels)
            return rate_hz, channels
    return pairs[-1]


def _extra_settings(sounddevice: Any, device: AudioDevice) -> dict[str, Any]:
    # Shared mode refuses every rate but the mixer's own unless asked to convert (0.5, issue 492).
    if "WASAPI" in device.host:
        return {"extra_settings": sounddevice.WasapiSettings(auto_convert=True)}
    return {}


def _plausible(difference_s: float, fallback_s: float) -> float:
    """The time difference, or the fallback if the host does not fill in its time stamps."""
    return difference_s if 0 < difference_s < _LONGEST_LEAD_S else fallback_s


@contextlib.contextmanager
def _translated(message: str, sounddevice: Any) -> Iterator[None]:
    """Raise PortAudio's errors as AudioDeviceError."""
    try:
        yield
    except (sounddevice.PortAudioError, ValueError) as error:
        raise AudioDeviceError(
            f"{message}: {error}. Close other programs that use it, or choose another one "
            f"from: {program()} devices"
        ) from error
