"""Past results of an exercise, as a session reports them on request."""

from dataclasses import replace

from tests.core.progression.histories import CALF_RAISES, DAY_S, Time, past_of
from tests.core.sample import CALF_RAISES as SHORT_RAISES
from tests.core.sample import LANGUAGE, TOWEL_CURLS, at_phase, play
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import RecordsTold, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.past import NO_PAST, Best, Past, TimedFact
from voicecoach.core.progression.recall import last_time
from voicecoach.core.session import Remembered
from voicecoach.core.workout.exercise import Exercise, Measure, Side

BALANCE = load_library().exercises["barefoot-balance"]


def day_of(at_s: float) -> int:
    return int(at_s // DAY_S)


def told(
    exercise: Exercise, past: Past, *, now_s: float, norm: tuple[Phrase, ...] = ()
) -> list[str]:
    sentences = last_time(exercise, past, now_s=now_s, day_of=day_of, norm=norm)
    return [LANGUAGE.book.sentence(one) for one in sentences]


def hold(side: Side, seconds: float, number: int = 1) -> TimedFact[SetEnded]:
    measured = Measure.SECONDS
    ended = SetEnded("barefoot-balance", number, side, None, measured, seconds, 60, True, True)
    return TimedFact(0.0, "w", ended)


def test_an_exercise_that_was_never_done_has_no_last_time() -> None:
    assert told(CALF_RAISES, NO_PAST, now_s=0) == []


def test_it_is_the_latest_workout_with_every_set() -> None:
    past = past_of(Time(1, done=(9, 9, 9)), Time(4, done=(12, 12, 10)))
    assert told(CALF_RAISES, past, now_s=7 * DAY_S) == [
        "You last did this 3 days ago.",
        "You did 12, 12, and 10.",
    ]
    assert told(CALF_RAISES, past, now_s=4.5 * DAY_S)[0] == "You last did this today."


def test_holds_have_their_sides_their_best_and_the_norm() -> None:
    sets = (hold(Side.RIGHT, 31.4), hold(Side.LEFT, 22.9), hold(Side.RIGHT, 40.0, 2))
    bests = (Best("barefoot-balance", Side.RIGHT, Measure.SECONDS, 52.3, 0.0),)
    past = Past(sets=sets, bests=bests)
    norm = (phrase("verbatim", text="People your age hold it for 40 seconds."),)
    assert told(BALANCE, past, now_s=DAY_S, norm=norm) == [
        "You last did this yesterday.",
        "Right foot: 31 and 40 seconds.",
        "Left foot: 22 seconds.",
        "Your best on the right foot is 52 seconds.",
        "People your age hold it for 40 seconds.",
    ]


def test_an_eased_hold_still_counts_as_the_last_time() -> None:
    eased = hold(Side.RIGHT, 10.0)
    eased = replace(eased, fact=replace(eased.fact, variation="fingertips on the wall"))
    assert "Right foot: 10 seconds." in told(BALANCE, Past(sets=(eased,)), now_s=0)


def test_a_session_answers_with_it() -> None:
    known = {"calf-raises": (phrase("last.ago", n=3), phrase("last.counts.together", amounts="5"))}
    played = play(SHORT_RAISES, TOWEL_CURLS, remembered=Remembered(last_times=known))
    at_phase(played, Phase.RESTING)
    played.want(Intent.LAST_TIME)
    assert played.view.caption == "You last did this 3 days ago. You did 5."
    assert RecordsTold("calf-raises") in played.facts


def test_a_first_time_is_reported_as_such() -> None:
    played = at_phase(play(SHORT_RAISES), Phase.READY)
    played.want(Intent.LAST_TIME)
    assert played.view.caption == "This is your first time, as far as I know."
