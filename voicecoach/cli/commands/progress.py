"""`voicecoach progress`: charts of the workouts, by week and by exercise."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.completion_names import complete_workout
from voicecoach.cli.dates import period_options
from voicecoach.cli.named_file import file_option, write_and_tell
from voicecoach.program import program

if TYPE_CHECKING:
    import sqlite3

    from voicecoach.charts.report import Report


@click.command()
@click.argument("exercise", required=False, shell_complete=complete_workout)
@period_options
@file_option("--html", "Write an HTML page with all charts.")
@file_option("--png", "Write a PNG picture with all charts.")
def progress(
    exercise: str | None,
    since: date | None,
    until: date | None,
    html: Path | None,
    png: Path | None,
) -> None:
    """Show your progress in EXERCISE, or in all exercises.

    \b
    voicecoach progress barefoot-balance
    voicecoach progress --html progress.html
    """
    report = _report(exercise, since, until)
    if report is None:
        nothing = f"There is nothing to show. To see your workouts: {program()} history"
        if html or png:
            raise click.ClickException(f"{nothing}\nNo file was written.")
        click.echo(nothing)
        return
    if html:
        from voicecoach.charts.html_page import html_page

        write_and_tell(html, html_page(report, _pictures(report)).encode())
    if png:
        from voicecoach.charts.png_sheet import png_sheet

        write_and_tell(png, png_sheet(report))
    if not html and not png:
        from voicecoach.cli.pages.progress import print_report

        print_report(report, exercise)


def _report(exercise: str | None, since: date | None, until: date | None) -> "Report | None":
    from voicecoach.app.stored import from_history
    from voicecoach.charts.report import Report
    from voicecoach.content.library import unknown_name
    from voicecoach.history.overview import workouts
    from voicecoach.history.past_sessions import bests
    from voicecoach.history.trends import trends

    names = _names()

    def report_on(database: "sqlite3.Connection") -> Report | None:
        known = [
            one
            for one in workouts(database)
            if (not since or one.day >= since) and (not until or one.day <= until)
        ]
        found = trends(database, since=since, until=until)
        chosen = [one for one in found if exercise in (None, one.exercise)]
        if exercise and not chosen:
            known_names = {*names, *(one.exercise for one in found)}
            if exercise not in known_names:
                raise unknown_name("exercise", exercise, known_names)
        if not known or not chosen:
            return None
        return Report(until or given_at().date(), known, chosen, bests(database), names)

    return from_history(report_on)


def _pictures(report: "Report") -> dict[str, str]:
    """The end of each exercise's movement as an SVG document, by slug, where there is a drawing."""
    from voicecoach.app.catalog import load_catalog
    from voicecoach.app.pictures import picture_of
    from voicecoach.drawings.picture import Picture
    from voicecoach.drawings.svg import document, elements

    known = load_catalog().library.exercises
    found = {}
    for slug in {trend.exercise for trend in report.trends} & known.keys():
        picture = picture_of(known[slug])
        if isinstance(picture, Picture):
            found[slug] = document(elements(picture.shapes(picture.ends()[-1])))
    return found


def _names() -> dict[str, str]:
    """Names of the exercises in the library, by slug."""
    from voicecoach.app.catalog import load_catalog

    return {slug: one.name for slug, one in load_catalog().library.exercises.items()}
