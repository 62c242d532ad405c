"""Pictures in `show` and `learn`: in the terminal, and on pages that need nothing else."""

from pathlib import Path

import pytest

from tests.cli.command import Run, runner_in
from tests.cli.html_reader import read_html

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>'


def braille(text: str) -> list[str]:
    """The lines with dots."""
    return [line for line in text.splitlines() if any("⠀" < sign <= "⣿" for sign in line)]


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_a_picture_in_the_terminal_fits_it(tmp_path: Path, columns: int) -> None:
    run = runner_in(tmp_path, columns)
    for words in (("show", "arch-lifts"), ("learn", "running"), ("learn", "anatomy")):
        lines = braille(run(*words, "--picture").output)
        assert lines
        assert max(map(len, lines)) <= columns


def test_a_pipe_gets_no_picture_unless_it_asks(run: Run) -> None:
    assert braille(run("show", "arch-lifts").output) == []
    assert braille(run("learn", "anatomy").output) == []


def test_a_narrow_terminal_shows_the_beginning_alone(tmp_path: Path) -> None:
    wide, narrow = (
        max(map(len, braille(runner_in(tmp_path, columns)("show", "squats", "--picture").output)))
        for columns in (80, 30)
    )
    assert narrow <= 30 < wide


@pytest.mark.parametrize(
    ("words", "told", "pictures"),
    [
        (("show", "calf-raises"), ["Calf raises", "Easier and harder", "the soleus"], 10),
        (("show", "balance"), ["Balance", "Heel-to-toe walk", "Stay within reach"], 8),
        (("show", "strength"), ["Calf raises, on one leg", "Toe curls"], 10),
        (("show", "heel-pain"), ["Heel pain", "a rolled towel", "every second day"], 2),
        (("learn", "running"), ["Phase 4: toe-off", "Sources"], 10),
        (("learn", "pain"), ["This is not medical advice"], 0),
    ],
)
def test_a_page_has_its_words_and_pictures_and_fetches_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: list[str], pictures: int
) -> None:
    path = tmp_path / "page.html"
    result = run(*words, "--html", str(path))
    assert result.exit_code == 0
    page = read_html(path.read_text(encoding="utf-8"))
    assert page.open_tags == []
    assert page.fetched == []
    assert page.tags.count("svg") >= pictures
    assert [one for one in told if one not in page.text] == []


def test_an_own_svg_is_on_the_page_without_its_script(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "config" / "voicecoach"
    (content / "exercises").mkdir(parents=True)
    (content / "drawings").mkdir()
    text = run("new", "exercise", "taps", "--print").output
    own = content / "exercises" / "taps.toml"
    own.write_text(f'picture = "taps.svg"\n{text}', encoding="utf-8")
    svg = SVG.replace("</svg>", "<script>alert(1)</script></svg>")
    (content / "drawings" / "taps.svg").write_text(svg, encoding="utf-8")
    path = tmp_path / "page.html"
    assert run("show", "taps", "--html", str(path)).exit_code == 0
    page = path.read_text(encoding="utf-8")
    assert 'd="M1 1h7"' in page
    assert "alert" not in page
    checked = run("check").output
    assert "taps.svg:1: file: warning: left out, as not safe to show: script" in checked


def test_a_broken_drawing_stops_nothing_and_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "voicecoach" / "drawings"
    folder.mkdir(parents=True)
    (folder / "squats.toml").write_text("parts = 1", encoding="utf-8")
    result = run("show", "squats", "--picture")
    assert result.exit_code == 0
    assert "squats.toml:1: parts" in result.output


def test_a_new_drawing_is_the_picture_of_its_exercise(run: Run, tmp_path: Path) -> None:
    run("new", "exercise", "dips")
    without = run("show", "dips", "--picture").output
    result = run("new", "drawing", "dips")
    assert "voicecoach show dips --html dips.html" in result.output
    assert run("check").output.count(": ok, a") == 2
    assert braille(without) == []
    assert braille(run("show", "dips", "--picture").output)


def test_a_page_of_all_topics_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("learn", "--html", str(tmp_path / "page.html"))
    assert result.exit_code == 2
    assert "--html needs a topic" in result.output
