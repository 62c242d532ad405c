"""The times of the commands in an utterance."""

from voicecoach.core.events import Heard
from voicecoach.hearing.command_times import heard_in
from voicecoach.hearing.decision import (
    Reading,
)
from voicecoach.hearing.utterances import SpeechSegment, Utterance

WORD = Utterance((SpeechSegment(1000, 1400, -20),), is_talk=False)


def test_a_command_has_the_times_of_its_utterance() -> None:
    told = heard_in(Reading(("next",), 2), WORD, 1600, doubtful=False)
    assert told == (Heard("next", 1000, 1400),)


def test_a_command_that_goes_on_ends_now() -> None:
    going_on = Utterance((SpeechSegment(1000, None, -20),), is_talk=False)
    told = heard_in(Reading(("stop",), 2), going_on, 1300, doubtful=True)
    assert told == (Heard("stop", 1000, 1300, is_doubtful=True),)


def test_two_commands_of_one_breath_share_its_time() -> None:
    told = heard_in(Reading(("pause", "resume"), 2), WORD, 1600, doubtful=False)
    assert told == (Heard("pause", 1000, 1200), Heard("resume", 1200, 1400))


def test_two_commands_in_two_segments_have_their_own_times() -> None:
    both = Utterance(
        (SpeechSegment(1000, 1400, -20), SpeechSegment(1700, 2100, -20)), is_talk=False
    )
    told = heard_in(Reading(("pause", "resume"), 2), both, 2300, doubtful=False)
    assert told == (Heard("pause", 1000, 1400), Heard("resume", 1700, 2100))


def test_a_command_in_a_sentence_gets_the_time_of_its_letters() -> None:
    spoken = Utterance((SpeechSegment(1000, 1900, -20),), is_talk=False)
    (heard,) = heard_in(Reading(("down",), 1, ("okay", "down")), spoken, 2300, doubtful=False)
    assert heard == Heard("down", 1450, 1900)
