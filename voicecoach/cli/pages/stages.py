"""The stages of a routine as rows and words of a page."""

from collections.abc import Iterator

from rich.text import Text

from voicecoach.app.dose_text import dose_text
from voicecoach.core.workout.routine import Routine, Stage


def week_text(routine: Routine) -> str:
    """The week that is due, such as "week 3 of 12"; empty: the routine has no stages."""
    if not routine.stages:
        return ""
    if routine.week > routine.weeks:
        return f"after week {routine.weeks}"
    return f"week {routine.week} of {routine.weeks}"


def stage_rows(routine: Routine, *, mark: str = "") -> Iterator[tuple[str | Text, ...]]:
    """A row for each stage: its weeks and its doses; the one that is due has the mark."""
    first = 1
    for stage in routine.stages:
        here = mark if stage is routine.stage else ""
        yield _weeks_text(first, stage.weeks), _doses_text(stage), Text(here, style="green")
        first += stage.weeks


def _weeks_text(first: int, weeks: int) -> str:
    return f"week {first}" if weeks == 1 else f"weeks {first} to {first + weeks - 1}"


def _doses_text(stage: Stage) -> str:
    return "; ".join(f"{one.exercise.name}, {dose_text(one.exercise)}" for one in stage.items)
