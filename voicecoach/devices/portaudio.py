"""Loads PortAudio; imports nothing else, so that it can be begun before all others."""

from typing import Any

from voicecoach.errors import AudioDeviceError


def load_sounddevice() -> Any:
    """Import sounddevice, which loads PortAudio and searches for devices.

    Raises AudioDeviceError if PortAudio can't be loaded.
    """
    try:
        import sounddevice
    except OSError as error:
        # sounddevice 0.5 contains PortAudio on Windows and macOS, and searches for it elsewhere.
        raise AudioDeviceError(
            f"The sound library PortAudio can't be used ({error}). "
            "Install it, on Debian or Ubuntu with: sudo apt install libportaudio2"
        ) from error
    return sounddevice
