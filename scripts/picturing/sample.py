"""Half a minute of a real session as a sound file, for the README: scripts/pictures sample."""

from pathlib import Path

import numpy as np
import soundfile

from scripts.picturing.session import load_workout, record
from voicecoach.sound.clip import frames_of
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.sound.mastering import gain_to, mastered
from voicecoach.voice.hibari_engine import OUTPUT_RATE_HZ

SAMPLE = Path(__file__).parent / "session.mp3"
WORKOUT = "heel-to-toe-walk"
BEGINS = "2 sets of 20 steps."
LEAD_MS = 300
LENGTH_MS = 30_000
FADE_MS = 800
LIMIT_MS = 90_000
REPLIES = [("6", 400, "pause"), ("Paused.", 1300, "resume")]
BITRATE_RESERVE_DB = 1.0
"""Limit of the encoding's effect on a peak."""


def main() -> None:
    """Write the sample."""
    recording = record(load_workout(WORKOUT), REPLIES, LIMIT_MS)
    first = frames_of(recording.said_at_ms(BEGINS) - LEAD_MS, OUTPUT_RATE_HZ)
    excerpt = recording.sound[first : first + frames_of(LENGTH_MS, OUTPUT_RATE_HZ)].copy()
    fade = frames_of(FADE_MS, OUTPUT_RATE_HZ)
    excerpt[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    gain = gain_to(loudness_lufs(excerpt, OUTPUT_RATE_HZ))
    pieces = mastered([excerpt], OUTPUT_RATE_HZ, gain, reserve_db=BITRATE_RESERVE_DB)
    sound = np.concatenate(list(pieces))
    soundfile.write(SAMPLE, sound, OUTPUT_RATE_HZ, format="MP3", subtype="MPEG_LAYER_III")
    lufs = loudness_lufs(sound, OUTPUT_RATE_HZ)
    print(f"{SAMPLE.name}: {SAMPLE.stat().st_size / 1000:.0f} kB, {lufs:.1f} LUFS")


if __name__ == "__main__":
    main()
