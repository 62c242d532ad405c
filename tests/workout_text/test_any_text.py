"""Whatever a text holds, each of its lines is accounted for, and no time is lost over it."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.content.linking import link_routine
from voicecoach.content.loader import load_exercises
from voicecoach.content.toml_file import TomlFile
from voicecoach.errors import ContentError
from voicecoach.workout_text.forms import all_forms
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.plain_text import LONGEST_LINE, MOST_BYTES, lines_of
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import Outcome
from voicecoach.workout_text.writing import routine_text

EXERCISES, _ = load_exercises()
NAMES = Names.of({slug: known.exercise for slug, known in EXERCISES.items()})
FORMS = all_forms()
EXAMPLES = [form.example for form in (*FORMS.parts, *FORMS.blocks, *FORMS.between)]
WORDS = sorted({word for example in EXAMPLES for word in example.split()} | FORMS.reserved)
SIGNS = ["x", "×", "*", ",", ":", "-", "–", "/", "(", ")", "@", "½", "'", '"', "#", ";", "&", "\t"]
PIECES = st.sampled_from([*WORDS, *SIGNS, *map(str, range(0, 130, 7)), "plank", "1:30", "99999"])
LIKELY = st.lists(PIECES, max_size=12).map(" ".join)
LINES = st.one_of(st.sampled_from(EXAMPLES), LIKELY, st.text(max_size=40), st.just(""))


@given(st.lists(LINES, max_size=12))
@settings(deadline=None)
def test_every_line_is_accounted_for(lines: list[str]) -> None:
    workout = read_workout(lines, NAMES)
    assert [one.line for one in workout.readings] == list(range(1, len(lines) + 1))
    for reading in workout.readings:
        is_silent = reading.outcome in (Outcome.EMPTY, Outcome.COMMENT)
        assert bool(reading.meaning) is not is_silent
    made = {item.line for block in workout.blocks for item in block.items}
    understood = {one.line for one in workout.readings if one.outcome is Outcome.UNDERSTOOD}
    assert made <= understood


@given(st.lists(LINES, max_size=12))
@settings(deadline=None)
def test_the_written_routine_is_valid_and_has_all_lines_in_comments(lines: list[str]) -> None:
    workout = read_workout(lines, NAMES)
    text = routine_text(workout, name="Mine", source="mine.txt")
    data = tomllib.loads(text)
    if workout.blocks:
        link_routine(TomlFile(Path("mine.toml"), text, data), EXERCISES)
    items = [item for block in data.get("blocks", ()) for item in block["items"]]
    assert len(items) == sum(len(block.items) for block in workout.blocks)
    comments = [line for line in text.splitlines() if line.startswith("# line ")]
    kept = [one for one in workout.readings if one.outcome is not Outcome.EMPTY]
    assert len(comments) == len(kept)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_lines_or_a_mistake(content: bytes) -> None:
    try:
        lines = lines_of(content)
    except ContentError:
        return
    assert len(read_workout(lines, NAMES).readings) == len(lines)


@pytest.mark.slow
@given(st.lists(PIECES, min_size=1, max_size=3), st.sampled_from(["", " ", ", "]))
@settings(max_examples=25, deadline=None)
def test_a_full_file_of_the_worst_lines_is_read_in_time(pieces: list[str], gap: str) -> None:
    piece = gap.join(pieces) + gap
    line = (piece * LONGEST_LINE)[:LONGEST_LINE]
    lines = [line] * (MOST_BYTES // LONGEST_LINE)
    began_s = time.process_time()
    read_workout(lines, NAMES)
    assert time.process_time() - began_s < 5
