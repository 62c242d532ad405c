"""Sets as CSV, one a row, for spreadsheets."""

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
)
"""Times are by the clock on the wall, with its offset; effort and pain are those of the exercise
in that workout, and empty where none was told."""


def csv_table(done: Iterable[SetDone], contents: Mapping[str, Content]) -> str:
    """These sets with a line of names before them; `contents` are those of their workouts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in done:
        content = contents[one.workout]
        pain = content.pains.get(one.exercise)
        writer.writerow(
            (
                one.workout,
                one.routine,
                one.began.isoformat(timespec="milliseconds"),
                one.ended.isoformat(timespec="milliseconds"),
                one.exercise,
                one.set_number,
                one.side or "",
                one.direction or "",
                one.variation or "",
                one.measure,
                f"{one.amount:g}",
                f"{one.target:g}",
                str(one.completed).lower(),
                str(one.open_ended).lower(),
                content.efforts.get(one.exercise, ""),
                "" if pain is None else pain,
            )
        )
    return out.getvalue()
