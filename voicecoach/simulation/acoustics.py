"""Acoustics of a loudspeaker in a room, with reverberation modeled as decaying noise."""

import numpy as np
from numpy.typing import NDArray

from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.ramp import amplitude_of

SOUND_M_PER_S = 343.0
FIRST_REFLECTION_MS = 2.0
TAIL_DB = 60.0
"""The response is cut where its tail has decayed by this much."""
_BAND_TAPS = 255


@dataclass(frozen=True, slots=True)
class RoomShape:
    """A furnished living room, with a laptop's loudspeaker half a meter from the microphone."""

    reverberation_ms: float = 300.0
    """Time in which the reverberation falls by 60 dB (RT60)."""
    volume_m3: float = 40.0
    distance_m: float = 0.5
    """Distance from the loudspeaker to the microphone."""

    @property
    def direct_to_reverberant_db(self) -> float:
        """Direct-to-reverberant ratio, by Sabine's critical distance 0.057 sqrt(volume / RT60)."""
        critical_m = 0.057 * np.sqrt(self.volume_m3 / (self.reverberation_ms / 1000))
        return float(20 * np.log10(critical_m / self.distance_m))


@dataclass(frozen=True, slots=True)
class SimulatedLoudspeaker:
    """A small loudspeaker: its frequency band and its distortion."""

    lowest_hz: float = 200.0
    highest_hz: float = 7000.0
    drive: float = 1.0
    """The output is tanh(drive x) / drive; 0: without distortion."""
    gain_db: float = 0.0
    """Gain from full scale at the card to full scale at the microphone."""


def impulse_response(shape: RoomShape, rate_hz: int, seed: int) -> Samples:
    """Impulse response from loudspeaker to microphone: the direct sound, then decaying noise.

    Returns (frames,) float32 with energy 1, so that the level of speech hardly changes. Decaying
    noise is the model of reverberation by Moorer (1979) and Polack (1988).
    """
    direct = frames_of(1000 * shape.distance_m / SOUND_M_PER_S, rate_hz)
    length = direct + frames_of(shape.reverberation_ms * TAIL_DB / 60, rate_hz)
    after_s = np.arange(length - direct) / rate_hz
    tail = np.random.default_rng(seed).standard_normal(len(after_s))
    tail *= 10 ** (-3 * after_s / (shape.reverberation_ms / 1000))
    tail[: frames_of(FIRST_REFLECTION_MS, rate_hz)] = 0
    response = np.zeros(length)
    response[direct:] = tail / np.sqrt(np.sum(np.square(tail)))
    response[direct] = amplitude_of(shape.direct_to_reverberant_db)
    return np.asarray(response / np.sqrt(np.sum(np.square(response))), np.float32)


def band(lowest_hz: float, highest_hz: float, rate_hz: int) -> Samples:
    """A linear-phase band-pass filter, which delays by half its length (8 ms at 16 kHz).

    Returns (255,) float32.
    """
    offsets = np.arange(_BAND_TAPS) - _BAND_TAPS // 2
    limits = [min(2 * edge_hz / rate_hz, 1.0) for edge_hz in (highest_hz, lowest_hz)]
    high, low = (limit * np.sinc(limit * offsets) for limit in limits)
    return np.asarray((high - low) * np.hamming(_BAND_TAPS), np.float32)


class Convolver:
    """Convolves a stream in blocks of one length, without delay (partitioned overlap-save)."""

    def __init__(self, response: Samples, block_frames: int) -> None:
        self._frames = block_frames
        parts = -(-len(response) // block_frames)
        padded = np.zeros(parts * block_frames)
        padded[: len(response)] = response
        self._filters = np.fft.rfft(padded.reshape(parts, block_frames), 2 * block_frames, axis=1)
        self._spectra: NDArray[np.complex128] = np.zeros_like(self._filters)
        self._last = np.zeros(block_frames)

    def process(self, block: Samples) -> Samples:
        """Filter the next block; both (block_frames,) float32 mono."""
        self._spectra = np.roll(self._spectra, 1, axis=0)
        self._spectra[0] = np.fft.rfft(np.concatenate((self._last, block)))
        self._last = np.array(block, dtype=np.float64)
        mixed = np.fft.irfft(np.sum(self._spectra * self._filters, axis=0), 2 * self._frames)
        return mixed[self._frames :].astype(np.float32)


class EchoPath:
    """Path of the sound from the card to the microphone, block by block."""

    def __init__(
        self,
        loudspeaker: SimulatedLoudspeaker,
        shape: RoomShape,
        *,
        rate_hz: int,
        block_frames: int,
        delay_ms: float = 0.0,
        seed: int = 0,
    ) -> None:
        """`delay_ms`: latency of the devices beyond the reported one."""
        response = band(loudspeaker.lowest_hz, loudspeaker.highest_hz, rate_hz)
        self._band = Convolver(response, block_frames)
        room = impulse_response(shape, rate_hz, seed)
        late = np.concatenate((np.zeros(frames_of(delay_ms, rate_hz), np.float32), room))
        self._room = Convolver(late, block_frames)
        self._drive = loudspeaker.drive
        self._gain = np.float32(amplitude_of(loudspeaker.gain_db))

    def process(self, played: Samples) -> Samples:
        """The echo that arrives while this block is played; both (block_frames,) float32 mono."""
        cone = self._band.process(played)
        if self._drive:
            cone = np.tanh(self._drive * cone) / np.float32(self._drive)
        return self._gain * self._room.process(cone)
