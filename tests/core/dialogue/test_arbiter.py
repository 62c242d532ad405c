"""Uncertain recognition, and sleep: questions, answers, and the wake word."""

import pytest

from tests.core.sample import CALF_RAISES, LANGUAGE, TOWEL_CURLS, Played, arrive, at_phase, play
from voicecoach.core.dialogue.arbiter import UNCERTAIN
from voicecoach.core.dialogue.grammar import listened_for, waited_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import TRANSITIONS, accepted_in
from voicecoach.core.effects import Attention, Effect, Listen
from voicecoach.core.events import Heard, Pressed
from voicecoach.core.facts import IntentDoubted, IntentHeard
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.waits import DOUBT_MS


def maybe(played: Played, intent: Intent) -> list[Effect]:
    """Say something that the recognizer is not sure about."""
    words = LANGUAGE.vocabulary.said_for(intent)[0]
    heard = Heard(words, played.now_ms - 400, played.now_ms, is_doubtful=True)
    return played.tell(heard, played.now_ms)


def heard_intents(played: Played) -> list[str]:
    return [fact.intent for fact in played.facts if isinstance(fact, IntentHeard)]


@pytest.mark.parametrize(
    ("phase", "intent"),
    [
        (phase, intent)
        for phase, row in TRANSITIONS.items()
        if phase not in (Phase.TALLYING, Phase.SUMMARY, Phase.SWITCHING, Phase.HOLDING)
        for intent, move in row.items()
        if move in UNCERTAIN
    ],
)
def test_nothing_that_skips_or_ends_work_follows_from_a_doubtful_hearing(
    phase: Phase, intent: Intent
) -> None:
    played = arrive(phase)
    before = len(heard_intents(played))
    maybe(played, intent)
    assert played.session.phase is phase
    assert heard_intents(played)[before:] == []
    assert isinstance(played.facts[-1], IntentDoubted)
    assert played.earcons[-1][1] == "unsure"


@pytest.mark.parametrize("intent", [Intent.LOUDER, Intent.WHY, Intent.PAUSE])
def test_commands_that_are_easily_repeated_are_not_asked_about(intent: Intent) -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    before = len(heard_intents(played))
    maybe(played, intent)
    played.want(Intent.YES)
    assert played.session.phase is Phase.RESTING
    assert heard_intents(played)[before:] == ["yes"]
    maybe(played, intent)
    maybe(played, intent)
    assert heard_intents(played)[before:] == ["yes", intent.value]


def test_yes_does_what_was_asked_about() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.SKIP)
    played.until(played.now_ms + 4500)
    assert "Shall we skip this exercise?" in played.words()
    played.want(Intent.YES)
    assert played.session.phase is Phase.SUMMARY
    assert heard_intents(played)[-1] == "skip"


def test_no_does_nothing() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.SKIP)
    played.want(Intent.NO)
    played.want(Intent.YES)
    assert played.session.phase is Phase.RESTING


@pytest.mark.parametrize(("key", "phase"), [("y", Phase.SUMMARY), ("n", Phase.RESTING)])
def test_keys_answer_too(key: str, phase: Phase) -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.SKIP)
    played.tell(Pressed(key), played.now_ms)
    assert played.session.phase is phase


def test_a_command_said_again_is_meant() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.SKIP)
    played.until(played.now_ms + 3000)
    maybe(played, Intent.SKIP)
    assert played.session.phase is Phase.SUMMARY


def test_a_question_is_forgotten_after_a_while() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.SKIP)
    played.until(played.now_ms + DOUBT_MS)
    played.want(Intent.YES)
    assert played.session.phase is Phase.RESTING


def test_the_recognizer_listens_for_the_answer_while_a_question_is_open() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    assert Listen(Phase.RESTING, Attention.ASKED) in maybe(played, Intent.SKIP)
    assert Listen(Phase.RESTING) in played.want(Intent.NO)
    assert {Intent.YES, Intent.NO} <= listened_for(Phase.RESTING, Attention.ASKED)
    assert {Intent.YES, Intent.NO} <= waited_for(Phase.RESTING, Attention.ASKED)
    assert Intent.YES not in waited_for(Phase.RESTING, Attention.AWAKE)


def test_a_set_that_is_done_by_the_answer_ends_where_the_word_was_said() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    played.want(Intent.GOT_IT)
    maybe(played, Intent.DONE)
    played.until(played.now_ms + 2000)
    played.want(Intent.YES)
    assert played.session.phase is not Phase.TALLYING


def test_a_doubtful_count_counts_nothing() -> None:
    played = at_phase(play(TOWEL_CURLS), Phase.TALLYING)
    before = played.view.big
    maybe(played, Intent.GOT_IT)
    assert played.view.big == before


def test_asleep_only_one_word_is_heard() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    assert Listen(Phase.RESTING, Attention.ASLEEP) in played.want(Intent.SLEEP)
    for intent in (Intent.SKIP, Intent.STOP, Intent.PAUSE):
        played.want(intent)
    assert played.session.phase is Phase.RESTING
    assert listened_for(Phase.RESTING, Attention.ASLEEP) == {Intent.WAKE}
    assert played.view.notice == LANGUAGE.book.sentence(phrase("screen.asleep"))


def test_it_sleeps_on_in_the_next_phase() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.want(Intent.SLEEP)
    played.until_phase(Phase.COUNTING)
    listens = [effect for _, effect in played.effects if isinstance(effect, Listen)]
    assert listens[-1] == Listen(Phase.COUNTING, Attention.ASLEEP)


def test_the_word_that_wakes_wakes() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.want(Intent.SLEEP)
    played.until(played.now_ms + 7000)
    assert Listen(Phase.RESTING) in played.want(Intent.WAKE)
    assert played.view.notice == ""
    played.want(Intent.SKIP)
    assert played.session.phase is Phase.SUMMARY


def test_asleep_the_keys_go_on_and_one_of_them_wakes() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.tell(Pressed("z"), played.now_ms)
    played.press(Intent.PAUSE)
    assert played.session.phase is Phase.PAUSED
    assert Listen(Phase.PAUSED) in played.tell(Pressed("z"), played.now_ms)


def test_a_finished_session_listens_for_nothing_however_it_pays_attention() -> None:
    assert all(not listened_for(Phase.FINISHED, each) for each in (Attention.AWAKE,
                                                                  Attention.ASLEEP))  # fmt: skip
    assert accepted_in(Phase.FINISHED) == frozenset()


def stop_listening(played: Played) -> None:
    """Say "stop listening", whose first word is obeyed before the second is said."""
    began_ms = played.now_ms
    played.tell(Heard("stop", began_ms, began_ms + 350), began_ms + 350)
    assert played.session.phase is Phase.CONFIRMING
    played.tell(Heard("stop listening", began_ms, began_ms + 900), began_ms + 1200)


def test_stop_listening_takes_back_the_stop_that_was_obeyed_at_its_first_word() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    stop_listening(played)
    assert played.session.phase is Phase.COUNTING
    assert heard_intents(played)[-1] == "stop-listening"
    played.until(played.now_ms + 5000).say("stop")
    assert played.session.phase is Phase.COUNTING


@pytest.mark.parametrize("before", [Intent.PAUSE, Intent.STOP, Intent.OUCH])
def test_stop_listening_leaves_a_session_paused_that_was_paused(before: Intent) -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.want(before)
    played.until(played.now_ms + 4000)
    stop_listening(played)
    assert played.session.phase is Phase.PAUSED
    assert played.until(played.now_ms + 3000).words()[-1].startswith("I'll stop listening")


def test_going_to_sleep_does_not_answer_whether_to_finish() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    played.want(Intent.STOP)
    played.until(played.now_ms + 4000).say("go to sleep")
    assert played.session.phase is Phase.PAUSED


def test_harder_is_asked_about_when_it_is_not_clear() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    maybe(played, Intent.HARDER)
    assert played.earcons[-1][1] == "unsure"
    assert "harder" not in heard_intents(played)
    played.until(played.now_ms + 3000).want(Intent.YES)
    assert heard_intents(played)[-1] == "harder"


def test_a_doubtful_command_that_is_not_asked_about_gets_a_tone() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.until(played.now_ms + 8000)
    maybe(played, Intent.LOUDER)
    assert played.earcons[-1][1] == "not-understood"
    assert played.view.heard == "?"
