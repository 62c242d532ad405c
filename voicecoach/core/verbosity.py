"""Verbosity: how much the coach says by itself."""

from enum import Enum


class Verbosity(Enum):
    """The levels, the least talkative first; answers, questions and warnings stay at each."""

    NAME = "name"
    """The name of an exercise, the dose, the counts: for an exercise that the user knows."""
    MINIMAL = "minimal"
    """The gist of an exercise as well."""
    SHORT = "short"
    """Cues for the work as well, in short sentences; nothing that only keeps company."""
    FULL = "full"
    """Everything, for eyes that see no picture."""

    def covers(self, level: "Verbosity") -> bool:
        """True if what needs this level is said: it is the same, or a less talkative one."""
        return _LEVELS.index(self) >= _LEVELS.index(level)

    def turned(self, by: int) -> "Verbosity":
        """The level so many steps up, or (a negative number) down; at an end the last one."""
        return _LEVELS[min(max(_LEVELS.index(self) + by, 0), len(_LEVELS) - 1)]


_LEVELS = tuple(Verbosity)
LEAST_WISHED = Verbosity.MINIMAL
"""The least talkative level that a user can ask for; below it, words only fade by themselves."""


def less_talkative(one: Verbosity, other: Verbosity) -> Verbosity:
    """The less talkative of two levels."""
    return other if one.covers(other) else one


def more_talkative(one: Verbosity, other: Verbosity) -> Verbosity:
    """The more talkative of two levels."""
    return one if one.covers(other) else other
