"""Properties of every session, whatever the user says or presses, and whenever."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.core.random_sessions import (
    EVENTS,
    LONGEST_DELAY_MS,
    LONGEST_LEAD_MS,
    ON_BEAT,
    played_sessions,
    to_the_end,
    worked_sessions,
)
from tests.core.sample import LANGUAGE, Played
from tests.examples import examples
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import TRANSITIONS
from voicecoach.core.effects import ON_THE_VOWEL, Earcon, Hush, Listen, Play, Rank, Say, Show
from voicecoach.core.facts import SessionEnded, SessionResumed, SetEnded
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.core.view import Countdown
from voicecoach.core.workout.exercise import Measure

tried = examples(60, derandomize=True)


def spoken(played: Played) -> list[tuple[int, int, Rank, Phrase]]:
    """Everything said, as (begin, end, rank, words), cut where it was hushed."""
    found: list[tuple[int, int, Rank, Phrase]] = []
    for asked_ms, effect in played.effects:
        match effect:
            case Say(words, at_ms, rank, within_ms):
                begin = asked_ms if rank in ON_THE_VOWEL else at_ms
                found.append((begin, begin + (within_ms or played.voice(words)), rank, words))
            case Hush():
                found = [
                    (begin, min(end, max(begin, asked_ms)), rank, words)
                    for begin, end, rank, words in found
                ]
    return found


def resumed_ms(played: Played) -> int:
    """Sets done in the unfinished session before, if it was resumed."""
    return 60_000 * any(isinstance(fact, SessionResumed) for fact in played.facts)


@tried
@given(played_sessions())
def test_every_session_can_be_stopped_and_ends(played: Played) -> None:
    session = played.session
    assert session.phase is Phase.FINISHED or Intent.STOP in TRANSITIONS[session.phase]
    to_the_end(played)
    ends = [fact for fact in played.facts if isinstance(fact, SessionEnded)]
    assert len(ends) == 1


@tried
@given(played_sessions() | worked_sessions())
def test_no_call_asks_for_anything_before_the_call_before_it(played: Played) -> None:
    called_ms = sorted({asked_ms for asked_ms, _ in played.effects})
    before = dict(zip(called_ms, [0, *called_ms], strict=False))
    for asked_ms, effect in played.effects:
        if isinstance(effect, Say) and effect.rank in ON_THE_VOWEL:
            assert asked_ms <= effect.at_ms <= asked_ms + LONGEST_LEAD_MS
        elif isinstance(effect, Say | Play) and effect.at_ms is not None:
            assert before[asked_ms] <= effect.at_ms <= asked_ms


@tried
@given(played_sessions())
def test_a_deadline_never_lies_in_the_past(played: Played) -> None:
    deadline = played.session.deadline_ms
    if played.session.phase is not Phase.FINISHED and deadline is not None:
        assert deadline >= played.now_ms


@tried
@given(played_sessions())
def test_no_words_are_said_over_a_count(played: Played) -> None:
    for (begin, end, _, words), (next_begin, _, _, next_words) in pairwise(spoken(played)):
        assert end <= next_begin or begin == end, (words, begin, end, next_words, next_begin)


@tried
@given(worked_sessions())
def test_no_words_of_whole_sets_overlap(played: Played) -> None:
    for (begin, end, _, words), (next_begin, _, _, next_words) in pairwise(spoken(played)):
        assert end <= next_begin, (words, begin, end, next_words, next_begin)


@tried
@given(played_sessions(countings=ON_BEAT) | worked_sessions(countings=ON_BEAT))
def test_counts_go_from_one_on_without_a_gap(played: Played) -> None:
    """Each run of work counts on from what was done; a tick stands for a number without room."""
    expected: set[str] = set()
    for _, effect in played.effects:
        if isinstance(effect, Show) and effect.view.phase is Phase.COUNTING:
            shown = str(effect.view.big.done)  # type: ignore[union-attr]
            number = int(shown) if shown.isdigit() else ord(shown) - ord("A") + 1
            assert not expected or str(number) in expected or number == 0, (shown, expected)
            expected = {str(number), str(number + 1)}
        elif isinstance(effect, Listen):
            expected = set()


@tried
@given(played_sessions())
def test_nothing_of_a_paused_step_sounds(played: Played) -> None:
    paused_since: int | None = None
    for asked_ms, effect in played.effects:
        if isinstance(effect, Listen):
            still = effect.phase in (Phase.PAUSED, Phase.CONFIRMING)
            paused_since = asked_ms if still else None
        elif paused_since is not None and isinstance(effect, Say):
            assert effect.rank in (Rank.TALK, Rank.ANSWER)
        elif paused_since is not None and isinstance(effect, Play):
            assert effect.earcon in (Earcon.HEARD, Earcon.REFUSED)


@tried
@given(played_sessions())
def test_no_set_has_more_than_was_asked_for(played: Played) -> None:
    to_the_end(played)
    sets = [fact for fact in played.facts if isinstance(fact, SetEnded)]
    for done in sets:
        assert 0 < done.amount <= done.target
        as_long_as_one_can = done.open_ended and done.measure is not Measure.COUNTS
        assert done.completed is (as_long_as_one_can or done.amount == done.target)
    end = next(fact for fact in played.facts if isinstance(fact, SessionEnded))
    assert end.sets == count_whole_sets(sets)
    assert 0 <= end.active_ms - resumed_ms(played) <= played.now_ms


@tried
@given(played_sessions())
def test_a_countdown_never_shows_more_than_its_total_and_the_sound_delay(played: Played) -> None:
    for asked_ms, effect in played.effects:
        if isinstance(effect, Show) and isinstance(effect.view.big, Countdown):
            shown_ms = effect.view.big.ends_ms - asked_ms
            assert shown_ms <= effect.view.big.total_ms + LONGEST_DELAY_MS


@tried
@given(played_sessions(script=st.just([]), speeds=st.just(1.0)), EVENTS)
def test_nothing_changes_a_session_that_is_over(played: Played, event: object) -> None:
    to_the_end(played)
    if event is not None and not isinstance(event, Intent):
        assert played.tell(event, played.now_ms + 1000) == []  # type: ignore[arg-type]
    assert played.session.phase is Phase.FINISHED


@tried
@given(played_sessions())
def test_time_in_a_pause_is_not_active(played: Played) -> None:
    if played.session.phase in (Phase.FINISHED, Phase.SUMMARY, Phase.OFFERING):
        return
    if played.session.phase not in (Phase.PAUSED, Phase.CONFIRMING, Phase.HURTING, Phase.EASING):
        played.press(Intent.PAUSE)
    played.until(played.now_ms + 3_600_000)
    played.press(Intent.STOP)
    played.press(Intent.YES)
    end = next(fact for fact in played.facts if isinstance(fact, SessionEnded))
    assert end.active_ms - resumed_ms(played) <= played.now_ms - 3_600_000


@tried
@given(played_sessions())
def test_after_stop_nothing_of_the_work_sounds_until_an_answer(played: Played) -> None:
    if played.session.phase not in WORKING:
        return
    played.press(Intent.STOP)
    already = len(played.said)
    played.until(played.now_ms + 29_000)
    assert played.said[already:] == []
    # Without a microphone, a hint at the keys follows.
    assert played.said[-1][1].startswith(LANGUAGE.book.sentence(phrase("pause.finish-here")))
