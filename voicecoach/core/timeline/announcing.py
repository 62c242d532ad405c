"""Speech before the work: the announcement of each exercise, and questions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.pauses import pause_to_next_step_ms
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.timeline.waits import EARLY_MS, MORNING_MS
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.conduct import Gate
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import CautionTime, Difficulty, Equipment, Exercise, Side
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.core.workout.spoken_doses import SpokenSets
from voicecoach.dataclass import dataclass

WARNING_MS = 10_000
"""Time from the warning that the coach will not wait any longer, to the end of the wait."""
LEAST_BEFORE_WARNING_MS = 5000
"""A wait whose warning would come sooner than this has none."""


@dataclass(frozen=True, slots=True)
class AnnouncementOptions:
    """Options for the lines that depend on the user."""

    new_exercises: frozenset[str] = frozenset()
    """Topics of exercises whose stop sign the user has not heard yet."""
    cautioned_exercises: frozenset[str] = frozenset()
    """Topics of exercises whose cautions are still said before the start."""
    session_number: int = 0
    """Number of the session, from 0, with which cues take turns."""
    first_start: bool = False
    """True: the greeting says that this is not medical advice."""
    equipment_wait_ms: int | None = None
    """Time to get the equipment before the coach begins anyway; None: until the user says
    so, since to begin without it is of no use."""
    days_off: tuple[Phrase, ...] = ()
    """A welcome back after days without a workout."""
    streak: tuple[Phrase, ...] = ()
    """Regularity of the training."""
    last_workout: tuple[Phrase, ...] = ()
    """Time of the last workout with this routine."""
    limits: tuple[Phrase, ...] = ()
    """Effects of the user's time or level on the workout, or the reason why there are none."""
    left_out: tuple[str, ...] = ()
    """Names of exercises of the routine that pain has taken out."""


def equipment_phrases(things: Collection[Equipment]) -> Iterator[Phrase]:
    """Yield the request to get these things, if there are any."""
    if things:
        yield phrase("greeting.needs", things=[thing.name for thing in things])


def resume_question(place: Place) -> Line:
    """The question after an unfinished workout, with the place where it stopped."""
    name = place.exercise.name
    name = name[0].lower() + name[1:]
    if place.exercise.sets == 1:
        return Line(phrase("resume.ask", name=name), Role.PROMPT)
    if place.rounds > 1:
        asked = phrase("resume.ask-round", name=name, number=place.set_number)
        return Line(asked, Role.PROMPT)
    return Line(phrase("resume.ask-set", name=name, number=place.set_number), Role.PROMPT)


def ready_question(
    place: Place, options: AnnouncementOptions, *, wait_ms: int, gate: Gate | None = None
) -> Talk:
    """The request to say "ready", and the wait for it: with equipment, as long as it takes.

    A `gate` with a wait of its own limits it also then.
    """
    if gate and gate.wait_ms is not None:
        request = _asked_within(gate.wait_ms // 1000)
        lines = (request,) if gate.wait_ms >= 1000 else ()
        return Talk(Phase.READY, place, lines, gate.wait_ms)
    equipment_ms, waits_ms = options.equipment_wait_ms, wait_ms
    if place.exercise.equipment and equipment_ms is None:
        return Talk(Phase.READY, place, (_asked(phrase("ready.ask")),), None)
    if place.exercise.equipment and equipment_ms is not None:
        waits_ms = max(waits_ms, equipment_ms)
    request = _asked_within(waits_ms // 1000)
    return Talk(Phase.READY, place, (request,) if waits_ms >= 1000 else (), waits_ms)


@cache
def _asked_within(seconds: int) -> Line:
    return _asked(phrase("ready.ask-within", n=seconds))


def _asked(request: Phrase) -> Line:
    return Line(request, Role.PROMPT, brief=phrase("ready.ask"))


def gate_reminder(talk: Talk) -> Phrase | None:
    """Line said once while the coach waits until the user is ready; None: nothing."""
    if not talk.is_gate:
        return None
    if talk.wait_ms is None:
        return phrase("ready.still")
    has_time = talk.wait_ms >= LEAST_BEFORE_WARNING_MS + WARNING_MS
    return phrase("ready.warning", n=WARNING_MS // 1000) if has_time else None


def morning_question(exercise: Exercise) -> Talk:
    """The question about the morning after the pain of the last time."""
    question = Line(phrase("morning.ask", name=exercise.name), Role.PROMPT)
    return Talk(Phase.MORNING, None, (question,), MORNING_MS, about=exercise.slug)


def early_question(days: int) -> Talk:
    """The question to a user who is back before it is time, so many days after the last workout."""
    words = phrase("early.ask", n=days) if days else phrase("early.ask-today")
    return Talk(Phase.EARLY, None, (Line(words, Role.PROMPT),), EARLY_MS)


def effort_question(item: RoutineItem) -> Line | None:
    """The question how an exercise felt; None: it takes no effort, or the routine wants none."""
    usual = kind_of(item.exercise.counting).asks_effort
    asks = usual if item.asks_effort is None else item.asks_effort
    return _EFFORT_QUESTION if asks else None


_EFFORT_QUESTION = Line(phrase("rating.ask"), Role.PROMPT, brief=phrase("rating.ask-brief"))


class Told:
    """Lines before the exercises so far, as far as they aren't said again."""

    def __init__(self, exercises: Iterable[Exercise] = ()) -> None:
        """`exercises` were announced earlier in the session."""
        self._last: str | None = None
        self._safety: set[str] = set()
        self._cautions: set[Phrase] = set()
        for exercise in exercises:
            self.add(exercise)

    def add(self, exercise: Exercise) -> None:
        """Take this exercise as announced."""
        self._last = exercise.safety
        if exercise.safety:
            self._safety.add(exercise.safety)

    def safety_lines(self, exercise: Exercise) -> Iterator[Line]:
        """Line about what must be in reach, unless it is from the exercise before."""
        safety = exercise.safety
        if safety and safety != self._last:
            role = Role.SAFETY_AGAIN if safety in self._safety else Role.SAFETY
            yield Line(verbatim(safety), role)

    def new_cautions(self, exercise: Exercise) -> tuple[Line, ...]:
        """The cautions before an exercise that weren't said yet; from now on they were."""
        lines = caution_lines(exercise, CautionTime.BEFORE)
        new = tuple(line for line in lines if line.phrase not in self._cautions)
        self._cautions.update(line.phrase for line in new)
        return new


def announcement(
    place: Place, total: int, options: AnnouncementOptions, told: Told | None = None
) -> Talk:
    """The announcement of an exercise in its variation, in full, after what was `told` before."""
    exercise, told = place.exercise, told or Told()
    name = brief = phrase("announce.name-brief", name=exercise.name)
    if total > 1:
        name = phrase("announce.name", number=place.item + 1, total=total, name=exercise.name)
    news = [place.dosed.news] if place.dosed and place.dosed.news else []
    is_new = exercise.topic("stop_sign") in options.new_exercises
    stop_sign = [verbatim(exercise.stop_sign)] if is_new and exercise.stop_sign else []
    position = [Line(verbatim(exercise.position), Role.POSITION, Verbosity.FULL)]
    is_cautioned = exercise.topic("cautions") in options.cautioned_exercises
    lines = (
        Line(name, Role.NAME, brief=brief),
        *in_role(Role.VARIATION, _variation_name(place)),
        *(position if exercise.position else ()),
        *told.safety_lines(exercise),
        *(told.new_cautions(exercise) if is_cautioned else ()),
        *instruction_lines(exercise, Verbosity.FULL),
        *in_role(Role.NEWS, news),
        *in_role(Role.VARIATION, _difference(exercise)),
        *in_role(Role.STOP_SIGN, stop_sign),
        *_dose_lines_at(place),
        *first_lines(place),
    )
    return Talk(Phase.ANNOUNCING, place, lines, wait_ms=pause_to_next_step_ms())


def name_lines(place: Place) -> tuple[Line, ...]:
    """The name, the dose and the first side of an exercise that is known."""
    named = phrase("announce.name-brief", name=place.exercise.name)
    told = (Role.DOSE, Role.RESISTANCE)
    dose = (line for line in _dose_lines_at(place) if line.role in told)
    return (Line(named, Role.NAME), *dose, *first_lines(place))


def _dose_lines_at(place: Place) -> tuple[Line, ...]:
    """The dose of an exercise as it is told here: in rounds, for a set at a time."""
    own_amounts = place.dosed.counts if place.dosed else ()
    if place.rounds == 1 and own_amounts:
        return (_own_amounts_line(place.exercise, own_amounts), *dose_lines(place.exercise)[1:])
    return dose_lines(place.exercise, sets=1 if place.rounds > 1 else None)


def _own_amounts_line(exercise: Exercise, amounts: Sequence[int]) -> Line:
    """The dose of sets with an amount of each."""
    words = phrase("dose.own-amounts", n=len(amounts), amounts=[str(one) for one in amounts])
    return Line(words, Role.DOSE)


def caution_lines(exercise: Exercise, when: CautionTime) -> tuple[Line, ...]:
    """The cautions of an exercise that are said at this time."""
    return in_role(Role.CAUTION, map(verbatim, exercise.cautions_said(when)))


def cautions_on_leaving(step: Step | None) -> tuple[Line, ...]:
    """Lines still to be said when the exercise of this step is left; empty: it has not begun."""
    match step:
        case Work(place=place):
            return caution_lines(place.exercise, CautionTime.AFTER)
        case Break(place=place, opening=said):
            lines = caution_lines(place.exercise, CautionTime.AFTER)
            return tuple(line for line in lines if line not in said)
        case _:
            return ()


def next_exercise_line(exercise: Exercise) -> Line:
    """Name of the exercise after a rest, if it is another one."""
    return Line(phrase("rest.next-exercise", name=exercise.name), Role.NAME)


def instruction_lines(exercise: Exercise, wording: Verbosity) -> Iterator[Line]:
    """The instructions of an exercise in the wording of this level."""
    match wording:
        case Verbosity.FULL:
            sentences = exercise.instructions.long
        case Verbosity.SHORT:
            sentences = exercise.instructions.short
        case Verbosity.MINIMAL:
            sentences = exercise.instructions.minimal
        case Verbosity.NAME:
            sentences = ()
    return (Line(verbatim(sentence), Role.INSTRUCTION, wording) for sentence in sentences)


def _variation_name(place: Place) -> Iterator[Phrase]:
    """The name of the variation, and its difficulty if the routine does not name it anyhow."""
    if variation := place.exercise.variation:
        usual = place.dosed.varied if place.dosed else None
        if usual and usual.variation == variation:
            name = variation.name[0].upper() + variation.name[1:]
            yield phrase("announce.variation", variation=name)
        elif variation.difficulty is Difficulty.EASIER:
            yield phrase("announce.easier", variation=variation.name)
        else:
            yield phrase("announce.harder", variation=variation.name)


def _difference(exercise: Exercise) -> Iterator[Phrase]:
    """Line about what is different in the variation, if its instructions do not tell it."""
    variation = exercise.variation
    if variation and "instructions" not in variation.own:
        yield verbatim(variation.instruction)


def way_lines(before: Exercise, now: Exercise, side: Side | None) -> tuple[Phrase, ...]:
    """Lines for an exercise that goes on in another way, the next set on this side."""
    variation = now.variation
    moved = now.position != before.position and not variation
    things = [thing for thing in now.equipment if thing not in before.equipment]
    cautions = now.cautions_said(CautionTime.BEFORE)
    told = before.cautions_said(CautionTime.BEFORE)
    texts = (
        *((now.position,) if moved else ()),
        *((variation.instruction,) if variation else now.instructions.short),
        *((now.safety,) if now.safety and now.safety != before.safety else ()),
        *(caution for caution in cautions if caution not in told),
        *((now.stop_sign,) if now.stop_sign != before.stop_sign else ()),
    )
    said = filter(None, texts)
    # The number of sets left depends on the user's position.
    dose, *_ = dose_lines(now, sets=1)
    is_named = side is not None and now.sides is not before.sides
    return (
        *map(verbatim, said),
        *equipment_phrases(things),
        dose.phrase,
        *([_first_side(now, side)] if side and is_named else ()),
    )


def first_lines(place: Place) -> Iterator[Line]:
    """The first direction and the first side of an exercise, if it has any."""
    if place.direction:
        yield Line(phrase("direction.first", direction=place.direction), Role.DIRECTION)
    if place.side:
        yield Line(_first_side(place.exercise, place.side), Role.SIDE)


def _first_side(exercise: Exercise, side: Side) -> Phrase:
    which = "only" if exercise.only_side or exercise.alternates else "first"
    return phrase(f"side.{which}.{side.value}", side=exercise.side_word.value)


def dose_lines(exercise: Exercise, *, sets: int | None = None) -> tuple[Line, ...]:
    """The dose of an exercise, and how its sets end if they have no end of their own.

    `sets` are those that are told of; None: all of them.
    """
    counting, side = exercise.counting, exercise.word_for_each
    kind = kind_of(counting)
    ending = kind.ending(counting, side)
    return (
        Line(kind.dose(counting, _sets_of(exercise, sets or exercise.sets)), Role.DOSE),
        *in_role(Role.RESISTANCE, _resistance_of(exercise)),
        *in_role(Role.SETS, _directions_of(exercise)),
        *in_role(Role.ENDING, (ending,) if ending else ()),
    )


def _resistance_of(exercise: Exercise) -> Iterator[Phrase]:
    against = exercise.resistance
    if against.kilograms is not None:
        yield phrase("resistance.kilograms", n=f"{against.kilograms:g}")
    if against.band:
        yield phrase("resistance.band", band=against.band)


def _sets_of(exercise: Exercise, sets: int) -> SpokenSets:
    manner = "each" if len(exercise.sides_of(1)) > 1 else "together"
    if sets == 1:
        return SpokenSets(manner, exercise.word_for_each, None)
    return SpokenSets(f"sets-{manner}", exercise.word_for_each, sets)


def _directions_of(exercise: Exercise) -> Iterator[Phrase]:
    if len(exercise.directions) == 2:
        yield phrase("dose.both-directions")
    elif exercise.directions:
        yield phrase("dose.directions")
