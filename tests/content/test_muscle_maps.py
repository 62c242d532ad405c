"""Maps of muscles: those of the exercise are highlighted, under the names that exercises use."""

import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.loader import load_library
from voicecoach.content.muscle_maps import MapsTable, muscle_maps, section_picture
from voicecoach.content.toml_file import read_toml
from voicecoach.content.topics import KNOWLEDGE, load_knowledge
from voicecoach.drawings.picture import Picture, overshoot
from voicecoach.drawings.shape import Tone
from voicecoach.drawings.svg import document, elements

EXERCISES = load_library().exercises
FILES = sorted((KNOWLEDGE / "drawings").glob("*.toml"))
MAPS = MapsTable.model_validate(
    tomllib.loads((KNOWLEDGE / "muscles.toml").read_text(encoding="utf-8"))
).root


def lit(picture: Picture) -> set[str]:
    """The highlighted parts of a picture."""
    return {name for name, part in picture.parts.items() if part.tone is Tone.ACCENT}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_drawing_of_a_topic_is_well_formed_and_within_its_box(path: Path) -> None:
    shapes = read_pictures(read_toml(path)).of().shapes(0)
    ElementTree.fromstring(document(elements(shapes)))
    assert overshoot(shapes) <= 0


def test_every_name_on_a_map_is_that_of_a_muscle_in_an_exercise() -> None:
    used = {muscle.name for exercise in EXERCISES.values() for muscle in exercise.muscles}
    known = {name for one in MAPS.values() for names in one.parts.values() for name in names}
    assert known - used == set()


def test_the_muscles_of_an_exercise_are_highlighted_with_their_tendons() -> None:
    maps = list(muscle_maps(EXERCISES["toe-curls"]))
    assert [one.title for one in maps] == [
        "The sole of a right foot",
        "A right lower leg from behind, deep down",
    ]
    assert lit(maps[0].picture) >= {"flexor-digitorum-brevis", "flexor-digitorum-brevis-1"}
    assert "abductor-hallucis" not in lit(maps[0].picture)
    assert maps[0].highlighted == ("the flexor hallucis brevis", "the flexor digitorum brevis")


def test_an_exercise_of_other_muscles_has_no_map() -> None:
    assert list(muscle_maps(EXERCISES["crunches"])) == []


def test_each_picture_of_a_topic_is_there_and_shows_what_it_highlights() -> None:
    used = set()
    for topic in load_knowledge().topics.values():
        for section in topic.sections:
            picture = section_picture(section)
            assert (picture is None) is (section.picture is None)
            if picture is not None:
                used.add(section.picture)
                assert set(section.highlights) <= lit(picture)
    assert used | MAPS.keys() == {path.stem for path in FILES}
