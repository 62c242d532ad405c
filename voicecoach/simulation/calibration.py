"""Sets the level of the coach's echo at the microphone."""

from dataclasses import replace

import numpy as np

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.acoustics import EchoPath, RoomShape, SimulatedLoudspeaker
from voicecoach.simulation.room import ROOM_BLOCK_FRAMES
from voicecoach.simulation.sounds import speech_level_db
from voicecoach.sound.clip import Samples


def echo_path(
    level_db: float,
    voice: Samples,
    *,
    loudspeaker: SimulatedLoudspeaker | None = None,
    shape: RoomShape | None = None,
    delay_ms: float = 0.0,
    seed: int = 0,
) -> EchoPath:
    """An echo path through which the voice has this level of speech, dBFS, at the microphone.

    `voice` is a few seconds of what the coach plays: (frames,) float32 mono, 16 kHz.
    """
    loudspeaker = loudspeaker or SimulatedLoudspeaker()

    def path(gain_db: float) -> EchoPath:
        return EchoPath(
            replace(loudspeaker, gain_db=gain_db),
            shape or RoomShape(),
            rate_hz=RATE_HZ,
            block_frames=ROOM_BLOCK_FRAMES,
            delay_ms=delay_ms,
            seed=seed,
        )

    whole = len(voice) // ROOM_BLOCK_FRAMES * ROOM_BLOCK_FRAMES
    blocks = voice[:whole].reshape(-1, ROOM_BLOCK_FRAMES)
    trial = path(0.0)
    echo = np.concatenate([trial.process(block) for block in blocks])
    return path(level_db - speech_level_db(echo))
