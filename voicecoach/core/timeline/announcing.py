"""What is told before the work: the greeting, and each exercise in as many words as are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.steps import Place, Talk
from voicecoach.core.timeline.verbosity import Wording
from voicecoach.core.workout.exercise import (
    Counting,
    Difficulty,
    Exercise,
    Hold,
    Letters,
    OpenHold,
    Reps,
    Steps,
    Timed,
    UserPaced,
    Variation,
)
from voicecoach.core.workout.routine import Routine

MORNING_WAIT_MS = 8000
"""How long the coach waits for the answer how the morning was."""


@dataclass(frozen=True, slots=True)
class AnnouncementOptions:
    """In how many words, and what is new to this user."""

    wording: Wording = Wording.LONG
    new_exercises: frozenset[str] = frozenset()
    """Slugs of exercises whose stop sign the user has not heard yet."""
    first_start: bool = False
    """Whether it is to be said that this is no medical advice."""
    left_out: tuple[str, ...] = ()
    """Names of exercises of the routine that pain has taken out."""


def greeting(routine: Routine, telling: AnnouncementOptions) -> Talk:
    """Welcome, what is coming, what is needed."""
    exercises = [item.exercise for item in routine.items]
    names = ", ".join(exercise.name for exercise in exercises)
    lines = [
        phrase("greeting.welcome", routine=routine.name),
        *([phrase("greeting.not-medical")] if telling.first_start else []),
        phrase("greeting.coming", n=len(exercises), names=names),
        *_equipment_lines(exercises),
        *(phrase("greeting.left-out", name=name) for name in telling.left_out),
        phrase("greeting.help"),
    ]
    return Talk(Phase.GREETING, None, tuple(lines), wait_ms=500)


def _equipment_lines(exercises: list[Exercise]) -> Iterator[Phrase]:
    things = {thing.name: thing for exercise in exercises for thing in exercise.equipment}
    for thing in things.values():
        if thing.substitute:
            yield phrase("greeting.needs-or", thing=thing.name, substitute=thing.substitute)
        else:
            yield phrase("greeting.needs", thing=thing.name)
    if not things:
        yield phrase("greeting.needs-nothing")
    for safety in dict.fromkeys(exercise.safety for exercise in exercises if exercise.safety):
        yield verbatim(safety)


def resume_question(place: Place) -> tuple[Phrase, ...]:
    """Where a workout stopped, and whether to go on there."""
    name = place.exercise.name
    name = name[0].lower() + name[1:]
    if place.exercise.sets == 1:
        return (phrase("resume.ask", name=name),)
    return (phrase("resume.ask-set", name=name, number=place.set_number),)


def morning_question(exercise: Exercise) -> Talk:
    """Whether the pain that was reported had settled by the next morning."""
    question = phrase("morning.ask", name=exercise.name)
    return Talk(Phase.MORNING, None, (question,), MORNING_WAIT_MS, about=exercise.slug)


def effort_question(exercise: Exercise) -> Phrase | None:
    """How the exercise felt; None: it is no effort."""
    return None if isinstance(exercise.counting, Timed) else phrase("rating.ask")


def announcement(
    place: Place, variation: Variation | None, total: int, telling: AnnouncementOptions
) -> Talk:
    """An exercise before its first set; `variation` None: done in the usual way."""
    exercise = place.exercise
    lines = [
        phrase("announce.name", number=place.item + 1, total=total, name=exercise.name),
        *_instruction_lines(exercise, telling.wording),
        *((place.dosed.news,) if place.dosed and place.dosed.news else ()),
        *(_variation_lines(variation) if variation else ()),
        *([verbatim(exercise.stop_sign)] if exercise.slug in telling.new_exercises else []),
        *dose_lines(exercise),
        *_first_lines(place),
    ]
    return Talk(Phase.ANNOUNCING, place, tuple(lines), wait_ms=300)


def _instruction_lines(exercise: Exercise, wording: Wording) -> Iterator[Phrase]:
    safety = (exercise.safety,) if exercise.safety else ()
    match wording:
        case Wording.LONG:
            sentences = (exercise.position, *safety, *exercise.instructions.long)
        case Wording.SHORT:
            sentences = (*safety, *exercise.instructions.short)
        case Wording.MINIMAL:
            sentences = exercise.instructions.minimal
    return (verbatim(sentence) for sentence in sentences)


def _variation_lines(variation: Variation) -> tuple[Phrase, ...]:
    easier = variation.difficulty is Difficulty.EASIER
    lead = phrase("announce.easier") if easier else phrase("announce.harder")
    return (lead, verbatim(variation.instruction))


def _first_lines(place: Place) -> Iterator[Phrase]:
    if place.direction:
        yield phrase("direction.first", direction=place.direction)
    if place.side:
        yield phrase(f"side.first.{place.side.value}")


def dose_lines(exercise: Exercise) -> tuple[Phrase, ...]:
    """How much of this exercise is asked for, as sentences."""
    each = exercise.sides.value
    match exercise.counting:
        case Reps(count, _, True):
            dose = phrase(f"dose.open-reps.{each}", n=count)
        case Reps(count):
            dose = phrase(f"dose.reps.{each}", n=count)
        case Steps(count):
            dose = phrase(f"dose.steps.{each}", n=count)
        case Letters(first, last):
            dose = phrase(f"dose.letters.{each}", first=first.upper(), last=last.upper())
        case Hold(duration_ms):
            dose = phrase(f"dose.hold.{each}", n=duration_ms // 1000)
        case OpenHold(cap_ms):
            dose = phrase(f"dose.open-hold.{each}", n=cap_ms // 1000)
        case Timed(duration_ms):
            dose = phrase(f"dose.time.{each}", n=duration_ms // 1000)
        case UserPaced(target):
            dose = phrase(f"dose.counts.{each}", n=target)
    sets = (phrase("dose.sets", n=exercise.sets),) if exercise.sets > 1 else ()
    both_ways = (phrase("dose.directions"),) if exercise.directions else ()
    return (dose, *both_ways, *sets, *_how_it_ends(exercise.counting))


def _how_it_ends(counting: Counting) -> tuple[Phrase, ...]:
    match counting:
        case OpenHold():
            return (phrase("dose.say-down"),)
        case Reps(open_ended=True):
            return (phrase("dose.say-done"),)
        case _:
            return ()
