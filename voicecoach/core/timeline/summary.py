"""What is told at the end: what was done, and the best of it."""

from collections.abc import Sequence

from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Talk
from voicecoach.core.workout.exercise import Measure, Side


def summarize(
    done: Sequence[SetEnded],
    *,
    active_ms: int,
    completed: bool,
    question: Phrase | None = None,
    result: Sequence[Phrase] = (),
) -> Talk:
    """The last talk of a session; a question in it can be answered while it goes on.

    `result` takes the place of what is told of a workout, if there is one.
    """
    if not done:
        nothing = Line(phrase("summary.nothing"), Role.OUTCOME)
        return Talk(Phase.SUMMARY, None, (nothing,), wait_ms=0)
    outcome = phrase("summary.well-done" if completed else "summary.early")
    lines = (
        Line(outcome, Role.OUTCOME),
        *in_role(Role.PROMPT, (question,) if question else ()),
        *(in_role(Role.RESULT, result) or _of_workout(done, active_ms)),
        Line(phrase("summary.goodbye"), Role.GOODBYE),
    )
    return Talk(Phase.SUMMARY, None, lines, wait_ms=300)


def _of_workout(done: Sequence[SetEnded], active_ms: int) -> tuple[Line, ...]:
    exercises = phrase("summary.exercises", n=len({one.exercise for one in done}))
    minutes = phrase("summary.minutes", n=max(1, round(active_ms / 60_000)))
    totals = in_role(Role.TOTALS, (exercises, minutes))
    return (*totals, *in_role(Role.RESULT, _best_holds(done)))


def _best_holds(done: Sequence[SetEnded]) -> tuple[Phrase, ...]:
    """The longest open hold of each side, in whole seconds."""
    lines = []
    for side in Side:
        held = [
            one.amount
            for one in done
            if one.side is side and one.measure is Measure.SECONDS and one.open_ended
        ]
        if held:
            lines.append(phrase(f"summary.longest.{side.value}", n=int(max(held))))
    return tuple(lines)
