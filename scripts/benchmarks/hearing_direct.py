"""Feeds sound to the chain of a session directly, without a room: faster, and without a coach."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from scripts.benchmarks.said import USER_DB
from scripts.lab.recordings import noises
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.events import Heard
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.dither import seed_dither
from voicecoach.simulation.sounds import at_level, white_noise
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.speech_models.lookup import bundled_model

FLOOR_DB = -70.0
"""The microphone's own noise."""
LEAD_MS = 1500
"""Silence before what is said, so that the background is known."""
TAIL_MS = 2200
"""Silence behind it, for a late decision."""
_BLOCK_FRAMES = frames_of(20, RATE_HZ)


def chain_for(grammar: Grammar, with_model: VoskModel | None = None) -> HearingChain:
    """A new chain that listens for this; `with_model` None: the bundled one."""
    seed_dither(1)
    chain = HearingChain(CommandSpotter((with_model or model()).new_recognizer))
    chain.listen_for(grammar)
    return chain


@cache
def model() -> VoskModel:
    """The bundled model."""
    return VoskModel(bundled_model())


def heard_in(
    samples: Samples,
    grammar: Grammar,
    *,
    noise_db: float | None = None,
    with_model: VoskModel | None = None,
) -> list[Heard]:
    """Let a new chain hear sound at the user's level, with silence around it.

    `samples`: (frames,) float32 mono, 16 kHz. `noise_db`: recorded noise this far below the user.
    """
    signal = np.pad(samples, (frames_of(LEAD_MS, RATE_HZ), frames_of(TAIL_MS, RATE_HZ)))
    signal = signal + background(len(signal), noise_db)
    return [heard for _, heard in follow(chain_for(grammar, with_model), signal)]


def background(frames: int, noise_db: float | None) -> Samples:
    """The floor of the microphone, with recorded noise: (frames,) float32 mono, 16 kHz."""
    floor = white_noise(frames, FLOOR_DB, seed=1)
    if noise_db is None:
        return floor
    kinds = noises()
    noise = kinds[frames % len(kinds)]
    return np.asarray(floor + at_level(np.resize(noise, frames), USER_DB - noise_db), np.float32)


def follow(chain: HearingChain, signal: Samples) -> Iterator[tuple[float, Heard]]:
    """Each command with the time of its decision, ms; `signal`: (frames,) float32 mono, 16 kHz."""
    for at_ms, found in listen(chain, signal):
        yield from ((at_ms, heard) for heard in found)


def listen(chain: HearingChain, signal: Samples) -> Iterator[tuple[float, list[Heard]]]:
    """Let a chain hear a signal; yield the end of each block, ms, and its commands.

    `signal`: (frames,) float32 mono, 16 kHz.
    """
    silence = np.zeros(_BLOCK_FRAMES, np.float32)
    for first in range(0, len(signal), _BLOCK_FRAMES):
        block = signal[first : first + _BLOCK_FRAMES].astype(np.float32)
        at_ms = milliseconds_of(first, RATE_HZ)
        found = chain.process(block, silence[: len(block)], at_ms)
        yield at_ms + milliseconds_of(len(block), RATE_HZ), found
