"""Connects a live session with the history."""

import os
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

import click

from voicecoach import __version__
from voicecoach.core.events import Event
from voicecoach.errors import ModelError
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead
from voicecoach.places import history_file
from voicecoach.settings import Settings
from voicecoach.speech_models.lookup import find_model


def history_until(now_s: float) -> StoredHistory:
    """What is remembered; `now_s` is the time since 1970, UTC."""
    return StoredHistory(history_file(), now_s)


def recorder(
    settings: Settings, began: datetime, tell: Callable[[Event], None], stack: ExitStack
) -> HistoryRecorder:
    """Keeps a session that begins now; when the stack closes, so does the history.

    What the user should know of it is printed then. `began` carries its offset from UTC.
    """
    recorder = HistoryRecorder(history_file(), _head(settings, began), tell)

    def close() -> None:
        recorder.close()
        for message in recorder.messages:
            click.echo(message, err=True)

    stack.callback(close)
    return recorder


def _head(settings: Settings, began: datetime) -> SessionHead:
    offset = began.utcoffset()
    assert offset is not None, "the time must carry its offset"
    return SessionHead(
        id=uuid.uuid4().hex,
        began_at_ms=round(began.timestamp() * 1000),
        utc_offset_s=round(offset.total_seconds()),
        program=__version__,
        model=_model_name(settings),
    )


def _model_name(settings: Settings) -> str | None:
    if not settings.listen:
        return None
    try:
        return find_model(setting=settings.model, environ=os.environ).name
    except ModelError:
        return None
