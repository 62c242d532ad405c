"""The sentences about a dose that depend on more than its number."""

from voicecoach.core.durations import LONGEST_IN_SECONDS_S, spoken_time
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.workout.exercise import Hold, Letters, Reps, Timed
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SpokenSets:
    """The sets that the sentence about a dose is about."""

    manner: str
    """Last part of its key: "together" or "each"; for several sets "sets-together" or so."""
    side: str | None
    """Word for a side; None: both sides work at once."""
    sets: int | None
    """Number of sets; None: one."""


def reps_dose(reps: Reps, of: SpokenSets) -> Phrase:
    """Of reps, or of as many as the user can."""
    if reps.open_ended:
        return phrase(f"dose.open-reps.{of.manner}", n=reps.count, side=of.side, sets=of.sets)
    return phrase(f"dose.reps.{of.manner}", n=reps.count, side=of.side, sets=of.sets)


def letters_dose(letters: Letters, of: SpokenSets) -> Phrase:
    """The first and the last letter."""
    first, last = letters.first.upper(), letters.last.upper()
    return phrase(f"dose.letters.{of.manner}", first=first, last=last, side=of.side, sets=of.sets)


def hold_dose(hold: Hold, of: SpokenSets) -> Phrase:
    """The length of a hold, in minutes if it is long."""
    seconds, time = _long_or_short(hold.duration_ms)
    if time:
        return phrase(f"dose.long-hold.{of.manner}", time=time, side=of.side, sets=of.sets)
    return phrase(f"dose.hold.{of.manner}", n=seconds, side=of.side, sets=of.sets)


def timed_dose(timed: Timed, of: SpokenSets) -> Phrase:
    """The length of a time, in minutes if it is long."""
    seconds, time = _long_or_short(timed.duration_ms)
    if time:
        return phrase(f"dose.long-time.{of.manner}", time=time, side=of.side, sets=of.sets)
    return phrase(f"dose.time.{of.manner}", n=seconds, side=of.side, sets=of.sets)


def _long_or_short(duration_ms: int) -> tuple[int, tuple[Phrase, ...]]:
    """The seconds of a time, and the whole of it in minutes if it is long."""
    seconds = whole_seconds(duration_ms)
    return seconds, (spoken_time(seconds),) if seconds > LONGEST_IN_SECONDS_S else ()


def whole_seconds(duration_ms: int) -> int:
    """A duration in whole seconds, at least one."""
    return max(1, round(duration_ms / 1000))
