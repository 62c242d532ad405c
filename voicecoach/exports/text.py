"""A workout in a few lines of plain text, to share."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from voicecoach.core.progression.streak import Streak
from voicecoach.core.workout.conduct import resistance_text
from voicecoach.date_text import date_text
from voicecoach.exports.amounts import amount_text, count_text, time_text
from voicecoach.history.overview import Content, PastWorkout, SetDone


def summary_text(
    workout: PastWorkout,
    done: Sequence[SetDone],
    content: Content,
    names: Mapping[str, str],
    streak: Streak | None,
) -> str:
    """Date and duration of the workout, its exercises, and the streak it belongs to."""
    day = f"{workout.began:%A}, {date_text(workout.began)}"
    name = workout.routine.replace("-", " ").capitalize()
    head = f"{name}, {day}: {time_text(workout.active_ms)}, {count_text(workout.sets, 'set')}"
    lines = [head, *(f"- {line}" for line in workout_lines(workout, done, content, names))]
    if streak and streak.days > 1:
        lines.append(f"Streak: {count_text(streak.days, 'workout day')}, rest days forgiven.")
    return "\n".join(lines) + "\n"


def workout_lines(
    workout: PastWorkout, done: Sequence[SetDone], content: Content, names: Mapping[str, str]
) -> Iterator[str]:
    """One line per exercise with its sets, in the order in which they were begun."""
    for exercise in content.exercises:
        sets = [one for one in done if one.exercise == exercise]
        hurt = content.pains.get(exercise, "no")
        parts = [_sides(sets)]
        if exercise in content.efforts:
            parts.append(f"felt {content.efforts[exercise]}")
        if hurt != "no":
            parts.append("it hurt" if hurt is None else f"it hurt, {hurt} of 10")
        yield f"{names.get(exercise, exercise)}: {', '.join(parts)}"
    if not workout.completed:
        yield "Ended early." if workout.completed is False else "Broken off."


def _sides(sets: Sequence[SetDone]) -> str:
    """The sets of each side and variation: "right 20 s and 17 s; left 18 s"."""

    def variant(one: SetDone) -> str:
        against = resistance_text(one.kilograms, one.band)
        return " ".join(part for part in (one.side, one.direction, one.variation, against) if part)

    variants = dict.fromkeys(variant(one) for one in sets)
    parts = []
    for name in variants:
        amounts = [amount_text(one) for one in sets if variant(one) == name]
        parts.append(f"{name} {_counted(amounts)}".strip())
    return "; ".join(parts)


def _counted(amounts: Sequence[str]) -> str:
    """Consecutive equal amounts only once: "3 x 12 reps", "20 s and 17 s"."""
    parts = []
    for amount, some in groupby(amounts):
        count = len(list(some))
        parts.append(f"{count} x {amount}" if count > 1 else amount)
    return " and ".join(parts)
