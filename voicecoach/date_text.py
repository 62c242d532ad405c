"""Dates in writing, the same on every page."""

from datetime import date


def date_text(day: date) -> str:
    """A date in full: 5 October 2026."""
    return f"{day.day} {day:%B %Y}"


def short_date_text(day: date) -> str:
    """A date in a column: 5 Oct 2026."""
    return f"{day.day} {day:%b %Y}"
