"""Sets as CSV, one per row, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping

from voicecoach.history.overview import Content, SetDone

COLUMNS = (
    "workout",
    "routine",
    "began",
    "ended",
    "exercise",
    "set",
    "side",
    "direction",
    "variation",
    "measure",
    "amount",
    "target",
    "completed",
    "open_ended",
    "effort",
    "pain",
    "kilograms",
    "band",
)
"""Times are local, with their offset; effort and pain are those of the exercise in that workout,
and empty where there was no answer."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of text that spreadsheets take for a formula (OWASP: CSV injection)."""


def csv_table(done: Iterable[SetDone], contents: Mapping[str, Content]) -> str:
    """The sets below a header line; `contents` are those of their workouts, by id."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in done:
        content = contents[one.workout]
        pain = content.pains.get(one.exercise)
        writer.writerow(
            (
                one.workout,
                _plain(one.routine),
                one.began.isoformat(timespec="milliseconds"),
                one.ended.isoformat(timespec="milliseconds"),
                _plain(one.exercise),
                one.set_number,
                _plain(one.side),
                _plain(one.direction),
                _plain(one.variation),
                one.measure,
                f"{one.amount:g}",
                f"{one.target:g}",
                str(one.completed).lower(),
                str(one.open_ended).lower(),
                content.efforts.get(one.exercise, ""),
                "" if pain is None else pain,
                "" if one.kilograms is None else f"{one.kilograms:g}",
                _plain(one.band),
            )
        )
    return out.getvalue()


def _plain(text: str | None) -> str:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if text and text.startswith(_FORMULA) else text or ""
