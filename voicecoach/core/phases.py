"""Phases of a session, on which alone depends what it says, listens for and answers."""

from enum import Enum


class Phase(Enum):
    """A phase of a session."""

    OFFERING = "offering"
    """Asking whether to go on where an unfinished workout stopped."""
    MORNING = "morning"
    """Asking whether pain had settled by the next morning."""
    EARLY = "early"
    """Asking whether to train although it is a day of rest."""
    GREETING = "greeting"
    """Welcome, what is coming, what is needed."""
    ANNOUNCING = "announcing"
    """The next exercise: its name, the position, how it is done."""
    READY = "ready"
    """Waiting for "ready", or for the wait to run out."""
    COUNTING = "counting"
    """At work on something with a beat: reps, steps, letters."""
    HOLDING = "holding"
    """At work on something with a time: a hold, an open hold, plain time."""
    TALLYING = "tallying"
    """At work on counts at the user's own pace."""
    SWITCHING = "switching"
    """Changing to the other side or direction."""
    RESTING = "resting"
    """Between two sets or exercises."""
    RATING = "rating"
    """The rest after an exercise, while "easy, right, or hard?" is open."""
    HURTING = "hurting"
    """Paused because something hurts; "how much, from zero to ten?" was asked."""
    EASING = "easing"
    """Paused; the pain is acceptable, and the user decides how to go on."""
    PAUSED = "paused"
    """Paused until the user goes on."""
    CONFIRMING = "confirming"
    """Paused; "finish here?" was asked."""
    SUMMARY = "summary"
    """Summing up what was done."""
    FINISHED = "finished"
    """Over: nothing follows."""


WORKING = frozenset({Phase.COUNTING, Phase.HOLDING, Phase.TALLYING})
"""The phases in which a set is under way."""
