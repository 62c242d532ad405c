"""Transitions: the move of each intent in each phase. Grammar, help and hints follow from them."""

from enum import Enum

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phases import Phase


class Move(Enum):
    """An action of the session on an intent."""

    GO_ON = "go on"
    """Leave this step for the one after it."""
    BEGIN_WORK = "begin work"
    """Leave the talk for the set it leads to."""
    LEAVE_EXERCISE = "leave exercise"
    GO_BACK = "go back"
    AGAIN = "again"
    """Say this again; in a set: begin it again."""
    PAUSE = "pause"
    RESUME = "resume"
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
    """Ignore everything but the wake word."""
    HALT = "halt"
    """Pause because something hurts, and ask how much."""
    COUNT_UP = "count up"
    """Add to the tally what the user says."""
    TAKE_UP = "take up"
    """Go on where the unfinished workout stopped."""
    BEGIN_AFRESH = "begin afresh"
    """Leave the unfinished workout as it is."""
    SETTLED = "settled"
    """The pain was gone the next morning."""
    UNSETTLED = "unsettled"
    RATE_EASY = "rate easy"
    RATE_RIGHT = "rate right"
    RATE_HARD = "rate hard"
    TAKE_PAIN = "take pain"
    """Apply the pain rule to the number that the user named."""
    EASE = "ease"
    """Take an easier variation, or less, from now on."""
    HARDEN = "harden"
    TOO_EASY = "too easy"
    TOO_HARD = "too hard"
    SHORTEN = "shorten"
    """Limit the set to an amount."""
    EXTEND = "extend"
    """Add an amount to the set."""
    PROLONG = "prolong"
    """Add seconds to a hold or a rest."""
    TELL_LAST = "tell last"
    TALK_LESS = "talk less"
    TALK_MORE = "talk more"
    TELL_SIDE = "tell side"
    TELL_TIME = "tell time"
    TELL_PROGRESS = "tell progress"
    SAY_AGAIN = "say again"
    """Say the last sentence again."""
    GO_TO = "go to"
    """Go to the exercise that the user named."""
    NEXT_ROUND = "next round"
    """Go to the next round of the block; where the user counts rounds: count one."""
    SKIP_BLOCK = "skip block"
    TELL_ROUNDS = "tell rounds"
    TELL_TIME_LEFT = "tell time left"
    NOTHING = "nothing"
    """Do nothing, since it has just happened by itself."""


_TOLD = {
    Intent.TIME: Move.TELL_TIME,
    Intent.HOW_AM_I_DOING: Move.TELL_PROGRESS,
    Intent.SAY_AGAIN: Move.SAY_AGAIN,
}
_ALWAYS = {
    **_TOLD,
    Intent.STOP: Move.ASK_TO_FINISH,
    Intent.LOUDER: Move.LOUDER,
    Intent.QUIETER: Move.QUIETER,
    Intent.HOW_MANY_LEFT: Move.TELL_LEFT,
    Intent.WHATS_NEXT: Move.TELL_NEXT,
    Intent.HELP: Move.TELL_HELP,
    Intent.SLEEP: Move.SLEEP,
}
_MOVING = {
    Intent.PAUSE: Move.PAUSE,
    Intent.REPEAT: Move.AGAIN,
    Intent.BACK: Move.GO_BACK,
    Intent.SKIP: Move.LEAVE_EXERCISE,
    Intent.GO_TO: Move.GO_TO,
    Intent.NEXT_ROUND: Move.NEXT_ROUND,
    Intent.SKIP_BLOCK: Move.SKIP_BLOCK,
    Intent.ROUNDS_LEFT: Move.TELL_ROUNDS,
    Intent.TIME_LEFT: Move.TELL_TIME_LEFT,
}
_ABOUT_EXERCISE = {
    Intent.WHICH_SIDE: Move.TELL_SIDE,
    Intent.OUCH: Move.HALT,
    Intent.HOW: Move.TELL_HOW,
    Intent.WHY: Move.TELL_WHY,
    Intent.LAST_TIME: Move.TELL_LAST,
}
_DOSE = {Intent.EASIER: Move.EASE, Intent.HARDER: Move.HARDEN}
_FELT = {Intent.TOO_EASY: Move.TOO_EASY, Intent.TOO_HARD: Move.TOO_HARD}
_NUMBERED = {Intent.ZERO: Move.TAKE_PAIN, Intent.NUMBER: Move.TAKE_PAIN}
_TEMPO = {Intent.FASTER: Move.FASTER, Intent.SLOWER: Move.SLOWER}
_TALK = {Intent.LESS_TALK: Move.TALK_LESS, Intent.MORE_TALK: Move.TALK_MORE}
"""Left out at work, where each additional word makes the others harder to recognize."""
_AT_WORK = {
    Intent.DONE: Move.END_SET,
    Intent.NEXT: Move.END_SET,
    **_MOVING,
    **_ALWAYS,
    **_ABOUT_EXERCISE,
    **_DOSE,
    **_FELT,
}
_BETWEEN_EXERCISES = {
    Intent.READY: Move.GO_ON,
    Intent.NEXT: Move.GO_ON,
    **_MOVING,
    **_TEMPO,
    **_ALWAYS,
    **_ABOUT_EXERCISE,
    **_FELT,
    Intent.LONGER: Move.PROLONG,
    **_TALK,
}
_AT_A_QUESTION = {
    Intent.REPEAT: Move.AGAIN,
    Intent.PAUSE: Move.PAUSE,
    Intent.STOP: Move.ASK_TO_FINISH,
    Intent.HELP: Move.TELL_HELP,
    Intent.LOUDER: Move.LOUDER,
    Intent.QUIETER: Move.QUIETER,
    Intent.SLEEP: Move.SLEEP,
    Intent.OUCH: Move.HALT,
}
"""At a question of the past, before the greeting."""
_BETWEEN = {**_BETWEEN_EXERCISES, **_DOSE, Intent.ONLY: Move.SHORTEN}

TRANSITIONS: dict[Phase, dict[Intent, Move]] = {
    Phase.OFFERING: {
        Intent.YES: Move.TAKE_UP,
        Intent.NO: Move.BEGIN_AFRESH,
        Intent.RESUME: Move.TAKE_UP,
        Intent.READY: Move.TAKE_UP,
        **_AT_A_QUESTION,
        **_TOLD,
    },
    Phase.MORNING: {
        Intent.YES: Move.SETTLED,
        Intent.NO: Move.UNSETTLED,
        Intent.SKIP: Move.GO_ON,
        Intent.NEXT: Move.GO_ON,
        **_AT_A_QUESTION,
        **_TOLD,
    },
    Phase.EARLY: {
        Intent.YES: Move.GO_ON,
        Intent.NO: Move.FINISH,
        Intent.RESUME: Move.GO_ON,
        Intent.READY: Move.GO_ON,
        **_AT_A_QUESTION,
    },
    Phase.GREETING: {
        Intent.READY: Move.GO_ON,
        Intent.NEXT: Move.GO_ON,
        Intent.SKIP: Move.GO_ON,
        Intent.GO_TO: Move.GO_TO,
        Intent.REPEAT: Move.AGAIN,
        Intent.PAUSE: Move.PAUSE,
        **_ALWAYS,
        Intent.OUCH: Move.HALT,
        **_TALK,
    },
    Phase.ANNOUNCING: {
        Intent.READY: Move.BEGIN_WORK,
        Intent.NEXT: Move.LEAVE_EXERCISE,
        **_MOVING,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
        **_DOSE,
        Intent.ONLY: Move.SHORTEN,
        **_TALK,
    },
    Phase.READY: {
        Intent.READY: Move.BEGIN_WORK,
        Intent.YES: Move.BEGIN_WORK,
        Intent.NEXT: Move.LEAVE_EXERCISE,
        **_MOVING,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
        **_DOSE,
        Intent.ONLY: Move.SHORTEN,
    },
    Phase.COUNTING: {
        **_AT_WORK,
        **_TEMPO,
        Intent.ONLY: Move.SHORTEN,
        Intent.MORE: Move.EXTEND,
    },
    Phase.HOLDING: {**_AT_WORK, Intent.ONLY: Move.SHORTEN, Intent.LONGER: Move.PROLONG},
    Phase.TALLYING: {Intent.GOT_IT: Move.COUNT_UP, Intent.NUMBER: Move.COUNT_UP, **_AT_WORK},
    Phase.SWITCHING: _BETWEEN,
    Phase.RESTING: _BETWEEN,
    Phase.RATING: {
        Intent.EASY: Move.RATE_EASY,
        Intent.RIGHT: Move.RATE_RIGHT,
        Intent.HARD: Move.RATE_HARD,
        **_BETWEEN_EXERCISES,
    },
    Phase.HURTING: {
        **_NUMBERED,
        Intent.SKIP: Move.LEAVE_EXERCISE,
        Intent.RESUME: Move.RESUME,
        Intent.PAUSE: Move.PAUSE,
        Intent.OUCH: Move.HALT,
        Intent.REPEAT: Move.HALT,
        Intent.STOP: Move.ASK_TO_FINISH,
        Intent.HELP: Move.TELL_HELP,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
        **_TOLD,
    },
    Phase.EASING: {
        Intent.RESUME: Move.RESUME,
        Intent.EASIER: Move.EASE,
        Intent.SKIP: Move.LEAVE_EXERCISE,
        Intent.READY: Move.RESUME,
        Intent.YES: Move.RESUME,
        Intent.PAUSE: Move.PAUSE,
        Intent.OUCH: Move.HALT,
        Intent.STOP: Move.ASK_TO_FINISH,
        Intent.HELP: Move.TELL_HELP,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
        **_NUMBERED,
        **_TOLD,
    },
    Phase.PAUSED: {
        Intent.RESUME: Move.RESUME,
        Intent.READY: Move.RESUME,
        Intent.YES: Move.RESUME,
        Intent.NEXT: Move.GO_ON,
        Intent.SKIP: Move.LEAVE_EXERCISE,
        Intent.GO_TO: Move.GO_TO,
        Intent.NEXT_ROUND: Move.NEXT_ROUND,
        Intent.SKIP_BLOCK: Move.SKIP_BLOCK,
        Intent.ROUNDS_LEFT: Move.TELL_ROUNDS,
        Intent.TIME_LEFT: Move.TELL_TIME_LEFT,
        Intent.BACK: Move.GO_BACK,
        Intent.REPEAT: Move.AGAIN,
        Intent.PAUSE: Move.PAUSE,
        **_TEMPO,
        **_ALWAYS,
        **_ABOUT_EXERCISE,
        **_DOSE,
        **_FELT,
        **_TALK,
    },
    Phase.CONFIRMING: {
        Intent.YES: Move.FINISH,
        Intent.NO: Move.RESUME,
        Intent.RESUME: Move.RESUME,
        Intent.PAUSE: Move.PAUSE,
        Intent.REPEAT: Move.ASK_TO_FINISH,
        Intent.STOP: Move.ASK_TO_FINISH,
        Intent.SLEEP: Move.SLEEP,
        Intent.HELP: Move.TELL_HELP,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
        Intent.OUCH: Move.HALT,
        **_TOLD,
    },
    Phase.SUMMARY: {
        Intent.EASY: Move.RATE_EASY,
        Intent.RIGHT: Move.RATE_RIGHT,
        Intent.HARD: Move.RATE_HARD,
        Intent.REPEAT: Move.AGAIN,
        Intent.STOP: Move.GO_ON,
        Intent.NEXT: Move.GO_ON,
        Intent.DONE: Move.GO_ON,
        Intent.LOUDER: Move.LOUDER,
        Intent.QUIETER: Move.QUIETER,
        Intent.HELP: Move.TELL_HELP,
        Intent.OUCH: Move.HALT,
        **_TOLD,
    },
    Phase.FINISHED: {},
}
"""(phase, intent) -> move; an intent that is not in the row of the phase is refused."""

AT_ONCE = frozenset({Intent.STOP, Intent.PAUSE, Intent.OUCH})
"""Intents acted on before a word is certain: acting by mistake costs less than acting late."""
CAREFUL = frozenset({Intent.HARDER})
"""Intents that are asked about unless they are very clear: "it hurts" is not to raise a dose."""
EXPECTED: dict[Phase, frozenset[Intent]] = {
    Phase.OFFERING: frozenset({Intent.YES, Intent.NO}),
    Phase.MORNING: frozenset({Intent.YES, Intent.NO}),
    Phase.EARLY: frozenset({Intent.YES, Intent.NO}),
    Phase.RATING: frozenset({Intent.EASY, Intent.RIGHT, Intent.HARD}),
    Phase.HURTING: frozenset({Intent.NUMBER, Intent.ZERO}),
    Phase.EASING: frozenset({Intent.RESUME, Intent.EASIER, Intent.SKIP}),
    Phase.GREETING: frozenset({Intent.READY}),
    Phase.ANNOUNCING: frozenset({Intent.READY}),
    Phase.READY: frozenset({Intent.READY}),
    Phase.RESTING: frozenset({Intent.READY, Intent.NEXT}),
    Phase.PAUSED: frozenset({Intent.RESUME}),
    Phase.CONFIRMING: frozenset({Intent.YES, Intent.NO}),
}
"""Intents that the coach waits for in a phase, and most likely hears."""
ONLY_ANSWERS = frozenset({Intent.NUMBER, Intent.ZERO, Intent.EASY, Intent.RIGHT, Intent.HARD})
"""Intents that mean nothing where they are not asked for."""
HIGHEST_NUMBERS: dict[Phase, int] = {Phase.HURTING: 10, Phase.EASING: 10}
"""Highest number of the grammar in a phase; elsewhere there is no limit."""


def accepted_in(phase: Phase) -> frozenset[Intent]:
    """Intents that do something in this phase."""
    return frozenset(TRANSITIONS[phase])


def accepted_mostly() -> frozenset[Intent]:
    """Intents that do something in any phase, without the answers to questions.

    Numbers, "got it" and words such as "easy" count in few phases, where little else does.
    """
    everywhere = frozenset().union(*(accepted_in(phase) for phase in Phase))
    return everywhere - ONLY_ANSWERS - {Intent.GOT_IT}
