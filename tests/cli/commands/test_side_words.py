"""Exercises for arms, hands or a side of the body: nothing calls them a foot."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.command import NOW, Run, history_of, runner_in
from tests.content.content_files import COUNTINGS, EXERCISE
from tests.history.sessions import head, record
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.facts import SessionEnded, SessionStarted, SetEnded
from voicecoach.core.phrases import Phrase
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.core.timeline.unattended import unattended
from voicecoach.core.workout.exercise import Measure, Side, SideWord
from voicecoach.core.workout.routine import single

pytestmark = pytest.mark.slow

BOOK = load_language().book
NAME = "arm-work"
KINDS = (*COUNTINGS, "open-reps")
STRAY = re.compile(r"\b(foot|feet|legs?)\b", re.IGNORECASE)
MEASURES = {
    "reps": Measure.REPS,
    "open-reps": Measure.REPS,
    "letters": Measure.LETTERS,
    "steps": Measure.STEPS,
    "user-paced": Measure.COUNTS,
}


ROUTINE = """\
name = "Arms"
summary = "Arms alone."
level = 1
[[items]]
exercise = "arm-work"
"""


def counting(kind: str) -> str:
    """The part of an exercise file that says how it is counted."""
    if kind == "open-reps":
        return COUNTINGS["reps"].replace("count = 10", "count = 10\nopen_ended = true")
    return COUNTINGS[kind]


def write_exercise(folder: Path, text: str) -> None:
    """Make it the only exercise of one's own in this content directory."""
    (folder / "exercises").mkdir(parents=True)
    (folder / "exercises" / f"{NAME}.toml").write_text(text, encoding="utf-8")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run(kind: str, tmp_path: Path) -> Run:
    """The command of a user with an exercise for the arms, who did it yesterday."""
    text = EXERCISE.replace(COUNTINGS["reps"], counting(kind)).replace("Toe taps", "Arm work")
    write_exercise(tmp_path / "config" / "voicecoach", text)
    routine = tmp_path / "config" / "voicecoach" / "routines" / "arms.toml"
    routine.parent.mkdir()
    routine.write_text(ROUTINE)
    record(
        history_of(tmp_path),
        [
            (40, SessionStarted(NAME)),
            *((60_000, done(kind, side)) for side in Side),
            (90_000, SessionEnded(True, 90_000, 2)),
        ],
        head(began_at_ms=round((NOW - timedelta(days=1)).timestamp() * 1000)),
    )
    return runner_in(tmp_path)


def done(kind: str, side: Side) -> SetEnded:
    measure = MEASURES.get(kind, Measure.SECONDS)
    is_open = kind.startswith("open")
    return SetEnded(NAME, 1, side, "inward", measure, 8.0, 10.0, False, is_open)


def test_a_session_speaks_of_arms_alone(run: Run) -> None:
    asked = ("last time", "what's next", "how many left", "help", "explain", "why", "next", "stop")
    says = [word for at, what in enumerate(asked) for word in ("--say", f"{6 * at + 40}:{what}")]
    says += ["--say", "25:ready"]
    plain = run("start", NAME, "--rehearse")
    steered = run("start", NAME, "--rehearse", *says)
    for result in (plain, steered):
        assert result.exit_code == 0, result.output
        assert not STRAY.search(result.output)
    assert "Right arm first." in plain.output
    assert "Switch arms. Left arm." in plain.output
    assert "Then the last set, right arm." in plain.output


def test_an_open_hold_ends_with_the_longest_of_each_arm(tmp_path: Path) -> None:
    text = EXERCISE.replace(COUNTINGS["reps"], counting("open-hold"))
    write_exercise(tmp_path / "config" / "voicecoach", text)
    output = runner_in(tmp_path)("start", NAME, "--rehearse").output
    assert "Say down when you can't hold it any longer." in output
    assert "Longest hold on the right arm: 60 seconds." in output
    assert "Longest hold on the left arm: 60 seconds." in output


def test_all_output_speaks_of_arms_alone(run: Run, tmp_path: Path) -> None:
    commands = (
        ("show", NAME),
        ("show", NAME, "--json"),
        ("show", "arms", "--steps"),
        ("plan", NAME),
        ("progress", NAME),
        ("history",),
        ("history", "--sets"),
        ("export", "-", "--format", "text"),
        ("export", "-", "--format", "csv"),
        ("export", "-", "--format", "json"),
        ("export", "-", "--format", "ics"),
        ("progress", "--html", str(tmp_path / "progress.html")),
    )
    for command in commands:
        result = run(*command)
        assert (command, result.exit_code) == (command, 0), result.output
        assert not STRAY.search(result.output), command
    assert not STRAY.search((tmp_path / "progress.html").read_text(encoding="utf-8"))
    assert " per arm" in run("show", NAME).output
    assert "set 1, right arm, inward" in run("show", "arms", "--steps").output


@pytest.mark.parametrize("word", [SideWord.ARM, SideWord.HAND, SideWord.SIDE])
def test_no_phrase_about_a_side_names_a_foot_by_itself(word: SideWord) -> None:
    for key in map(BOOK.original, sorted(BOOK.keys())):
        if not key.startswith(("side-word.", "side-words.")):
            values = dict.fromkeys(BOOK.values(key), "2") | {"side": word.value}
            assert not STRAY.search(BOOK.sentence(Phrase(key, tuple(values.items())))), key


def test_a_side_plank_is_done_on_each_side(tmp_path: Path) -> None:
    text = EXERCISE.replace('side_word = "arm"', 'side_word = "side"')
    write_exercise(tmp_path / "config" / "voicecoach", text)
    output = runner_in(tmp_path)("start", NAME, "--rehearse").output
    assert "sets of 10 on each side." in output
    assert "Switch sides. Left side." in output


def test_a_file_that_nobody_answers_speaks_of_arms_alone(kind: str, tmp_path: Path) -> None:
    write_exercise(tmp_path, EXERCISE.replace(COUNTINGS["reps"], counting(kind)))
    exercise = load_library(tmp_path).exercise(NAME)
    steps = unattended(compile_steps(single(exercise), ready_wait_ms=9000), position_ms=9000)
    told = [BOOK.sentence(one) for one in spoken_in(steps)]
    assert any("arm" in sentence for sentence in told)
    assert not [sentence for sentence in told if STRAY.search(sentence)]


def test_both_sides_at_once_are_not_feet_either(tmp_path: Path) -> None:
    text = EXERCISE.replace(COUNTINGS["reps"], counting("open-hold"))
    text = text.replace('sides = "each"\nside_word = "arm"', 'sides = "together"')
    write_exercise(tmp_path, text)
    steps = compile_steps(single(load_library(tmp_path).exercise(NAME)), ready_wait_ms=9000)
    told = [BOOK.sentence(one) for one in spoken_in(steps)]
    assert "Say down when you can't hold it any longer." in told


def test_an_unknown_word_for_a_side_is_told_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(EXERCISE.replace('side_word = "arm"', 'side_word = "wing"'))
    output = runner_in(tmp_path)("check", str(path)).output
    assert f"{path}:4: side_word: expected 'foot', 'leg', 'arm', 'hand' or 'side'" in output
