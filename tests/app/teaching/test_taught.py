"""A person's lessons are kept in a small file; a damaged one is named, and never lost."""

import json
from pathlib import Path

import pytest

from tests.cli.command import runner_in
from voicecoach.app.teaching.taught import Taught, content_of, person_named
from voicecoach.errors import SettingsError

SKEEP = ("S", "K", "IY", "P")
TAUGHT = Taught({"skip": (SKEEP,), "yes": (("Y", "EY", "S"),)}, -28.5, -61.0)


def taught_file(home: Path, person: str = "me") -> Path:
    path = home / "data" / "voicecoach" / "taught" / f"{person}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def store(home: Path, person: str = "me", taught: Taught = TAUGHT) -> Path:
    path = taught_file(home, person)
    path.write_text(json.dumps(content_of(taught)))
    return path


def test_it_is_listed_by_person(tmp_path: Path) -> None:
    store(tmp_path)
    store(tmp_path, "anna", Taught())
    lines = runner_in(tmp_path)("teach", "--list").output.splitlines()
    assert lines == [
        "anna",
        "  says every command as expected",
        "me: commands at -28 dB, room at -61 dB",
        "  skip           S K IY P",
        "  yes            Y EY S",
    ]


def test_as_json_it_is_the_file(tmp_path: Path) -> None:
    path = store(tmp_path)
    listed = json.loads(runner_in(tmp_path)("teach", "--list", "--json").stdout)
    assert listed == {"me": json.loads(path.read_text())}


def test_without_a_lesson_there_is_nothing_to_list_or_to_forget(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    assert "voicecoach teach" in run("teach", "--list").output
    assert run("teach", "--forget").output == "There is nothing to forget.\n"


def test_a_word_is_forgotten_and_the_others_stay(tmp_path: Path) -> None:
    store(tmp_path)
    store(tmp_path, "anna")
    run = runner_in(tmp_path)
    assert run("teach", "--forget", "skip").output == "Forgotten: skip\n"
    listed = json.loads(run("teach", "--list", "--json").stdout)
    assert list(listed["me"]["pronunciations"]) == ["yes"]
    assert list(listed["anna"]["pronunciations"]) == ["skip", "yes"]


def test_all_about_a_person_is_forgotten(tmp_path: Path) -> None:
    mine, hers = store(tmp_path), store(tmp_path, "anna")
    assert runner_in(tmp_path)("teach", "--forget", "--person", "Anna").output == "Forgotten.\n"
    assert mine.exists()
    assert not hers.exists()


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "\x00", "[" * 10_000),
        '{"pronunciations": [], "level_db": null, "noise_db": null}',
        '{"pronunciations": {"skip": "S"}, "level_db": "loud", "noise_db": null}',
        '{"pronunciations": {"skip": ["XX"]}, "level_db": null, "noise_db": null}',
        '{"pronunciations": {"skip": [7]}, "level_db": null, "noise_db": null}',
        '{"pronunciations": {"skip": [""]}, "level_db": null, "noise_db": null}',
        '{"pronunciations": {"\\u001b[2J": ["S"]}, "level_db": null, "noise_db": null}',
        '{"pronunciations": {}, "level_db": NaN, "noise_db": null}',
        '{"pronunciations": {}, "level_db": true, "noise_db": null}',
    ],
)
def test_a_damaged_file_is_named_with_a_remedy_and_stays(tmp_path: Path, text: str) -> None:
    path = taught_file(tmp_path)
    path.write_text(text)
    result = runner_in(tmp_path, columns=400)("teach", "--list")
    assert result.exit_code == 1
    assert "damaged" in result.stderr
    assert "voicecoach teach --forget" in result.stderr
    assert path.read_text() == text
    assert runner_in(tmp_path)("teach", "--forget").output == "Forgotten.\n"


@pytest.mark.parametrize(("name", "stored"), [("me", "me"), ("Anna  Maria", "anna-maria")])
def test_a_person_has_a_plain_name(name: str, stored: str) -> None:
    assert person_named(name) == stored


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".", "é", "x" * 40, "-x"])
def test_an_invalid_name_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="name of a person"):
        person_named(name)


def test_an_unknown_command_is_answered_with_a_suggestion(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("teach", "skipp", "--voice", "system")
    assert result.exit_code == 1
    assert 'did you mean "skip"?' in result.stderr


def test_json_is_for_the_list(tmp_path: Path) -> None:
    assert runner_in(tmp_path)("teach", "--json").exit_code == 2
