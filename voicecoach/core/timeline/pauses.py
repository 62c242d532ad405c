"""Pauses between two lines of the coach, by their roles.

A listener needs time for two things: to do what was said, and to notice that something else begins.
Sentences about one thing follow each other quickly. A teacher leaves a second or two after the
starting position, and half of one between two sentences that are followed as they are heard.
"""

from collections.abc import Mapping
from enum import Enum

from voicecoach.core.timeline.lines import Role


class Pause(Enum):
    """A silence, by what it is for; the values are milliseconds."""

    SENTENCE = 250
    """The next sentence is about the same thing."""
    TOPIC = 500
    """Something else is told."""
    FOLLOW = 600
    """The user does what was said, or sees it before them."""
    BREATH = 700
    """The next exercise is named, or the user is asked for something."""
    REACH = 1000
    """The user sees to what must be in reach."""
    MOVE = 1500
    """The user takes a position."""

    @property
    def ms(self) -> int:
        """Its length."""
        return self.value


_AFTER: Mapping[Role, Pause] = {
    Role.POSITION: Pause.MOVE,
    Role.SAFETY: Pause.REACH,
    Role.SAFETY_AGAIN: Pause.REACH,
    Role.INSTRUCTION: Pause.FOLLOW,
    Role.VARIATION: Pause.FOLLOW,
}
"""Pauses after lines that the user follows as they hear them."""
_BEFORE: Mapping[Role, Pause] = {
    Role.SECTION: Pause.BREATH,
    Role.BLOCK: Pause.BREATH,
    Role.NAME: Pause.BREATH,
    Role.PROMPT: Pause.BREATH,
}
"""Pauses before lines that are not to be missed; not between two of these."""
_TOPICS = (
    (Role.WELCOME, Role.DISCLAIMER, Role.STAGE, Role.PURPOSE),
    (Role.DAYS_OFF, Role.STREAK, Role.LAST_WORKOUT),
    (Role.PREVIEW, Role.LIMIT, Role.LEFT_OUT),
    (Role.EQUIPMENT, Role.NO_EQUIPMENT, Role.PROMPT, Role.SUBSTITUTES),
    (Role.HELP,),
    (Role.SECTION, Role.BLOCK, Role.NOTE, Role.NAME, Role.VARIATION),
    (Role.POSITION, Role.SAFETY, Role.SAFETY_AGAIN),
    (Role.INSTRUCTION, Role.CAUTION),
    (Role.NEWS,),
    (Role.STOP_SIGN,),
    (
        *(Role.DOSE, Role.RESISTANCE, Role.SETS, Role.ENDING),
        *(Role.SET, Role.DIRECTION, Role.SIDE, Role.CHANGE),
    ),
    (Role.PRAISE, Role.REST, Role.HALF_WAY, Role.TIME_BETWEEN, Role.TIME_LEFT),
    (Role.OUTCOME, Role.TOTALS),
    (Role.RESULT, Role.COMPARISON),
    (Role.NEXT_WORKOUT,),
    (Role.GOODBYE,),
)
"""Roles of lines about one thing, in the order of a session."""
_TOPIC_OF = {role: topic for topic, roles in enumerate(_TOPICS) for role in roles}


def pause_ms(role: Role, following: Role | None = None) -> int:
    """Silence between a line of a role and one of the following role; None: it is the last one."""
    pauses = [_AFTER.get(role, Pause.SENTENCE)]
    if following is not None:
        if _TOPIC_OF[following] != _TOPIC_OF[role]:
            pauses.append(Pause.TOPIC)
        if role not in _BEFORE:
            pauses.append(_BEFORE.get(following, Pause.SENTENCE))
    return max(pause.ms for pause in pauses)


def pause_to_next_step_ms() -> int:
    """Addition to the pause after the last line of a talk, so that something new begins."""
    return Pause.BREATH.ms - Pause.SENTENCE.ms
