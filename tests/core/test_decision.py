"""When recognized text counts as said: a table of texts over time."""

import pytest

from voicecoach.core.decision import Certainty, Decider, Patience, Stretch
from voicecoach.core.events import Heard

WORDINGS = ("next", "pause", "resume", "stop", "go", "go back", "how many left", "paws")
SPEECH = Stretch(1000, 1500, -20)
GOING_ON = Stretch(1000, None, -20)
PATIENCE = Patience()


def decider(**options: object) -> Decider:
    return Decider(WORDINGS, {"stop"}, decoys={"paws"}, **options)  # type: ignore[arg-type]


def words(heard: tuple[Heard, ...]) -> list[str]:
    return [each.words for each in heard]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next", ["next"]),
        ("go back", ["go back"]),
        ("[unk] next", ["next"]),
        ("pause resume", ["pause", "resume"]),
        ("how many left", ["how many left"]),
        ("how many", []),
        ("[unk]", []),
        ("banana", []),
        ("paws", []),
        ("", []),
    ],
)
def test_final_text_counts_word_by_word(text: str, expected: list[str]) -> None:
    assert words(decider().feed(text, Certainty.FINAL, 2400, [SPEECH])) == expected


def test_the_times_are_those_of_the_speech() -> None:
    assert decider().feed("next", Certainty.FINAL, 2400, [SPEECH]) == (Heard("next", 1000, 1500),)


@pytest.mark.parametrize(
    ("stretches", "why"),
    [
        ([], "nobody spoke"),
        ([Stretch(1000, 1060, -20)], "a click"),
        ([Stretch(2350, None, -20)], "speech that began too late to be this word"),
    ],
)
def test_text_without_speech_gives_nothing(stretches: list[Stretch], why: str) -> None:
    assert not decider().feed("next", Certainty.FINAL, 2400, stretches), why


def test_a_stop_word_counts_when_it_shows_up() -> None:
    assert words(decider().feed("stop", Certainty.TENTATIVE, 1350, [GOING_ON])) == ["stop"]


def test_a_stop_word_needs_some_speech() -> None:
    assert not decider().feed("stop", Certainty.TENTATIVE, 1150, [GOING_ON])


def test_another_word_does_not_count_when_it_shows_up() -> None:
    assert not decider().feed("next", Certainty.TENTATIVE, 1350, [GOING_ON])


def test_another_word_counts_once_it_has_not_changed_for_long() -> None:
    judge = decider()
    judge.feed("next", Certainty.TENTATIVE, 1400, [GOING_ON])
    almost_ms = 1400 + PATIENCE.stable_ms - 20
    assert not judge.feed("next", Certainty.TENTATIVE, almost_ms, [GOING_ON])
    assert words(judge.feed("next", Certainty.TENTATIVE, almost_ms + 20, [GOING_ON])) == ["next"]


def test_a_word_that_is_corrected_in_time_is_not_told() -> None:
    judge = decider()
    judge.feed("next", Certainty.TENTATIVE, 1400, [GOING_ON])
    judge.feed("pause", Certainty.TENTATIVE, 1900, [GOING_ON])
    told = judge.feed("pause", Certainty.CONCLUDED, 2100, [Stretch(1000, 1950, -20)])
    assert words(told) == ["pause"]


def test_concluded_text_counts_at_once_and_only_once() -> None:
    judge = decider()
    judge.feed("next", Certainty.TENTATIVE, 1600, [SPEECH])
    assert words(judge.feed("next", Certainty.CONCLUDED, 1640, [SPEECH])) == ["next"]
    assert not judge.feed("next", Certainty.TENTATIVE, 2300, [SPEECH])
    assert not judge.feed("next", Certainty.FINAL, 2500, [SPEECH])


def test_a_word_decided_early_is_not_told_again_under_another_name() -> None:
    judge = decider()
    assert words(judge.feed("stop", Certainty.TENTATIVE, 1350, [GOING_ON])) == ["stop"]
    assert not judge.feed("next", Certainty.FINAL, 2500, [SPEECH])


def test_a_second_command_in_one_utterance_is_told() -> None:
    judge = decider()
    pause, resume = Stretch(1000, 1400, -20), Stretch(2000, 2500, -20)
    assert words(judge.feed("pause", Certainty.CONCLUDED, 1540, [pause])) == ["pause"]
    told = judge.feed("pause resume", Certainty.FINAL, 3500, [pause, resume])
    assert told == (Heard("resume", 2000, 2500),)


def test_two_commands_of_one_breath_share_its_time() -> None:
    told = decider().feed("pause resume", Certainty.FINAL, 2400, [SPEECH])
    assert told == (Heard("pause", 1000, 1250), Heard("resume", 1250, 1500))


def test_two_commands_that_show_up_together_get_their_own_times() -> None:
    pause, resume = Stretch(1000, 1400, -20), Stretch(2000, 2500, -20)
    told = decider().feed("pause resume", Certainty.FINAL, 3500, [pause, resume])
    assert told == (Heard("pause", 1000, 1400), Heard("resume", 2000, 2500))


def test_the_same_word_said_twice_is_told_twice() -> None:
    judge = decider()
    first, second = Stretch(1000, 1400, -20), Stretch(2000, 2400, -20)
    assert words(judge.feed("next", Certainty.FINAL, 1900, [first])) == ["next"]
    assert words(judge.feed("next", Certainty.FINAL, 3400, [first, second])) == ["next"]


def test_a_new_utterance_without_new_speech_gives_nothing() -> None:
    judge = decider()
    judge.feed("next", Certainty.FINAL, 2400, [SPEECH])
    assert not judge.feed("pause", Certainty.FINAL, 2900, [SPEECH])


def test_speech_that_was_judged_before_is_left_alone() -> None:
    assert not decider(not_before_ms=1500).feed("next", Certainty.FINAL, 2400, [SPEECH])


def test_the_beginning_of_a_word_in_long_talk_is_estimated() -> None:
    talk = Stretch(1000, None, -20)
    (told,) = decider().feed("stop", Certainty.TENTATIVE, 9000, [talk])
    assert told.began_ms == 9000 - PATIENCE.typical_word_ms
