"""The counts of the evaluation."""

import json

import numpy as np
import pytest

from scripts.model.evaluation.listening import (
    BLOCK_FRAMES,
    Kind,
    Tally,
    Understood,
    blocks,
    commands_in,
    shown_texts,
    understood,
)
from scripts.model.evaluation.measures import end_of_speech, word_errors
from voicecoach.hearing.decision import Hypothesis

COMMANDS = frozenset({"next", "stop", "go back"})


def hypotheses(**scores: float) -> list[Hypothesis]:
    return [Hypothesis(text.replace("_", " "), score) for text, score in scores.items()]


def test_a_command_is_compared_with_all_else() -> None:
    assert understood(hypotheses(next=-10, stop=-12.5), COMMANDS) == Understood("next", 2.5)


def test_a_command_with_a_word_beside_it_is_something_else() -> None:
    heard = understood([Hypothesis("[unk] next", -9), Hypothesis("next", -10)], COMMANDS)
    assert heard == Understood("next", -1)


def test_other_words_alone_are_not_a_command() -> None:
    assert understood([Hypothesis("[unk]", -3)], COMMANDS).command == ""


def test_a_hypothesis_without_a_rival_has_the_highest_margin() -> None:
    assert understood(hypotheses(go_back=-4), COMMANDS) == Understood("go back", 8.0)


def test_the_same_text_twice_is_not_a_rival_of_itself() -> None:
    twice = [Hypothesis("next", -4), Hypothesis("next", -4.5), Hypothesis("stop", -6)]
    assert understood(twice, COMMANDS) == Understood("next", 2)


def test_right_missed_and_wrong_are_told_apart() -> None:
    tally = Tally()
    tally.add("next", Understood("next", 3.0))
    tally.add("next", Understood("next", 0.2))
    tally.add("next", Understood("next", -0.5))
    tally.add("next", Understood("stop", 2.0))
    assert tally.kinds == {Kind.RIGHT: 2, Kind.MISSED: 1, Kind.WRONG: 1}
    assert tally.sure == {Kind.RIGHT: 1, Kind.WRONG: 1}
    assert tally.share(Kind.RIGHT) == 50
    assert tally.confused == {"next > stop": 1}


def test_of_words_outside_anything_heard_is_wrong() -> None:
    tally = Tally()
    tally.add("", Understood("", 0.0))
    tally.add("", Understood("stop", 0.1))
    assert tally.kinds == {Kind.RIGHT: 1, Kind.WRONG: 1}


class Recorded:
    """Answers as Vosk does: empty-handed behind what it takes for the end of an utterance."""

    def __init__(self, *answers: dict[str, str]) -> None:
        self._answers = list(answers)

    def AcceptWaveform(self, data: bytes) -> bool:  # noqa: N802
        return "text" in self._answers[0]

    def Result(self) -> str:  # noqa: N802
        return json.dumps(self._answers.pop(0))

    PartialResult = Result


def test_finished_results_are_kept() -> None:
    recognizer = Recorded(
        {"partial": ""},
        {"partial": "go"},
        {"text": "go back"},
        {"alternatives": ""},
        {"partial": "up"},
    )
    shown = list(shown_texts(recognizer, np.zeros(4 * BLOCK_FRAMES, np.float32)))
    assert shown == ["", "go", "go back", "go back up"]


def test_the_filler_is_not_a_word() -> None:
    assert commands_in("[unk] go back [unk]") == ["go", "back"]


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("go on now", "go on now", 0),
        ("go on now", "go now", 1),
        ("go on", "oh go on", 1),
        ("go on", "no on", 1),
        ("go", "", 1),
        ("", "go on", 2),
    ],
)
def test_word_errors_are_the_fewest_changes(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


def test_speech_ends_where_it_becomes_far_softer() -> None:
    sound = np.full(16_000, 1e-4, np.float32)
    sound[3200:6400] = 0.1
    assert end_of_speech(sound) == 6400


def test_blocks_are_all_of_the_sound() -> None:
    sound = np.arange(2000, dtype=np.float32)
    assert np.array_equal(np.concatenate(list(blocks(sound))), sound)
