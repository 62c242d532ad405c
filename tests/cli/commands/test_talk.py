"""Verbosity, and counting in tones: by option, by setting, and by voice in a rehearsal."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command import runner_in

BRIEF = ("start", "toe-spreads", "--rehearse", "--ready-wait", "3")


def rehearsed(
    tmp_path: Path,
    *options: str,
    settings: str = "",
    environment: Mapping[str, str] | None = None,
) -> list[list[str]]:
    """The lines of a rehearsal, as kind and words."""
    file = tmp_path / "settings.toml"
    file.write_text(settings)
    words = (*BRIEF, "--settings", str(file), *options)
    result = runner_in(tmp_path)(*words, **(environment or {}))
    assert result.exit_code == 0, result.output
    return [line.split(maxsplit=2)[1:] for line in result.output.splitlines()]


def kinds(lines: list[list[str]], kind: str) -> list[str]:
    return [words for its, words in lines if its == kind]


def test_fewer_words_make_a_shorter_session(tmp_path: Path) -> None:
    said = {
        level: len(kinds(rehearsed(tmp_path, "--verbosity", level), "talk"))
        for level in ("full", "short", "minimal")
    }
    assert said["full"] > said["short"] > said["minimal"]


@pytest.mark.parametrize(
    ("settings", "options", "has_words"),
    [
        ('verbosity = "minimal"', (), False),
        ('verbosity = "minimal"', ("--verbosity", "full"), True),
        ("", (), True),
    ],
)
def test_the_setting_applies_without_an_option(
    tmp_path: Path, settings: str, options: tuple[str, ...], has_words: bool
) -> None:
    assert bool(kinds(rehearsed(tmp_path, *options, settings=settings), "tempo")) is has_words


@pytest.mark.parametrize(
    ("older", "newer"), [("long", "full"), ("short", "short"), ("minimal", "minimal")]
)
def test_wording_is_another_name_of_verbosity(tmp_path: Path, older: str, newer: str) -> None:
    wanted = rehearsed(tmp_path, "--verbosity", newer)
    assert rehearsed(tmp_path, "--wording", older) == wanted
    assert rehearsed(tmp_path, settings=f'wording = "{older}"') == wanted
    environment = {"VOICECOACH_WORDING": older}
    assert rehearsed(tmp_path, environment=environment) == wanted


@pytest.mark.parametrize(
    ("settings", "environment", "options"),
    [
        ('wording = "long"\nverbosity = "minimal"', {}, ()),
        ("", {"VOICECOACH_WORDING": "long", "VOICECOACH_VERBOSITY": "minimal"}, ()),
        ('verbosity = "full"', {"VOICECOACH_WORDING": "minimal"}, ()),
        ('verbosity = "full"', {"VOICECOACH_VERBOSITY": "full"}, ("--wording", "minimal")),
        ("", {}, ("--wording", "long", "--verbosity", "minimal")),
        ("", {}, ("--verbosity", "full", "--wording", "minimal")),
    ],
)
def test_of_both_names_the_nearer_place_counts_then_verbosity_and_the_last_option(
    tmp_path: Path, settings: str, environment: dict[str, str], options: tuple[str, ...]
) -> None:
    said = rehearsed(tmp_path, *options, settings=settings, environment=environment)
    assert said == rehearsed(tmp_path, "--verbosity", "minimal")


@pytest.mark.parametrize(("settings", "options"), [("", ("--beeps",)), ("beeps = true", ())])
def test_beeps_replace_the_counts(tmp_path: Path, settings: str, options: tuple[str, ...]) -> None:
    lines = rehearsed(tmp_path, *options, settings=settings)
    assert kinds(lines, "count") == []
    assert kinds(lines, "sound").count("beep-mark") == kinds(lines, "sound").count("go")


def test_no_beeps_overrides_the_setting(tmp_path: Path) -> None:
    lines = rehearsed(tmp_path, "--no-beeps", settings="beeps = true")
    assert "beep" not in kinds(lines, "sound")
    assert "1" in kinds(lines, "count")


def test_talk_becomes_less_and_more_by_voice(tmp_path: Path) -> None:
    lines = rehearsed(
        tmp_path, "--say", "1:less talk", "--say", "4:less talk", "--say", "7:more talk"
    )
    assert kinds(lines, "user") == [
        "less talk -> less-talk",
        "less talk -> less-talk",
        "more talk -> more-talk",
    ]
    assert kinds(lines, "answer")[:3] == [
        "I'll say less.",
        "I'll say less.",
        "I'll say a bit more.",
    ]


def test_a_level_that_does_not_exist_is_explained(tmp_path: Path) -> None:
    result = runner_in(tmp_path)(*BRIEF, "--verbosity", "chatty")
    assert result.exit_code == 2
    assert "'full', 'short', 'minimal'" in result.output


def test_a_file_can_be_told_in_fewer_words_and_counted_in_tones(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("render", "--help")
    assert "--verbosity" in result.output
    assert "--beeps" in result.output


@pytest.mark.parametrize("line", ["pause", "soon:pause", "-1:pause", "inf:pause", "12.5: "])
def test_say_without_a_time_or_words_is_explained(tmp_path: Path, line: str) -> None:
    result = runner_in(tmp_path)(*BRIEF, "--say", line)
    assert result.exit_code == 2
    assert f'expected SECONDS:WORDS such as "12.5:pause", got "{line}"' in result.output


def test_say_needs_a_rehearsal(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("start", "toe-spreads", "--say", "1:pause")
    assert result.exit_code == 2
    assert "--say needs --rehearse." in result.output
