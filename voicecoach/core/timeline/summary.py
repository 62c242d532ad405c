"""What is told at the end: what was done, and the best of it."""

from collections.abc import Sequence

from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
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
    opening = phrase("summary.well-done" if completed else "summary.early")
    if not done:
        return Talk(Phase.SUMMARY, None, (phrase("summary.nothing"),), wait_ms=0)
    exercises = len({one.exercise for one in done})
    story = (
        phrase("summary.exercises", n=exercises),
        phrase("summary.minutes", n=max(1, round(active_ms / 60_000))),
        *_best_holds(done),
    )
    asked = (question,) if question else ()
    lines = (opening, *asked, *(result or story), phrase("summary.goodbye"))
    return Talk(Phase.SUMMARY, None, lines, wait_ms=300)


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
