"""Every form that is documented says what it is documented to say."""

import pytest

from voicecoach.content.loader import load_library
from voicecoach.workout_text.forms import all_forms
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import Outcome

NAMES = Names.of(load_library().exercises)
OWN = "(an exercise of its own)"
ROUNDS_OF_THREE = "3 rounds; Push-ups: 10 repetitions; Squats: 20 repetitions"
AMRAP = "rounds for 12 min; Push-ups: 5 repetitions; Squats: 10 repetitions"
SWINGS = f"Swings {OWN}: 10 repetitions"
INTERVALS = "40 s of work and 20 s of rest, 3 rounds; Squats; Push-ups; Plank"
RUN_WALK = "1 min run, 90 s walk, 8 rounds; Run (the exercise running); Walk (the exercise walking)"
SQUATS = "Squats: 3 sets, 12 repetitions"
MEANINGS = {
    "3x12 squats": SQUATS,
    "3 sets x 12 reps squats": SQUATS,
    "3 sets of 12 push-ups": "Push-ups: 3 sets, 12 repetitions",
    "push-ups 12 reps x 3": "Push-ups: 3 sets, 12 repetitions",
    "push-ups 12 x 3 sets": "Push-ups: 3 sets, 12 repetitions",
    "squats 5x5 @ 60 kg": "Squats: 5 sets, 5 repetitions, 60 kg",
    "10 push-ups": "Push-ups: 10 repetitions",
    "squats x 12": "Squats: 12 repetitions",
    "squats: 12 reps, 3 sets": SQUATS,
    "plank for 45 s": "Plank: 45 s",
    "3 x 45 s plank": "Plank: 3 sets, 45 s",
    "3 sets of 30 seconds plank": "Plank: 3 sets, 30 s",
    "plank 45s x3": "Plank: 3 sets, 45 s",
    "run 400 m": "Run (an exercise of its own: running has no distance): 400 m",
    "4 x 400 m run, rest 90 s": "Run (an exercise of its own: running has no distance): 4 sets, "
    "400 m, 90 s of rest between sets and after them",
    "10-8-6-4 push-ups": "4 rounds; Push-ups: 10-8-6-4 repetitions",
    "5 down to 1 push-ups": "Push-ups: 5-4-3-2-1 repetitions",
    "1 up to 5 push-ups": "Push-ups: 1-2-3-4-5 repetitions",
    "10 swings with 16 kg": f"{SWINGS}, 16 kg",
    "16 kg swings x 10": f"{SWINGS}, 16 kg",
    "12 rows with a red band": f"Rows {OWN}: 12 repetitions, red band",
    "30 sec each side stretch": f"Stretch {OWN}: 30 s, each side",
    "10 lunges each": "Lunges: 10 repetitions, each leg",
    "30 s side plank left and right": "Side plank: 30 s, each side",
    "30 s side plank, left side": "Side plank: 30 s, left side",
    "30 s side plank, right side": "Side plank: 30 s, right side",
    "5x5 squats, tempo 3-1-2-0": "Squats: 5 sets, 5 repetitions, tempo 3-1-2-0",
    "6-4-2 curl-ups, hold 10 s each": f"3 rounds; Curl-ups {OWN}: 6-4-2 repetitions, "
    "each held for 10 s",
    "5 bridges with 10 s holds": "Bridges (the exercise glute-bridge): 5 repetitions, "
    "each held for 10 s",
    "3x12 squats, rest 1 min": f"{SQUATS}, 1 min of rest between sets and after them",
    "3x12 squats, rest 60": f"{SQUATS}, 1 min of rest between sets and after them",
    "3x12 squats with 60 s rest": f"{SQUATS}, 1 min of rest between sets and after them",
    "3x12 squats, rest 60 s between sets": f"{SQUATS}, 1 min of rest between sets",
    "3x12 squats, rest 60 between sets": f"{SQUATS}, 1 min of rest between sets",
    "3x12 squats, 60 s rest between sets": f"{SQUATS}, 1 min of rest between sets",
    "3x12 squats bodyweight": SQUATS,
    "squats 5x5 @ 75 %": "Squats: 5 sets, 5 repetitions; left out: @ 75 %",
    "squats 5x5 @ RPE 8": "Squats: 5 sets, 5 repetitions; left out: @ RPE 8",
    "3 rounds: 10 push-ups, 20 squats, rest 1 min": "3 rounds, 1 min of rest between them; "
    "Push-ups: 10 repetitions; Squats: 20 repetitions",
    "Circuit x 3: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "Circuit, 3 rounds: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "3 x circuit: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "Upper body x 3: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "Repeat 3 times: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "3 sets: 10 push-ups, 20 squats": ROUNDS_OF_THREE,
    "5 RFT: 10 push-ups, 20 squats": ROUNDS_OF_THREE.replace("3 rounds", "5 rounds"),
    "Superset: 3x10 push-ups + 3x12 squats": "3 rounds; Push-ups: 10 repetitions; "
    "Squats: 12 repetitions",
    "For time: 50 squats, 30 push-ups": "one after the other; Squats: 50 repetitions; "
    "Push-ups: 30 repetitions",
    "20 min AMRAP: 5 push-ups, 10 squats": AMRAP.replace("12", "20"),
    "AMRAP 12 min: 5 push-ups, 10 squats": AMRAP,
    "AMRAP 12: 5 push-ups, 10 squats": AMRAP,
    "As many rounds as possible in 12 minutes: 5 push-ups, 10 squats": AMRAP,
    "EMOM 10: 10 swings": f"every 1 min, 10 rounds; {SWINGS}",
    "Alternating EMOM 10: 10 swings, 12 push-ups": "every 1 min, 5 rounds, in turns; "
    f"{SWINGS}; Push-ups: 12 repetitions",
    "EMOM 10 min: 10 swings": f"every 1 min, 10 rounds; {SWINGS}",
    "10 min EMOM: 10 swings": f"every 1 min, 10 rounds; {SWINGS}",
    "E2MOM 10: 10 swings": f"every 2 min, 5 rounds; {SWINGS}",
    "Every 90 s for 9 min: 10 swings": f"every 90 s, 6 rounds; {SWINGS}",
    "Every 2 min x 5: 400 m run": "every 2 min, 5 rounds; "
    "Run (an exercise of its own: running has no distance): 400 m",
    "Every minute on the minute for 10 minutes: 10 swings": f"every 1 min, 10 rounds; {SWINGS}",
    "Tabata: burpees": f"20 s of work and 10 s of rest, 8 rounds; Burpees {OWN}",
    "Tabata 30/15 x 6: burpees": f"30 s of work and 15 s of rest, 6 rounds; Burpees {OWN}",
    "Tabata x 4: burpees": f"20 s of work and 10 s of rest, 4 rounds; Burpees {OWN}",
    "60/90 x 8 run walk": RUN_WALK,
    "8 x 60/90 run walk": RUN_WALK,
    "40 s/20 s x 3: squats, push-ups, plank": INTERVALS,
    "3 x 40 s/20 s: squats, push-ups, plank": INTERVALS,
    "40 s on, 20 s off x 3: squats, push-ups, plank": INTERVALS,
    "3 rounds of 40 s on, 20 s off: squats, push-ups, plank": INTERVALS,
    "21-15-9: squats, push-ups": "3 rounds; Squats: 21-15-9 repetitions; "
    "Push-ups: 21-15-9 repetitions",
    "3 rounds, rest 1 min between rounds: 10 push-ups, 20 squats": "3 rounds, "
    "1 min of rest between them; Push-ups: 10 repetitions; Squats: 20 repetitions",
    "3 rounds, rest 60 between rounds: 10 push-ups, 20 squats": "3 rounds, "
    "1 min of rest between them; Push-ups: 10 repetitions; Squats: 20 repetitions",
    "3 rounds with 1 min rest between rounds: 10 push-ups, 20 squats": "3 rounds, "
    "1 min of rest between them; Push-ups: 10 repetitions; Squats: 20 repetitions",
    "3 rounds, rest 15 s between exercises: 10 push-ups, 20 squats": "3 rounds; "
    "Push-ups: 10 repetitions, 15 s of rest after it; Squats: 20 repetitions",
    "3 rounds, 15 s rest between exercises: 10 push-ups, 20 squats": "3 rounds; "
    "Push-ups: 10 repetitions, 15 s of rest after it; Squats: 20 repetitions",
}
"""Meaning of each example."""


def meaning(line: str) -> str:
    """Meaning of a line; raises AssertionError if it is not understood."""
    (reading,) = read_workout([line], NAMES).readings
    assert reading.outcome is Outcome.UNDERSTOOD, reading.meaning
    return reading.meaning


def test_every_form_has_an_example_of_its_own() -> None:
    forms = all_forms()
    examples = [form.example for form in (*forms.parts, *forms.blocks, *forms.between)]
    assert sorted(examples) == sorted(MEANINGS)


@pytest.mark.parametrize("example", MEANINGS)
def test_an_example_means_what_it_says(example: str) -> None:
    assert meaning(example) == MEANINGS[example]


@pytest.mark.parametrize(
    "line",
    [
        "3×12 squats",
        "3 X 12 squats",
        "3*12 squats",
        "3 * 12 squats",
        "- 3x12 squats",
        "* 3x12 squats",
        "• 3x12 squats",
        "1. 3x12 squats",
        "2) 3x12 squats",
        "a) 3x12 squats",
        "- [ ] 3x12 squats",
        "3x12 squats # my knees",
        "3x12 squats // my knees",
        "  3x12\tsquats  ",
        "\u200b3x12\u00a0squats",
        "three sets of twelve squats",
        "Squats: 3x12",
        "SQUATS 3x12",
        "squat 3 x 12",
        "3x12 air squats",
        "3x12 body-weight squats",
        "3 sets of 12 reps of squats",
        "squats, 3 sets of 12",
        "squats (3x12)",
    ],
)
def test_the_same_is_understood_of_other_spellings(line: str) -> None:
    said, _, dose = meaning(line).partition(": ")
    assert "quat" in said
    assert "its own" not in said
    assert dose == "3 sets, 12 repetitions"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("45s", "45 s"),
        ("45 sec", "45 s"),
        ("45-second", "45 s"),
        ("45 secs.", "45 s"),
        ('45"', "45 s"),
        ("45″", "45 s"),
        ("45''", "45 s"),
        ("1:30", "90 s"),
        ("1:30 min", "90 s"),
        ("1 min 30 s", "90 s"),
        ("1 minute and 30 seconds", "90 s"),
        ("1'30\"", "90 s"),
        ("1½ min", "90 s"),
        ("1 ½ min", "90 s"),
        ("1.5 min", "90 s"),
        ("1,5 min", "90 s"),
        ("½ min", "30 s"),
        ("half a minute", "30 s"),
        ("a minute", "1 min"),
        ("two minutes", "2 min"),
        ("2’", "2 min"),
        ("2 mins", "2 min"),
    ],
)
def test_times_are_read_as_people_write_them(written: str, seconds: str) -> None:
    assert meaning(f"plank {written}") == f"Plank: {seconds}"
    assert meaning(f"{written} plank") == f"Plank: {seconds}"


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("@60kg", "60 kg"),
        ("@ 60 kilos", "60 kg"),
        ("with 22,5 kg", "22.5 kg"),
        ("@ 135 lb", "61.2 kg"),
        ("with 20 pounds", "9.1 kg"),
    ],
)
def test_loads_are_read_in_kilograms_and_pounds(written: str, load: str) -> None:
    assert meaning(f"5x5 squats {written}") == f"Squats: 5 sets, 5 repetitions, {load}"


@pytest.mark.parametrize(
    ("written", "meters"),
    [("400m", 400), ("5 km", 5000), ("5k", 5000), ("1 mile", 1609), ("100 yards", 91)],
)
def test_distances_are_read_in_meters(written: str, meters: float) -> None:
    assert meaning(f"row {written}") == f"Row {OWN}: {meters:g} m"


def test_the_lower_end_of_a_range_is_taken_and_told() -> None:
    assert meaning("bench press 3 x 8–12, rest 2-3 min") == (
        f"Bench press {OWN}: 3 sets, 8 repetitions, 2 min of rest between sets and after them; "
        "left out: the upper end of 8-12; left out: the upper end of 2-3 min"
    )
