"""The effect of every intent in every phase."""

import pytest

from tests.core.sample import (
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    arrive,
    at_phase,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import (
    AT_ONCE,
    TRANSITIONS,
    Move,
    accepted_in,
)
from voicecoach.core.effects import Hush, Listen, Play
from voicecoach.core.events import Pressed
from voicecoach.core.facts import IntentHeard
from voicecoach.core.phases import WORKING, Phase

PHASES = [phase for phase in Phase if phase is not Phase.FINISHED]
KEYS = LANGUAGE.vocabulary.keys
SOLE_MEANING = "b"
"""One of the keys with a single meaning."""
ONLY_ANSWERS = {Intent.NUMBER, Intent.ZERO, Intent.EASY, Intent.RIGHT, Intent.HARD}
ENTERED = {
    (Phase.OFFERING, Move.TAKE_UP): Phase.ANNOUNCING,
    (Phase.OFFERING, Move.BEGIN_AFRESH): Phase.GREETING,
    (Phase.OFFERING, Move.AGAIN): Phase.OFFERING,
    (Phase.MORNING, Move.SETTLED): Phase.GREETING,
    (Phase.MORNING, Move.UNSETTLED): Phase.GREETING,
    (Phase.MORNING, Move.GO_ON): Phase.GREETING,
    (Phase.MORNING, Move.AGAIN): Phase.MORNING,
    (Phase.EARLY, Move.GO_ON): Phase.GREETING,
    (Phase.EARLY, Move.FINISH): Phase.SUMMARY,
    (Phase.EARLY, Move.AGAIN): Phase.EARLY,
    (Phase.GREETING, Move.GO_ON): Phase.ANNOUNCING,
    (Phase.GREETING, Move.AGAIN): Phase.GREETING,
    (Phase.ANNOUNCING, Move.BEGIN_WORK): Phase.READY,
    (Phase.ANNOUNCING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.ANNOUNCING, Move.GO_BACK): Phase.ANNOUNCING,
    (Phase.ANNOUNCING, Move.AGAIN): Phase.ANNOUNCING,
    (Phase.READY, Move.BEGIN_WORK): Phase.COUNTING,
    (Phase.READY, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.READY, Move.GO_BACK): Phase.ANNOUNCING,
    (Phase.READY, Move.AGAIN): Phase.ANNOUNCING,
    (Phase.COUNTING, Move.END_SET): Phase.RESTING,
    (Phase.COUNTING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.COUNTING, Move.GO_BACK): Phase.ANNOUNCING,
    (Phase.COUNTING, Move.AGAIN): Phase.COUNTING,
    (Phase.HOLDING, Move.END_SET): Phase.SWITCHING,
    (Phase.HOLDING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.HOLDING, Move.GO_BACK): Phase.COUNTING,
    (Phase.HOLDING, Move.AGAIN): Phase.HOLDING,
    (Phase.TALLYING, Move.END_SET): Phase.SUMMARY,
    (Phase.TALLYING, Move.LEAVE_EXERCISE): Phase.SUMMARY,
    (Phase.TALLYING, Move.GO_BACK): Phase.HOLDING,
    (Phase.TALLYING, Move.AGAIN): Phase.TALLYING,
    (Phase.SWITCHING, Move.GO_ON): Phase.SWITCHING,
    (Phase.SWITCHING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.SWITCHING, Move.GO_BACK): Phase.HOLDING,
    (Phase.SWITCHING, Move.AGAIN): Phase.SWITCHING,
    (Phase.RATING, Move.RATE_EASY): Phase.RESTING,
    (Phase.RATING, Move.RATE_RIGHT): Phase.RESTING,
    (Phase.RATING, Move.RATE_HARD): Phase.RESTING,
    (Phase.RATING, Move.TOO_EASY): Phase.RESTING,
    (Phase.RATING, Move.TOO_HARD): Phase.RESTING,
    (Phase.RATING, Move.GO_ON): Phase.ANNOUNCING,
    (Phase.RATING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.RATING, Move.GO_BACK): Phase.COUNTING,
    (Phase.RATING, Move.AGAIN): Phase.RATING,
    (Phase.HURTING, Move.TAKE_PAIN): Phase.EASING,
    (Phase.HURTING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.HURTING, Move.RESUME): Phase.COUNTING,
    (Phase.EASING, Move.TAKE_PAIN): Phase.EASING,
    (Phase.EASING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.EASING, Move.RESUME): Phase.COUNTING,
    (Phase.EASING, Move.EASE): Phase.PAUSED,
    (Phase.COUNTING, Move.EASE): Phase.PAUSED,
    (Phase.COUNTING, Move.HARDEN): Phase.PAUSED,
    (Phase.COUNTING, Move.TOO_HARD): Phase.PAUSED,
    (Phase.HOLDING, Move.EASE): Phase.PAUSED,
    (Phase.HOLDING, Move.TOO_HARD): Phase.PAUSED,
    (Phase.TALLYING, Move.EASE): Phase.PAUSED,
    (Phase.TALLYING, Move.HARDEN): Phase.PAUSED,
    (Phase.TALLYING, Move.TOO_HARD): Phase.PAUSED,
    (Phase.RESTING, Move.GO_ON): Phase.RESTING,
    (Phase.RESTING, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.RESTING, Move.GO_BACK): Phase.COUNTING,
    (Phase.RESTING, Move.AGAIN): Phase.RESTING,
    (Phase.PAUSED, Move.RESUME): Phase.COUNTING,
    (Phase.PAUSED, Move.GO_ON): Phase.RESTING,
    (Phase.PAUSED, Move.LEAVE_EXERCISE): Phase.ANNOUNCING,
    (Phase.PAUSED, Move.GO_BACK): Phase.ANNOUNCING,
    (Phase.PAUSED, Move.AGAIN): Phase.COUNTING,
    (Phase.CONFIRMING, Move.RESUME): Phase.COUNTING,
    (Phase.CONFIRMING, Move.SLEEP): Phase.PAUSED,
    (Phase.CONFIRMING, Move.FINISH): Phase.SUMMARY,
    (Phase.SUMMARY, Move.GO_ON): Phase.FINISHED,
    (Phase.SUMMARY, Move.AGAIN): Phase.SUMMARY,
} | {
    (phase, Move.GO_TO): Phase.ANNOUNCING for phase in PHASES if Intent.GO_TO in TRANSITIONS[phase]
}
"""Phase that a move leads to in the session of `arrive`; other moves have rules of their own."""


OUTSIDE = {Phase.OFFERING, Phase.MORNING, Phase.EARLY, Phase.GREETING, Phase.SUMMARY}
"""Phases outside of all exercises."""
AT_LENGTH = {Move.TELL_HELP, Move.TELL_WHY, Move.TELL_HOW, Move.TELL_LAST}
"""Answers for which work is paused."""


def expected(phase: Phase, move: Move) -> Phase:
    if move is Move.PAUSE:
        return Phase.PAUSED
    if move is Move.HALT:
        return phase if phase in OUTSIDE else Phase.HURTING
    if move is Move.ASK_TO_FINISH:
        return Phase.CONFIRMING
    if move in AT_LENGTH and phase in WORKING:
        return Phase.PAUSED
    return ENTERED.get((phase, move), phase)


@pytest.mark.parametrize("phase", PHASES)
def test_every_intent_has_one_answer_in_every_phase(phase: Phase) -> None:
    for intent in Intent:
        if intent not in ONLY_ANSWERS or intent in TRANSITIONS[phase]:
            check_answer(phase, intent)


def check_answer(phase: Phase, intent: Intent) -> None:
    played = arrive(phase)
    new = played.want(intent)
    move = TRANSITIONS[phase].get(intent)
    facts = [fact for fact in played.facts if isinstance(fact, IntentHeard)]
    earcons = [
        effect.earcon.value for effect in new if isinstance(effect, Play) if effect.at_ms is None
    ]
    assert facts[-1].accepted is (move is not None), intent
    assert earcons == ["heard" if move else "refused"], intent
    assert played.session.phase is (expected(phase, move) if move else phase), intent
    if not move:
        assert played.view.caption == "I can't do that right now." or not any(
            isinstance(e, Hush) for e in new
        ), intent


@pytest.mark.parametrize("phase", PHASES)
def test_stop_falls_silent_at_once(phase: Phase) -> None:
    assert Hush() in arrive(phase).want(Intent.STOP)


def test_the_table_of_transitions_covers_all_phases() -> None:
    assert set(TRANSITIONS) == set(Phase)
    assert all(Intent.STOP in TRANSITIONS[phase] for phase in PHASES)
    assert set(TRANSITIONS[Phase.FINISHED]) == set()


def test_every_move_of_the_table_is_expected_somewhere() -> None:
    led = {(phase, move) for phase in PHASES for move in TRANSITIONS[phase].values()}
    assert set(ENTERED) <= led


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_asks_to_be_listened_for_when_it_is_entered(phase: Phase) -> None:
    listens = [effect for _, effect in arrive(phase).effects if isinstance(effect, Listen)]
    assert listens[-1] == Listen(phase)


def test_only_words_that_do_no_harm_are_acted_on_at_once() -> None:
    moves = {row[intent] for row in TRANSITIONS.values() for intent in AT_ONCE & set(row)}
    assert moves == {Move.PAUSE, Move.HALT, Move.ASK_TO_FINISH, Move.GO_ON}
    assert TRANSITIONS[Phase.SUMMARY][Intent.STOP] is Move.GO_ON


@pytest.mark.parametrize("phase", PHASES)
def test_a_key_means_the_first_thing_that_fits_the_phase(phase: Phase) -> None:
    for key, meanings in KEYS.items():
        fitting = [meaning for meaning in meanings if meaning in TRANSITIONS[phase]]
        first = [*fitting, meanings[0]][0]
        assert LANGUAGE.vocabulary.intent_of_key(key, accepted_in(phase)) is first, key
        # A session of each phase for every key would take ten times as long to say no more.
        if len(meanings) > 1 or key == SOLE_MEANING:
            played = arrive(phase)
            played.tell(Pressed(key), played.now_ms)
            wanted = [fact for fact in played.facts if isinstance(fact, IntentHeard)][-1]
            assert (wanted.intent, wanted.words) == (first.value, f"[{key}]")


def test_an_unknown_key_does_nothing() -> None:
    played = arrive(Phase.COUNTING)
    before = len(played.facts)
    played.tell(Pressed("f12"), played.now_ms)
    assert len(played.facts) == before


def test_next_in_a_walk_of_one_exercise_ends_the_workout() -> None:
    played = at_phase(play(HEEL_TO_TOE_WALK), Phase.COUNTING)
    played.want(Intent.NEXT)
    assert played.session.phase is Phase.SUMMARY
