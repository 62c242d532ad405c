"""The first words of a session: the welcome, the exercises to come, and the things they need."""

from collections.abc import Iterable, Iterator, Sequence

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.announcing import AnnouncementOptions, equipment_phrases
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.pauses import pause_to_next_step_ms
from voicecoach.core.timeline.steps import Talk
from voicecoach.core.workout.conduct import NO_RESISTANCE
from voicecoach.core.workout.exercise import Equipment, Exercise
from voicecoach.core.workout.routine import Routine

_HELP_LINE = Line(phrase("greeting.help"), Role.HELP)


def greeting(routine: Routine, options: AnnouncementOptions) -> Talk:
    """The welcome, the exercises to come, and the equipment."""
    exercises = [item.exercise for item in routine.items]
    things = _things(exercises)
    left_out = (phrase("greeting.left-out", name=name) for name in options.left_out)
    lines = (
        _welcome(routine),
        *(_first_lines_of_all() if options.first_start else ()),
        *in_role(Role.STAGE, _stage_phrases(routine)),
        *(() if options.first_start else _purpose_lines(routine)),
        *in_role(Role.DAYS_OFF, options.days_off),
        *in_role(Role.STREAK, options.streak),
        *(() if options.first_start else _preview_lines(exercises)),
        *in_role(Role.LAST_WORKOUT, options.last_workout),
        *in_role(Role.LIMIT, options.limits),
        *_equipment_lines(
            things, needs_nothing=not options.first_start and _needs_nothing(routine)
        ),
        *in_role(Role.LEFT_OUT, left_out),
        *(() if options.first_start else [_HELP_LINE]),
    )
    if things:
        fetch = Line(phrase("greeting.fetch"), Role.PROMPT)
        # While the user gets what they have.
        lines = (*lines, fetch, *_substitute_lines(things))
        return Talk(Phase.GREETING, None, lines, options.equipment_wait_ms)
    return Talk(Phase.GREETING, None, lines, wait_ms=pause_to_next_step_ms())


def _first_lines_of_all() -> tuple[Line, ...]:
    """Lines before anything else at the first start; names of exercises tell nothing yet."""
    return (Line(phrase("greeting.not-medical"), Role.DISCLAIMER),)


def _purpose_lines(routine: Routine) -> tuple[Line, ...]:
    """Purpose of the routine, if that is more than the benefit of its one exercise."""
    is_single = len(routine.items) == 1
    return () if is_single else (Line(verbatim(routine.summary), Role.PURPOSE),)


def _preview_lines(exercises: Sequence[Exercise]) -> Iterator[Line]:
    if len(exercises) > 1:
        names = list(dict.fromkeys(exercise.name for exercise in exercises))
        yield Line(phrase("greeting.coming", n=len(names), names=names), Role.PREVIEW)


def later_first_lines() -> tuple[Line, ...]:
    """Lines in the first rest of a user's first start."""
    return (Line(phrase("greeting.see-first"), Role.DISCLAIMER), _HELP_LINE)


def _welcome(routine: Routine) -> Line:
    brief = phrase("greeting.welcome-back", routine=routine.name)
    return Line(phrase("greeting.welcome", routine=routine.name), Role.WELCOME, brief=brief)


def _stage_phrases(routine: Routine) -> Iterator[Phrase]:
    """The week of a routine with stages; what there is to say of its doses, if they are due."""
    stage = routine.stage
    if stage is None:
        return
    if routine.week > routine.weeks:
        yield phrase("stage.over", n=routine.weeks)
    else:
        yield phrase("stage.week", n=routine.week, total=routine.weeks)
    if stage.has_doses_of(routine.items):
        yield from map(verbatim, stage.words)


def _needs_nothing(routine: Routine) -> bool:
    """True if it is known that no exercise needs anything, not even a weight or a band."""
    return all(
        item.exercise.tells_equipment
        and not item.exercise.equipment
        and item.exercise.resistance == NO_RESISTANCE
        for item in routine.items
    )


def _equipment_lines(things: Sequence[Equipment], *, needs_nothing: bool) -> Iterator[Line]:
    if things:
        yield from in_role(Role.EQUIPMENT, equipment_phrases(things))
    elif needs_nothing:
        yield Line(phrase("greeting.needs-nothing"), Role.NO_EQUIPMENT)


def _substitute_lines(things: Sequence[Equipment]) -> Iterator[Line]:
    swaps = [
        phrase("greeting.swap", thing=thing.name, substitute=thing.substitute)
        for thing in things
        if thing.substitute
    ]
    if swaps:
        yield Line(phrase("greeting.swaps", swaps=swaps), Role.SUBSTITUTES)


def _things(exercises: Iterable[Exercise]) -> tuple[Equipment, ...]:
    """The equipment of these exercises, each thing once."""
    things = {thing.name: thing for exercise in exercises for thing in exercise.equipment}
    return tuple(things.values())
