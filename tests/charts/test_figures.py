"""Figures are sound SVG, show what was done, and stay within their frame."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from voicecoach.charts.braille import bar, line_chart, sparkline
from voicecoach.charts.figures import exercise_figure, month_figure, weeks_figure
from voicecoach.charts.series import Week
from voicecoach.charts.svg import DARK, LIGHT, Drawing, Palette, drawing, stylesheet
from voicecoach.charts.words import best_text, last_text
from voicecoach.core.progression.past import Best
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.trends import Trend, TrendLine

MONDAY = date(2026, 11, 2)
SVG = "{http://www.w3.org/2000/svg}"


def trend(days: int, *sides: str | None) -> Trend:
    points = tuple((MONDAY + timedelta(days=n), 10.0 + n) for n in range(days))
    lines = tuple(TrendLine(side, None, points) for side in sides)
    return Trend("barefoot-balance", "seconds", True, lines, points[-1][0])


def parsed(figure: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing(figure))


@pytest.mark.parametrize("days", [1, 2, 3, 40, 400, 3650])
def test_every_point_is_within_the_frame(days: int) -> None:
    figure = exercise_figure(trend(days, "right", "left"), "Barefoot balance")
    lines = [one.attrib["points"].split() for one in parsed(figure).iter(f"{SVG}polyline")]
    assert len(lines) == 2
    for x, y in (map(float, place.split(",")) for line in lines for place in line):
        assert 0 <= x <= figure.width
        assert 0 <= y <= figure.height


def test_a_higher_value_is_drawn_higher_and_tells_its_day() -> None:
    root = parsed(exercise_figure(trend(2, None), "Barefoot balance"))
    low, high = root.iter(f"{SVG}circle")
    assert float(high.attrib["cy"]) < float(low.attrib["cy"])
    assert float(high.attrib["cx"]) > float(low.attrib["cx"])
    assert [one.findtext(f"{SVG}title") for one in (low, high)] == [
        "2 November 2026: 10 s",
        "3 November 2026: 11 s",
    ]


def test_sides_are_told_apart_by_word_and_color() -> None:
    root = parsed(exercise_figure(trend(5, "right", "left"), "Barefoot balance"))
    keys = {one.text: one.attrib["class"] for one in root.iter(f"{SVG}text")}
    assert keys["right"].split()[0] == "right"
    assert keys["left"].split()[0] == "left"


def test_words_of_the_user_are_not_markup() -> None:
    figure = exercise_figure(trend(5, None), '<b>"Mine" & yours')
    assert parsed(figure).attrib["aria-label"].startswith('<b>"Mine" & yours: longest hold')


def test_a_bar_is_as_high_as_its_week() -> None:
    weeks = [Week(MONDAY + timedelta(weeks=n), n * 600_000, n) for n in range(5)]
    bars = list(parsed(weeks_figure(weeks)).iter(f"{SVG}rect"))
    heights = [float(one.attrib["height"]) for one in bars]
    assert heights[0] == 0
    assert heights[4] == pytest.approx(2 * heights[2], abs=0.2)


def test_lines_of_equal_values_lie_beside_each_other() -> None:
    root = parsed(exercise_figure(trend(5, "right", "left"), "Barefoot balance"))
    one, other = (
        [tuple(map(float, place.split(","))) for place in line.attrib["points"].split()]
        for line in root.iter(f"{SVG}polyline")
    )
    for (x, y), (other_x, other_y) in zip(one, other, strict=True):
        assert x == other_x
        assert abs(y - other_y) == pytest.approx(2.8)
    alone = parsed(exercise_figure(trend(5, "right"), "Barefoot balance"))
    (line,) = alone.iter(f"{SVG}polyline")
    middle = [float(place.split(",")[1]) for place in line.attrib["points"].split()]
    assert middle == pytest.approx([(a[1] + b[1]) / 2 for a, b in zip(one, other, strict=True)])


def test_each_day_of_a_month_has_its_number() -> None:
    root = parsed(month_figure(2026, 11, {}, date(2026, 11, 10)))
    days = [one.text for one in root.iter(f"{SVG}text") if "day" in one.attrib["class"].split()]
    assert days == [str(number) for number in range(1, 11)]


def test_the_best_set_is_told_from_the_total_of_a_day() -> None:
    points = ((MONDAY, 50.0),)
    total = Trend("walk", "steps", False, (TrendLine(None, None, points),), MONDAY)
    best = Best("walk", None, Measure.STEPS, 25, 0.0)
    assert best_text(best, total) == "Best set: 25 steps"
    assert last_text(total) == "Last time, on 2 November 2026: 50 steps in all sets"
    hold = Best("barefoot-balance", Side.LEFT, Measure.SECONDS, 17.2, 0.0)
    assert best_text(hold, trend(1, "left")) == "Best left: 17.2 s"


def test_a_month_shows_its_days_up_to_today() -> None:
    done = {date(2026, 11, 3): 1_200_000}
    root = parsed(month_figure(2026, 11, done, date(2026, 11, 10)))
    days = [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}rect")]
    assert len(days) == 10
    assert days[2] == "Tuesday 3 November: 20 min"
    assert days[3] == "Wednesday 4 November: no workout"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colors_can_be_told_from_their_background(palette: Palette) -> None:
    for ink in (palette.ink, palette.faint):
        assert contrast(ink, palette.card) >= 4.5
        assert contrast(ink, palette.page) >= 4.5
    for shade, words in zip(palette.heat, palette.on_heat, strict=True):
        assert contrast(words, shade) >= 4.5
    assert contrast(palette.ink, palette.rule) >= 4.5
    for line in (palette.right, palette.left, palette.both):
        assert contrast(line, palette.card) >= 3
    assert palette.card in stylesheet(palette)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.1 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("..", color[1:])]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_line_in_the_terminal_rises_from_lower_left_to_upper_right() -> None:
    rows = line_chart([(MONDAY, 0.0), (MONDAY + timedelta(days=9), 40.0)], columns=40, rows=8)
    assert len(rows) == 10
    assert max(len(row) for row in rows) <= 40
    assert rows[0].startswith(" 40│")
    assert rows[7].startswith("  0│")
    assert rows[0][-1] != "⠀"
    assert rows[7][4] != "⠀"
    assert "2 Nov 2026" in rows[-1]
    assert "11 Nov 2026" in rows[-1]


def test_a_single_day_is_a_dot() -> None:
    rows = line_chart([(MONDAY, 5.0)], columns=30, rows=4)
    dots = [char for row in rows[:4] for char in row if "⠀" < char <= "⣿"]
    assert len(dots) == 1


def test_bars_and_sparks_are_as_long_as_their_share() -> None:
    assert bar(1.0, 10) == "█" * 10
    assert bar(0.25, 10) == "██▌"
    assert bar(0.0, 10) == ""
    assert sparkline([0, 5, 10]) == "▁▅█"
    assert sparkline([]) == ""
