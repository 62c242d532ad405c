"""Compiles a routine into the steps of a session, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.announcing import (
    AnnouncementOptions,
    announcement,
    caution_lines,
    effort_question,
    gate_reminder,
    next_exercise_line,
    ready_question,
)
from voicecoach.core.timeline.greeting import greeting, later_first_lines
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.timeline.work import work_for
from voicecoach.core.workout.exercise import CautionTime, Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem

LEAD_IN_MS = 3000
"""Countdown before every set: three, two, one."""
SHORTEST_NAMED_MS = 1000
"""Nobody calls less than a second a rest."""


def compile_steps(
    routine: Routine, *, ready_wait_ms: int, options: AnnouncementOptions | None = None
) -> tuple[Step, ...]:
    """Every step of a session, from the greeting to the last work.

    `ready_wait_ms` is the wait for "ready" before the coach begins all the same; `options` None:
    for a user who knows all exercises. The steps are in full: a `Delivery` says them in fewer
    words. They end before the summary, since only the session knows what was done.
    """
    options = options or AnnouncementOptions()
    steps: list[Step] = [greeting(routine, options)]
    for index, item in enumerate(routine.items):
        steps += exercise_steps(routine, index, item, ready_wait_ms=ready_wait_ms, options=options)
    return tuple(_with_first_words(steps) if options.first_start else steps)


def _with_first_words(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, with what a new user should know in the first rest, or else in the greeting."""
    first = next(
        (at for at, step in enumerate(steps) if step.phase in (Phase.RESTING, Phase.RATING)), 0
    )
    for at, step in enumerate(steps):
        if at != first:
            yield step
        elif isinstance(step, Break):
            yield replace(step, opening=(*step.opening, *later_first_lines()))
        elif isinstance(step, Talk):
            welcome, *others = step.lines
            yield replace(step, lines=(welcome, *others[:1], *later_first_lines(), *others[1:]))


def exercise_steps(
    routine: Routine,
    index: int,
    item: RoutineItem,
    *,
    ready_wait_ms: int,
    options: AnnouncementOptions,
) -> Iterator[Step]:
    """The steps of one exercise of a routine, from its announcement to the rest after it."""
    places = _places(index, item)
    before = [one.exercise for one in routine.items[:index]]
    yield announcement(places[0], len(routine.items), options, before)
    yield ready_question(places[0], options, wait_ms=ready_wait_ms)
    technique = _from(item.exercise.reminders, options.session_number)
    for turn, (place, following) in enumerate(zip(places, [*places[1:], None], strict=True)):
        yield replace(work_for(place), technique=technique, turn=turn)
        if following and following.set_number == place.set_number:
            yield _switch(place, following)
        elif following:
            yield _rest_between_sets(place, following)
    if index + 1 < len(routine.items):
        yield _rest_before(places[-1], routine.items[index + 1].exercise, item.rest_after_ms)


def _from(cues: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The cues, beginning with another one in each session."""
    first = number % (len(cues) or 1)
    return (*cues[first:], *cues[:first])


def _places(index: int, item: RoutineItem) -> list[Place]:
    exercise = item.exercise
    sides = exercise.sides_in_turn
    sets = range(1, exercise.sets + 1)
    directions = exercise.directions or (None,)
    if exercise.rig_ms is None:
        turns = list(product(sides, directions))
    else:
        turns = [(side, direction) for direction, side in product(directions, sides)]
    return [
        Place(index, exercise, set_number, side, direction, item)
        for set_number, (side, direction) in product(sets, turns)
    ]


def _change_ms(place: Place, following: Place) -> int:
    """Time to get ready for the following set, apart from resting."""
    exercise = following.exercise
    if exercise.rig_ms is None or following.direction == place.direction:
        return exercise.change_ms
    return exercise.rig_ms


def _switch(place: Place, following: Place) -> Break:
    lines = []
    if following.side and following.side is not place.side:
        word = following.exercise.side_word.value
        lines.append(Line(phrase(f"switch.{following.side.value}", side=word), Role.SIDE))
    if following.direction and following.direction != place.direction:
        lines.append(_direction_line(following.direction))
    lines += _change_lines(following)
    return Break(Phase.SWITCHING, place, (), tuple(lines), _change_ms(place, following))


def _rest_between_sets(place: Place, following: Place) -> Break:
    rest_ms = place.exercise.rest_ms
    up_next = following.side.value if following.side else "together"
    word = following.exercise.side_word.value if following.side else None
    number, total = following.set_number, place.exercise.sets
    next_set = phrase(f"rest.next-set.{up_next}", number=number, total=total, side=word)
    if number == total:
        next_set = phrase(f"rest.last-set.{up_next}", side=word)
    ahead = [Line(next_set, Role.SET)]
    if following.direction:
        ahead.append(_direction_line(following.direction))
    ahead += _change_lines(following)
    least_ms = _change_ms(place, following) if following.direction != place.direction else 0
    work_ms = max(least_ms, rest_ms - LEAD_IN_MS)
    brief = phrase("rest.between-brief")
    rest = Line(phrase("rest.begin", n=rest_ms // 1000), Role.REST, brief=brief)
    opening = (rest,) if rest_ms >= SHORTEST_NAMED_MS else ()
    return Break(Phase.RESTING, place, opening, tuple(ahead), work_ms)


def _change_lines(following: Place) -> tuple[Line, ...]:
    change = following.exercise.change
    return (Line(verbatim(change), Role.CHANGE),) if change else ()


def _rest_before(place: Place, exercise: Exercise, rest_ms: int) -> Break:
    brief = phrase("rest.between-brief")
    rest = Line(phrase("rest.between"), Role.REST, brief=brief)
    named = (rest,) if rest_ms >= SHORTEST_NAMED_MS else ()
    opening = (*named, *caution_lines(place.exercise, CautionTime.AFTER))
    ahead = (next_exercise_line(exercise),)
    question = effort_question(place.exercise)
    phase = Phase.RATING if question else Phase.RESTING
    return Break(phase, place, opening, ahead, rest_ms, leads_to_talk=True, question=question)


def _direction_line(direction: str) -> Line:
    return Line(phrase("switch.direction", direction=direction), Role.DIRECTION)


def spoken_in(steps: tuple[Step, ...]) -> tuple[Phrase, ...]:
    """Every phrase that these steps say unasked, in order of first use, without duplicates."""
    found: dict[Phrase, None] = {}
    for step in steps:
        match step:
            case Talk():
                found |= dict.fromkeys(line.phrase for line in step.lines)
                if reminder := gate_reminder(step):
                    found[reminder] = None
            case Break():
                question = (step.question,) if step.question else ()
                lines = (*step.opening, *step.ahead, *question)
                found |= dict.fromkeys(line.phrase for line in lines)
                found[phrase("rest.seconds-left", n=10)] = None
            case Work():
                sounds = [cue.sound for unit in step.units for cue in unit.cues]
                coaching = [verbatim(cue) for cue in step.place.exercise.reminders]
                go = [phrase("count", n=n) for n in (3, 2, 1)] + ([step.go] if step.go else [])
                found |= dict.fromkeys(
                    sound for sound in (*go, *sounds, *coaching) if isinstance(sound, Phrase)
                )
    return tuple(found)
