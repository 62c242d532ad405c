"""Drawing files: what the bundled ones draw, and how a mistake in one is told."""

import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.content.content_files import EXERCISE
from tests.each import for_each
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.checking import Kind, check_file
from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.drawings import shared
from voicecoach.content.loader import load_library, read_exercise
from voicecoach.content.own_picture import OwnPicture
from voicecoach.content.pictures import load_picture
from voicecoach.content.toml_file import read_toml
from voicecoach.core.workout.routine import Routine
from voicecoach.core.workout.variations import in_variation
from voicecoach.drawings.frames import frames
from voicecoach.drawings.picture import Picture, moves, overshoot
from voicecoach.drawings.svg import document, elements
from voicecoach.errors import ContentError

FILES = sorted((BUNDLED / "drawings").glob("*.toml"))
TESTS = [read_exercise(path).exercise for path in (BUNDLED / "tests").glob("*.toml")]
EXERCISES = {**load_library().exercises, **{test.slug: test for test in TESTS}}
MOST_BYTES = 60_000
"""Of all drawings together as a server sends them: each stroke once, and compressed."""
MOST_BYTES_OF_A_ROUTINE = 40_000
"""Of the drawings of one routine, not compressed."""

DRAWING = """\
[parts.floor]
prop = "floor"

[parts.body]
figure = "body"
poses = [
  { from = "standing" },
  { hip = [50, 60] },
]

[parts.arrow]
points = [[20, 20], ["body.right_hand", 0, -4]]
arrow = true

[variations.other.parts]
arrow = false
"""


def pictures() -> Iterator[tuple[str, Picture]]:
    for path in FILES:
        for names, picture in read_pictures(read_toml(path)).known.items():
            yield " ".join([path.stem, *filter(None, names)]), picture


@for_each(pictures(), name=lambda named: named[0])
def test_a_picture_is_well_formed_moves_and_stays_within_its_box(
    named: tuple[str, Picture],
) -> None:
    name, picture = named
    phases = picture.key_phases()
    between = [(one + other) / 2 for one, other in pairwise(phases)]
    for phase in (*phases, *between):
        shapes = picture.shapes(phase)
        ElementTree.fromstring(document(elements(shapes), name))
        assert overshoot(shapes) <= 0
    assert len(phases) > 1
    assert moves(picture.shapes(0.0), picture.shapes(phases[1]))


def test_every_exercise_and_every_test_has_a_drawing() -> None:
    assert EXERCISES.keys() - {path.stem for path in FILES} == set()


@for_each(FILES, name=lambda path: path.stem)
def test_a_drawing_is_that_of_an_exercise_and_speaks_of_variations_that_it_has(path: Path) -> None:
    exercise = EXERCISES[path.stem]
    drawn = read_pictures(read_toml(path))
    variations = {one.name for one in exercise.variations}
    ways = {None, *variations}
    directions = {
        direction
        for name in ways
        for direction in in_variation(exercise, exercise.named(name)).directions
    }
    assert {variation for variation, _ in drawn.known} <= ways
    assert {direction for _, direction in drawn.known} <= {None, *directions}
    assert drawn.alike <= variations
    assert check_file(path).kind is Kind.DRAWING
    assert check_file(path).warnings == ()


@for_each(FILES, name=lambda path: path.stem)
def test_each_variation_has_a_picture_of_its_own_or_looks_the_same_on_purpose(path: Path) -> None:
    drawn = read_pictures(read_toml(path))
    decided = drawn.alike | {variation for variation, _ in drawn.known}
    assert [one.name for one in EXERCISES[path.stem].variations if one.name not in decided] == []


def test_all_drawings_together_are_small() -> None:
    strokes = {json.dumps(one) for _, picture in pictures() for one in frames(picture)["shapes"]}
    assert len(zlib.compress("".join(sorted(strokes)).encode())) <= MOST_BYTES


@for_each(load_library().routines.values(), name=lambda one: one.slug)
def test_the_drawings_of_a_routine_are_small(routine: Routine) -> None:
    ways = {
        (item.exercise.slug, direction): load_picture(item.exercise, direction=direction)
        for item in routine.items
        for direction in item.exercise.directions or (None,)
    }
    sizes = [
        len(json.dumps(frames(picture), separators=(",", ":")))
        for picture in ways.values()
        if isinstance(picture, Picture)
    ]
    assert sum(sizes) <= MOST_BYTES_OF_A_ROUTINE


@pytest.mark.parametrize("figure", shared().postures)
def test_every_posture_that_drawings_share_can_be_drawn(figure: str, tmp_path: Path) -> None:
    for name in shared().postures[figure]:
        part = f'[parts.body]\nfigure = "{figure}"\nposes = [{{ from = "{name}" }}]'
        shapes = read_pictures(read_toml(written(tmp_path, part))).of().shapes(0)
        assert overshoot(shapes) <= 0


def written(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "drawings"
    folder.mkdir(exist_ok=True)
    path = folder / "squats.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_few_lines_are_a_picture(tmp_path: Path) -> None:
    path = written(tmp_path, DRAWING)
    assert check_file(path).warnings == ()
    drawn = read_pictures(read_toml(path))
    assert len(drawn.of().shapes(0)) == len(drawn.of("other").shapes(0)) + 2
    assert drawn.of("unknown", "unknown") is drawn.of()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('prop = "floor"', 'prop = "flour"', "parts.floor.prop: expected the name of a prop"),
        ('prop = "floor"', "", "parts.floor: expected one of figure, prop and points, got none"),
        ('"body"', '"bodi"', "parts.body.figure: expected the name of a figure"),
        ('"standing"', '"standin"', "parts.body.poses[1].from: expected the name of a posture"),
        ("hip", "hips", "parts.body.poses[2].hips: a pose of this figure has no hips; did"),
        ("[50, 60]", "50", "parts.body.poses[2].hip: expected 2 numbers"),
        ("[50, 60]", "[50, 600]", "parts.body.poses[2].hip"),
        ("{ hip", "{ right_hand = [1, 2], hip", "parts.body.poses[2]: expected what the first"),
        ("body.right_hand", "body.right_hend", 'parts.arrow.points: body has no "right_hend"'),
        ("body.right_hand", "bode.right_hand", 'there is no figure "bode" to hold on to'),
        ("arrow = true", "moved = [[[1, 2]]]", "parts.arrow.moved[1]: expected 2 points"),
        ("arrow = false", "arow = false", "parts.arow: expected the name of a part"),
        ("arrow = true", "moved = [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]", "expected one pose, or 3"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = written(tmp_path, DRAWING.replace(old, new, 1))
    with pytest.raises(ContentError) as raised:
        check_file(path)
    assert problem in str(raised.value)


def test_a_picture_that_is_cut_off_is_a_warning(tmp_path: Path) -> None:
    path = written(tmp_path, DRAWING.replace("[20, 20]", "[-20, 20]"))
    first, *_ = check_file(path).warnings
    assert "cut off, by 21." in first


def test_an_exercise_may_name_its_picture(tmp_path: Path) -> None:
    written(tmp_path, DRAWING)
    (tmp_path / "drawings" / "taps.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1"/></svg>'
    )
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    for name in ("squats", "taps.svg", "missing"):
        path = exercises / "toe-taps.toml"
        path.write_text(f'picture = "{name}"\n{EXERCISE}', encoding="utf-8")
        exercise = load_library(tmp_path).exercises["toe-taps"]
        found = load_picture(exercise, tmp_path)
        assert isinstance(found, {"squats": Picture, "taps.svg": OwnPicture}.get(name, type(None)))
        warned = any('no picture "missing"' in one for one in check_file(path).warnings)
        assert warned is (name == "missing")


def test_a_picture_is_that_of_the_variation_and_the_direction() -> None:
    exercise = EXERCISES["ankle-rotations"]
    varied = in_variation(exercise, exercise.named("with a band"))
    found = {
        json.dumps(frames(picture))
        for one, direction in ((exercise, None), (varied, None), (varied, "sole inward"))
        if isinstance(picture := load_picture(one, direction=direction), Picture)
    }
    assert len(found) == 3
