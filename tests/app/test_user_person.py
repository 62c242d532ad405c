"""The person of a command."""

from datetime import date

from voicecoach.app.user_person import age_in


def test_an_age_is_that_of_the_year() -> None:
    assert age_in(1980, date(2026, 3, 1)) == 46
    assert age_in(None, date(2026, 3, 1)) is None
