"""A user's own content: a valid starter file, and ten mistakes with their remedies."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.command import Run, runner_in
from tests.content.content_files import line_of
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.json_schema import schema_of


def own_file(home: Path, folder: str, name: str) -> Path:
    """Path of the user's file of this name."""
    return home / "config" / "voicecoach" / folder / f"{name}.toml"


def started(run: Run, home: Path, kind: str) -> tuple[Path, str]:
    """A starter file just written, and its text."""
    assert run("new", kind, "my-own").exit_code == 0
    path = own_file(home, f"{kind}s", "my-own")
    return path, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["routine", "exercise"])
def test_a_starter_file_is_valid_and_runs_as_generated(tmp_path: Path, kind: str) -> None:
    run = runner_in(tmp_path)
    path, _ = started(run, tmp_path, kind)
    checked = run("check", str(path))
    assert (checked.exit_code, checked.output) == (0, f"{path}: ok, {_article(kind)} {kind}\n")
    assert "My own" in run("show", "my-own").output
    assert "my-own" in run("list").output
    rehearsed = run("start", "my-own", "--rehearse")
    assert rehearsed.exit_code == 0, rehearsed.output
    assert "See you soon." in rehearsed.output


def _article(kind: str) -> str:
    return "an" if kind == "exercise" else "a"


def test_own_words_for_english_are_valid(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("new", "language", "en")
    assert run("check").output == f"{own_file(tmp_path, 'languages', 'en')}: ok, a language\n"


def test_a_new_language_is_valid_and_names_what_is_left_to_translate(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    created = run("new", "language", "de")
    assert "voicecoach start balance --rehearse --language de" in created.output
    path = own_file(tmp_path, "languages", "de")
    gaps, verdict = run("check").output.splitlines()
    assert re.fullmatch(
        rf"{path}:1: file: warning: de.toml lacks (\d+) of \1 sentences and (\d+) of \2 commands: "
        "those are in English.",
        gaps,
    )
    assert verdict == f"{path}: ok, a language"


def test_every_entry_of_a_new_language_can_be_put_in(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("new", "language", "de")
    path = own_file(tmp_path, "languages", "de")
    _, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    entries = [re.sub(r"^#(?! \S)", "", line) for line in text.splitlines()]
    path.write_text("\n".join(entries), encoding="utf-8")
    assert run("check").output == f"{path}: ok, a language\n"


@pytest.mark.parametrize("kind", ["routine", "exercise"])
def test_every_way_of_counting_in_the_comments_is_right(tmp_path: Path, kind: str) -> None:
    run = runner_in(tmp_path)
    path, text = started(run, tmp_path, kind)
    marker = "# [counting]" if kind == "exercise" else "# [[items]]"
    blocks = [marker + rest for rest in text.split(marker)[1:]]
    assert blocks
    for block in blocks:
        lines = [line[2:] for line in block.splitlines() if line.startswith("# ")]
        taken = "\n".join(line for line in lines if not line.startswith(("Equipment", "Sources")))
        if kind == "exercise":
            taken = taken.split("[[equipment]]")[0]
            start, end = text.index("[counting]"), text.index("# Other ways to count")
            changed = text[:start] + taken + "\n" + text[end:]
        else:
            changed = text + taken
        path.write_text(changed, encoding="utf-8")
        assert "ok," in run("check", str(path)).output


def test_the_stages_in_the_comments_take_the_place_of_the_items(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    path, text = started(run, tmp_path, "routine")
    _, _, after = text.partition("# [[stages]]")
    stages = [line[2:] for line in ("# [[stages]]" + after.partition("\n\n")[0]).splitlines()]
    head = text[: text.index("[[items]]")] + "every_days = 2\n"
    path.write_text(head + "\n".join(stages), encoding="utf-8")
    assert "ok," in run("check", str(path)).output
    assert "How often     every second day" in run("show", path.stem).output


def test_a_starter_file_names_an_existing_schema(tmp_path: Path) -> None:
    path, text = started(runner_in(tmp_path), tmp_path, "routine")
    first = text.splitlines()[0]
    assert first.startswith("#:schema ")
    schema = path.parent / first.removeprefix("#:schema ")
    assert json.loads(schema.read_text(encoding="utf-8")) == schema_of("routine")


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    path, _ = started(run, tmp_path, "routine")
    path.write_text("mine", encoding="utf-8")
    again = run("new", "routine", "my-own")
    assert again.exit_code == 1
    assert "already exists" in again.output
    assert path.read_text(encoding="utf-8") == "mine"


def test_print_writes_no_file(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("new", "exercise", "my-own", "--print")
    assert 'name = "My own"' in result.output
    assert list(tmp_path.rglob("*.toml")) == []


@pytest.mark.parametrize(
    ("invalid", "valid"),
    [("My Legs!", "my-legs"), ("Morgenübung", "morgenubung"), ("!", "my-routine")],
)
def test_an_invalid_name_is_answered_with_a_valid_one(
    tmp_path: Path, invalid: str, valid: str
) -> None:
    result = runner_in(tmp_path)("new", "routine", invalid)
    assert result.exit_code == 1
    assert f"Try: voicecoach new routine {valid}" in result.output


@pytest.mark.parametrize(
    ("kind", "old", "new", "place", "told"),
    [
        (
            "routine",
            '"calf-raises"\n',
            '"calf-raise"\n',
            '"calf-raise"',
            'items[1].exercise: expected the slug of an exercise, got "calf-raise"; did you mean '
            '"calf-raises"?',
        ),
        (
            "routine",
            "level = 1",
            "level = 4",
            "level = 4",
            "level: expected at most 3, got 4",
        ),
        (
            "routine",
            "count = 10",
            "seconds = 10",
            "seconds = 10",
            "items[1].seconds: expected a key of reps (count, tempo), got seconds",
        ),
        (
            "routine",
            "rest_after_seconds = 15",
            "rest_after = 15",
            "rest_after = 15",
            "items[1].rest_after: expected one of announce, areas, band, ",
        ),
        (
            "routine",
            "sets = 1\ncount",
            'sets = "1"\ncount',
            'sets = "1"',
            'items[1].sets: expected a whole number, got "1"',
        ),
        (
            "exercise",
            'sides = "together"',
            'sides = "both"',
            'sides = "both"',
            "sides: expected 'together' or 'each', got \"both\"",
        ),
        (
            "exercise",
            'kind = "reps"',
            'kind = "hold"',
            "[counting]",
            "counting.seconds: missing (duration of the hold)",
        ),
        (
            "exercise",
            ', "Breathe calmly."]',
            "]",
            "cues = ",
            "cues: expected a list of 2 or more, got 1",
        ),
        (
            "exercise",
            'name = "My own"\n',
            "",
            "#:schema",
            "name: missing (spoken name)",
        ),
        (
            "exercise",
            'position = "Stand tall, with your feet hip-width apart."',
            'position = "Stand tall',
            'position = "Stand tall',
            "file: not valid TOML: Illegal character",
        ),
    ],
)
def test_a_typical_mistake_gives_the_line_and_the_remedy(
    tmp_path: Path, kind: str, old: str, new: str, place: str, told: str
) -> None:
    run = runner_in(tmp_path)
    path, text = started(run, tmp_path, kind)
    assert old in text
    wrong = text.replace(old, new, 1)
    path.write_text(wrong, encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert f"{path}:{line_of(wrong, place)}: {told}" in result.output


def test_all_problems_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    routine, text = started(run, tmp_path, "routine")
    text = text.replace("level = 1", "level = 9").replace('"calf-raises"\n', '"calf"\n')
    routine.write_text(text.replace("seconds = 20", "count = 20"), encoding="utf-8")
    exercise, text = started(run, tmp_path, "exercise")
    exercise.write_text(text.replace("count = 10", "count = 0"), encoding="utf-8")
    result = run("check", str(routine), str(exercise))
    keys = [line.split(": ")[1] for line in result.output.splitlines()]
    assert keys == ["level", "items[1].exercise", "items[2].count", "counting.count"]
    assert result.exit_code == 1


def test_text_that_sounds_bad_is_a_warning_with_its_line(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    path, text = started(run, tmp_path, "exercise")
    text = text.replace("if you feel unsteady", "(if you like)")
    text = text.replace("Keep both knees straight.", "Keep both of your knees straight.")
    text = text.replace("Stand tall.", "Stand as tall as you can.").replace(
        "Lift both heels slowly.", "Lift both heels and then " + "go on lifting " * 6 + "them."
    )
    path.write_text(text, encoding="utf-8")
    result = run("check", str(path))
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines == [
        f"{path}:{line_of(text, 'cues = ')}: cues[1]: warning: this cue has 6 words; 4 fit between "
        "counts",
        f"{path}:{line_of(text, '(if you')}: cautions[1].text: warning: this sentence contains "
        '"(", which is not spoken well',
        f"{path}:{line_of(text, 'both of your')}: cautions[2].text: warning: this cue has 6 words; "
        "4 fit between counts",
        f"{path}:{line_of(text, 'go on lifting')}: instructions.long[2]: warning: this sentence has"
        " 24 words; 20 at most can be followed by ear",
        f"{path}: ok, an exercise",
    ]


def test_a_word_that_the_model_can_not_hear_is_a_warning(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("new", "language", "en")
    path = own_file(tmp_path, "languages", "en")
    text = path.read_text(encoding="utf-8").replace('"hold on"', '"gibberflax"')
    path.write_text(text, encoding="utf-8")
    told = 'words.pause[3]: warning: the bundled speech model can\'t hear "gibberflax"'
    assert f"{path}:{line_of(text, 'pause = ')}: {told}" in run("check").output


def test_every_bundled_exercise_and_routine_passes_without_a_warning(tmp_path: Path) -> None:
    folders = ("exercises", "routines")
    paths = [str(path) for folder in folders for path in (BUNDLED / folder).glob("*.toml")]
    result = runner_in(tmp_path)("check", *paths)
    assert [line for line in result.output.splitlines() if ": ok, " not in line] == []


def test_the_bundled_phrases_pass_without_a_warning(tmp_path: Path) -> None:
    output = runner_in(tmp_path)("check", str(BUNDLED / "languages" / "en.toml")).output
    assert [line for line in output.splitlines() if "warning: this phrase" in line] == []


def test_a_kind_is_recognized_by_the_keys_of_a_file(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    for kind in ("exercise", "routine", "language", "drawing"):
        (tmp_path / "en.toml").write_text(run("new", kind, "en", "--print").output, "utf-8")
        assert run("check", str(tmp_path / "en.toml")).output.endswith(f" {kind}\n")


def test_a_file_of_unknown_kind_and_a_missing_file_are_explained(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text("colour = 1", encoding="utf-8")
    result = runner_in(tmp_path)("check", str(tmp_path / "odd.toml"), str(tmp_path / "none.toml"))
    assert result.exit_code == 1
    assert (
        "odd.toml:1: file: expected an exercise, a routine, a language or a drawing"
        in result.output
    )
    assert "none.toml:1: file: can't be read" in result.output


def test_without_own_content_check_says_how_to_start(tmp_path: Path) -> None:
    assert "voicecoach new routine NAME" in runner_in(tmp_path)("check").output


@pytest.mark.parametrize("kind", ["exercise", "routine", "language", "drawing"])
def test_a_schema_is_printed(tmp_path: Path, kind: str) -> None:
    printed = json.loads(runner_in(tmp_path)("check", "--schema", kind).output)
    assert printed == schema_of(kind)
