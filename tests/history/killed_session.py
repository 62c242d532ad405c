"""A whole session in a process of its own, as fast as it can, which says what it has kept."""

from multiprocessing.connection import Connection
from pathlib import Path

from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.coach import Coach
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Session
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead
from voicecoach.ports import SessionLog
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    heard,
    without_devices,
)
from voicecoach.voice.speech_length import estimated_length_ms

BEGUN, ACKNOWLEDGED = b"begun", b"kept"
LANGUAGE, ROUTINE = load_language(), load_library().routine("balance")
SCRIPT = [
    (2_000, "ready"),
    (60_000, "pause"),
    (70_000, "resume"),
    (150_000, "next"),
    (200_000, "how many left"),
    (260_000, "skip"),
    (330_000, "back"),
]


class FactList:
    """A SessionLog that keeps facts in memory."""

    def __init__(self) -> None:
        self.facts: list[tuple[int, Fact]] = []

    def note(self, at_ms: int, fact: Fact) -> None:
        """Keep it."""
        self.facts.append((at_ms, fact))

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Nothing."""


class Acknowledging:
    """A SessionLog that says so for each fact."""

    def __init__(self, parent: Connection) -> None:
        self._parent = parent

    def note(self, at_ms: int, fact: Fact) -> None:
        """Acknowledge a fact: the calls of earlier observers have returned, so it is kept."""
        self._parent.send_bytes(ACKNOWLEDGED)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Nothing."""


def play(log: SessionLog) -> None:
    """The session, always the same, from its greeting to its end."""
    voice = EstimatedVoice(lambda text: estimated_length_ms(text, 160))
    session = Session(
        Program(ROUTINE, compile_steps(ROUTINE, ready_wait_ms=20_000)),
        book=LANGUAGE.book,
        vocabulary=LANGUAGE.vocabulary,
        timing=SpeechTiming(lambda words: voice.length_ms(LANGUAGE.book.sentence(words))),
    )
    inbox = ScriptedInbox(heard(at_ms, words) for at_ms, words in SCRIPT)
    parts = without_devices(inbox, voice, log)
    Coach(session, parts, book=LANGUAGE.book, vocabulary=LANGUAGE.vocabulary).run()


def keep(path: Path, head: SessionHead, parent: Connection) -> None:
    """Say that it begins; keep the session in this file, and acknowledge each fact."""
    parent.send_bytes(BEGUN)
    recorder = HistoryRecorder(path, head, lambda _event: None)
    play(SeveralLogs(recorder, Acknowledging(parent)))
    recorder.close()
