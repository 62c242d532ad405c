"""Choices of the user that outlast the session."""

from voicecoach.core.verbosity import Verbosity
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TalkTurned:
    """The user wanted less or more talk, from then on."""

    level: Verbosity
    """The one that they have now."""
    exercise: str | None
    """The only one that is meant; None: all of them."""


@dataclass(frozen=True, slots=True)
class TempoTurned:
    """The user wanted an exercise faster or slower, from then on."""

    exercise: str
    factor: float
    """On the usual speed: 2 is twice as fast."""


@dataclass(frozen=True, slots=True)
class VolumeTurned:
    """The user wanted the coach louder or quieter, from then on."""

    gain_db: float
    """Relative to the usual volume."""


@dataclass(frozen=True, slots=True)
class VariationChosen:
    """The user wanted an exercise easier or harder, and took another way of it, from then on."""

    exercise: str
    variation: str | None
    """None: the exercise itself."""
    holds: bool
    """True: no harder way is taken from then on; False: the plan may take any."""


Choice = TalkTurned | TempoTurned | VolumeTurned | VariationChosen
"""A choice that holds beyond its session, until it is made anew or undone."""
