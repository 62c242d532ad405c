"""The page of the plan: each exercise with its next dose and the reason, and ladders."""

from collections.abc import Iterator

from rich.text import Text

from voicecoach.app.dose_text import dose_text, interval_text
from voicecoach.app.planner import Planner
from voicecoach.cli.pages.page import Page, faint, name
from voicecoach.cli.pages.stages import stage_rows, week_text
from voicecoach.core.progression.next_dose import NextDose
from voicecoach.core.progression.rules import Change
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine
from voicecoach.program import program

_MARKS = {
    Change.NEW: Text("new", style="cyan"),
    Change.UP: Text("up", style="green"),
    Change.SAME: Text("same", style="dim"),
    Change.DOWN: Text("down", style="yellow"),
    Change.PINNED: Text("pinned", style="magenta"),
    Change.OUT: Text("out", style="red"),
}


def print_plan(planner: Planner, workout: str) -> None:
    """Print the next doses of a routine, or the ladder of an exercise."""
    page = Page()
    routine = planner.routine(workout)
    page.title(f"Next: {routine.name}", routine.slug)
    page.gap()
    doses = planner.doses(workout)
    page.columns([row for dose in doses for row in _rows(planner, dose)], widest=1)
    if routine.stages:
        page.gap()
        page.heading("Stages", _pace(routine))
        page.columns(stage_rows(routine, mark="now"), widest=1)
    for dose in doses:
        if dose.change is Change.OUT:
            page.text(f"To bring it back: {program()} plan --put-back {dose.item.exercise.slug}")
    page.gap()
    if planner.is_exercise(workout):
        _print_ladder(page, planner, workout)
    else:
        page.text(
            f"See a ladder: {program()} plan EXERCISE. Keep a dose: --pin EXERCISE", style="dim"
        )


def plan_json(planner: Planner, workout: str) -> list[dict[str, object]]:
    """The next doses for --json."""
    routine = planner.routine(workout)
    staged = {"week": routine.week, "weeks": routine.weeks} if routine.stages else {}
    return [_entry(planner, dose) | staged for dose in planner.doses(workout)]


def dose_in_full(exercise: Exercise, tempo: float) -> str:
    """A dose with its tempo and variation, where they are not the usual ones."""
    parts = [dose_text(exercise)]
    if tempo != 1.0:
        parts.append(f"{(tempo - 1) * 100:.0f} % slower")
    if exercise.variation:
        parts.append(exercise.variation.name)
    return ", ".join(parts)


def _pace(routine: Routine) -> str:
    """The week that is due, and how often the routine is meant to be done."""
    often = f", {interval_text(routine.every_days)}" if routine.every_days else ""
    return f"{week_text(routine)}{often}"


def _rows(planner: Planner, dose: NextDose) -> Iterator[tuple[str | Text, ...]]:
    item = dose.item
    is_out = dose.change is Change.OUT
    written = "" if is_out else dose_in_full(item.exercise, item.tempo)
    yield name(item.exercise.slug), written, _MARKS[dose.change]
    yield "", faint(planner.sentence(dose.reason)), ""


def _print_ladder(page: Page, planner: Planner, exercise: str) -> None:
    ladder = planner.ladder(exercise)
    (due,) = planner.doses(exercise)
    page.heading("Ladder", "step 0 is the usual dose")
    rows = []
    for number in range(ladder.highest, ladder.lowest - 1, -1):
        rung = ladder[number]
        here = "next" if number == due.item.rung and due.change is not Change.OUT else ""
        written = dose_in_full(rung.exercise, rung.tempo)
        rows.append((f"{number:+d}" if number else "0", written, Text(here, style="green")))
    page.columns(rows, right=frozenset({0}))
    page.gap()
    page.text(f"Keep a step: {program()} plan --pin {exercise}=1", style="dim")


def _entry(planner: Planner, dose: NextDose) -> dict[str, object]:
    item = dose.item
    return {
        "exercise": item.exercise.slug,
        "change": dose.change.value,
        "reason": planner.sentence(dose.reason),
        "dose": dose_text(item.exercise),
        "step": item.rung,
        "tempo": item.tempo,
        "variation": item.variation.name if item.variation else None,
        "pinned": planner.is_pinned(item.exercise.slug),
    }
