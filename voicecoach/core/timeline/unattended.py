"""A workout for somebody whom nobody hears: in a file there is no "say ready"."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.steps import Break, Step, Talk, Work
from voicecoach.core.workout.exercise import Measure, UserPaced

_HELP = phrase("greeting.help")
_SAY_DOWN = phrase("dose.say-down")


def unattended(steps: tuple[Step, ...], *, position_ms: int) -> tuple[Step, ...]:
    """The same steps, none of which asks for a word or waits for one.

    In place of the question whether the user is ready they get `position_ms` to get into position.
    What would end when they say so lasts to its end: an open hold and counts at their own pace
    become plain times, of which nothing is claimed afterwards.
    """
    return tuple(_step(step, position_ms) for step in steps)


def _step(step: Step, position_ms: int) -> Step:
    match step:
        case Talk(phase=Phase.READY):
            return replace(step, lines=(phrase("unattended.position"),), wait_ms=position_ms)
        case Talk():
            return replace(step, lines=tuple(_lines(step)))
        case Break(question=Phrase()):
            return replace(step, phase=Phase.RESTING, question=None)
        case Work(open_ended=True):
            return _plain_time(step)
        case _:
            return step


def _lines(talk: Talk) -> Iterator[Phrase]:
    for line in talk.lines:
        if line == _HELP:
            yield phrase("unattended.greeting")
        elif line == _SAY_DOWN:
            yield phrase("unattended.hold")
        else:
            yield line
        if line.key.startswith("dose.counts."):
            yield phrase("unattended.counts", n=_most_s(talk))


def _most_s(talk: Talk) -> int:
    """How long the counts of this exercise may take."""
    assert talk.place is not None
    counting = talk.place.exercise.counting
    return counting.cap_ms // 1000 if isinstance(counting, UserPaced) else 0


def _plain_time(work: Work) -> Work:
    return replace(
        work,
        phase=Phase.HOLDING,
        measure=Measure.SECONDS,
        target=work.units[0].duration_ms / 1000,
        open_ended=False,
    )
