"""The breaks between sets, sides and exercises, with what is said in them."""

from voicecoach.core.durations import LONGEST_IN_SECONDS_S, spoken_time
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.announcing import (
    caution_lines,
    dose_lines,
    effort_question,
    next_exercise_line,
)
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.steps import LEAD_IN_MS, Break, Place
from voicecoach.core.timeline.visits import Visit
from voicecoach.core.workout.block import InRounds
from voicecoach.core.workout.exercise import CautionTime

SHORTEST_NAMED_MS = 1000
"""Nobody calls less than a second a rest."""
_REST = Line(phrase("rest.between"), Role.REST, brief=phrase("rest.between-brief"))


def between_works(place: Place, following: Place) -> Break:
    """The break between two works of one exercise, in a row."""
    if following.set_number == place.set_number:
        return _switch(place, following)
    return _rest_between_sets(place, following)


def _change_ms(place: Place, following: Place) -> int:
    """Time to get ready for the following set, apart from resting."""
    exercise = following.exercise
    if exercise.rig_ms is None or following.direction == place.direction:
        return exercise.change_ms
    return exercise.rig_ms


def _switch(place: Place, following: Place) -> Break:
    lines = switch_lines(place, following)
    return Break(Phase.SWITCHING, place, (), lines, _change_ms(place, following))


def switch_lines(place: Place, following: Place) -> tuple[Line, ...]:
    """Lines before the other side or direction of an exercise."""
    lines = []
    if following.side and following.side is not place.side:
        word = following.exercise.side_word.value
        lines.append(Line(phrase(f"switch.{following.side.value}", side=word), Role.SIDE))
    if following.direction and following.direction != place.direction:
        lines.append(_direction_line(following.direction))
    return (*lines, *_change_lines(place, following))


def _rest_between_sets(place: Place, following: Place) -> Break:
    rest_ms = place.exercise.rest_ms
    up_next = following.side.value if following.side else "together"
    word = following.exercise.side_word.value if following.side else None
    number, total = following.set_number, place.exercise.sets
    next_set = phrase(f"rest.next-set.{up_next}", number=number, total=total, side=word)
    if number == total:
        next_set = phrase(f"rest.last-set.{up_next}", side=word)
    ahead = [Line(next_set, Role.SET)]
    if place.dosed and place.dosed.counts:
        ahead += dose_lines(following.exercise, sets=1)[:1]
    if following.direction:
        ahead.append(_direction_line(following.direction))
    ahead += _change_lines(place, following)
    least_ms = _change_ms(place, following) if following.direction != place.direction else 0
    work_ms = max(least_ms, rest_ms - LEAD_IN_MS)
    brief = phrase("rest.between-brief")
    rest = Line(_rest_phrase(rest_ms // 1000), Role.REST, brief=brief)
    opening = (rest,) if rest_ms >= SHORTEST_NAMED_MS else ()
    return Break(Phase.RESTING, place, opening, tuple(ahead), work_ms)


def _rest_phrase(seconds: int) -> Phrase:
    if seconds <= LONGEST_IN_SECONDS_S:
        return phrase("rest.begin", n=seconds)
    return phrase("rest.begin-long", time=(spoken_time(seconds),))


def _change_lines(place: Place, following: Place) -> tuple[Line, ...]:
    exercise = following.exercise
    to_other_side = exercise.side_change if following.side is not place.side else None
    texts = (to_other_side, exercise.change)
    return tuple(Line(verbatim(text), Role.CHANGE) for text in texts if text)


def between_visits(visit: Visit, following: Visit, *, is_announced: bool) -> Break | None:
    """The rest after a visit; None: there is none, and nothing to say.

    `is_announced`: words about the following exercise come first, before its work.
    """
    place, item = visit.places[-1], visit.item
    rest_ms = item.rest_after_ms
    kind = item.block.kind if item.block else None
    if following.begins_round and isinstance(kind, InRounds):
        rest_ms = kind.rest_ms
    cautions = caution_lines(place.exercise, CautionTime.AFTER) if visit.is_last else ()
    named = (_REST,) if rest_ms >= SHORTEST_NAMED_MS else ()
    opening = (*named, *cautions)
    question = effort_question(item) if visit.is_last else None
    phase = Phase.RATING if question else Phase.RESTING
    if is_announced:
        ahead = (next_exercise_line(following.item.exercise),)
        return Break(phase, place, opening, ahead, rest_ms, leads_to_talk=True, question=question)
    if not rest_ms and not opening and not question:
        return None
    work_ms = max(0, rest_ms - LEAD_IN_MS)
    return Break(phase, place, opening, (), work_ms, question=question)


def _direction_line(direction: str) -> Line:
    return Line(phrase("switch.direction", direction=direction), Role.DIRECTION)
