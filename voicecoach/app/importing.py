"""Imports what was exported, here or on another machine."""

from voicecoach.app.session.familiarity import remember_topics
from voicecoach.history.json_archive import Imported, import_archive
from voicecoach.history.opening import writing
from voicecoach.places import familiarity_file, history_file


def import_history(content: bytes) -> Imported:
    """Add what is not there yet; raises HistoryError that says what is wrong with the content."""
    with writing(history_file()) as database:
        added = import_archive(database, content)
    remember_topics(familiarity_file(), added.familiar)
    return added
