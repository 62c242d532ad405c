"""Grouping of segments into utterances, and their context."""

from dataclasses import replace

from voicecoach.hearing.utterances import (
    AFTER_COMMAND_MS,
    CONVERSATION_BREATH_MS,
    CONVERSATION_MS,
    OTHERS_BELOW_DB,
    QUIETER_THAN_USUAL_DB,
    SENTENCE_PAUSE_MS,
    TALK_MS,
    UTTERANCE_GAP_MS,
    SpeechSegment,
    Utterance,
    latest_utterances,
)

WORD = SpeechSegment(10_000, 10_400, -20)


def latest(
    *segments: SpeechSegment,
    since_ms: int = 0,
    user_db: float | None = None,
    coach_db: float | None = None,
) -> list[Utterance]:
    return list(
        latest_utterances(
            segments, since_ms=since_ms, shortest_ms=80, user_db=user_db, coach_db=coach_db
        )
    )


def test_silence_has_no_utterances() -> None:
    assert latest() == []


def test_a_single_segment_is_one_utterance() -> None:
    assert latest(WORD) == [Utterance((WORD,), is_talk=False)]


def test_close_segments_are_one_breath_and_the_last_is_also_an_utterance_alone() -> None:
    second = SpeechSegment(10_400 + UTTERANCE_GAP_MS, 11_300, -20)
    whole, alone = latest(WORD, second)
    assert whole.segments == (WORD, second)
    assert (whole.began_ms, whole.ended_ms) == (10_000, 11_300)
    assert alone.segments == (second,)
    assert alone.follows_sound


def test_a_pause_begins_another_utterance() -> None:
    second = SpeechSegment(10_400 + UTTERANCE_GAP_MS + 1, 11_400, -20)
    assert [each.segments for each in latest(WORD, second)] == [(second,)]


def test_a_click_is_left_out() -> None:
    assert latest(WORD, SpeechSegment(10_500, 10_560, -10)) == [Utterance((WORD,), is_talk=False)]


def test_decided_segments_are_left_out() -> None:
    assert latest(WORD, since_ms=10_400) == []
    assert latest(WORD, since_ms=10_300) == []


def test_a_long_rest_of_a_decided_segment_is_a_new_utterance() -> None:
    (rest,) = latest(SpeechSegment(10_000, 11_000, -20), since_ms=10_400)
    assert rest.began_ms == 10_400
    assert rest.follows_sound


def test_much_quieter_speech_around_a_word_is_that_of_others() -> None:
    quiet_db = WORD.level_db - OTHERS_BELOW_DB
    before, after = SpeechSegment(9000, 9990, quiet_db), SpeechSegment(10_450, None, quiet_db)
    (word,) = latest(before, WORD, after)
    assert word.segments == (WORD,)
    assert not word.follows_sound


def test_a_word_follows_a_sound_that_is_about_as_loud() -> None:
    before = SpeechSegment(9500, 9900, WORD.level_db - OTHERS_BELOW_DB + 1)
    whole, alone = latest(before, WORD)
    assert not whole.follows_sound
    assert alone.follows_sound


def test_much_speech_shortly_before_is_talk() -> None:
    sentence = SpeechSegment(7000, 9000, -20)
    (word,) = latest(sentence, WORD)
    assert word.is_talk


def test_a_repeated_word_is_not_talk() -> None:
    (word,) = latest(SpeechSegment(9000, 9400, -20), WORD)
    assert not word.is_talk


def test_talk_of_long_ago_and_of_others_far_away_does_not_matter() -> None:
    long_ago = SpeechSegment(10_000 - TALK_MS - 2000, 10_000 - TALK_MS, -20)
    far_away = SpeechSegment(7000, 9000, WORD.level_db - OTHERS_BELOW_DB)
    assert not latest(long_ago, WORD)[0].is_talk
    assert not latest(far_away, WORD)[0].is_talk


def test_until_the_user_is_known_a_voice_over_the_coach_is_compared_with_the_coach() -> None:
    over_coach = replace(WORD, is_over_coach=True)
    coach_db = WORD.level_db + QUIETER_THAN_USUAL_DB + 1
    assert latest(over_coach, coach_db=coach_db)[0].is_quieter_than_usual
    assert not latest(over_coach, coach_db=coach_db - 1)[0].is_quieter_than_usual
    assert latest(over_coach, coach_db=coach_db, user_db=WORD.level_db)[0].is_quieter_than_usual
    assert not latest(WORD, coach_db=coach_db)[0].is_quieter_than_usual


def test_a_voice_much_quieter_than_the_user_is_quieter_than_usual() -> None:
    assert not latest(WORD)[0].is_quieter_than_usual
    assert not latest(WORD, user_db=WORD.level_db + QUIETER_THAN_USUAL_DB)[0].is_quieter_than_usual
    assert latest(WORD, user_db=WORD.level_db + QUIETER_THAN_USUAL_DB + 1)[0].is_quieter_than_usual


def test_the_duration_of_speech_leaves_pauses_out() -> None:
    both = Utterance((WORD, SpeechSegment(10_700, None, -20)), is_talk=False)
    assert both.spoken_ms(11_000) == 700
    assert both.ended_ms is None


def test_recent_speech_of_the_same_voice_is_the_context() -> None:
    sentence = SpeechSegment(8700, 9300, -20)
    (word,) = latest(sentence, WORD)
    assert word.before == (sentence,)
    assert word.before_ms == 600
    assert (
        latest(SpeechSegment(10_000 - TALK_MS - 600, 10_000 - TALK_MS, -20), WORD)[0].before == ()
    )


def test_speech_before_a_long_pause_is_another_sentence() -> None:
    first = SpeechSegment(6900, 10_000 - 2 * SENTENCE_PAUSE_MS - 600, -20)
    second = SpeechSegment(10_000 - SENTENCE_PAUSE_MS - 500, 10_000 - SENTENCE_PAUSE_MS, -20)
    assert latest(first, second, WORD)[0].before == (second,)
    earlier = SpeechSegment(8000, 10_000 - SENTENCE_PAUSE_MS - 1, -20)
    assert latest(earlier, WORD)[0].before == ()


def test_speech_over_the_coach_is_not_context_but_is_talk() -> None:
    (word,) = latest(SpeechSegment(7000, 9400, -20, is_over_coach=True), WORD)
    assert word.before == ()
    assert word.is_talk


def test_only_the_part_within_reach_counts_as_said_before() -> None:
    (word,) = latest(SpeechSegment(5000, 9400, -20), WORD)
    assert word.before == (SpeechSegment(10_000 - TALK_MS, 9400, -20),)
    assert word.before_ms == TALK_MS - 600


def test_commands_and_other_voices_are_not_context() -> None:
    command = SpeechSegment(8000, 8400, -20)
    others = SpeechSegment(8800, 9400, WORD.level_db - OTHERS_BELOW_DB)
    (word,) = latest(command, others, WORD, since_ms=8400)
    assert word.before == ()


def test_the_beginning_of_a_breath_is_the_context_of_its_last_segment() -> None:
    first = SpeechSegment(9300, 9600, -20)
    whole, alone = latest(first, WORD)
    assert whole.before == ()
    assert alone.before == (first,)


SENTENCE = SpeechSegment(4000, 4000 + CONVERSATION_BREATH_MS + 1, -20)


def test_a_recent_sentence_is_conversation() -> None:
    assert latest(SENTENCE, WORD)[0].in_conversation
    in_pieces = [SpeechSegment(4000, 4700, -20), SpeechSegment(4700 + UTTERANCE_GAP_MS, 5800, -20)]
    assert latest(*in_pieces, WORD)[0].in_conversation


def test_an_old_sentence_or_one_of_others_or_over_the_coach_is_not_conversation() -> None:
    much_later = SpeechSegment(5300 + CONVERSATION_MS, 5700 + CONVERSATION_MS, -20)
    assert not latest(SENTENCE, much_later)[0].in_conversation
    far_away = replace(SENTENCE, level_db=WORD.level_db - OTHERS_BELOW_DB)
    assert not latest(far_away, WORD)[0].in_conversation
    assert not latest(replace(SENTENCE, is_over_coach=True), WORD)[0].in_conversation


def test_separate_words_are_not_conversation() -> None:
    words = [
        SpeechSegment(at_ms, at_ms + 500, -20)
        for at_ms in range(3000, 9000, 501 + UTTERANCE_GAP_MS)
    ]
    assert not latest(*words, WORD)[0].in_conversation


def test_right_after_a_command_the_user_speaks_to_the_coach() -> None:
    command = SpeechSegment(7000, 7400, -20)
    assert not latest(SENTENCE, command, WORD, since_ms=7400)[0].in_conversation


def test_sound_with_the_coach_right_after_a_command_may_be_the_coach() -> None:
    with_coach = replace(WORD, is_over_coach=True)
    soon_ms = WORD.began_ms - AFTER_COMMAND_MS + 10
    assert latest(with_coach, since_ms=soon_ms)[0].follows_sound
    assert not latest(with_coach, since_ms=soon_ms - 20)[0].follows_sound
    assert not latest(WORD, since_ms=soon_ms)[0].follows_sound
