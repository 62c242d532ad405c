"""Dates are understood as people write them."""

from datetime import date

import pytest

from voicecoach.cli.dates import period_of

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-11-25", "2026-11-25"),
        ("Yesterday", "2026-11-24", "2026-11-24"),
        ("monday", "2026-11-23", "2026-11-23"),
        ("Wed", "2026-11-25", "2026-11-25"),
        ("last wednesday", "2026-11-18", "2026-11-18"),
        ("thu", "2026-11-19", "2026-11-19"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("3 days ago", "2026-11-22", "2026-11-22"),
        ("a week ago", "2026-11-18", "2026-11-18"),
        ("9 months ago", "2026-02-25", "2026-02-25"),
        ("2 years ago", "2024-11-25", "2024-11-25"),
        ("2026-05-28", "2026-05-28", "2026-05-28"),
        ("2026-05", "2026-05-01", "2026-05-31"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("28.5.2026", "2026-05-28", "2026-05-28"),
        ("28.12.", "2025-12-28", "2025-12-28"),
        ("24/10/2026", "2026-10-24", "2026-10-24"),
        ("10/24/2026", "2026-10-24", "2026-10-24"),
        ("6/6/2026", "2026-06-06", "2026-06-06"),
        ("28 May 2026", "2026-05-28", "2026-05-28"),
        ("28th may", "2026-05-28", "2026-05-28"),
        ("May 28, 2026", "2026-05-28", "2026-05-28"),
        ("Dec 3", "2025-12-03", "2025-12-03"),
        ("29 Feb", "2024-02-29", "2024-02-29"),
        ("feb 29", "2024-02-29", "2024-02-29"),
        ("29.2.", "2024-02-29", "2024-02-29"),
        ("May", "2026-05-01", "2026-05-31"),
        ("december", "2025-12-01", "2025-12-31"),
        ("Sept 2024", "2024-09-01", "2024-09-30"),
    ],
)
def test_a_day_or_period_is_understood(text: str, first: str, last: str) -> None:
    period = period_of(text, TODAY)
    assert period is not None
    assert [day.isoformat() for day in period] == [first, last]


@pytest.mark.parametrize(
    "text",
    ["", "soon", "5/6/2026", "13/13/2026", "31/6/2026", "2026-13", "31 February", "0000", "m"],
)
def test_an_invalid_or_ambiguous_date_is_not_understood(text: str) -> None:
    assert period_of(text, TODAY) is None


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    period = period_of("a month ago", date(2026, 3, 31))
    assert period == (date(2026, 2, 28), date(2026, 2, 28))
