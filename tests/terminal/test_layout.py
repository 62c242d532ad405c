from dataclasses import replace
from itertools import product

import pytest

from tests.each import for_each
from tests.terminal.screen_views import (
    ALL,
    COUNTING,
    GREETING,
    HOLDING,
    LANGUAGE,
    LOST,
    OPEN_HOLD,
    PAUSED,
    RESTING,
)
from voicecoach.core.view import Ahead, CountProgress, View
from voicecoach.terminal.layout import lay_out
from voicecoach.terminal.rows import ScreenState

SIZES = [(1, 1), (10, 4), (20, 5), (30, 8), (40, 12), (60, 16), (80, 24), (120, 40), (250, 70)]


def texts(
    view: View, *, width: int = 80, height: int = 24, now_ms: int = 0, level_db: float | None = -30
) -> list[str]:
    moment = ScreenState(view, now_ms, level_db, LANGUAGE)
    return [row.plain for row in lay_out(moment, width, height)]


def row_of(view: View, part: str, **size: int) -> int:
    return next(number for number, row in enumerate(texts(view, **size)) if part in row)


@for_each(product(ALL, SIZES))
def test_a_drawing_fits_every_screen(case: tuple[View, tuple[int, int]]) -> None:
    view, (width, height) = case
    drawn = lay_out(ScreenState(view, 12_345, -30, LANGUAGE), width, height)
    assert len(drawn) == height
    assert max(row.cell_len for row in drawn) <= width


def test_wide_characters_do_not_overflow() -> None:
    view = replace(COUNTING, exercise="片足立ち" * 20, caption="足" * 200)
    drawn = lay_out(ScreenState(view, 0, -30, LANGUAGE), 40, 12)
    assert max(row.cell_len for row in drawn) <= 40


@pytest.mark.parametrize(
    "part",
    [
        "Tandem stand",
        "Right foot in front",
        "Exercise 2 of 4 · Set 1 of 2",
        "─  of 12",
        "down",
        "Keep your hips level.",
        "heard repeat",
        "microphone ━",
        "say  done · pause · next",
        "key  q stop · h help · enter done · space pause · n next",
    ],
)
def test_a_usual_screen_shows_everything(part: str) -> None:
    assert part in "\n".join(texts(COUNTING))


@pytest.mark.parametrize(
    "part", ["Tandem stand", "Right foot", "Set 1 of 2", "down", "of 12", "Keep your", "say  done"]
)
def test_a_small_screen_keeps_the_most_important_parts(part: str) -> None:
    assert part in "\n".join(texts(COUNTING, width=40, height=12))


@pytest.mark.parametrize(("width", "height", "rows"), [(80, 24, 7), (40, 12, 7), (120, 40, 18)])
def test_the_number_is_as_large_as_the_screen_allows(width: int, height: int, rows: int) -> None:
    drawn = texts(COUNTING, width=width, height=height)
    assert sum("█" in row or "▀" in row for row in drawn) == rows


@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 24), (120, 40)])
def test_nothing_jumps_when_the_count_or_the_caption_changes(width: int, height: int) -> None:
    later = replace(
        COUNTING, big=CountProgress("10", "12"), caption="One. " * 60, heard="", tempo_word="up"
    )
    for part in ("Tandem stand", "say  done", "of 12"):
        before = row_of(COUNTING, part, width=width, height=height)
        assert row_of(later, part, width=width, height=height) == before


def test_a_short_notice_moves_neither_title_nor_footer_by_more_than_a_row() -> None:
    for part in ("Tandem stand", "say  done"):
        assert abs(row_of(LOST, part) - row_of(COUNTING, part)) <= 1


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 16), (80, 24)])
def test_a_notice_is_shown_in_full(width: int, height: int) -> None:
    drawn = " ".join(row.strip() for row in texts(LOST, width=width, height=height))
    assert f"! {LOST.notice}" in drawn


def test_without_a_count_the_caption_takes_the_place_of_the_number() -> None:
    long = replace(GREETING, caption="Welcome. " * 20)
    drawn = texts(long)
    assert not any("█" in row for row in drawn)
    assert 5 <= next(number for number, row in enumerate(drawn) if "Welcome" in row) <= 12


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (60, 20)])
def test_a_caption_that_fits_is_drawn_large(width: int, height: int) -> None:
    told = replace(GREETING, caption="Spread your toes, and hold.")
    drawn = texts(told, width=width, height=height)
    large = [number for number, row in enumerate(drawn) if set(row) & set("█▀▄")]
    assert len(large) >= 3
    assert abs((large[0] + large[-1]) / 2 - height / 2) < height / 4
    assert "Spread" not in "".join(drawn)


def test_a_caption_with_other_letters_is_written_in_bold() -> None:
    told = replace(GREETING, caption="Zehen spreizen, wie nötig.")
    moment = ScreenState(told, 0, None, LANGUAGE)
    (row,) = (row for row in lay_out(moment, 80, 24) if "spreizen" in row.plain)
    assert any("bold" in str(span.style) for span in row.spans)


@pytest.mark.parametrize("height", [12, 24])
def test_an_exercise_that_is_still_to_come_is_called_the_next_one(height: int) -> None:
    ahead = Ahead("Arch lifts", "Exercise 3 of 4", "Set 1 of 3", "Left foot", is_other=True)
    drawn = "\n".join(texts(replace(RESTING, ahead=ahead), height=height))
    for part in ("Next: Arch lifts", "Left foot", "Set 1 of 3", "rest"):
        assert part in drawn
    for part in ("Tandem stand", "Right foot", "Set 1 of 2"):
        assert part not in drawn
    again = replace(ahead, exercise="Tandem stand", is_other=False)
    assert "Next" not in "\n".join(texts(replace(RESTING, ahead=again), height=height))


def test_time_runs_with_the_clock() -> None:
    assert texts(HOLDING, now_ms=1000) != texts(HOLDING, now_ms=2000)
    assert texts(OPEN_HOLD, now_ms=1000) != texts(OPEN_HOLD, now_ms=2000)
    assert texts(PAUSED, now_ms=1000) == texts(PAUSED, now_ms=2000)


def test_the_bar_fills() -> None:
    assert "━" * 16 + "─" * 16 + "  of 1:00" in "\n".join(texts(HOLDING, now_ms=30_000))


def test_the_meter_follows_the_level() -> None:
    def cells(level_db: float) -> int:
        row = next(row for row in texts(COUNTING, level_db=level_db) if "microphone" in row)
        return row.count("━")

    assert [cells(level_db) for level_db in (-120, -60, -36, -12, 0)] == [0, 0, 4, 8, 8]


def test_the_meter_says_when_the_microphone_is_off() -> None:
    assert "microphone off" in "\n".join(texts(COUNTING, level_db=None))


def test_a_small_screen_without_a_microphone_shows_keys_instead_of_words() -> None:
    drawn = texts(LOST, width=40, height=12, level_db=None)
    assert drawn[-1].strip() == "key  q stop · h help · enter done"


def test_hints_that_do_not_fit_are_left_out_whole() -> None:
    view = replace(COUNTING, hints=("done", "pause", "how many left", "faster", "slower"))
    drawn = texts(view, width=80, height=24)
    assert drawn[-2].strip() == "say  done · pause · how many left · faster · slower"
    drawn = texts(view, width=40, height=20)
    assert drawn[-2].strip() == "say  done · pause · how many left"


@for_each(
    product(
        [view for view in ALL if not view.notice],
        [-30.0, None],
        [size for size in SIZES if size >= (20, 5)],
    )
)
def test_the_keys_for_stop_and_help_are_on_a_screen_of_any_size(
    case: tuple[View, float | None, tuple[int, int]],
) -> None:
    view, level_db, (width, height) = case
    drawn = texts(view, width=width, height=height, level_db=level_db)
    assert any("q stop · h help" in row for row in drawn)


def test_a_character_without_a_drawing_is_written() -> None:
    assert any(row.strip() == "Ω" for row in texts(replace(COUNTING, big=CountProgress("Ω", "Ω"))))
