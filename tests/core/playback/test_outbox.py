"""Effects of a session, and their echo a sound delay later."""

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.core.effects import Attention, Effect, Listen, Rank
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import verbatim
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.steps import Cue

ASKED_MS = 10_000
LENGTH_MS = 2300
STOP_MS = (10_400, 10_900)
"""Begin and end of "stop" in the sentence when it sounds without a delay."""
BACK_MS = (11_800, 12_300)
FAR_MS = 1500
"""A delay at which an echo can't be mistaken for the same word without a delay."""


def speaking(sound_delay_ms: int) -> Outbox:
    """An outbox that has asked for a sentence, of a loudspeaker that plays so much later."""
    timing = SpeechTiming(lambda words: LENGTH_MS, sound_delay_ms=sound_delay_ms)
    outbox = Outbox(LANGUAGE.book, timing, lambda phase, now_ms: Attention.AWAKE)
    outbox.sound(Cue(ASKED_MS, verbatim("Say stop, next or back."), Rank.TALK))
    return outbox


def heard(words: str, span_ms: tuple[int, int], *, later_ms: int) -> Heard:
    began_ms, ended_ms = span_ms
    return Heard(words, began_ms + later_ms, ended_ms + later_ms)


@pytest.mark.parametrize("sound_delay_ms", [0, 200, FAR_MS])
def test_the_echo_of_a_word_comes_a_sound_delay_later(sound_delay_ms: int) -> None:
    outbox = speaking(sound_delay_ms)
    assert outbox.is_echo(heard("stop", STOP_MS, later_ms=sound_delay_ms))
    assert not outbox.is_echo(heard("stop", STOP_MS, later_ms=sound_delay_ms - FAR_MS))
    assert not outbox.is_echo(heard("stop", STOP_MS, later_ms=sound_delay_ms + FAR_MS))


@pytest.mark.parametrize("sound_delay_ms", [0, 200, FAR_MS])
def test_a_word_that_was_hushed_before_it_sounded_has_no_echo(sound_delay_ms: int) -> None:
    outbox = speaking(sound_delay_ms)
    outbox.hush(ASKED_MS + 800)
    assert outbox.is_echo(heard("stop", STOP_MS, later_ms=sound_delay_ms))
    assert not outbox.is_echo(heard("back", BACK_MS, later_ms=sound_delay_ms))


def test_it_listens_with_the_attention_of_the_phase_and_again_only_when_that_changes() -> None:
    attention = {Phase.RESTING: Attention.ASKED, Phase.COUNTING: Attention.AWAKE}
    timing = SpeechTiming(lambda words: LENGTH_MS)
    outbox = Outbox(LANGUAGE.book, timing, lambda phase, now_ms: attention[phase])
    outbox.listen(Phase.RESTING, 0)
    outbox.update_attention(Phase.RESTING, 0)
    outbox.listen(Phase.COUNTING, 100)
    attention[Phase.COUNTING] = Attention.ASLEEP
    outbox.update_attention(Phase.COUNTING, 200)
    expected: list[Effect] = [
        Listen(Phase.RESTING, Attention.ASKED),
        Listen(Phase.COUNTING, Attention.AWAKE),
        Listen(Phase.COUNTING, Attention.ASLEEP),
    ]
    assert outbox.take() == expected
    assert outbox.take() == []
