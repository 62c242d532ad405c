"""Speech to the coach that it did not understand: the signs it gives, and when it gives none."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    CALF_RAISES,
    LANGUAGE,
    Played,
    arrive,
    at_phase,
    counts,
    length_of,
    play,
    routine,
)
from voicecoach.core.dialogue.hints import HINTS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.missed_speech import (
    BELOW_USUAL_DB,
    CONVERSATION_MS,
    IN_A_ROW_MS,
    LEAST_DB,
    LEAST_RESEMBLANCE,
    LONGEST_MS,
    QUIET_BEFORE_MS,
    SHORTEST_MS,
    MissedSpeech,
    Sign,
    what_to_say,
)
from voicecoach.core.events import NotUnderstood, Pressed
from voicecoach.core.facts import SpeechMissed
from voicecoach.core.phases import Phase
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import EARCON_MS, SpeechTiming
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.timeline.compiler import compile_steps

MISSED = NotUnderstood(
    began_ms=1000,
    ended_ms=2200,
    level_db=-22.0,
    usual_db=None,
    quiet_before_ms=60_000,
    resemblance=-2.0,
)


def miss(played: Played, *, after_ms: int = 6000) -> None:
    """Say something unintelligible that ended 0.9 s ago, after a while."""
    now_ms = played.until(played.now_ms + after_ms).now_ms
    played.tell(replace(MISSED, began_ms=now_ms - 2100, ended_ms=now_ms - 900), now_ms)


def signs(played: Played) -> list[bool]:
    return [fact.told for fact in played.facts if isinstance(fact, SpeechMissed)]


def sign_of(missed: NotUnderstood, alone_ms: int = 10_000) -> Sign | None:
    return MissedSpeech().sign(missed, alone_ms)


@pytest.mark.parametrize(
    "changes",
    [
        {"ended_ms": MISSED.began_ms + SHORTEST_MS - 1},
        {"ended_ms": MISSED.began_ms + LONGEST_MS + 1},
        {"quiet_before_ms": QUIET_BEFORE_MS - 1},
        {"level_db": LEAST_DB - 1},
        {"usual_db": MISSED.level_db + BELOW_USUAL_DB + 1},
        {"resemblance": LEAST_RESEMBLANCE - 0.1},
    ],
)
def test_speech_that_was_not_meant_for_the_coach_gets_no_sign(changes: dict[str, float]) -> None:
    assert sign_of(MISSED) is Sign.TONE
    assert sign_of(replace(MISSED, **changes)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "talk", [{"ended_ms": MISSED.began_ms + LONGEST_MS + 1}, {"quiet_before_ms": 700}]
)
def test_after_talk_more_of_it_is_expected_for_a_while(talk: dict[str, int]) -> None:
    missed = MissedSpeech()
    said = replace(MISSED, **talk)
    assert missed.sign(said, 10_000) is None
    soon_ms, later_ms = said.ended_ms + CONVERSATION_MS - 1, said.ended_ms + 3 * CONVERSATION_MS
    soon, later = (replace(MISSED, began_ms=at, ended_ms=at + 900) for at in (soon_ms, later_ms))
    assert missed.sign(soon, 10_000) is None
    assert missed.sign(later, 10_000) is Sign.TONE


def test_speech_together_with_the_coach_may_be_its_own_voice() -> None:
    half_ms = (MISSED.ended_ms - MISSED.began_ms) // 2
    assert sign_of(MISSED, alone_ms=half_ms) is Sign.TONE
    assert sign_of(MISSED, alone_ms=half_ms - 1) is None


def test_a_second_miss_in_a_row_is_answered_in_words_and_a_third_on_the_screen_alone() -> None:
    missed = MissedSpeech()
    later = replace(MISSED, began_ms=MISSED.ended_ms + IN_A_ROW_MS, ended_ms=20_000)
    assert [missed.sign(each, 10_000) for each in (MISSED, later, later)] == [
        Sign.TONE,
        Sign.WORDS,
        Sign.SCREEN,
    ]
    missed.understood()
    assert missed.sign(later, 10_000) is Sign.TONE


def test_a_miss_long_after_another_is_a_first_one() -> None:
    missed = MissedSpeech()
    much_later = MISSED.ended_ms + IN_A_ROW_MS + 1
    missed.sign(MISSED, 10_000)
    later = replace(MISSED, began_ms=much_later, ended_ms=much_later + 1000)
    assert missed.sign(later, 10_000) is Sign.TONE


@pytest.mark.parametrize("phase", [phase for phase in HINTS if HINTS[phase]])
def test_the_words_name_commands_that_the_phase_knows(phase: Phase) -> None:
    words = LANGUAGE.book.sentence(what_to_say(phase, LANGUAGE.vocabulary))
    assert words.startswith("I didn't get that.")
    if phase is not Phase.HURTING:
        assert LANGUAGE.vocabulary.words[HINTS[phase][0]][0] in words


def test_a_miss_in_a_rest_sounds_a_tone_and_shows_a_question_mark() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    miss(played)
    assert played.earcons[-1][1] == "not-understood"
    assert played.view.heard == "?"
    assert signs(played) == [False]


def test_the_second_in_a_row_says_what_can_be_said() -> None:
    played = arrive(Phase.PAUSED)
    miss(played)
    miss(played)
    assert signs(played) == [False, True]
    assert "I didn't get that. You can say resume" in played.until(played.now_ms + 500).words()[-1]


def test_a_command_in_between_begins_the_row_again() -> None:
    played = arrive(Phase.PAUSED)
    miss(played)
    played.want(Intent.LOUDER)
    miss(played)
    played.tell(Pressed("down"), played.now_ms)
    miss(played)
    assert signs(played) == [False, False, False]


def test_no_sign_covers_a_count() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    for _ in range(6):
        miss(played, after_ms=1300)
        played.want(Intent.LOUDER)
    tones = [at_ms for at_ms, name in played.earcons if name == "not-understood"]
    assert tones
    for tone_ms in tones:
        for at_ms, words in counts(played):
            ends_ms = at_ms + played.voice_length(words)
            assert tone_ms + EARCON_MS <= at_ms or tone_ms >= ends_ms


def test_the_words_are_not_said_between_counts_that_are_too_close() -> None:
    played = at_phase(play(CALF_RAISES), Phase.COUNTING)
    before = [words for _, words in counts(played)]
    miss(played)
    miss(played)
    played.until(played.now_ms + 6000)
    assert not any(words.startswith("I didn't get that") for words in played.words())
    assert len(counts(played)) > len(before)


def test_asleep_the_coach_gives_no_sign() -> None:
    played = at_phase(play(CALF_RAISES), Phase.RESTING)
    played.want(Intent.SLEEP)
    miss(played)
    assert signs(played) == []


def test_its_own_sentence_is_not_answered() -> None:
    played = at_phase(play(CALF_RAISES), Phase.ANNOUNCING)
    now_ms = played.until(played.now_ms + 3000).now_ms
    played.tell(replace(MISSED, began_ms=now_ms - 2100, ended_ms=now_ms - 900), now_ms)
    assert signs(played) == []


def test_a_user_who_wants_no_signs_gets_none() -> None:
    played = at_phase(Played(begun(signs_misses=False)), Phase.RESTING)
    miss(played)
    assert signs(played) == []


def begun(*, signs_misses: bool) -> Session:
    chosen = routine(CALF_RAISES)
    session = Session(
        Program(chosen, compile_steps(chosen, ready_wait_ms=5000)),
        book=LANGUAGE.book,
        vocabulary=LANGUAGE.vocabulary,
        timing=SpeechTiming(length_of),
        options=SessionOptions(signs_misses=signs_misses),
    )
    session.begin(0)
    return session
