"""Reads sound files as a microphone would deliver them: 16 kHz, mono, block by block."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from voicecoach.errors import SettingsError
from voicecoach.files import shown
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.resampler import StreamResampler
from voicecoach.sound.voice_channel import VoiceChannel

BLOCK_MS = 20
SILENCE_AFTER_MS = 1500
"""Silence after the end of a file: its last word is recognized only when something follows."""
LENGTH_TOLERANCE_S = 0.5
"""Tolerated difference between two simultaneous recordings, which programs don't stop at once."""
SLOWEST_HZ, FASTEST_HZ = 1000, 1_000_000
"""Sample rates that are converted; telephones have 8 kHz, and sound cards up to 768 kHz."""
LARGEST_HEADER_BYTES = 10_000
_READ_FRAMES = 1 << 14


def length_s(path: Path) -> float:
    """Duration of a sound file, s; raises SettingsError if it can't be read as sound."""
    try:
        if not path.is_file():
            # The system would wait for somebody who writes into a pipe.
            raise OSError("it is not a regular file")
        with path.open("rb") as raw:  # the name may not be UTF-8, which soundfile asks for
            info = soundfile.info(raw)
        if not SLOWEST_HZ <= info.samplerate <= FASTEST_HZ:
            raise OSError(f"no voice is recorded with {info.samplerate:,} samples per second")
        if info.frames == 0 and path.stat().st_size > LARGEST_HEADER_BYTES:
            raise OSError("its header was never finished, as when a recorder is killed")
        return float(info.duration)
    except (soundfile.SoundFileError, OSError) as error:
        raise _unreadable(path, error) from error


def paired_blocks(path: Path, played: Path | None) -> Iterator[tuple[Samples, Samples]]:
    """Pairs of blocks, recorded and played: (frames,) float32 mono, 16 kHz.

    Without `played`, the played blocks are silent. Silence follows the end of the recording. Raises
    SettingsError if a file can't be read, or if the two differ in length.
    """
    recorded_s = length_s(path)
    if played:
        _check_lengths(path, recorded_s, played)
    blocks = -(-round(recorded_s * 1000 + SILENCE_AFTER_MS) // BLOCK_MS)
    recording = _blocks(path)
    reference = _blocks(played) if played else iter(())
    silence = np.zeros(frames_of(BLOCK_MS, RATE_HZ), np.float32)
    for _ in range(blocks):
        yield next(recording, silence), next(reference, silence)


def _check_lengths(path: Path, recorded_s: float, played: Path) -> None:
    played_s = length_s(played)
    if abs(played_s - recorded_s) > LENGTH_TOLERANCE_S:
        raise SettingsError(
            f"{path} lasts {recorded_s:.1f} s and {played} lasts {played_s:.1f} s. Both must begin "
            "and end together: record them at the same time, or trim the longer one."
        )


def _blocks(path: Path) -> Iterator[Samples]:
    """Blocks of equal length, the last one padded with silence: (frames,) float32 mono, 16 kHz."""
    frames = frames_of(BLOCK_MS, RATE_HZ)
    waiting = np.zeros(0, np.float32)
    for piece in _converted(path):
        waiting = np.concatenate((waiting, piece))
        whole = len(waiting) // frames * frames
        yield from waiting[:whole].reshape(-1, frames)
        waiting = waiting[whole:]
    yield np.pad(waiting, (0, frames - len(waiting)))


def _converted(path: Path) -> Iterator[Samples]:
    try:
        with path.open("rb") as raw, soundfile.SoundFile(raw) as file:
            channel = VoiceChannel()
            resampler = StreamResampler(file.samplerate, RATE_HZ)
            while len(piece := file.read(_READ_FRAMES, dtype="float32", always_2d=True)):
                yield resampler.process(np.ascontiguousarray(channel.mono(piece)))
            # The filter still holds the last few milliseconds.
            yield resampler.process(np.zeros(frames_of(BLOCK_MS, file.samplerate), np.float32))
    except (soundfile.SoundFileError, OSError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> SettingsError:
    reason = getattr(error, "error_string", None) or getattr(error, "strerror", None) or error
    return SettingsError(
        f"Can't read {shown(path)} as sound: {str(reason).rstrip('.')}. "
        "Name a WAV, FLAC, Ogg, Opus or MP3 file; an audio editor may be able to save it as one."
    )
