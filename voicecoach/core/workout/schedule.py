"""The schedule of a routine: days of the week, and a local time."""

import re
from datetime import date, time, timedelta

from voicecoach.dataclass import dataclass

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "daily": tuple(range(7)),
    "every day": tuple(range(7)),
    "weekdays": tuple(range(5)),
    "weekends": (5, 6),
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """A routine on some days of each week."""

    routine: str
    days: tuple[int, ...]
    """Days of the week, 0 for Monday, in ascending order; at least one."""
    at: time

    def is_due_on(self, day: date) -> bool:
        """True if the routine is scheduled for this day."""
        return day.weekday() in self.days

    def next_day(self, first: date) -> date:
        """The first scheduled day on or after `first`."""
        days = (first + timedelta(days=number) for number in range(7))
        return next(day for day in days if self.is_due_on(day))

    @property
    def least_gap_days(self) -> int:
        """Fewest days from one of its days to the next."""
        nexts = (*self.days[1:], self.days[0] + 7)
        return min(after - before for before, after in zip(self.days, nexts, strict=True))


def days_of(text: str) -> tuple[int, ...] | None:
    """The days of the week in "mon,wed,fri", "mon-fri", "daily" or "weekends"; None: not valid."""
    words = text.strip().lower()
    if words in _GROUPS:
        return _GROUPS[words]
    found: set[int] = set()
    for part in re.split(r"[,;&+\s]+|\band\b", words):
        if not part:
            continue
        first, dash, last = part.partition("-")
        begin, end = _day(first), _day(last) if dash else _day(first)
        if begin is None or end is None:
            return None
        found |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return tuple(sorted(found)) or None


def time_of(text: str) -> time | None:
    """The time in "07:00", "7", "7.30", "7pm" or "7:30 pm"; None: not valid."""
    words = text.strip().lower().replace(" ", "").replace(".", ":")
    half = next((end for end in ("am", "pm") if words.endswith(end)), "")
    hours, colon, minutes = words.removesuffix(half).partition(":")
    if not (hours.isdecimal() and (minutes.isdecimal() or not colon)) or len(minutes) == 1:
        return None
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _day(word: str) -> int | None:
    names = [number for number, name in enumerate(WEEKDAYS) if name.startswith(word)]
    return names[0] if len(word) >= 2 and names else None
