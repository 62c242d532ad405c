"""Words on the beat begin ahead of it, so that their vowel falls on it; nothing else changes."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from tests.core.random_sessions import worked_sessions
from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    Played,
    exercise,
    play,
)
from tests.examples import examples
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import ON_THE_VOWEL, Earcon, Play, Rank, Say
from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.view import CountProgress
from voicecoach.core.workout.exercise import Exercise, Reps, Steps, TempoPhase

LEADS_MS = {"1": 80, "2": 70, "3": 126, "4": 120, "5": 118, "6": 115, "7": 150, "8": 30}


def lead_of(words: Phrase) -> int:
    return LEADS_MS.get(LANGUAGE.book.sentence(words), 50)


def with_leads(*exercises: Exercise, speed: float = 1.0) -> Played:
    return play(*exercises, speed=speed, lead=lead_of)


def said(played: Played) -> list[tuple[int, Say]]:
    """Everything said, with the times at which it was asked for."""
    return [(asked_ms, one) for asked_ms, one in played.effects if isinstance(one, Say)]


def counts(played: Played) -> list[tuple[int, int, str]]:
    """Each count: the time at which it was asked for, the time of its vowel, its words."""
    return [
        (asked_ms, one.at_ms, LANGUAGE.book.sentence(one.phrase))
        for asked_ms, one in said(played)
        if one.rank is Rank.COUNT
    ]


def test_each_count_is_asked_for_as_much_ahead_as_its_vowel_needs() -> None:
    played = with_leads(HEEL_TO_TOE_WALK)
    played.until_phase(Phase.SUMMARY)
    assert len(counts(played)) == 13
    for asked_ms, at_ms, words in counts(played):
        assert at_ms - asked_ms == LEADS_MS.get(words, 50)


def test_the_beat_is_even_where_the_vowels_are() -> None:
    played = with_leads(HEEL_TO_TOE_WALK)
    played.until_phase(Phase.COUNTING).until_phase(Phase.SUMMARY)
    times_ms = [at_ms for _, at_ms, _ in counts(played)]
    intervals_ms = [after - before for before, after in pairwise(times_ms)]
    assert intervals_ms == [1000, 1000, 2500, *[1500] * 4, 4000 + 1500, *[1500] * 4]


@pytest.mark.parametrize("sample", [CALF_RAISES, SINGLE_LEG_BALANCE, HEEL_TO_TOE_WALK])
def test_the_first_count_begins_when_the_work_is_entered(sample: Exercise) -> None:
    played = with_leads(sample).until_phase(Phase.READY)
    played.until(played.now_ms + 4000)
    entered_ms = played.now_ms
    played.press(Intent.READY)
    played.until(entered_ms + 3000)
    assert counts(played)[0] == (entered_ms, entered_ms + 126, "3")


def test_words_off_the_beat_begin_at_their_time() -> None:
    played = with_leads(replace(CALF_RAISES, counting=Reps(20, CALF_RAISES.counting.tempo)))  # type: ignore[union-attr]
    played.until_phase(Phase.SUMMARY)
    others = [(asked_ms, one) for asked_ms, one in said(played) if one.rank not in ON_THE_VOWEL]
    assert {one.rank for _, one in others} == {Rank.TALK, Rank.COACHING}
    assert all(asked_ms == one.at_ms for asked_ms, one in others)


@pytest.mark.parametrize("sample", [CALF_RAISES, SINGLE_LEG_BALANCE, BAREFOOT_BALANCE])
def test_the_results_are_the_same_with_and_without_leads(sample: Exercise) -> None:
    kept = [
        [fact for fact in played.until_phase(Phase.SUMMARY).facts if isinstance(fact, SetEnded)]
        for played in (with_leads(sample), play(sample))
    ]
    assert kept[0] == kept[1]


def at_count(played: Played, words: str) -> int:
    """Let time pass until this count has just begun; returns the time of its vowel."""
    while not (found := [one for one in counts(played) if one[2] == words]):
        deadline_ms = played.session.deadline_ms
        assert deadline_ms is not None
        played.tell(None, deadline_ms)
    return found[-1][1]


def shown(played: Played) -> str:
    big = played.view.big
    assert isinstance(big, CountProgress)
    return big.done


def test_the_screen_shows_a_count_on_its_beat_and_not_before() -> None:
    played = with_leads(HEEL_TO_TOE_WALK)
    beat_ms = at_count(played, "7")
    assert shown(played) == "6"
    played.until(beat_ms - 1)
    assert shown(played) == "6"
    played.until(beat_ms)
    assert shown(played) == "7"


def test_a_count_that_a_pause_cuts_short_is_not_done_and_comes_again() -> None:
    played = with_leads(HEEL_TO_TOE_WALK)
    beat_ms = at_count(played, "7")
    played.until(beat_ms - 20)
    played.press(Intent.PAUSE)
    assert shown(played) == "6"
    played.until(beat_ms + 5000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.SUMMARY)
    assert [words for _, _, words in counts(played)][9:] == [
        "7",
        "3",
        "2",
        "1",
        "7",
        "8",
        "9",
        "10.",
    ]


def test_a_word_under_way_is_not_said_again_after_a_change_of_speed() -> None:
    played = with_leads(CALF_RAISES)
    played.until_phase(Phase.COUNTING)
    begins_ms = played.now_ms + 126 + 3000
    played.until(begins_ms + 6000 - 20)  # "Up" has begun, and falls on its beat in 20 ms
    played.want(Intent.FASTER)
    played.until_phase(Phase.RESTING)
    ups_ms = [at_ms - begins_ms for at_ms, words, _ in played.said if words == "Up"]
    assert ups_ms[:3] == [0, 6000, 12_000]
    assert len(ups_ms) == 5


def test_a_count_under_way_is_not_said_again_when_a_hold_gets_longer() -> None:
    played = with_leads(SINGLE_LEG_BALANCE)
    beat_ms = at_count(played, "5")
    played.until(beat_ms - 20)
    played.want(Intent.LONGER)
    played.until_phase(Phase.SWITCHING)
    words = [words for at_ms, _, words in counts(played) if at_ms > beat_ms - 200]
    assert words == ["5", "5", "4", "3", "2", "1"]
    assert [fact.amount for fact in played.facts if isinstance(fact, SetEnded)] == [40]


@examples(60, derandomize=True)
@given(worked_sessions())
def test_no_word_is_asked_for_twice_at_one_time(played: Played) -> None:
    words = Counter((one.at_ms, one.phrase) for _, one in said(played) if one.rank in ON_THE_VOWEL)
    assert set(words.values()) <= {1}


# Words longer than their slots


def slots(beat_ms: int, length_ms: int, lead_ms: int = 100) -> list[Say | Play]:
    """Sounds of a walk whose numbers all last this long."""
    walk = exercise("walk", Steps(8, beat_ms, None))
    played = play(walk, voice=lambda _: length_ms, lead=lambda _: lead_ms)
    played.until_phase(Phase.COUNTING)
    began_ms = played.now_ms + 3000 + lead_ms
    played.until_phase(Phase.SUMMARY)
    return [
        effect
        for _, effect in played.effects
        if (isinstance(effect, Say) and effect.rank is Rank.COUNT and effect.at_ms > began_ms)
        or (isinstance(effect, Play) and effect.earcon is Earcon.TICK)
    ]


def test_a_count_that_fits_lasts_as_long_as_it_takes() -> None:
    assert [one.within_ms for one in slots(800, 800) if isinstance(one, Say)] == [None] * 8


def test_a_count_too_long_for_its_slot_is_spoken_faster() -> None:
    found = slots(700, 800)
    # The next one begins 600 ms after the vowel of this one, of which 700 ms are left.
    assert [one.within_ms for one in found if isinstance(one, Say)] == [685] * 7 + [None]
    assert len(found) == 8


def test_a_count_that_would_be_too_fast_leaves_a_tick_in_the_place_of_the_next_one() -> None:
    found = slots(500, 800)
    assert [isinstance(one, Say) for one in found] == [True, False] * 4
    assert [one.within_ms for one in found if isinstance(one, Say)] == [None] * 4


def test_a_word_of_the_tempo_is_spoken_faster_before_it_gives_way() -> None:
    rep = exercise("rep", Reps(3, (TempoPhase("up", 1000), TempoPhase("down", 1700))))
    played = play(rep, voice=lambda words: 900 if words.key == "verbatim" else 400)
    played.until_phase(Phase.SUMMARY)
    words = [
        (LANGUAGE.book.sentence(one.phrase), one.within_ms)
        for _, one in said(played)
        if one.rank in (Rank.TEMPO, Rank.COUNT)
    ]
    assert words[3:6] == [("Up", None), ("Down", 850), ("1", None)]
