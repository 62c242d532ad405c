"""Intents of the user."""

from enum import Enum


class Intent(Enum):
    """A command or an answer of the user."""

    NEXT = "next"
    """Leave this set, rest or announcement for what follows it."""
    SKIP = "skip"
    """Leave this exercise."""
    BACK = "back"
    """Return to the set before this one."""
    REPEAT = "repeat"
    """Hear this again; in a set: begin it again."""
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    """Stop at once, then decide whether to end the workout."""
    YES = "yes"
    NO = "no"
    READY = "ready"
    DONE = "done"
    """End this set: the hold is broken, or that is enough."""
    FASTER = "faster"
    SLOWER = "slower"
    LOUDER = "louder"
    QUIETER = "quieter"
    HOW_MANY_LEFT = "how-many-left"
    WHATS_NEXT = "whats-next"
    HELP = "help"
    WHY = "why"
    """Explain what this exercise is good for."""
    HOW = "how"
    """Give the full instructions of this exercise."""
    OUCH = "ouch"
    """Something hurts."""
    SLEEP = "stop-listening"
    """Ignore everything but the wake word."""
    WAKE = "wake"
    GOT_IT = "got-it"
    """Count one more, at the user's own pace."""
    NUMBER = "number"
    """A number from one upwards; its words are in order."""
    ZERO = "zero"
    """Zero, where a number is asked for."""
    EASIER = "easier"
    """An easier variation, or less of it, from now on."""
    HARDER = "harder"
    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    EASY = "easy"
    """A rating of the exercise, like the next two."""
    RIGHT = "right"
    HARD = "hard"
    ONLY = "only"
    """Limit this set to a number, which is part of the words."""
    MORE = "more"
    """Add a number to this set, which is part of the words."""
    LONGER = "longer"
    """Add seconds; their number may be part of the words."""
    LAST_TIME = "last-time"
    """Say how it was the last time."""
    LESS_TALK = "less-talk"
    """Lower the verbosity from now on."""
    MORE_TALK = "more-talk"
    WHICH_SIDE = "which-side"
    """Say which side is at work, or comes next."""
    TIME = "time"
    """Say what time it is."""
    HOW_AM_I_DOING = "how-am-i-doing"
    """Say how far the workout has come."""
    SAY_AGAIN = "say-again"
    """Say the last sentence again, and change nothing else."""
    GO_TO = "go-to"
    """Go to the exercise that is named in the words."""
    NEXT_ROUND = "next-round"
    """Leave the rest of this round of a block."""
    SKIP_BLOCK = "skip-block"
    """Leave the rest of the block."""
    ROUNDS_LEFT = "rounds-left"
    """Say how many rounds of the block are left."""
    TIME_LEFT = "time-left"
    """Say how much longer the workout takes."""


IN_SENTENCES_ONLY = frozenset(
    {
        Intent.WHICH_SIDE,
        Intent.TIME,
        Intent.HOW_AM_I_DOING,
        Intent.SAY_AGAIN,
        Intent.GO_TO,
        Intent.NEXT_ROUND,
        Intent.SKIP_BLOCK,
        Intent.ROUNDS_LEFT,
        Intent.TIME_LEFT,
    }
)
"""Intents that need no wording: as sentences they leave single words as sure as they are."""
