"""A session gets to know what was done before it, and where an unfinished one stopped."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.history.sessions import BEGAN_AT_MS, HOLD, REPS, head, record
from voicecoach.core.facts import (
    DoseGiven,
    DoseWished,
    Effort,
    EffortRated,
    ExerciseSkipped,
    Fact,
    MorningAnswered,
    PainReported,
    PhaseEntered,
    PlaceReached,
    ResumeDeclined,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    Wish,
)
from voicecoach.core.progression.past import (
    NO_PAST,
    REMEMBERED_S,
    Best,
    DoneWorkout,
    Past,
    Pin,
    TimedFact,
    Unfinished,
)
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.decisions import Decided, Decision, decide
from voicecoach.history.opening import reading, writing
from voicecoach.history.overview import sets_done, workouts
from voicecoach.history.past_sessions import StoredHistory

BEGAN_S = BEGAN_AT_MS / 1000
NOW_S = BEGAN_S + 3600
DAY_MS = 86_400_000
DOSE = DoseGiven("calf-raises", 0, 1, 3, Measure.REPS, 13.0, 1.0, None, False)
SKIP = ExerciseSkipped("arch-lifts", 2)
RATED = EffortRated("calf-raises", Effort.EASY)
WISH = DoseWished("calf-raises", Wish.ONLY, 8.0, Measure.REPS, True)
PAIN = PainReported("calf-raises", 4, Side.LEFT)
MORNING = MorningAnswered("calf-raises", True)
FIRST, SECOND = (PlaceReached(0, "calf-raises", number, None, None) for number in (1, 2))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


def past(path: Path, now_s: float = NOW_S) -> Past:
    return StoredHistory(path, now_s).past()


def unfinished(path: Path, now_s: float = NOW_S) -> Unfinished | None:
    return StoredHistory(path, now_s).unfinished()


def broken_off(path: Path, key: str = "b", *, days: int = 0, sets: int = 1) -> None:
    """A session that was killed after so many sets of twenty seconds, with a pause in each."""
    facts: list[tuple[int, Fact]] = [(0, SessionStarted("strength", level=2)), (1, FIRST)]
    for number in range(1, sets + 1):
        at_ms = number * 30_000
        facts += [
            (at_ms - 20_000, PhaseEntered("counting", "calf-raises")),
            (at_ms - 15_000, PhaseEntered("paused", "calf-raises")),
            (at_ms - 5_000, PhaseEntered("counting", "calf-raises")),
            (at_ms, replace(REPS, set_number=number)),
            (at_ms, PhaseEntered("resting", "calf-raises")),
            (at_ms, replace(FIRST, set_number=number + 1)),
        ]
    record(path, facts, head(key, BEGAN_AT_MS + days * DAY_MS))


def test_without_a_history_there_is_no_past(path: Path) -> None:
    assert past(path) == NO_PAST
    assert unfinished(path) is None
    assert not path.exists()


def test_every_fact_that_counts_comes_back_with_its_time(path: Path) -> None:
    facts: list[Fact] = [SessionStarted("strength"), DOSE, SKIP, RATED, WISH, PAIN, MORNING, REPS]
    record(path, [(1000 * number, fact) for number, fact in enumerate(facts)])
    known = past(path)
    assert known.doses == (TimedFact(BEGAN_S + 1, "a" * 32, DOSE),)
    assert known.skips == (TimedFact(BEGAN_S + 2, "a" * 32, SKIP),)
    assert known.efforts == (TimedFact(BEGAN_S + 3, "a" * 32, RATED),)
    assert known.wishes == (TimedFact(BEGAN_S + 4, "a" * 32, WISH),)
    assert known.pains == (TimedFact(BEGAN_S + 5, "a" * 32, PAIN),)
    assert known.mornings == (TimedFact(BEGAN_S + 6, "a" * 32, MORNING),)
    assert known.sets == (TimedFact(BEGAN_S + 7, "a" * 32, REPS),)


def test_sessions_come_in_the_order_of_time_not_of_writing(path: Path) -> None:
    record(path, of=head("b", BEGAN_AT_MS + DAY_MS))
    record(path, of=head("a"))
    assert [one.workout[0] for one in past(path, NOW_S + 86_400).sets] == ["a", "a", "b", "b"]


def test_the_best_set_is_remembered_per_side_and_way(path: Path) -> None:
    right = replace(HOLD, side=Side.RIGHT, amount=30.0)
    other_way = replace(HOLD, amount=50.0, variation="Eyes closed")
    record(path, [(0, SessionStarted("balance")), (1000, HOLD), (2000, right), (3000, other_way)])
    again = replace(HOLD, amount=20.5)
    record(
        path,
        [(0, SessionStarted("balance")), (1000, again), (2000, right)],
        head("b", BEGAN_AT_MS + DAY_MS),
    )
    name = "barefoot-balance"
    assert past(path).bests == (
        Best(name, Side.LEFT, Measure.SECONDS, 20.5, BEGAN_S + 86_401),
        Best(name, Side.RIGHT, Measure.SECONDS, 30.0, BEGAN_S + 2),
    )


def test_every_workout_with_a_set_is_known_however_long_ago(path: Path) -> None:
    record(path)
    record(path, [(0, SessionStarted("strength"))], head("b", BEGAN_AT_MS + DAY_MS))
    record(path, [(0, SessionStarted("quick")), (9, REPS)], head("c", BEGAN_AT_MS + 2 * DAY_MS))
    assert past(path, BEGAN_S + 10 * REMEMBERED_S).workouts == (
        DoneWorkout(BEGAN_S, "balance", 106_200, completed=True),
        DoneWorkout(BEGAN_S + 2 * 86_400, "quick", None, completed=False),
    )


def test_a_resumed_workout_is_one_with_the_time_of_both_sessions(path: Path) -> None:
    broken_off(path)
    whole: list[tuple[int, Fact]] = [
        (0, SessionStarted("strength")),
        (1, SessionResumed("b" * 32)),
        (9, SessionEnded(True, 90_000, 1)),
    ]
    record(path, whole, head("c", BEGAN_AT_MS + DAY_MS))
    assert past(path, NOW_S + 86_400).workouts == (DoneWorkout(BEGAN_S, "strength", 90_000, True),)


def test_old_results_are_remembered_for_exercises_not_done_since(path: Path) -> None:
    for number, key in enumerate("abc"):
        facts: list[tuple[int, Fact]] = [
            (0, SessionStarted("balance")),
            (1000, REPS),
            (2000, HOLD),
            (3000, PAIN),
        ]
        record(path, facts, head(key, BEGAN_AT_MS + number * DAY_MS))
    later_ms = round(1000 * REMEMBERED_S)
    record(
        path,
        [(0, SessionStarted("balance")), (1000, HOLD)],
        head("d", BEGAN_AT_MS + later_ms),
    )
    known = past(path, BEGAN_S + 10 * 86_400 + REMEMBERED_S)
    assert [(one.workout[0], one.fact.exercise) for one in known.sets] == [
        ("b", "calf-raises"),
        ("c", "calf-raises"),
        ("d", "barefoot-balance"),
    ]
    assert len(known.pains) == 3
    assert len(known.bests) == 2


def test_decisions_are_known_by_their_exercise(path: Path) -> None:
    with writing(path) as database:
        for number, (kind, about, value) in enumerate(
            [
                (Decided.PIN, "calf-raises", 2),
                (Decided.PIN, "calf-raises", 3),
                (Decided.PIN, "arch-lifts", 1),
                (Decided.UNPIN, "arch-lifts", None),
                (Decided.PUT_BACK, "toe-curls", None),
            ]
        ):
            decide(database, Decision(1000 * number, kind, about, value))
    known = past(path)
    assert known.pins == {"calf-raises": Pin(3, 1.0)}
    assert known.put_back_s == {"toe-curls": 4.0}


def test_a_killed_session_is_offered_where_it_stopped(path: Path) -> None:
    broken_off(path, sets=2)
    assert unfinished(path) == Unfinished(
        session="b" * 32,
        left_s=BEGAN_S + 60,
        started=SessionStarted("strength", level=2),
        place=replace(FIRST, set_number=3),
        done=(REPS, replace(REPS, set_number=2)),
        active_ms=30_000,
    )


def test_a_finished_session_is_not_offered(path: Path) -> None:
    record(path, [(0, SessionStarted("s")), (0, FIRST), (9, SessionEnded(False, 9, 0))])
    assert unfinished(path) is None


def test_a_session_without_a_place_is_not_offered(path: Path) -> None:
    record(path, [(0, SessionStarted("strength"))])
    assert unfinished(path) is None


def test_the_latest_of_several_is_offered(path: Path) -> None:
    broken_off(path, "b", days=1)
    broken_off(path, "c")
    left = unfinished(path, NOW_S + 86_400)
    assert left is not None
    assert left.session == "b" * 32


def test_a_declined_session_is_not_offered_again(path: Path) -> None:
    broken_off(path)
    facts: list[tuple[int, Fact]] = [(0, SessionStarted("balance")), (0, ResumeDeclined("b" * 32))]
    record(path, facts, head("c", BEGAN_AT_MS + DAY_MS))
    assert unfinished(path) is None


def test_a_resumed_session_that_is_killed_again_is_one_workout(path: Path) -> None:
    broken_off(path)
    again = replace(REPS, set_number=2)
    facts: list[tuple[int, Fact]] = [
        (0, SessionStarted("strength", level=2)),
        (0, SessionResumed("b" * 32)),
        (0, SECOND),
        (10_000, PhaseEntered("counting", "calf-raises")),
        (30_000, again),
        (30_000, replace(SECOND, set_number=3)),
    ]
    record(path, facts, head("c", BEGAN_AT_MS + 600_000))
    left = unfinished(path)
    assert left is not None
    assert left.session == "c" * 32
    assert left.done == (REPS, again)
    assert left.place.set_number == 3
    assert left.active_ms == 10_000 + 20_000
    assert {one.workout for one in past(path).sets} == {"b" * 32}


def test_a_resumed_session_that_ended_is_over(path: Path) -> None:
    broken_off(path)
    facts: list[tuple[int, Fact]] = [
        (0, SessionStarted("strength")),
        (0, SessionResumed("b" * 32)),
        (9_000, SessionEnded(True, 30_000, 2)),
    ]
    record(path, facts, head("c", BEGAN_AT_MS + 600_000))
    assert unfinished(path) is None


def test_a_damaged_history_is_set_aside_and_is_not_past(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)
    history = StoredHistory(path, NOW_S)
    assert history.past() == NO_PAST
    (message,) = history.messages
    assert "history-damaged-1.db" in message
    assert path.with_name("history-damaged-1.db").read_bytes() == b"rubbish" * 1000


def test_facts_dated_in_the_future_by_a_wrong_clock_are_not_past(path: Path) -> None:
    record(path, [(0, SessionStarted("strength")), (1, DOSE), (2, PAIN), (3, MORNING)])
    known = past(path, BEGAN_S - 86_400)
    assert (known.doses, known.pains, known.mornings) == ((), (), ())
    assert past(path).doses != ()


def test_an_unfinished_session_of_the_future_hides_none_of_the_past(path: Path) -> None:
    broken_off(path, "b", days=400)
    broken_off(path, "c")
    left = unfinished(path)
    assert left is not None
    assert left.session == "c" * 32


def test_sessions_that_were_resumed_keep_their_order_when_the_clock_is_set_back(
    path: Path,
) -> None:
    broken_off(path)
    resumed: list[tuple[int, Fact]] = [
        (0, SessionStarted("strength", level=2)),
        (0, SessionResumed("b" * 32)),
        (1, SECOND),
        (30_000, replace(REPS, set_number=2)),
        (30_000, replace(SECOND, set_number=3)),
    ]
    record(path, resumed, head("c", BEGAN_AT_MS - 3_300_000))
    left = unfinished(path)
    assert left is not None
    assert left.session == "c" * 32
    assert [one.set_number for one in left.done] == [1, 2]
    assert left.left_s == BEGAN_S - 3300 + 30
    assert [one.fact.set_number for one in past(path).sets] == [1, 2]
    with reading(path) as database:
        assert database is not None
        (workout,) = workouts(database)
        assert (workout.id, workout.began.timestamp()) == ("b" * 32, BEGAN_S)
        done = list(sets_done(database))
    assert [one.set_number for one in done] == [1, 2]
    assert {one.workout for one in done} == {workout.id}
