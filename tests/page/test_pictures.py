"""The pictures of the page: each comes once, after its scene, and all of them are small."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from voicecoach.content.loader import load_library
from voicecoach.core.workout.exercise import Side
from voicecoach.page.child import page_files
from voicecoach.page.pictures import Pictures

MOST_BYTES = 100_000
LIBRARY = load_library()


def scene(name: str, variation: str | None = None, side: Side | None = None) -> dict[str, Any]:
    wanted = {"name": name, "variation": variation, "direction": None, "text": "Stand."}
    return {"kind": "scene", "picture": {**wanted, "side": side.value if side else None}}


def pictures_after(*scenes: dict[str, Any]) -> list[dict[str, Any]]:
    pictures = Pictures()
    return [
        message
        for each in scenes
        for message in pictures.with_picture(each)
        if message["kind"] == "picture"
    ]


def test_a_picture_comes_after_its_scene_which_names_it() -> None:
    named, picture = Pictures().with_picture(scene("calf-raises"))
    assert named == {"kind": "scene", "picture": {"key": picture["key"], "text": "Stand."}}
    assert picture["box"] == "0 0 1000 1000"
    assert picture["poses"] == 2
    assert len(picture["at"]) >= 2


def test_it_comes_once_until_there_is_another_one() -> None:
    right, left = scene("calf-raises", side=Side.RIGHT), scene("calf-raises", side=Side.LEFT)
    assert len(pictures_after(right, right, left, left, right)) == 3
    assert list(Pictures().with_picture({"kind": "level", "db": -30})) == [
        {"kind": "level", "db": -30}
    ]


def test_the_other_side_is_mirrored() -> None:
    right, left = pictures_after(
        scene("calf-raises", side=Side.RIGHT), scene("calf-raises", side=Side.LEFT)
    )
    assert right["shapes"] != left["shapes"]
    assert right["key"] != left["key"]


def test_a_variation_has_its_own() -> None:
    usual, on_one = pictures_after(scene("arch-lifts"), scene("arch-lifts", variation="standing"))
    assert usual["shapes"] != on_one["shapes"]


def test_an_exercise_without_a_picture_has_none() -> None:
    assert pictures_after(scene("no-such-exercise")) == []


def test_a_users_own_picture_is_used_and_a_broken_one_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "drawings"
    folder.mkdir()
    box = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    (folder / "mine.svg").write_text(f'{box}<path d="M1 1h7"/><script>alert(1)</script></svg>')
    (folder / "broken.svg").write_text("<svg")
    pictures = Pictures(tmp_path)
    _, own = pictures.with_picture(scene("mine.svg"))
    assert own["box"] == "0 0 9 9"
    assert "path" in own["own"]
    assert "script" not in own["own"]
    assert len(list(pictures.with_picture(scene("broken.svg")))) == 1


def weights(routine: str) -> Iterator[int]:
    """Bytes of the page's files, and of each picture of a routine."""
    yield from (len(file.content) for file in page_files().values())
    for item in LIBRARY.routines[routine].items:
        exercise = item.exercise
        name = exercise.picture or exercise.slug
        variation = exercise.variation.name if exercise.variation else None
        for side in (Side.RIGHT, Side.LEFT):
            for picture in pictures_after(scene(name, variation, side)):
                yield len(json.dumps(picture, separators=(",", ":")))


@pytest.mark.slow
@pytest.mark.parametrize("routine", sorted(LIBRARY.routines))
def test_the_page_of_a_whole_session_with_all_its_drawings_is_small(routine: str) -> None:
    assert sum(weights(routine)) < MOST_BYTES
