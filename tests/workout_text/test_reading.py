"""Lines belong together: under headings, in sections, in pairs, before and after rests."""

from voicecoach.content.loader import load_library
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import Block, Kind, Outcome, WorkoutText

NAMES = Names.of(load_library().exercises)


def read(text: str) -> WorkoutText:
    """A text of which every line is understood."""
    workout = read_workout(text.strip().splitlines(), NAMES)
    lost = [one for one in workout.readings if one.outcome is Outcome.NOT_UNDERSTOOD]
    assert lost == []
    return workout


def names_in(block: Block) -> list[str]:
    return [item.name for item in block.items]


def test_a_heading_has_the_exercises_on_the_lines_after_it_up_to_an_empty_one() -> None:
    rounds, plain = read("3 rounds:\n- 10 push-ups\n- 20 squats\n\nplank 30 s").blocks
    assert (rounds.kind, rounds.rounds, names_in(rounds)) == (
        Kind.ROUNDS,
        3,
        ["Push-ups", "Squats"],
    )
    assert (plain.kind, names_in(plain)) == (Kind.PLAIN, ["Plank"])


def test_an_empty_line_right_after_a_heading_ends_nothing() -> None:
    (block,) = read("AMRAP 12:\n\n5 push-ups\n10 squats").blocks
    assert (block.total_s, names_in(block)) == (720, ["Push-ups", "Squats"])


def test_exercises_on_the_line_of_a_heading_are_all_of_them() -> None:
    first, second = read("Tabata: burpees\nplank 30 s").blocks
    assert (names_in(first), names_in(second)) == (["Burpees"], ["Plank"])


def test_a_ladder_may_stand_under_a_heading() -> None:
    (block,) = read("3 rounds:\n- 3-2-1 pull-ups\n- 9-6-3 squats").blocks
    assert [item.dose.counts for item in block.items] == [(3, 2, 1), (9, 6, 3)]


def test_an_interval_needs_no_dose_on_the_lines_after_it() -> None:
    (block,) = read("40 s on, 20 s off x 3:\nsquats\npush-ups\nplank").blocks
    assert names_in(block) == ["Squats", "Push-ups", "Plank"]


def test_a_rest_on_its_own_line_follows_what_stands_before_it() -> None:
    rounds, plain = read(
        "3 rounds:\n10 push-ups\nrest 30 s\n20 squats\nrest 1 min\n\nrest 2 min\n"
        "5x5 squats, rest 90\nrest 3 min\nplank 30 s"
    ).blocks
    push_ups, squats = rounds.items
    assert (push_ups.rest_after_s, squats.rest_after_s) == (30, None)
    assert (rounds.between_s, rounds.after_s) == (60, 120)
    assert (plain.items[0].dose.rest_s, plain.items[0].after_s) == (90, 180)


def test_a_rest_after_a_clock_is_the_wait_before_what_follows() -> None:
    first, second = read("Tabata: squats\nrest 1 min\nTabata: push-ups").blocks
    assert (first.gate_s, second.gate_s) == (None, 60)


def test_rests_of_rounds_may_stand_among_the_exercises() -> None:
    (block,) = read(
        "3 rounds:\n10 push-ups\n20 squats\nrest 15 s between exercises\nrest 90 between rounds"
    ).blocks
    assert [item.rest_after_s for item in block.items] == [15, None]
    assert block.between_s == 90


def test_sections_and_names_hold_until_the_next_one() -> None:
    blocks = read(
        "Warm up\n5 min jog\n\n**Main part**\nUpper body: 3x12 push-ups\n3x10 rows\n"
        "Legs:\n5x5 squats\n\nCool-down: calf stretch 30 s, neck tilts 30 s"
    ).blocks
    assert [(block.section, block.name) for block in blocks] == [
        ("warm-up", None),
        ("main", "Upper body"),
        ("main", "Legs"),
        ("cool-down", None),
    ]
    assert [len(block.items) for block in blocks] == [1, 2, 1, 2]


def test_a_section_can_be_done_in_rounds() -> None:
    (block,) = read("Warm-up (2 rounds): 10 squats, 10 lunges").blocks
    assert (block.section, block.name, block.rounds) == ("warm-up", None, 2)


def test_a_number_or_letter_of_a_superset_is_not_a_name() -> None:
    (block,) = read("Superset 2: 3x10 push-ups + 3x10 rows").blocks
    assert (block.rounds, block.name) == (3, None)


def test_labelled_pairs_are_supersets() -> None:
    first, second = read(
        "A1) squats 3x10, rest 30\nA2) rows 3x12, rest 90\nB1. push-ups 2x8\nB2. dips 2x8"
    ).blocks
    assert (first.kind, first.rounds, first.between_s) == (Kind.ROUNDS, 3, 90)
    assert first.items[0].rest_after_s == 30
    assert (second.rounds, names_in(second)) == (2, ["Push-ups", "Dips"])


def test_a_title_names_the_routine() -> None:
    workout = read("Title: Leg day\n3x12 squats")
    assert workout.title == "Leg day"
    assert workout.readings[0].meaning == "name: Leg day"


def test_several_exercises_may_share_a_line() -> None:
    (block,) = read("10 squats, 12 push-ups; 14 lunges + 30 s plank then 5 dips and 6 rows").blocks
    assert names_in(block) == ["Squats", "Push-ups", "Lunges", "Plank", "Dips", "Rows"]


def test_a_name_with_an_and_is_one_exercise_where_it_is_known() -> None:
    (block,) = read("clean and jerk 5x3, push-up and rotation x 8").blocks
    assert names_in(block) == ["Clean and jerk", "Push-up and rotation"]


def test_known_names_are_parted_by_an_and_where_no_dose_is_needed() -> None:
    (block,) = read("Tabata: squats and push-ups").blocks
    assert names_in(block) == ["Squats", "Push-ups"]
    assert block.is_one_by_one


def test_remarks_in_parentheses_are_left_out_and_named() -> None:
    workout = read("squats 3x12 (slow, with a pause)")
    assert workout.readings[0].meaning == (
        "Squats: 3 sets, 12 repetitions; left out: (slow, with a pause)"
    )


def test_comments_are_not_exercises() -> None:
    workout = read("# 3x12 squats\n// 3x12 squats\n10 squats")
    assert [one.outcome for one in workout.readings] == [
        Outcome.COMMENT,
        Outcome.COMMENT,
        Outcome.UNDERSTOOD,
    ]
