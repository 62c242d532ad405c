"""`voicecoach list` and `show`: routines and exercises, filtered, in full, and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Run, runner_in
from tests.content.content_files import write
from voicecoach.content.loader import load_library

LIBRARY = load_library()
ALL = [*LIBRARY.routines, *LIBRARY.exercises]


def listed(run: Run, *filters: str) -> dict[str, list[str]]:
    """The slugs that are listed, by kind."""
    content = json.loads(run("list", "--json", *filters).output)
    return {kind: [one["slug"] for one in entries] for kind, entries in content.items()}


def test_everything_is_listed(tmp_path: Path) -> None:
    output = runner_in(tmp_path)("list").output
    assert [slug for slug in ALL if f"  {slug} " not in output] == []


def test_one_kind_is_listed_alone(tmp_path: Path) -> None:
    assert listed(runner_in(tmp_path), "routines")["exercises"] == []
    assert listed(runner_in(tmp_path), "exercises")["exercises"] == list(LIBRARY.exercises)


@pytest.mark.parametrize(
    ("filters", "there", "missing"),
    [
        (("--equipment", "towel"), {"toe-curls", "heel-raises-on-towel"}, {"arch-lifts", "quick"}),
        (("--equipment", "pen caps"), {"marble-pickups", "full"}, {"toe-curls", "balance"}),
        (("--equipment", "none"), {"arch-lifts", "quick", "balance"}, {"toe-curls", "full"}),
        (("--muscle", "gastrocnemius"), {"calf-raises", "strength"}, {"toe-spreads"}),
        (("--minutes", "5"), {"toe-spreads"}, {"full", "balance", "arch-lifts"}),
        (("--level", "3"), {"full"}, {"balance", "calf-raises"}),
        (("--level", "1", "--minutes", "10"), {"warm-up"}, {"mobility", "strength"}),
    ],
)
def test_a_filter_keeps_what_fits(
    tmp_path: Path, filters: tuple[str, ...], there: set[str], missing: set[str]
) -> None:
    content = listed(runner_in(tmp_path), *filters)
    found = {*content["routines"], *content["exercises"]}
    assert there <= found
    assert found & missing == set()


def test_filters_without_a_match_are_explained(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("list", "--equipment", "trampoline")
    assert result.exit_code == 0
    assert "Nothing matches all of these filters." in result.output


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "command", [("list",), ("show", "full", "--steps"), ("show", "calf-raises")]
)
def test_lines_fit_the_terminal(tmp_path: Path, columns: int, command: tuple[str, ...]) -> None:
    output = runner_in(tmp_path, columns)(*command).output
    assert max(len(line) for line in output.splitlines()) <= columns
    assert "…" not in output


@pytest.mark.parametrize("slug", LIBRARY.exercises)
def test_an_exercise_is_shown_in_full(tmp_path: Path, slug: str) -> None:
    exercise = LIBRARY.exercise(slug)
    output = " ".join(runner_in(tmp_path)("show", slug).output.split())
    known = [
        exercise.name,
        exercise.position,
        *exercise.instructions.long,
        *exercise.instructions.short,
        *exercise.instructions.minimal,
        *exercise.cues,
        *(muscle.text for muscle in exercise.muscles),
        *exercise.benefits,
        *(caution.text for caution in exercise.cautions),
        exercise.stop_sign,
        *(way.instruction for way in exercise.variations),
        *(thing.name for thing in exercise.equipment),
        *(thing.substitute or "" for thing in exercise.equipment),
        *(source.title for source in exercise.sources),
        *(source.claim or "" for source in exercise.sources),
    ]
    assert [text for text in known if text not in output] == []


@pytest.mark.parametrize("slug", LIBRARY.routines)
def test_a_routine_is_shown_with_its_timeline(tmp_path: Path, slug: str) -> None:
    run = runner_in(tmp_path)
    output = run("show", slug).output
    assert [
        item.exercise.name
        for item in LIBRARY.routine(slug).items
        if item.exercise.name not in output
    ] == []
    timeline = json.loads(run("show", slug, "--json").output)["timeline"]
    assert [step["at_ms"] for step in timeline] == sorted(step["at_ms"] for step in timeline)


def test_json_names_the_way_of_counting_as_files_do(tmp_path: Path) -> None:
    shown = json.loads(runner_in(tmp_path)("show", "barefoot-balance", "--json").output)
    assert shown["counting"] == {"kind": "open-hold", "cap_ms": 60_000}
    assert shown["sides"] == "each"


def test_a_typo_is_answered_with_a_suggestion(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("show", "calf-rises")
    assert result.exit_code == 1
    assert 'did you mean "calf-raises"?' in result.output


def test_the_users_own_content_is_listed(tmp_path: Path) -> None:
    own = tmp_path / "config" / "voicecoach"
    own.mkdir(parents=True)
    write(own)
    run = runner_in(tmp_path)
    assert "taps" in listed(run)["routines"]
    assert "Toe taps" in run("show", "taps").output
