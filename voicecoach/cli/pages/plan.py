"""The page of the plan: each exercise with its next dose and the reason, and ladders."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from voicecoach.app.dose_text import dose_text, interval_text
from voicecoach.app.planner import Planner
from voicecoach.cli.pages.page import Page, faint, name
from voicecoach.cli.pages.stages import stage_rows, week_text
from voicecoach.core.progression.choices import TALK, VOLUME, Choices
from voicecoach.core.progression.next_dose import NextDose
from voicecoach.core.progression.rules import Change
from voicecoach.core.verbosity import Verbosity
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

_TOLD = {
    Verbosity.FULL: "",
    Verbosity.SHORT: "Explained in short.",
    Verbosity.MINIMAL: "Explained in a phrase.",
    Verbosity.NAME: "Announced by name and dose.",
}
"""Words for how much a session says about an exercise."""


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
    _print_kept(page, planner, [dose.item.exercise.slug for dose in doses])
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
    told = "" if is_out else _TOLD[planner.wording(item)]
    if told:
        yield "", faint(told), ""


def _print_kept(page: Page, planner: Planner, slugs: Sequence[str]) -> None:
    """Choices made in sessions that hold for these exercises, and how to undo them."""
    kept = list(_kept(planner.choices, slugs))
    if not kept:
        return
    page.heading("Kept", "because you asked for it")
    page.columns([(name(about), what) for about, what in kept])
    page.gap()
    page.text(f"To undo: {program()} plan --undo {kept[0][0]}", style="dim")
    page.gap()


def _kept(choices: Choices, slugs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The name under which each choice is kept, and what it is in words."""
    for slug in dict.fromkeys(slugs):
        percent = round((1 / choices.tempos.get(slug, 1.0) - 1) * 100)
        if percent:
            yield slug, f"{abs(percent)} % {'slower' if percent > 0 else 'faster'}"
        if slug in choices.variations:
            yield slug, choices.variations[slug] or "the usual way, none harder"
        if slug in choices.wordings:
            yield slug, f"talk at least {choices.wordings[slug].value}"
    if TALK in choices.names and choices.talk:
        yield TALK, f"{choices.talk.value} at most"
    if choices.gain_db:
        way = "louder" if choices.gain_db > 0 else "quieter"
        yield VOLUME, f"{abs(choices.gain_db):g} dB {way}"


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
        "words": planner.wording(item).value,
        "kept": _kept_json(planner.choices, item.exercise.slug),
    }


def _kept_json(choices: Choices, slug: str) -> dict[str, object]:
    """Choices made in sessions that hold for this exercise; null: as usual."""
    least = choices.wordings.get(slug)
    return {
        "speed": choices.tempos.get(slug),
        "variation": choices.variations.get(slug),
        "words": least.value if least else None,
        "talk": choices.talk.value if choices.talk else None,
        "volume_db": choices.gain_db or None,
    }
