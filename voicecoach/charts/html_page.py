"""The report as one HTML file without external resources, for phone and desktop, day and night."""

from collections.abc import Iterable, Mapping
from html import escape

from voicecoach.charts.figures import exercise_figure, month_figure, weeks_figure
from voicecoach.charts.html_document import (
    BASE_STYLE,
    day_and_night,
    html_document,
    page_colors,
)
from voicecoach.charts.report import Report
from voicecoach.charts.svg import Palette, drawing, stylesheet
from voicecoach.charts.words import best_text, last_text, tiles
from voicecoach.date_text import date_text


def html_page(report: Report, pictures: Mapping[str, str]) -> str:
    """The report as an HTML document; `pictures` are SVG documents of exercises, by slug."""
    exercises = [
        _card(
            report.name(trend.exercise),
            (
                *(best_text(best, trend) for best in report.bests_of(trend.exercise)),
                last_text(trend),
            ),
            drawing(exercise_figure(trend, report.name(trend.exercise))),
            pictures.get(trend.exercise, ""),
        )
        for trend in report.trends
    ]
    active = report.active_by_day
    months = [
        drawing(month_figure(year, month, active, report.today)) for year, month in report.months
    ]
    body = _BODY.format(
        first=date_text(report.first),
        today=date_text(report.today),
        tiles="".join(_tile(*tile) for tile in tiles(report)),
        exercises="\n".join(exercises),
        weeks=drawing(weeks_figure(report.weeks)),
        months="\n".join(f"<div>{month}</div>" for month in months),
    )
    style = f"{BASE_STYLE}{_LAYOUT}{day_and_night(_colors)}"
    return html_document("Progress with voicecoach", style, body)


def _card(name: str, lines: Iterable[str], figure: str, picture: str) -> str:
    about = "".join(f"<li>{escape(line)}</li>" for line in lines)
    head = f"<h3>{escape(name)}{picture}</h3>"
    return f'<section class="box">{head}{figure}<ul>{about}</ul></section>'


def _tile(number: str, words: str) -> str:
    return f"<div class='box tile'><b>{escape(number)}</b><span>{escape(words)}</span></div>"


def _colors(palette: Palette) -> str:
    faint = f"span,li,p{{color:{palette.faint}}}"
    return f"{page_colors(palette)}{faint}{stylesheet(palette)}"


_LAYOUT = (
    "body{max-width:1160px}.box{padding:16px}h3{margin:0 0 8px;"
    "font-size:16px;display:flex;justify-content:space-between;align-items:center;min-height:64px}"
    "h3 svg{width:64px;flex:none}p{margin:4px 0 0}"
    ".tiles{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));"
    "margin-top:20px}.tile b{display:block;font-size:24px}.tile span{font-size:14px}"
    ".cards{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),"
    "1fr))}.cards ul{list-style:none;margin:8px 0 0;padding:0;font-size:14px}"
    ".months{display:grid;gap:20px;grid-template-columns:repeat(auto-fill,minmax(150px,1fr))}"
    ".months div{max-width:190px}.wide{overflow-x:auto;direction:rtl}"
    ".wide svg{min-width:560px;direction:ltr}"
)

_BODY = """<header><h1>Progress</h1><p>{first} to {today}</p></header>
<div class="tiles">{tiles}</div>
<h2>Exercises</h2>
<div class="cards">
{exercises}
</div>
<h2>Minutes per week</h2>
<div class="box wide">{weeks}</div>
<h2>Calendar</h2>
<div class="box months">
{months}
</div>"""
