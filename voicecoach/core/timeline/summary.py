"""The summary at the end of a session: what was done, and the best of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Talk
from voicecoach.core.workout.exercise import Exercise, Measure, Side, SideWord


def summarize(
    done: Sequence[SetEnded],
    *,
    active_ms: int,
    completed: bool,
    side_words: Mapping[str, SideWord],
    question: Line | None = None,
    result: Sequence[Phrase] = (),
    cautions: Sequence[Line] = (),
    remarks: Sequence[Line] = (),
    closing: Sequence[Line] = (),
    hurt: bool = False,
) -> Talk:
    """The last talk of a session; its question can be answered while it is spoken.

    `side_words` has the word of each exercise's sides by its slug; `result`, if there is any,
    replaces the account of the workout. `cautions` are those of the exercise that it ends with.
    `remarks` are on the last set; the `closing` looks back and ahead. `hurt`: something hurt too
    much, so that nobody is congratulated.
    """
    if not done and not hurt:
        nothing = Line(phrase("summary.nothing"), Role.OUTCOME)
        return Talk(Phase.SUMMARY, None, (*cautions, nothing), wait_ms=0)
    outcome = phrase("summary.well-done" if completed else "summary.early")
    if hurt:
        outcome = phrase("summary.hurt")
    lines = (
        *remarks,
        Line(outcome, Role.OUTCOME),
        *((question,) if question else ()),
        *(
            in_role(Role.RESULT, result)
            or (_of_workout(done, active_ms, side_words) if done else ())
        ),
        *closing,
        *cautions,
        Line(phrase("summary.goodbye"), Role.GOODBYE),
    )
    return Talk(Phase.SUMMARY, None, lines, wait_ms=300)


def _of_workout(
    done: Sequence[SetEnded], active_ms: int, side_words: Mapping[str, SideWord]
) -> tuple[Line, ...]:
    time = (phrase("summary.minutes", n=max(1, round(active_ms / 60_000))),)
    totals = phrase("summary.totals", n=len({one.exercise for one in done}), time=time)
    return (Line(totals, Role.TOTALS), *in_role(Role.RESULT, _best_holds(done, side_words)))


def _best_holds(done: Sequence[SetEnded], side_words: Mapping[str, SideWord]) -> Iterator[Phrase]:
    """The longest open hold of each side, in whole seconds, feet apart from arms."""
    held: dict[tuple[SideWord, Side], float] = {}
    for one in done:
        if one.side and one.measure is Measure.SECONDS and one.open_ended:
            which = side_words.get(one.exercise, SideWord.SIDE), one.side
            held[which] = max(one.amount, held.get(which, 0))
    for word, side in product(SideWord, Side):
        if (word, side) in held:
            n = int(held[word, side])
            yield phrase(f"summary.longest.{side.value}", n=n, side=word.value)


def side_words_of(exercises: Iterable[Exercise]) -> Mapping[str, SideWord]:
    """The word of each exercise's sides, by its slug."""
    return {exercise.slug: exercise.side_word for exercise in exercises}
