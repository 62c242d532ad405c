"""The next dose of each exercise of a routine, with the reason in one line."""

from dataclasses import replace

from voicecoach.core.facts import Effort
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.choices import Choices, choices_of
from voicecoach.core.progression.ladder import Ladder, Rung, gain, ladder_of
from voicecoach.core.progression.outcomes import Outcome, outcomes_of, standing_pains
from voicecoach.core.progression.past import Past
from voicecoach.core.progression.rules import (
    DAY_S,
    Bounds,
    Change,
    RungDecision,
    is_taken_out,
    next_rung,
)
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import in_variation, relative_load
from voicecoach.dataclass import dataclass

_RISES = frozenset({"rose", "too-easy"})
"""Reasons for more."""


@dataclass(frozen=True, slots=True)
class NextDose:
    """The next dose of one item of a routine."""

    item: RoutineItem
    """With its next dose; unchanged if it is taken out."""
    change: Change
    reason: Phrase
    """In one line."""


def next_doses(routine: Routine, past: Past, *, now_s: float) -> tuple[NextDose, ...]:
    """The next dose of each item of a routine, in order.

    `now_s` is in seconds since 1970, UTC.
    """
    return tuple(
        _next_dose(item, past, now_s, is_protocol=routine.is_protocol) for item in routine.items
    )


def _next_dose(item: RoutineItem, past: Past, now_s: float, *, is_protocol: bool) -> NextDose:
    exercise = item.exercise
    slug = exercise.slug
    pains = [kept for kept in standing_pains(past.pains) if kept.fact.exercise == slug]
    if is_taken_out(pains, past.put_back_s.get(slug)):
        return NextDose(item, Change.OUT, phrase("plan.out"))
    ladder = ladder_of(exercise)
    # On a clock the dose has its place in time, which more would not fit into.
    bounds = Bounds(ladder.lowest, ladder.highest, is_protocol or item.period_ms is not None)
    outcomes = tuple(_on(ladder, one) for one in outcomes_of(exercise, past))
    pin = past.pins.get(slug)
    decision = next_rung(outcomes, bounds, now_s=now_s, pin=pin)
    rung = ladder[decision.rung]
    reason = decision.reason
    if decision.change is Change.UP and outcomes:
        reason = _reason_to_rise(decision, ladder[outcomes[-1].rung], rung)
    eased = _as_chosen(rung.exercise, choices_of(past))
    if eased:
        reason = phrase("plan.chosen")
    easy = _found_easy(decision.rung, now_s)
    then = next_rung((*outcomes, easy), bounds, now_s=now_s + DAY_S, pin=pin)
    dosed = replace(
        item,
        exercise=eased or rung.exercise,
        due=rung.exercise if eased else None,
        usual=exercise,
        rung=decision.rung,
        tempo=rung.tempo,
        on_easy=_on_easy(ladder, decision.rung, then),
        # The reason is announced before the exercise if the dose has changed.
        news=reason if decision.change in (Change.UP, Change.DOWN) else None,
    )
    return NextDose(dosed, decision.change, reason)


def _on(ladder: Ladder, outcome: Outcome) -> Outcome:
    """The outcome on this ladder.

    A dose in an easier way than this ladder begins with was given on that of another routine: it
    proves nothing above the usual dose.
    """
    usual = ladder[0].exercise
    begins_with = relative_load(usual.variation)
    if outcome.rung <= 0 or relative_load(usual.named(outcome.variation)) >= begins_with:
        return outcome
    return replace(outcome, rung=0)


def _as_chosen(exercise: Exercise, choices: Choices) -> Exercise | None:
    """The exercise in the easier way that the user chose; None: this one is not harder."""
    slug = exercise.slug
    if slug not in choices.variations:
        return None
    chosen = exercise.named(choices.variations[slug])
    is_gone = chosen is None and choices.variations[slug] is not None
    if is_gone or relative_load(exercise.variation) <= relative_load(chosen):
        return None
    eased = in_variation(exercise, chosen)
    return replace(eased, sets=min(eased.sets, exercise.sets))


def _reason_to_rise(decision: RungDecision, before: Rung, after: Rung) -> Phrase:
    """The reason with what there is more of, where that is neither reps nor seconds."""
    cause = decision.reason.key.removeprefix("plan.")
    if cause not in _RISES:
        return decision.reason
    if after.variation != before.variation:
        if after.variation is None:
            return phrase(f"plan.{cause}-usual")
        return phrase(f"plan.{cause}-harder", name=after.variation.name)
    if after.exercise.sets > before.exercise.sets:
        return phrase(f"plan.{cause}-set")
    if after.exercise.resistance != before.exercise.resistance:
        return phrase(f"plan.{cause}-weight")
    if after.tempo > before.tempo:
        return phrase(f"plan.{cause}-slower")
    return decision.reason


def _found_easy(rung: int, at_s: float) -> Outcome:
    """The outcome of a workout in which this rung is done in full and found too easy."""
    return Outcome(
        workout="",
        at_s=at_s,
        rung=rung,
        done=True,
        met=True,
        missed=False,
        effort=Effort.EASY,
        wants=1,
        pain=None,
    )


def _on_easy(ladder: Ladder, rung: int, then: RungDecision) -> Phrase:
    """The reply to a user who found this rung too easy, after which `then` would be decided."""
    if then.change is Change.UP:
        return phrase(f"rating.easy.{gain(ladder[rung], ladder[then.rung])}")
    if then.reason.key == "plan.week":
        return phrase("rating.easy.week")
    return phrase("rating.easy.noted")


def planned(routine: Routine, doses: tuple[NextDose, ...]) -> Routine:
    """The routine with these doses and without what is taken out; it may be empty."""
    items = tuple(dose.item for dose in doses if dose.change is not Change.OUT)
    return replace(routine, items=items)
