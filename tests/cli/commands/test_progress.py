"""`voicecoach progress` shows charts, in the terminal, as a page and as a picture."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scripts.lab.years import EXERCISES, fill
from tests.cli.command import TODAY, Run, history_of, runner_in
from tests.history.sessions import record

SLUGS = [exercise[0] for exercise in EXERCISES]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user who trained every second day for four months, and today."""
    fill(history_of(tmp_path), TODAY, 119, every=2)
    return runner_in(tmp_path)


def test_a_new_user_has_no_progress_yet(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("progress")
    assert result.exit_code == 0
    assert "There is nothing to show" in result.output


def test_the_overview_has_every_section(run: Run) -> None:
    output = run("progress").output
    assert "60 workouts" in output
    assert "a streak of 60 workout days, rest days forgiven" in output
    assert len(re.findall(r"\d+ min +█", output)) == 12
    assert [slug for slug in SLUGS if slug not in output] == []
    assert re.search(r"barefoot-balance +left: [\d.]+ s; right: [\d.]+ s", output)


def test_one_exercise_in_full_with_both_sides(run: Run) -> None:
    output = run("progress", "barefoot-balance").output
    assert "Longest hold per day, in seconds" in output
    assert re.search(r"^right$.*^left$", output, re.MULTILINE | re.DOTALL)
    assert "Best left" in output
    assert "Last time, on" in output


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_lines_fit_the_terminal(tmp_path: Path, columns: int) -> None:
    fill(history_of(tmp_path), TODAY, 60)
    run = runner_in(tmp_path, columns)
    for words in (("progress",), ("progress", "barefoot-balance")):
        assert max(len(line) for line in run(*words).output.splitlines()) <= columns


class Page(HTMLParser):
    """Knows what a page fetches, and which tags are open."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href")]
        self.seen.append(tag)
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "progress.html"
    assert run("progress", "--html", str(file)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.fetched == []
    assert not re.search(r"url\(|@import|<script", text)
    assert page.seen.count("svg") >= len(SLUGS) + 1 + 4
    assert "prefers-color-scheme:dark" in text
    assert 'name="viewport"' in text
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_page_of_one_exercise_has_only_that(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "progress.html"
    run("progress", "calf-raises", "--html", str(file))
    text = file.read_text(encoding="utf-8")
    assert "Calf raises" in text
    assert "Barefoot balance" not in text


def test_the_picture_is_a_png(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    file = tmp_path / "progress.png"
    result = run("progress", "--png", str(file))
    if "No font was found" in result.output:
        pytest.skip("no font on this system")
    content = file.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    assert width > 1600
    assert height > 1600


@pytest.mark.slow
def test_ten_years_make_a_page_of_modest_size(tmp_path: Path) -> None:
    fill(history_of(tmp_path), TODAY, 3650, every=15)
    file = tmp_path / "progress.html"
    runner_in(tmp_path)("progress", "--html", str(file))
    assert file.stat().st_size < 300_000


def test_a_period_is_chosen(run: Run) -> None:
    assert "16 workouts" in run("progress", "--since", "30 days ago").output


def test_an_exercise_that_was_never_done_has_no_charts(tmp_path: Path) -> None:
    record(history_of(tmp_path))
    output = runner_in(tmp_path)("progress", "toe-curls").output
    assert "There is nothing to show" in output


def test_a_typo_is_answered_with_a_suggestion(tmp_path: Path) -> None:
    record(history_of(tmp_path))
    result = runner_in(tmp_path)("progress", "calf-rises")
    assert result.exit_code == 1
    assert 'did you mean "calf-raises"?' in result.output


def test_an_unwritable_place_is_explained(run: Run, tmp_path: Path) -> None:
    result = run("progress", "--html", str(tmp_path / "missing" / "progress.html"))
    assert result.exit_code == 1
    assert "Can't write" in result.output
