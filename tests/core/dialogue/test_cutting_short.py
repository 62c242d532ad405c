"""Cutting talk short: what is needed for the work is said all the same, and nothing twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.random_sessions import played_sessions
from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    Played,
    play,
)
from tests.examples import examples
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Note, Say, Show
from voicecoach.core.facts import IntentHeard, PhaseEntered
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Instructions

ESSENCE_OF_BAREFOOT_BALANCE = [
    "As long as you can on each foot, up to 60 seconds.",
    "Say down when your foot touches the floor.",
    "Right foot first.",
]


def words_since(played: Played, at_ms: int) -> list[str]:
    return [words for said_ms, words, _ in played.said if said_ms >= at_ms]


def in_announcement(played: Played, into_ms: int) -> Played:
    played.until_phase(Phase.ANNOUNCING)
    return played.until(played.now_ms + into_ms)


@pytest.mark.parametrize("verbosity", Verbosity)
def test_ready_in_an_announcement_leads_to_the_work_by_way_of_the_essence(
    verbosity: Verbosity,
) -> None:
    played = in_announcement(play(BAREFOOT_BALANCE, delivery=Delivery(verbosity)), 1000)
    since_ms = played.now_ms
    played.want(Intent.READY)
    played.until_phase(Phase.HOLDING)
    played.until(played.now_ms + 3000)
    expected = [*ESSENCE_OF_BAREFOOT_BALANCE, "3", "2", "1", "Hold."]
    assert words_since(played, since_ms) == expected


def test_of_the_essence_nothing_is_said_twice() -> None:
    played = play(BAREFOOT_BALANCE)
    played.until_phase(Phase.ANNOUNCING)
    played.until_said("Right foot first.")
    played.want(Intent.READY)
    played.until_phase(Phase.HOLDING)
    said = played.words()
    assert [said.count(words) for words in ESSENCE_OF_BAREFOOT_BALANCE] == [1, 1, 2]


def test_ready_after_the_whole_announcement_begins_at_once() -> None:
    played = play(BAREFOOT_BALANCE)
    played.until_phase(Phase.READY)
    played.until(played.now_ms + 3600)
    played.want(Intent.READY)
    assert played.session.phase is Phase.HOLDING


def test_the_essence_survives_impatience_and_a_pause() -> None:
    played = in_announcement(play(BAREFOOT_BALANCE), 1000)
    played.want(Intent.READY)
    played.until(played.now_ms + 4500)
    played.want(Intent.READY)
    played.until(played.now_ms + 1000)
    played.want(Intent.PAUSE)
    since_ms = played.now_ms
    played.until(played.now_ms + 3000)
    played.want(Intent.RESUME)
    played.until_phase(Phase.HOLDING)
    assert words_since(played, since_ms) == ["Paused.", *ESSENCE_OF_BAREFOOT_BALANCE[1:], "3"]


def test_repeat_in_the_essence_says_the_whole_announcement() -> None:
    played = in_announcement(play(BAREFOOT_BALANCE), 1000)
    played.want(Intent.READY)
    played.until(played.now_ms + 500)
    played.want(Intent.REPEAT)
    assert played.session.phase is Phase.ANNOUNCING
    played.until_phase(Phase.READY)
    assert "Move slowly." in played.words()


@pytest.mark.parametrize("word", [Intent.READY, Intent.NEXT])
def test_a_change_of_side_cut_short_still_names_the_side(word: Intent) -> None:
    played = play(SINGLE_LEG_BALANCE)
    played.until_phase(Phase.SWITCHING)
    played.until(played.now_ms + 500)
    since_ms = played.now_ms
    played.want(word)
    played.until_phase(Phase.HOLDING)
    assert words_since(played, since_ms) == ["Switch feet. Left foot.", "3"]


def test_a_rest_cut_short_after_its_words_is_over_at_once() -> None:
    played = play(CALF_RAISES)
    played.until_phase(Phase.RESTING)
    played.until(played.now_ms + 6000)
    played.want(Intent.READY)
    assert played.session.phase is Phase.COUNTING


def test_explain_takes_the_place_of_what_it_explains() -> None:
    two = Instructions(("Move slowly.", "Breathe out."), ("Slowly.",), ("Go.",))
    played = in_announcement(play(replace(CALF_RAISES, instructions=two)), 4000)
    since_ms = played.now_ms
    played.want(Intent.HOW)
    played.until_phase(Phase.READY)
    told = words_since(played, since_ms)
    assert told[:-1] == ["Stand. Move slowly. Breathe out.", "2 sets of 5."]


LEADING_TO_WORK = (Phase.ANNOUNCING, Phase.READY, Phase.SWITCHING, Phase.RESTING)


def begun_sets(played: Played) -> Iterator[tuple[set[str], str]]:
    """New parts of the side of each set after talk or a break, and what was said before it.

    Sets that the user goes back to are left out: they begin at once.
    """
    said = ""
    before = entered = Phase.GREETING
    goes_back = False
    last: set[str] = set()
    for _, effect in played.effects:
        match effect:
            case Say(words):
                said += " " + LANGUAGE.book.sentence(words).lower()
            case Note(IntentHeard(intent)):
                goes_back = intent == Intent.BACK.value
            case Note(PhaseEntered(name)):
                before, entered = entered, Phase(name)
            case Show(view) if entered in WORKING and view.phase is entered:
                now = {part for part in view.side.lower().split(" · ") if part}
                if before in LEADING_TO_WORK and not goes_back:
                    yield now - last, said
                before, said, last = entered, "", now
            case _:
                pass


@examples(100, derandomize=True)
@given(played_sessions())
def test_no_set_but_one_gone_back_to_begins_without_the_name_of_its_side(played: Played) -> None:
    for new, said in begun_sets(played):
        assert all(part in said for part in new)
