"""Lines that the coach says by itself, each with its role in the session.

The role decides at which verbosity a line is said, and what replaces it in a file, where nobody
hears the user. The words of a line decide nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum, auto

from voicecoach.core.phrases import Phrase
from voicecoach.core.verbosity import Verbosity
from voicecoach.dataclass import dataclass


class Role(Enum):
    """Purpose of a line."""

    WELCOME = auto()
    DISCLAIMER = auto()
    """The note that this is not medical advice."""
    PURPOSE = auto()
    """The benefit of the workout."""
    DAYS_OFF = auto()
    """A welcome back after days without a workout."""
    STREAK = auto()
    """Regularity of the training."""
    LAST_WORKOUT = auto()
    """Day and length of the last workout with this routine."""
    PREVIEW = auto()
    """The exercises to come."""
    STAGE = auto()
    """The week of a routine with stages, and what is special about it."""
    LIMIT = auto()
    """Effects of the user's time or level on the workout."""
    EQUIPMENT = auto()
    """The things that are needed."""
    SUBSTITUTES = auto()
    """Things that a household has instead of them."""
    NO_EQUIPMENT = auto()
    LEFT_OUT = auto()
    """An exercise that pain has taken out."""
    HELP = auto()
    """The way to get help."""

    SECTION = auto()
    """The beginning of the warm-up, the main part or the cool-down."""
    BLOCK = auto()
    """The name and the rounds of a block."""
    NOTE = auto()
    """The routine's own words on a block."""
    NAME = auto()
    """The name of the current exercise, or of the next one."""
    POSITION = auto()
    """The starting position."""
    SAFETY = auto()
    """Things that must be in reach before the work starts."""
    SAFETY_AGAIN = auto()
    """The same, where it was said before another exercise already."""
    INSTRUCTION = auto()
    """Instructions for the exercise; the one role with a wording for each verbosity."""
    NEWS = auto()
    """The reason for a change of the dose since the last time."""
    VARIATION = auto()
    """A variation that is due, and its difference from the exercise."""
    CAUTION = auto()
    """A mistake to watch for, or something to take care of."""
    STOP_SIGN = auto()
    """The sign to stop at, for a user to whom the exercise is new."""
    RESISTANCE = auto()
    """The weight or band that an exercise is done against."""
    DOSE = auto()
    """The amount of a set, and the number of sets."""
    SETS = auto()
    """A reminder that each set is done in every direction."""
    ENDING = auto()
    """The command that ends a set without an end of its own."""
    DIRECTION = auto()
    """The direction of the set to come."""
    SIDE = auto()
    """The side of the set to come."""
    CHANGE = auto()
    """The change to make before the set to come."""
    SET = auto()
    """The number of the set to come."""
    PROMPT = auto()
    """A question or a request; the coach waits after it."""

    REST = auto()
    """The beginning of a rest, and its length."""
    HALF_WAY = auto()
    """A call half way through a hold."""
    TIME_BETWEEN = auto()
    """A call of the time so far, between two others."""
    TIME_LEFT = auto()
    """A call of the time that is left of a hold or a rest."""

    PRAISE = auto()
    """A good word about a set, or a comforting one."""
    OUTCOME = auto()
    """The end of the workout, done in full or not."""
    TOTALS = auto()
    """Exercises and minutes of the workout."""
    RESULT = auto()
    """The result of a set or a test, or the best of the workout."""
    COMPARISON = auto()
    """The comparison with the last time."""
    NEXT_WORKOUT = auto()
    """The next workout, and its day."""
    GOODBYE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its role."""

    phrase: Phrase
    role: Role
    wording: Verbosity | None = None
    """Level whose wording it belongs to; None: its words are the same at every level."""
    brief: Phrase | None = None
    """Said instead to a user who knows the exercise; None: nothing shorter will do."""
    whole: Phrase | None = None
    """Of a line in its brief form: the whole one."""

    def in_brief(self) -> "Line":
        """The line in its brief form, if it has one."""
        if self.brief is None:
            return self
        return replace(self, phrase=self.brief, brief=None, whole=self.phrase)

    def in_whole(self) -> "Line":
        """The line as it is without its brief form."""
        if self.whole is None:
            return self
        return replace(self, phrase=self.whole, brief=self.phrase, whole=None)


ESSENTIAL = frozenset(
    {
        *(Role.VARIATION, Role.DOSE, Role.SETS, Role.ENDING, Role.DIRECTION),
        *(Role.SIDE, Role.SET, Role.CHANGE, Role.NOTE, Role.RESISTANCE),
    }
)
"""Roles without which the work can't be done; a user who cuts a talk short still hears them."""


EXPLAINING = frozenset({Role.POSITION, Role.INSTRUCTION})
"""Roles of the lines that say how an exercise is done."""


def in_role(role: Role, phrases: Iterable[Phrase]) -> tuple[Line, ...]:
    """These sentences as lines of the same role."""
    return tuple([Line(phrase, role) for phrase in phrases])
