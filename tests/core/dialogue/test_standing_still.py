"""Time that passed while the program stood still is never taken for work."""

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    SINGLE_LEG_BALANCE,
    Played,
    arrive,
    at_phase,
    at_work,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Note
from voicecoach.core.events import StoodStill
from voicecoach.core.facts import PhaseEntered, SessionEnded, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.session import SessionOptions
from voicecoach.history.active_time import active_ms

NIGHT_MS = 8 * 3_600_000
ASKED = "We were interrupted, so I stopped the clock. Say resume to carry on."
ALL_PAUSABLE = [one for one in Phase if one not in (Phase.FINISHED, Phase.SUMMARY)]


def stand_still(played: Played, for_ms: int) -> None:
    """The machine sleeps now, for so long."""
    since_ms = played.now_ms
    played.tell(StoodStill(since_ms), since_ms + for_ms)


def sets(played: Played) -> list[SetEnded]:
    return [fact for fact in played.facts if isinstance(fact, SetEnded)]


@pytest.mark.parametrize("for_ms", [2_600, 40_000, NIGHT_MS])
def test_a_set_stops_where_it_was_and_the_coach_asks(for_ms: int) -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 10_000)
    stand_still(played, for_ms)
    assert sets(played) == []
    assert played.session.phase is Phase.PAUSED
    assert played.words()[-1] == ASKED
    played.until(played.now_ms + 8_000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.SWITCHING, at_most_ms=2 * NIGHT_MS)
    (done,) = sets(played)
    assert (done.amount, done.completed) == (30, True)


def test_reps_before_a_standstill_are_kept_when_the_set_is_left_after_it() -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 10_000)
    stand_still(played, NIGHT_MS)
    played.want(Intent.NEXT)
    (done,) = sets(played)
    assert (done.amount, done.completed) == (10, False)


@pytest.mark.parametrize("phase", ALL_PAUSABLE, ids=lambda phase: phase.value)
def test_no_phase_takes_a_standstill_for_time_of_its_own(phase: Phase) -> None:
    played = arrive(phase)
    before = sets(played)
    waits = played.session.phase
    stand_still(played, NIGHT_MS)
    assert sets(played) == before
    assert played.session.phase is Phase.PAUSED
    if waits is not Phase.PAUSED and not waits.value.endswith("ing"):
        assert ASKED in played.words()


def test_a_standstill_is_not_part_of_the_duration() -> None:
    played = at_phase(play(BAREFOOT_BALANCE), Phase.HOLDING)
    since_ms = played.now_ms
    stand_still(played, NIGHT_MS)
    entered = [
        (effect.at_ms if effect.at_ms is not None else asked_ms, effect.fact.phase)
        for asked_ms, effect in played.effects
        if isinstance(effect, Note) and isinstance(effect.fact, PhaseEntered)
    ]
    assert active_ms(entered, played.now_ms) == since_ms
    played.until(played.now_ms + 10_000)
    waited_ms = played.now_ms
    played.press(Intent.STOP)
    played.press(Intent.YES)
    (ended,) = [fact for fact in played.facts if isinstance(fact, SessionEnded)]
    assert waited_ms > NIGHT_MS
    assert ended.active_ms == since_ms


def test_a_summary_goes_on_with_the_line_at_hand() -> None:
    played = play(CALF_RAISES)
    played.until_phase(Phase.SUMMARY)
    stand_still(played, NIGHT_MS)
    assert played.session.phase is Phase.SUMMARY
    asleep_until_ms = played.now_ms
    played.until_phase(Phase.FINISHED, at_most_ms=2 * NIGHT_MS)
    said_ms, words, _ = played.said[-1]
    assert words == "See you soon."
    assert said_ms > asleep_until_ms
    assert len([fact for fact in played.facts if isinstance(fact, SessionEnded)]) == 1


def test_if_nobody_can_answer_the_set_goes_on_from_where_it_was() -> None:
    alone = SessionOptions(listens=False, has_keys=False)
    played = play(SINGLE_LEG_BALANCE, options=alone)
    played.until(at_work(played, Phase.HOLDING) + 10_000)
    stand_still(played, NIGHT_MS)
    assert played.session.phase is Phase.HOLDING
    asleep_until_ms = played.now_ms
    played.until_phase(Phase.SWITCHING, at_most_ms=2 * NIGHT_MS)
    assert played.now_ms - asleep_until_ms > 20_000
    assert [(one.amount, one.completed) for one in sets(played)] == [(30, True)]
