"""Doubtful text is not read, and the reason says how to write it."""

import pytest

from voicecoach.content.loader import load_library
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import Outcome

NAMES = Names.of(load_library().exercises)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leg day", "how many, or how long"),
        ("squats", "how many, or how long"),
        ("walk 5m", "meters or minutes?"),
        ("3x12 squats, rest 2", "seconds or minutes?"),
        ("1/2 x 8 run walk", "seconds or minutes?"),
        ("3x12 squats and lunges", "one exercise or two?"),
        ("3 x max push-ups", '"max" has no meaning here'),
        ("10-8 push-ups", "write a ladder with all of its numbers"),
        ("squats or lunges 3x10", '"or" has no meaning here'),
        ("10 push-ups 30 s", "repetitions and a time"),
        ("3x12 4x10 squats", "says two different things"),
        ("squats every day 3x12", '"every" has no meaning here'),
        ("squats 3x12 every day", 'not clear: "squats" and "every day"'),
        ("20 m of AMRAPs: 5 push-ups", "colon is neither a form nor a name"),
        (
            "Rounds, as many as possible: 5 push-ups",
            "colon is neither a form nor a name",
        ),
        ("3x12", "a dose, but no exercise"),
        ("rest 60 s", "a rest, but after what?"),
        ("push-ups 3x12, lunges", "how many, or how long"),
        ("150 push-ups", "150 repetitions: expected 1 to 100"),
        ("30x10 push-ups", "30 sets: expected 1 to 20"),
        ("squats 3x12, rest 20 min", "1200 seconds of rest: expected 0 to 600"),
        ("3 rounds:", "no exercise follows"),
        ("of", "no exercise"),
        ("0 push-ups", "0 repetitions: expected 1 to 100"),
        ("EMOM 10: 10 swings, 5 push-ups", "all in each minute, or one a minute in turns?"),
        ("Alternating EMOM 9: 10 swings, 5 push-ups", "9 periods can't be shared"),
        ("plank 30 s, hold 10 s each", "a hold of each repetition, but no repetitions"),
        ("5x5 squats, tempo 0-0-0-0", "a tempo without a second"),
        ("EMOM 10: 90 s plank", "Plank: 90 s, longer than its period"),
        ("EMOM 10: 3 swings, rest 30", "a rest within a block that runs on a clock"),
        ("AMRAP 10: 3 swings, rest 30, 5 squats", "a rest within a block that runs on a clock"),
        ("Tabata: squats, rest 1 min", "a rest within a block that runs on a clock"),
        ("EMOM 10: 30 swings", "Swings: 90 s, longer than its period"),
        ("EMOM 10: 12 lunges", "longer than its period"),
        ("2 s/10 s x 8: squats", "2 seconds of work: expected 3 to 3600"),
        ("every 4 s x 8: 1 squat", "4 seconds each: expected 5 to 3600"),
        ("180 min AMRAP: 1 squat", "10800 seconds: expected 10 to 7200"),
        ("11 min/1 min x 3: plank", "Plank is held for ten minutes at most"),
        ("every 40 s for 1 min: 10 swings", "60 s is not a multiple of 40 s"),
        ("40/20: squats", 'how many times? Write "x 8"'),
        ("Tabata: 20 squats", "the times of the intervals are its dose"),
        ("Superset: 3x10 push-ups + 4x10 squats", "different numbers of sets"),
        ("3 rounds: 2x10 push-ups, 10 squats", "sets within rounds"),
        ("21-15-9: 10 squats", "numbers beside those of the ladder"),
        ("4 rounds: 21-15-9 squats", "expected one number for each round"),
        ("20 min AMRAP: 21-15-9 squats", "a ladder has no end in a given time"),
        ("3x12 squats 100% effort & smile", "not clear"),
        ("10 \x1b[31msquats", "a character that can't be shown"),
        ("10 squats\x00", "a character that can't be shown"),
        ("10 squats " * 40, "more than 300 characters"),
        ("1 " * 100 + "squats", "too many numbers"),
        (f"10 {'very ' * 20}slow squats", "a name of more than 60 characters"),
        ("10 ☃☃☃", "is not the name of an exercise"),
    ],
)
def test_a_reason_is_given(line: str, reason: str) -> None:
    (reading,) = read_workout([line], NAMES).readings
    assert reading.outcome is Outcome.NOT_UNDERSTOOD, reading.meaning
    assert reason in reading.meaning


def test_the_exercises_of_a_heading_are_lost_with_it() -> None:
    lines = ["20 m of AMRAPs:", "- 5 push-ups", "- 10 squats", "", "plank 30 s"]
    workout = read_workout(lines, NAMES)
    outcomes = [reading.outcome for reading in workout.readings]
    lost = Outcome.NOT_UNDERSTOOD
    assert outcomes == [lost, lost, lost, Outcome.EMPTY, Outcome.UNDERSTOOD]
    assert workout.readings[1].meaning == "it belongs to line 1"


def test_a_block_whose_exercises_do_not_go_together_is_lost_as_a_whole() -> None:
    lines = ["EMOM 10:", "- 5 push-ups", "- 10 squats", "", "plank 30 s"]
    workout = read_workout(lines, NAMES)
    assert [block.line for block in workout.blocks] == [5]
    assert workout.readings[0].meaning.startswith("all in each minute")
    assert workout.readings[2].meaning == "it belongs to line 1"


def test_no_more_exercises_are_read_than_a_file_can_hold() -> None:
    workout = read_workout(["10 squats"] * 500, NAMES)
    assert sum(len(block.items) for block in workout.blocks) == 400
    assert max(len(block.items) for block in workout.blocks) <= 40
    assert workout.readings[400].meaning == "more than 400 exercises: split the text"
