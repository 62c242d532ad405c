"""Progress of a step, and the set that it amounts to."""

from collections.abc import Iterator

from voicecoach.core.facts import SetEnded
from voicecoach.core.timeline.steps import Step, Work
from voicecoach.core.workout.amounts import amount_of, measure_of
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class StepProgress:
    """Part of a step that is done."""

    line: int = 0
    """Talk: index of the first line that was not said to its end."""
    remaining_ms: int | None = None
    """Break: time left; None: all of it."""
    units: int = 0
    """Work on a beat: units done."""
    held_ms: int = 0
    """Work on time: time held."""
    tally: int = 0
    """Counts at the user's own pace: the number they have reached."""


def is_done(step: Step, progress: StepProgress) -> bool:
    """True if nothing is left of this work but, perhaps, its closing silence."""
    match step:
        case Work(on_beat=True) as work:
            return progress.units >= len(work.units)
        case Work() as work:
            return progress.held_ms >= work.units[0].duration_ms
        case _:
            return False


def set_ended(step: Step, progress: StepProgress, *, by_user: bool) -> SetEnded | None:
    """The set to record if this step ends here; None if it is not work, or nothing was done.

    The rounds of a circuit are recorded as they are counted: see `round_done`.

    A user at their own pace who counted nothing aloud, and ends the set themselves (`by_user`),
    did all of it.
    """
    if not isinstance(step, Work) or step.circuit:
        return None
    if step.measure.is_tallied:
        uncounted = step.target if by_user and progress.held_ms else 0.0
        amount = min(float(progress.tally), step.target) or uncounted
    elif step.on_beat:
        amount = float(sum(unit.counted for unit in step.units[: progress.units]))
    else:
        amount = min(round(progress.held_ms / 1000, 1), step.target)
    if amount <= 0:
        return None
    return SetEnded(
        exercise=step.place.exercise.slug,
        set_number=step.place.set_number,
        side=step.place.side,
        direction=step.place.direction,
        measure=step.measure,
        amount=amount,
        target=step.target,
        completed=amount >= step.target or (step.open_ended and not step.measure.is_tallied),
        open_ended=step.open_ended,
        variation=step.place.variation,
        kilograms=step.place.exercise.resistance.kilograms,
        band=step.place.exercise.resistance.band,
    )


def round_done(work: Work, number: int) -> Iterator[SetEnded]:
    """The sets of this round, from 1, of a circuit at the user's own pace."""
    for place in work.circuit:
        counting = place.exercise.counting
        amount = float(amount_of(counting))
        yield SetEnded(
            exercise=place.exercise.slug,
            set_number=number,
            side=place.side,
            direction=place.direction,
            measure=measure_of(counting),
            amount=amount,
            target=amount,
            completed=True,
            open_ended=False,
            variation=place.variation,
            kilograms=place.exercise.resistance.kilograms,
            band=place.exercise.resistance.band,
        )
