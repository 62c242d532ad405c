"""Connects a live session with the history."""

import os
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from voicecoach import __version__
from voicecoach.app.session.running_now import RunningSession, announced, running_session
from voicecoach.app.telling import tell
from voicecoach.core.events import Event
from voicecoach.devices.inbox import ClockWatch
from voicecoach.errors import ModelError
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead
from voicecoach.places import history_file, running_file
from voicecoach.settings import Settings
from voicecoach.speech_models.lookup import find_model


def history_until(now_s: float) -> StoredHistory:
    """The history of all sessions up to `now_s` (since 1970, UTC).

    While another session runs, it is not offered as an unfinished one: the messages say that it
    runs.
    """
    running = running_session(running_file())
    history = StoredHistory(history_file(), now_s, has_unfinished=running is None)
    if running:
        history.messages.append(running.line())
    return history


def recorder(
    routine: str,
    settings: Settings,
    began: datetime,
    elapsed_ms: Callable[[], float],
    post: Callable[[Event], None],
    stack: ExitStack,
) -> HistoryRecorder:
    """A recorder of the session that begins now, closed with the stack.

    Until then, other processes know that this `routine` runs.
    Closing prints its messages for the user. `post` gets an event when the history is lost or
    restored; `began` carries its offset from UTC; `elapsed_ms` is the session's clock.
    """
    head = _head(settings, began)
    told = RunningSession(routine, head.id, os.getpid(), began.isoformat())
    stack.enter_context(announced(running_file(), told))
    recorder = HistoryRecorder(
        history_file(), head, post, take_jump_ms=ClockWatch(elapsed_ms).take_jump_ms
    )

    def close() -> None:
        recorder.close()
        for message in recorder.messages:
            tell(message)

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
        return find_model(
            setting=settings.model, environ=os.environ, language=settings.language
        ).name
    except ModelError:
        return None
