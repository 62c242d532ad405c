"""A session at work: counts on the beat, holds, pauses and speed."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISE_TEMPO,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LEAD_IN_MS,
    SINGLE_LEG_BALANCE,
    TOWEL_CURLS,
    Played,
    at_phase,
    at_work,
    counts,
    exercise,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.events import Heard
from voicecoach.core.facts import IntentHeard, SessionEnded, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.view import Countdown, CountProgress, PausedTime, Stopwatch
from voicecoach.core.workout.exercise import Reps, TempoPhase, Timed


def sets(played: Played) -> list[SetEnded]:
    return [fact for fact in played.facts if isinstance(fact, SetEnded)]


def say(played: Played, words: str, *, began_ms: int, decided_ms: int) -> None:
    played.until(decided_ms)
    played.tell(Heard(words, began_ms, decided_ms), decided_ms)


@pytest.mark.parametrize("speed", [0.5, 0.87, 1.0, 1.15, 2.0])
def test_counts_keep_the_tempo_exactly(speed: float) -> None:
    many = replace(CALF_RAISES, counting=Reps(50, CALF_RAISES.counting.tempo))  # type: ignore[union-attr]
    played = play(many, speed=speed)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until_phase(Phase.RESTING)
    times_ms = [at_ms for at_ms, _ in counts(played)][3:]
    assert [at_ms - begins_ms for at_ms in times_ms] == [
        round((rep * 6000 - 900) / speed) for rep in range(1, 51)
    ]


def test_the_work_begins_after_three_two_one() -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    assert counts(played) == [
        (begins_ms - 3000, "3"),
        (begins_ms - 2000, "2"),
        (begins_ms - 1000, "1"),
    ]
    assert (begins_ms, "go") in played.earcons


def test_a_walk_turns_without_losing_count() -> None:
    played = play(HEEL_TO_TOE_WALK, speed=2.0)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until_phase(Phase.SUMMARY)
    times_ms = [at_ms - begins_ms for at_ms, _ in counts(played)[3:]]
    assert [words for _, words in counts(played)[3:]] == [*map(str, range(1, 10)), "10."]
    assert times_ms[4] == 5 * 750
    assert times_ms[5] - times_ms[4] == 4000 + 750
    assert "Turn around." in played.words()


@pytest.mark.parametrize("intent", [Intent.FASTER, Intent.SLOWER])
def test_speed_changes_from_the_next_rep(intent: Intent) -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 7000)
    played.want(intent)
    played.until_phase(Phase.RESTING)
    factor = 1.15 if intent is Intent.FASTER else 1 / 1.15
    expected = [5100, 11_100, *(12_000 + round((rep * 6000 - 900) / factor) for rep in (1, 2, 3))]
    assert [at_ms - begins_ms for at_ms, _ in counts(played)[3:]] == expected


def test_reminders_go_on_after_a_change_of_speed() -> None:
    many = replace(CALF_RAISES, counting=Reps(20, CALF_RAISE_TEMPO), cues=("A.", "B.", "C."))
    played = play(many)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 7000)
    played.want(Intent.FASTER)
    played.until_phase(Phase.RESTING)
    assert [cue for cue in played.words(Rank.COACHING) if len(cue) == 2] == ["A.", "B.", "C."]


@pytest.mark.parametrize("intent", [Intent.FASTER, Intent.SLOWER])
def test_speed_has_limits_and_says_so(intent: Intent) -> None:
    played = at_phase(play(CALF_RAISES), Phase.ANNOUNCING)
    for _ in range(10):
        played.want(intent)
        played.until(played.now_ms + 3000)
    answers = [fact.accepted for fact in played.facts if isinstance(fact, IntentHeard)]
    assert (answers[0], answers[-1]) == (True, False)


@pytest.mark.parametrize("intent", [Intent.LOUDER, Intent.QUIETER])
def test_volume_has_limits_and_says_so(intent: Intent) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    for _ in range(8):
        played.want(intent)
    answers = [fact.accepted for fact in played.facts if isinstance(fact, IntentHeard)]
    assert answers == sorted(answers, reverse=True)
    assert (answers[0], answers[-1]) == (True, False)


def test_fast_reps_tick_where_words_have_no_room() -> None:
    quick = exercise("quick", Reps(12, (TempoPhase("up", 300),)))
    played = play(quick, speed=2.0)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until_phase(Phase.SUMMARY)
    beats = [at_ms for at_ms, _ in counts(played)[3:]]
    ticks = [at_ms for at_ms, earcon in played.earcons if earcon == "tick"]
    on_count = {begins_ms + round((rep * 300 - 150) / 2) for rep in range(1, 13)}
    assert beats
    assert on_count <= {*beats, *ticks}
    assert sets(played)[0].amount == 12


# Pauses


def test_a_set_goes_on_with_the_next_rep_and_its_tally() -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 14_000)
    played.want(Intent.PAUSE)
    played.until(begins_ms + 24_000)
    played.want(Intent.RESUME)
    assert played.view.big == CountProgress("2", "5")
    played.until_phase(Phase.RESTING)
    numbers = [words for _, words in counts(played)]
    assert numbers == ["3", "2", "1", "1", "2", "3", "2", "1", "3", "4", "5."]
    assert sets(played)[0].amount == 5


def test_a_rep_is_done_when_its_number_was_said() -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 12_000 + 5200)
    assert counts(played)[-1][1] == "3"
    played.want(Intent.DONE)
    assert sets(played)[0].amount == 3
    assert not sets(played)[0].completed


@pytest.mark.parametrize("moment_ms", [29_300, 30_000, 30_500])
def test_a_set_paused_after_its_last_number_is_over(moment_ms: int) -> None:
    played = play(CALF_RAISES)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + moment_ms)
    played.want(Intent.PAUSE)
    played.until(played.now_ms + 5000)
    played.want(Intent.RESUME)
    assert played.session.phase is Phase.RESTING
    assert [done.completed for done in sets(played)] == [True]


def test_pause_keeps_the_rest_of_a_hold_exactly() -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 12_345)
    played.want(Intent.PAUSE)
    assert played.view.big == PausedTime(30_000 - 12_345)
    played.until(played.now_ms + 100_000)
    assert played.view.big == PausedTime(30_000 - 12_345)
    played.want(Intent.RESUME)
    resumed_ms = played.now_ms + LEAD_IN_MS
    played.until_phase(Phase.SWITCHING)
    assert (resumed_ms + 30_000 - 12_345, "over") in played.earcons


def test_pause_stops_the_clock_of_an_open_hold() -> None:
    played = play(BAREFOOT_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 12_000)
    played.want(Intent.PAUSE)
    played.until(played.now_ms + 40_000)
    played.want(Intent.RESUME)
    resumed_ms = played.now_ms + LEAD_IN_MS
    played.until(resumed_ms)
    assert played.view.big == Stopwatch(resumed_ms - 12_000)
    say(played, "down", began_ms=resumed_ms + 3000, decided_ms=resumed_ms + 3600)
    assert sets(played)[0].amount == 15.0


def test_a_pause_does_not_count_as_active() -> None:
    spans = []
    for pause_ms in (0, 500_000):
        played = at_phase(play(SINGLE_LEG_BALANCE), Phase.HOLDING)
        played.want(Intent.PAUSE)
        played.until(played.now_ms + pause_ms)
        played.want(Intent.RESUME)
        played.until_phase(Phase.SUMMARY)
        spans += [fact.active_ms for fact in played.facts if isinstance(fact, SessionEnded)]
    assert spans[0] == spans[1]


# The end of holds


@pytest.mark.parametrize("sound_delay_ms", [0, 120])
def test_an_open_hold_ends_where_the_word_began(sound_delay_ms: int) -> None:
    played = play(BAREFOOT_BALANCE, sound_delay_ms=sound_delay_ms)
    heard_to_begin_ms = at_work(played, Phase.HOLDING) + sound_delay_ms
    began_ms = heard_to_begin_ms + 17_200
    say(played, "down", began_ms=began_ms, decided_ms=began_ms + 900)
    done = sets(played)[0]
    assert (done.amount, done.completed, done.open_ended) == (17.2, True, True)
    assert played.session.phase is Phase.SWITCHING


def test_a_timed_hold_ended_early_is_not_complete() -> None:
    played = play(SINGLE_LEG_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    say(played, "done", began_ms=begins_ms + 8000, decided_ms=begins_ms + 8500)
    assert (sets(played)[0].amount, sets(played)[0].completed) == (8.0, False)


@pytest.mark.parametrize("one", [BAREFOOT_BALANCE, SINGLE_LEG_BALANCE, CALF_RAISES])
def test_done_in_the_lead_in_is_refused(one: object) -> None:
    played = play(one).until_phase(Phase.READY)  # type: ignore[arg-type]
    played.press(Intent.READY)
    phase = played.session.phase
    played.until(played.now_ms + 1500)
    played.want(Intent.DONE)
    assert played.session.phase is phase
    assert (played.now_ms, "refused") in played.earcons


def test_done_in_the_lead_in_after_a_pause_ends_what_was_held() -> None:
    played = play(BAREFOOT_BALANCE)
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 20_000)
    played.want(Intent.PAUSE)
    played.want(Intent.RESUME)
    played.until(played.now_ms + 1200)
    played.want(Intent.DONE)
    assert sets(played)[0].amount == 20.0
    assert played.session.phase is Phase.SWITCHING


def test_done_at_ones_own_pace_means_all_of_it() -> None:
    played = play(TOWEL_CURLS)
    begins_ms = at_work(played, Phase.TALLYING)
    played.until(begins_ms + 20_000)
    played.want(Intent.HOW_MANY_LEFT)
    played.until(begins_ms + 26_000)
    assert "15 more." in [words for _, words, _ in played.said[-2:]]
    played.want(Intent.DONE)
    assert (sets(played)[0].amount, sets(played)[0].completed) == (15, True)


@pytest.mark.parametrize("intent", [Intent.SKIP, None])
def test_counts_nobody_heard_of_are_not_claimed(intent: Intent | None) -> None:
    played = play(TOWEL_CURLS)
    begins_ms = at_work(played, Phase.TALLYING)
    played.until(begins_ms + 20_000)
    if intent:
        played.want(intent)
    played.until_phase(Phase.SUMMARY)
    assert sets(played) == []


def test_a_walk_paused_in_its_turn_goes_on_with_the_turn() -> None:
    played = play(HEEL_TO_TOE_WALK)
    begins_ms = at_work(played, Phase.COUNTING)
    played.until(begins_ms + 9000)
    played.want(Intent.PAUSE)
    played.want(Intent.RESUME)
    resumed_ms = played.now_ms
    played.until_phase(Phase.SUMMARY)
    said = [words for at_ms, words, _ in played.said if at_ms > resumed_ms]
    assert said[:4] == ["2", "1", "Turn around.", "6"]


def test_reminders_of_a_hold_are_not_repeated_after_a_pause() -> None:
    played = play(replace(SINGLE_LEG_BALANCE, cues=("Hips level.", "Stand tall.")))
    begins_ms = at_work(played, Phase.HOLDING)
    played.until(begins_ms + 22_000)
    played.want(Intent.PAUSE)
    played.want(Intent.RESUME)
    played.until_phase(Phase.SWITCHING)
    reminders = played.words(Rank.COACHING)
    assert len(reminders) == 1


def test_the_areas_of_plain_time_are_called_in_equal_parts() -> None:
    release = exercise("release", Timed(90_000, ("the heel", "the arch", "the ball")))
    played = play(release)
    begins_ms = at_work(played, Phase.HOLDING)
    assert played.view.big == Countdown(begins_ms + 90_000, 90_000)
    played.until_phase(Phase.SUMMARY)
    calls = [
        (at_ms - begins_ms, words)
        for at_ms, words, _ in played.said
        if words.endswith(("heel.", "arch.", "ball."))
    ]
    assert [call for call in calls if call[0] >= 0] == [
        (0, "the heel."),
        (30_000, "the arch."),
        (60_000, "the ball."),
    ]
