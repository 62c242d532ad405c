"""The page of a routine: its length, its equipment and its timeline."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from voicecoach.app.catalog import TimedStep, WorkoutOutline, equipment_of
from voicecoach.app.dose_text import block_text, clock_text, interval_text, item_text
from voicecoach.cli.pages.exercise import equipment_lines, source_lines
from voicecoach.cli.pages.page import Page, faint, name
from voicecoach.cli.pages.stages import stage_rows
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.steps import Place, Work
from voicecoach.core.workout.block import Block
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine
from voicecoach.program import program

Row = Sequence[str | Text]


def print_routine(routine: Routine, plan: WorkoutOutline, *, every_step: bool) -> None:
    """Print a routine, with one line per exercise or per step."""
    page = Page()
    page.title(routine.name, routine.slug)
    page.text(routine.summary)
    page.gap()
    safety = dict.fromkeys(item.exercise.safety for item in routine.items if item.exercise.safety)
    page.fields(
        [
            ("Length", [f"about {plan.minutes} min"]),
            ("Level", [f"{routine.level} of 3"]),
            ("How often", [interval_text(routine.every_days)] if routine.every_days else []),
            ("You need", equipment_lines(equipment_of(routine))),
            ("Safety", tuple(safety)),
        ]
    )
    page.gap()
    rows = _steps(plan) if every_step else _exercises(routine, plan)
    page.columns(rows, right=frozenset({0, 2}) if every_step else frozenset({0}), widest=1)
    page.gap()
    if routine.stages:
        page.heading("Stages", f"{routine.weeks} weeks of training")
        page.columns(stage_rows(routine), widest=1)
        page.gap()
    if routine.sources:
        page.fields([("Sources", source_lines(routine.sources))])
        page.gap()
    page.text(f"Start it: {program()} start {routine.slug}", style="dim")


def _exercises(routine: Routine, plan: WorkoutOutline) -> Iterator[Row]:
    yield faint("0:00"), "Welcome", ""
    begins = [faint(clock_text(_begin_of(number, plan))) for number in range(len(routine.items))]
    before = None
    for begin, item in zip(begins, routine.items, strict=True):
        if item.block and item.block != before:
            yield from _block_row(item.block, routine)
        before = item.block
        yield begin, _named(item.exercise), item_text(item)
    yield from _ending(plan)


def _begin_of(number: int, plan: WorkoutOutline) -> int:
    """Time at which an item begins; what is done in the time of another one has none of its own."""
    moments = (one for one in plan.moments if _item(one) == number)
    return next(moments, plan.moments[-1]).at_ms


def _block_row(block: Block, routine: Routine) -> Iterator[Row]:
    """The name of a block and how it is done, if it has any of these."""
    text = block_text(block, [item for item in routine.items if item.block == block])
    if block.name or text:
        yield "", Text(block.name or text.capitalize(), style="bold"), text if block.name else ""


def _steps(plan: WorkoutOutline) -> Iterator[Row]:
    yield faint("0:00"), "Welcome", ""
    for moment in plan.moments:
        place = moment.step.place
        if place is None or moment.step.phase is Phase.READY:
            continue
        at, lasts = faint(clock_text(moment.at_ms)), f"{round(moment.length_ms / 1000)} s"
        if moment.step.phase is Phase.ANNOUNCING:
            yield at, name(place.exercise.name), lasts
        elif isinstance(moment.step, Work):
            yield at, f"  {set_text(place)}", lasts
        else:
            word = "rest" if moment.step.phase is Phase.RESTING else "change"
            yield at, faint(f"  {word}"), faint(lasts)
    yield from _ending(plan)


def _ending(plan: WorkoutOutline) -> Iterator[Row]:
    last = plan.moments[-1]
    yield faint(clock_text(last.at_ms + last.length_ms)), "Summary", ""
    yield faint(clock_text(plan.length_ms)), "End", ""


def _named(exercise: Exercise) -> Text:
    """The name, followed by the slug where it can't be derived from the name."""
    follows = exercise.name.lower().replace(" ", "-") == exercise.slug
    return Text.assemble(exercise.name, ("" if follows else f"  {exercise.slug}", "dim"))


def set_text(place: Place) -> str:
    """Set, side and direction, such as "set 2, right foot, outward"."""
    side = f", {place.side.value} {place.exercise.side_word.value}" if place.side else ""
    direction = f", {place.direction}" if place.direction else ""
    return f"set {place.set_number}{side}{direction}"


def _item(moment: TimedStep) -> int | None:
    return moment.step.place.item if moment.step.place else None
