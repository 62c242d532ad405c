"""A workout in a file, where nobody hears the user: nothing waits for a word."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.workout.exercise import Exercise, Measure, OpenHold, UserPaced


def unattended(steps: tuple[Step, ...], *, position_ms: int) -> tuple[Step, ...]:
    """The same steps, none of which asks for a word or waits for one.

    The question whether the user is ready becomes a wait of `position_ms` to get into position. An
    open hold and counts at the user's own pace, which would end by a word, become plain times; the
    summary claims nothing about them.
    """
    return tuple(_step(step, position_ms) for step in steps)


def _step(step: Step, position_ms: int) -> Step:
    match step:
        case Talk(phase=Phase.READY):
            request = Line(phrase("unattended.position"), Role.PROMPT)
            return replace(step, lines=(request,), wait_ms=position_ms)
        case Talk():
            return replace(step, lines=tuple(_lines(step)))
        case Break(question=Phrase()):
            return replace(step, phase=Phase.RESTING, question=None)
        case Work(open_ended=True):
            return _plain_time(step)
        case _:
            return step


def _lines(talk: Talk) -> Iterator[Line]:
    for line in talk.lines:
        match line.role:
            case Role.HELP:
                yield Line(phrase("unattended.greeting"), Role.HELP)
            case Role.DOSE:
                yield line
                yield from in_role(Role.DOSE, _time_for_counts(talk))
            case Role.ENDING:
                yield from in_role(Role.ENDING, _ending(talk))
            case _:
                yield line


def _time_for_counts(talk: Talk) -> Iterator[Phrase]:
    """The time of a set at the user's own pace, which here has no other end."""
    match talk.place:
        case Place(exercise=Exercise(counting=UserPaced(cap_ms=cap_ms))):
            yield phrase("unattended.counts", n=cap_ms // 1000)


def _ending(talk: Talk) -> Iterator[Phrase]:
    """What to do when an open hold ends before its time; nothing else ends by a word here."""
    match talk.place:
        case Place(exercise=Exercise(counting=OpenHold()) as exercise):
            yield phrase("unattended.hold", side=exercise.word_for_each)


def _plain_time(work: Work) -> Work:
    return replace(
        work,
        phase=Phase.HOLDING,
        measure=Measure.SECONDS,
        target=work.units[0].duration_ms / 1000,
        open_ended=False,
    )
