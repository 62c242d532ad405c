"""Dates as people write them: "yesterday", "last monday", "3 weeks ago", "28 May", "May 2026"."""

import calendar
import re
from datetime import date, timedelta

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.command_type import CommandT

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_EXAMPLES = '"2026-05-28", "28 May", "May 2026", "yesterday", "monday" or "3 weeks ago"'
Period = tuple[date, date]
"""First and last day."""


def period_options(command: CommandT) -> CommandT:
    """Add --since and --until to a command."""
    until = click.option(
        "--until", callback=_last_day, help='Last day, such as "yesterday" or "28 May".'
    )
    since = click.option(
        "--since",
        callback=_first_day,
        help='First day, such as "monday", "last month" or "2026-05".',
    )
    return since(until(command))


def _first_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Option callback: the day, or the first day of a week, month or year."""
    return _understood(text, context, parameter)[0] if text else None


def _last_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Option callback: the day, or the last day of a week, month or year."""
    return _understood(text, context, parameter)[1] if text else None


def _understood(text: str, context: click.Context, parameter: click.Parameter) -> Period:
    period = period_of(text, given_at(context).date())
    if period is None:
        raise click.BadParameter(
            f'"{text}" is not a date that I understand. Write {_EXAMPLES}.', param=parameter
        )
    return period


def period_of(text: str, today: date) -> Period | None:
    """Period that these words mean on this day; None if they are not understood.

    A day or month without a year is the most recent one that has begun.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    for read in (_relative, _numeric, _named):
        if period := read(words, today):
            return period
    return None


def _relative(words: str, today: date) -> Period | None:
    if words in ("today", "now"):
        return today, today
    if words == "yesterday":
        return _single(today - timedelta(days=1))
    if weekday := _beginning_with(words.removeprefix("last ").removeprefix("on "), _WEEKDAYS):
        days = (today.weekday() - weekday + 1) % 7
        return _single(today - timedelta(days=days or 7 * words.startswith("last ")))
    if match := re.fullmatch(r"(this|last) (week|month|year)", words):
        return _whole(match[2], today, int(match[1] == "last"))
    if match := re.fullmatch(r"(an?|\d{1,4}) (day|week|month|year)s? ago", words):
        count = int(match[1]) if match[1].isdigit() else 1
        return _single(_back(match[2], today, count))
    return None


def _numeric(words: str, today: date) -> Period | None:
    """Year first, or day first with dots; with slashes only where the order is clear."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
        return _month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})", words):
        return _year(int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?", words):
        return _latest(int(match[1]), int(match[2]), match[3], today)
    return _with_slashes(words)


def _named(words: str, today: date) -> Period | None:
    """Dates with the name of the month: 28 May 2026, May 28, May 2026, May."""
    match = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th|\.)? )?([a-z]{3,})\.?(?: (\d{4}))?", words)
    if match is None:
        other = re.fullmatch(r"([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", words)
        parts = (other[2], other[1], other[3]) if other else None
    else:
        parts = (match[1], match[2], match[3])
    month = _beginning_with(parts[1], _MONTHS) if parts else None
    if parts is None or month is None:
        return None
    if parts[0]:
        return _latest(int(parts[0]), month, parts[2], today)
    return _month(int(parts[2]) if parts[2] else today.year - (month > today.month), month)


def _with_slashes(words: str) -> Period | None:
    """A date such as 24/10/2026, where only one of the numbers can be the month."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words)
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    if first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 or first == second else None


def _beginning_with(word: str, names: tuple[str, ...]) -> int | None:
    """Number, from 1, of the name or abbreviation; None if there is none."""
    numbers = [n for n, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)]
    return numbers[0] if numbers else None


def _latest(day: int, month: int, year: str | None, today: date) -> Period | None:
    if year:
        return _day(int(year), month, day)
    # Between 1896 and 1904, eight years had no 29 February.
    years = range(today.year, max(today.year - 9, 0), -1)
    found = (_day(one, month, day) for one in years)
    return next((period for period in found if period and period[0] <= today), None)


def _single(day: date) -> Period:
    return day, day


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return _single(date(year, month, day))
    except ValueError:
        return None


def _month(year: int, month: int) -> Period | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Period | None:
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


def _whole(unit: str, today: date, back: int) -> Period | None:
    match unit:
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * back)
            return monday, monday + timedelta(days=6)
        case "month":
            day = _back("month", today, back)
            return _month(day.year, day.month)
        case _:
            return _year(today.year - back)


def _back(unit: str, today: date, count: int) -> date:
    """The day this many units before today; the last day of the month where it is too short."""
    if unit in ("day", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
