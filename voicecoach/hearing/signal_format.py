"""Format of the signals that the hearing works on, from the microphone to the recognizer."""

RATE_HZ = 16_000
"""Sample rate, the one that the speech models are trained for."""
BLOCK_MS = 10
"""Length of one step of the echo cancellation."""
BLOCK_FRAMES = RATE_HZ * BLOCK_MS // 1000
LOST_SOUND_MS = 200
"""A jump in the times of blocks longer than this means that sound was lost in between."""
