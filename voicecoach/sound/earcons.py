"""Earcons: short sounds with a meaning, made from sine waves."""

import numpy as np

from voicecoach.core.effects import Earcon
from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.ramp import amplitude_of

LEVEL_DB = -15.0
"""Root mean square of each earcon, a little below the voice."""
ATTACK_MS = 4
RELEASE_MS = 15


@dataclass(frozen=True, slots=True)
class _Note:
    """A struck note that dies away."""

    pitch_hz: float
    at_ms: int
    length_ms: int
    decay_ms: int
    """Time in which it falls to 37 % (1/e)."""


# All pitches are from one major chord (C, E, G), so that earcons never clash. Rising means yes or
# on, falling means no or off; a refusal is low, so that it can't be mistaken for a yes.
_NOTES = {
    Earcon.HEARD: (_Note(1046.5, 0, 80, 30), _Note(1568.0, 60, 110, 35)),
    Earcon.UNSURE: (_Note(784.0, 0, 80, 35), _Note(784.0, 70, 60, 25), _Note(1046.5, 110, 85, 40)),
    Earcon.NOT_UNDERSTOOD: (_Note(659.3, 0, 90, 60), _Note(523.3, 70, 120, 60)),
    Earcon.REFUSED: (_Note(261.6, 0, 80, 40), _Note(261.6, 95, 100, 45)),
    Earcon.GO: (_Note(784.0, 0, 140, 60), _Note(1046.5, 120, 260, 90)),
    Earcon.OVER: (_Note(1046.5, 0, 150, 70), _Note(784.0, 130, 260, 90)),
    Earcon.TICK: (_Note(1568.0, 0, 45, 10),),
    Earcon.BEEP: (_Note(1318.5, 0, 110, 45),),
    Earcon.BEEP_MARK: (_Note(659.3, 0, 190, 90), _Note(1318.5, 0, 190, 60)),
}


class EarconClips(dict[Earcon, Clip]):
    """All earcons at one sample rate, each made when it is first asked for."""

    def __init__(self, rate_hz: int) -> None:
        super().__init__()
        self._rate_hz = rate_hz

    def __missing__(self, earcon: Earcon) -> Clip:
        clip = earcon_clip(earcon, self._rate_hz)
        self[earcon] = clip
        return clip


def earcon_clip(earcon: Earcon, rate_hz: int) -> Clip:
    """An earcon: shorter than 200 ms, or than 400 ms at the beginning and end of work."""
    notes = _NOTES[earcon]
    samples = np.zeros(
        frames_of(max(note.at_ms + note.length_ms for note in notes), rate_hz), dtype=np.float32
    )
    for note in notes:
        start = frames_of(note.at_ms, rate_hz)
        sound = _struck(note, rate_hz)[: len(samples) - start]
        samples[start : start + len(sound)] += sound
    level = float(np.sqrt(np.mean(np.square(samples))))
    return Clip(samples * np.float32(amplitude_of(LEVEL_DB) / level), rate_hz)


def _struck(note: _Note, rate_hz: int) -> Samples:
    """A note with a soft attack, an overtone that decays first, and an end at zero.

    Returns (frames,) float32 mono.
    """
    seconds = np.arange(frames_of(note.length_ms, rate_hz)) / rate_hz
    decay = np.exp(-seconds * 1000 / note.decay_ms)
    phase = 2 * np.pi * note.pitch_hz * seconds
    sound = decay * np.sin(phase) + 0.2 * decay**2 * np.sin(2 * phase)
    attack = np.minimum(seconds * 1000 / ATTACK_MS, 1)
    release = np.minimum((seconds[-1] - seconds) * 1000 / RELEASE_MS, 1)
    return np.asarray(sound * attack * release, dtype=np.float32)
