"""Speed and volume: how far a word turns them, and where they end."""

from voicecoach.core.dialogue.transitions import Move

SPEED_STEP = 1.15
SLOWEST, FASTEST = 0.5, 2.0
VOLUME_STEP_DB = 4.0
QUIETEST_DB, LOUDEST_DB = -20.0, 8.0


def turned_speed(move: Move, speed: float) -> float:
    """The speed after this move; the same at the end of the dial, or for another move."""
    factor = {Move.FASTER: SPEED_STEP, Move.SLOWER: 1 / SPEED_STEP}.get(move, 1.0)
    return min(FASTEST, max(SLOWEST, speed * factor))


def turned_gain_db(move: Move, gain_db: float) -> float:
    """The gain after this move; the same at the end of the dial, or for another move."""
    step_db = {Move.LOUDER: VOLUME_STEP_DB, Move.QUIETER: -VOLUME_STEP_DB}.get(move, 0.0)
    return min(LOUDEST_DB, max(QUIETEST_DB, gain_db + step_db))
