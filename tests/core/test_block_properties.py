"""Whatever a user says in a workout of blocks, it goes on, and every fact of it is sound."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.sample import CALF_RAISES, LANGUAGE, Played, exercise, play_routine
from tests.examples import examples
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import PlaceReached, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.workout.block import AsManyRounds, Block, InARow, InRounds, OnTheClock
from voicecoach.core.workout.conduct import Announce
from voicecoach.core.workout.exercise import Distance, Hold, Reps, Sides, TempoPhase, Timed
from voicecoach.core.workout.routine import Routine, RoutineItem, alternating

TEMPO = (TempoPhase("down", 1500), TempoPhase("up", 1000))
SQUATS = exercise("squats", Reps(4, TEMPO))
PLANK = exercise("plank", Hold(8000))
ROWS = alternating(exercise("rows", Reps(3, TEMPO), sides=Sides.EACH))
BURPEES = exercise("burpees", Timed(8000, ()))
RUN = exercise("run", Distance(100, 30_000))
SIDE_PLANK = exercise("side-plank", Hold(6000), sides=Sides.EACH)

CIRCUIT, CLOCK = Block(0, InRounds(5000)), Block(1, OnTheClock(3000))
OPEN, SETS = Block(2, AsManyRounds(20_000)), Block(3, InARow())
ITEMS = (
    RoutineItem(replace(SQUATS, sets=2), 0, block=CIRCUIT, counts=(4, 2)),
    RoutineItem(replace(ROWS, sets=2), 5000, block=CIRCUIT),
    RoutineItem(replace(BURPEES, sets=3), 0, block=CLOCK, period_ms=12_000),
    RoutineItem(replace(SIDE_PLANK, sets=3), 0, block=CLOCK, period_ms=6000),
    RoutineItem(replace(PLANK, sets=1), 0, block=OPEN, announce=Announce.NAME),
    RoutineItem(replace(SQUATS, sets=1), 0, block=OPEN),
    RoutineItem(replace(RUN, sets=1), 0, block=SETS, announce=Announce.NONE),
    RoutineItem(replace(CALF_RAISES, sets=1), 0),
)
ROUTINE = Routine("sample", "the sample", "A sample.", 1, ITEMS)
WORDS = st.sampled_from([one for one in Intent if one not in (Intent.STOP, Intent.SLEEP)])
LONGEST_MS = 3_600_000


def begun() -> Played:
    """A session of all kinds of blocks."""
    return play_routine(ROUTINE, ready_wait_ms=2000)


def to_its_end(played: Played) -> None:
    """Let it run, and go on wherever it waits for a word."""
    while played.session.phase is not Phase.FINISHED:
        assert played.now_ms < LONGEST_MS, f"still in {played.session.phase}"
        deadline_ms = played.session.deadline_ms
        if deadline_ms is None or played.session.phase is Phase.PAUSED:
            played.until(played.now_ms + 2000)
            played.want(Intent.RESUME)
            played.want(Intent.READY)
        else:
            played.tell(None, deadline_ms)


@examples(40, derandomize=True)
@given(st.lists(st.tuples(st.integers(200, 25_000), WORDS), max_size=25))
def test_a_workout_of_blocks_comes_to_its_end(said: list[tuple[int, Intent]]) -> None:
    played = begun()
    for wait_ms, intent in said:
        played.until(played.now_ms + wait_ms)
        if played.session.phase is Phase.FINISHED:
            break
        if LANGUAGE.vocabulary.said_for(intent):
            played.want(intent)
    to_its_end(played)
    for fact in played.facts:
        if isinstance(fact, SetEnded):
            assert fact.amount > 0
            assert fact.open_ended or fact.amount <= fact.target
        if isinstance(fact, PlaceReached):
            assert ITEMS[fact.item].exercise.slug == fact.exercise
