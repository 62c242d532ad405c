"""What each intent does in each phase: the table from which grammar, help and hints follow."""

from enum import Enum

from voicecoach.core.intents import Intent
from voicecoach.core.phases import Phase


class Move(Enum):
    """What the session does with an intent."""

    GO_ON = "go on"
    """Leave this step for the one after it."""
    BEGIN_WORK = "begin work"
    """Leave the talk for the set it leads to."""
    LEAVE_EXERCISE = "leave exercise"
    GO_BACK = "go back"
    AGAIN = "again"
    """Say this again; in a set: begin it again."""
    FREEZE = "freeze"
    THAW = "thaw"
    ASK_TO_FINISH = "ask to finish"
    FINISH = "finish"
    END_SET = "end set"
    FASTER = "faster"
    SLOWER = "slower"
    LOUDER = "louder"
    QUIETER = "quieter"
    TELL_LEFT = "tell left"
    TELL_NEXT = "tell next"
    TELL_HELP = "tell help"
    TELL_WHY = "tell why"
    TELL_HOW = "tell how"
    SLEEP = "sleep"
    """Hear nothing but the word that wakes."""
    HALT = "halt"
    """Something hurts: stand still, and say what to do."""
    COUNT_UP = "count up"
    """Add what the user says to the tally."""
    NOTHING = "nothing"
    """It has just happened by itself."""


_ALWAYS = {
    Intent.STOP: Move.ASK_TO_FINISH,
    Intent.LOUDER: Move.LOUDER,
    Intent.QUIETER: Move.QUIETER,
    Intent.HOW_MANY_LEFT: Move.TELL_LEFT,
    Intent.WHATS_NEXT: Move.TELL_NEXT,
    Intent.HELP: Move.TELL_HELP,
    Intent.SLEEP: Move.SLEEP,
}
_MOVING = {
    Intent.PAUSE: Move.FREEZE,
    Intent.REPEAT: Move.AGAIN,
    Intent.BACK: Move.GO_BACK,
    Intent.SKIP: Move.LEAVE_EXERCISE,
}
_ABOUT_EXERCISE = {
    Intent.OUCH: Move.HALT,
    Intent.HOW: Move.TELL_HOW,
    Intent.WHY: Move.TELL_WHY,
}
_TEMPO = {Intent.FASTER: Move.FASTER, Intent.SLOWER: Move.SLOWER}
_AT_WORK = {
    Intent.DONE: Move.END_SET,
    Intent.NEXT: Move.END_SET,
    **_MOVING,
    **_ALWAYS,
    **_ABOUT_EXERCISE,
}
_BETWEEN = {
    Intent.READY: Move.GO_ON,
    Intent.NEXT: Move.GO_ON,
    **_MOVING,
    **_TEMPO,
    **_ALWAYS,
    **_ABOUT_EXERCISE,
}

TRANSITIONS: dict[Phase, dict[Intent, Move]] = {
    Phase.GREETING: {
        Intent.READY: Move.GO_ON,
        Intent.NEXT: Move.GO_ON,
        Intent.SKIP: Move.GO_ON,
        Intent.REPEAT: Move.AGAIN,
        Intent.PAUSE: Move.FREEZE,
        **_ALWAYS,
    },
    Phase.ANNOUNCING: {
        Intent.READY: Move.BEGIN_WORK,
        Intent.NEXT: Move.LEAVE_EXERCISE,
        **_MOVING,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
    },
    Phase.READY: {
        Intent.READY: Move.BEGIN_WORK,
        Intent.YES: Move.BEGIN_WORK,
        Intent.NEXT: Move.LEAVE_EXERCISE,
        **_MOVING,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
    },
    Phase.COUNTING: {**_AT_WORK, **_TEMPO},
    Phase.HOLDING: _AT_WORK,
    Phase.TALLYING: {Intent.GOT_IT: Move.COUNT_UP, Intent.NUMBER: Move.COUNT_UP, **_AT_WORK},
    Phase.SWITCHING: _BETWEEN,
    Phase.RESTING: _BETWEEN,
    Phase.PAUSED: {
        Intent.RESUME: Move.THAW,
        Intent.READY: Move.THAW,
        Intent.YES: Move.THAW,
        Intent.NEXT: Move.GO_ON,
        Intent.SKIP: Move.LEAVE_EXERCISE,
        Intent.BACK: Move.GO_BACK,
        Intent.REPEAT: Move.AGAIN,
        Intent.PAUSE: Move.FREEZE,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
    },
    Phase.CONFIRMING: {
        Intent.YES: Move.FINISH,
        Intent.NO: Move.THAW,
        Intent.RESUME: Move.THAW,
        Intent.PAUSE: Move.FREEZE,
        Intent.REPEAT: Move.ASK_TO_FINISH,
        Intent.STOP: Move.ASK_TO_FINISH,
        Intent.HELP: Move.TELL_HELP,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
    },
    Phase.SUMMARY: {
        Intent.REPEAT: Move.AGAIN,
        Intent.STOP: Move.GO_ON,
        Intent.NEXT: Move.GO_ON,
        Intent.DONE: Move.GO_ON,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
        Intent.HELP: Move.TELL_HELP,
    },
    Phase.FINISHED: {},
}
"""(phase, intent) -> move; an intent that is not in its phase's row gets a short refusal."""

AT_ONCE = frozenset({Intent.STOP, Intent.PAUSE, Intent.OUCH})
"""Intents acted on before a word is certain: acting by mistake costs less than acting late."""


EXPECTED: dict[Phase, frozenset[Intent]] = {
    Phase.GREETING: frozenset({Intent.READY}),
    Phase.ANNOUNCING: frozenset({Intent.READY}),
    Phase.READY: frozenset({Intent.READY}),
    Phase.RESTING: frozenset({Intent.READY, Intent.NEXT}),
    Phase.PAUSED: frozenset({Intent.RESUME}),
    Phase.CONFIRMING: frozenset({Intent.YES, Intent.NO}),
}
"""What the coach waits for in a phase, and most likely hears."""


def accepted_in(phase: Phase) -> frozenset[Intent]:
    """The intents that do something in this phase."""
    return frozenset(TRANSITIONS[phase])
