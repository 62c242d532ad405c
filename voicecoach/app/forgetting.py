"""Deletes every file that records what the user did."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from voicecoach.app.stored import from_history
from voicecoach.date_text import date_text
from voicecoach.errors import HistoryError
from voicecoach.exports.amounts import count_text
from voicecoach.files import shown
from voicecoach.history.opening import files_of, writing
from voicecoach.history.overview import workouts
from voicecoach.places import familiarity_file, history_file, session_logs


def files_to_forget() -> list[Path]:
    """Every such file, the history first; raises HistoryError if their folder can't be read."""
    history = files_of(history_file())
    try:
        told = [path for path in (familiarity_file(),) if path.exists()]
        return [*history, *_logs(), *told]
    except OSError as error:
        raise HistoryError(
            f"Can't read {shown(session_logs())}: {error.strerror or error}. Make it readable, or "
            "delete it yourself."
        ) from error


def _logs() -> list[Path]:
    return sorted(session_logs().glob("*.jsonl"))


def what_is_kept() -> str:
    """A sentence about what would be deleted."""
    logs = count_text(len(_logs()), "session log")
    try:
        known = from_history(workouts) or ()
    except HistoryError:
        return f"To be deleted: a history that can't be read, and {logs}."
    if not known:
        return f"To be deleted: no workouts, and {logs}."
    since = f"{count_text(len(known), 'workout')} since {date_text(known[0].day)}"
    return f"To be deleted: {since}, and {logs}."


def delete(files: Sequence[Path]) -> None:
    """Delete these files; raises HistoryError naming the first one that can't be deleted.

    The content of the history is overwritten first, as far as the file system allows.
    """
    with suppress(HistoryError, OSError):
        _empty(history_file())
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise HistoryError(
                f"Can't delete {shown(path)}: {error.strerror or error}. Delete it yourself, or "
                "make its folder writable."
            ) from error


def _empty(path: Path) -> None:
    if path.exists():
        with writing(path) as database:
            for table in ("decisions", "sessions"):
                database.execute(f"DELETE FROM {table}")
