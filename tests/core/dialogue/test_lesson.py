"""The course of a lesson: what is asked for, when it is asked for again, and when it ends."""

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.lesson import (
    MOST_SILENT,
    Lesson,
    TakeVerdict,
    judge_take,
    usual_words,
)

LANGUAGE = load_language()
GOOD, SILENT, UNLIKE = TakeVerdict.GOOD, TakeVerdict.SILENT, TakeVerdict.UNLIKE


def said(lesson: Lesson) -> str:
    return " ".join(map(LANGUAGE.book.sentence, lesson.request()))


def course(lesson: Lesson, *verdicts: TakeVerdict) -> list[str]:
    """Words asked for before each of these answers, and after the last."""
    asked = []
    for verdict in verdicts:
        asked.append(str(lesson.asked))
        lesson.answer(verdict)
    return [*asked, str(lesson.asked)]


def test_each_command_is_asked_for_twice_in_turn() -> None:
    lesson = Lesson(["skip", "stop"])
    assert course(lesson, *[GOOD] * 4) == ["skip", "stop", "skip", "stop", "None"]
    assert dict(lesson.good) == {"skip": 2, "stop": 2}
    assert not lesson.is_given_up
    assert lesson.request() == ()


def test_a_take_that_is_of_no_use_is_asked_for_again_with_the_reason() -> None:
    lesson = Lesson(["skip", "stop"])
    assert said(lesson) == "Say: skip."
    lesson.answer(UNLIKE)
    assert said(lesson) == "That didn't sound like it. Say: skip."
    lesson.answer(SILENT)
    assert said(lesson) == "I didn't hear you. Say: skip."
    lesson.answer(GOOD)
    assert said(lesson) == "Say: stop."


def test_the_second_round_is_announced_once() -> None:
    lesson = Lesson(["skip"])
    lesson.answer(GOOD)
    assert said(lesson) == "Great. And all of them once more. Say: skip."
    lesson.answer(UNLIKE)
    assert "once more" not in said(lesson)


def test_after_three_tries_it_goes_on_without_that_command() -> None:
    lesson = Lesson(["skip", "stop"])
    assert course(lesson, *[UNLIKE] * 3)[-1] == "stop"
    assert said(lesson) == "Say: stop."
    assert lesson.good["skip"] == 0


def test_it_ends_when_nobody_answers() -> None:
    lesson = Lesson(["skip", "stop", "no"])
    course(lesson, GOOD, *[SILENT] * MOST_SILENT)
    assert lesson.is_given_up
    assert lesson.asked is None


def test_silence_in_between_does_not_end_it() -> None:
    lesson = Lesson(["skip", "stop", "no"])
    course(lesson, *([SILENT, SILENT, GOOD] * 6))
    assert not lesson.is_given_up
    assert dict(lesson.good) == {"skip": 2, "stop": 2, "no": 2}


@pytest.mark.parametrize(
    ("duration_ms", "resemblance", "verdict"),
    [
        (None, 0.0, SILENT),
        (400, 1.0, GOOD),
        (400, -3.9, GOOD),
        (400, -4.1, UNLIKE),
        (2300, 5.0, TakeVerdict.LONG),
    ],
)
def test_a_take_is_judged(
    duration_ms: int | None, resemblance: float, verdict: TakeVerdict
) -> None:
    assert judge_take(duration_ms, resemblance) is verdict


def test_a_usual_lesson_has_a_dozen_commands() -> None:
    words = usual_words(LANGUAGE.vocabulary)
    assert len(set(words)) == 12
    assert {"skip", "ouch", "help", "next", "repeat"} < set(words)
