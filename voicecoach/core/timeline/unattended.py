"""A workout in a file, where nobody hears the user: nothing waits for a word."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Measure

FETCH_MS = 30_000
"""Time to get everything that the workout needs."""
EQUIPMENT_MS = 15_000
"""Least time to get into position with a thing in hand."""


def unattended(steps: tuple[Step, ...], *, position_ms: int) -> tuple[Step, ...]:
    """The same steps, none of which asks for a word or waits for one.

    The request to say "ready" becomes a wait of `position_ms` to get into position. What would end
    by a word lasts to its cap: reps as they are, an open hold and counts at the user's own pace as
    plain times, so that the summary claims nothing about them.
    """
    return tuple(_step(step, position_ms) for step in steps)


def _step(step: Step, position_ms: int) -> Step:
    match step:
        case Talk(phase=Phase.READY):
            request = Line(phrase("unattended.position"), Role.PROMPT)
            needs = step.place and step.place.exercise.equipment
            wait_ms = max(position_ms, EQUIPMENT_MS) if needs else position_ms
            return replace(step, lines=(request,), wait_ms=wait_ms)
        case Talk():
            fetch_ms = FETCH_MS if step.is_gate else step.wait_ms
            return replace(step, lines=tuple(_lines(step)), wait_ms=fetch_ms)
        case Break():
            opening = tuple(line for line in step.opening if line.role is not Role.HELP)
            phase = Phase.RESTING if step.question else step.phase
            return replace(step, phase=phase, opening=opening, question=None)
        case Work(open_ended=True, on_beat=True):
            return replace(step, open_ended=False)
        case Work(open_ended=True):
            return _plain_time(step)
        case _:
            return step


def _lines(talk: Talk) -> Iterator[Line]:
    for line in talk.lines:
        match line.role:
            case Role.WELCOME:
                yield line
                yield Line(phrase("unattended.greeting"), Role.HELP)
            case Role.HELP:
                pass
            case Role.PROMPT:
                yield Line(phrase("unattended.fetch"), Role.PROMPT)
            case Role.DOSE:
                yield line
                yield from in_role(Role.DOSE, _limit(talk.place))
            case Role.ENDING:
                yield from in_role(Role.ENDING, _ending(talk.place))
            case _:
                yield line


def _limit(place: Place | None) -> Iterator[Phrase]:
    """The time of a set that here has no other end, such as counts at the user's own pace."""
    if place:
        counting = place.exercise.counting
        limit = kind_of(counting).unattended_limit(counting, place.exercise.word_for_each)
        if limit:
            yield limit


def _ending(place: Place | None) -> Iterator[Phrase]:
    """Line about an open hold that ends before its time; nothing else ends by a word here."""
    if place:
        counting = place.exercise.counting
        ending = kind_of(counting).unattended_ending(counting, place.exercise.word_for_each)
        if ending:
            yield ending


def _plain_time(work: Work) -> Work:
    return replace(
        work,
        phase=Phase.HOLDING,
        measure=Measure.SECONDS,
        target=work.units[0].duration_ms / 1000,
        open_ended=False,
    )
