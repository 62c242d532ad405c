"""Sessions of a routine in virtual time, as transcripts."""

import io
from collections.abc import Sequence
from pathlib import Path

from voicecoach.coach import Coach
from voicecoach.content.loader import load_language
from voicecoach.core.events import Event
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Remembered, Session
from voicecoach.core.timeline.steps import Step
from voicecoach.core.workout.routine import Routine
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    Transcript,
    without_devices,
)
from voicecoach.voice.speech_length import estimated_length_ms

GOLDEN = Path(__file__).parents[1] / "golden"


def transcript_of(
    routine: Routine,
    steps: Sequence[Step],
    script: Sequence[tuple[int, Event]],
    remembered: Remembered | None = None,
) -> str:
    """These steps with this user, in the words of the language that is shipped."""
    language = load_language()
    voice, out = EstimatedVoice(lambda text: estimated_length_ms(text, 160)), io.StringIO()
    session = Session(
        Program(routine, tuple(steps)),
        book=language.book,
        vocabulary=language.vocabulary,
        timing=SpeechTiming(lambda wanted: voice.length_ms(language.book.sentence(wanted))),
        remembered=remembered or Remembered(),
    )
    parts = without_devices(ScriptedInbox(script), voice, Transcript(out))
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
    return out.getvalue()


def assert_golden(name: str, now: str, *, update: bool) -> None:
    """Compare a transcript with the one that is kept, or keep it."""
    path = GOLDEN / f"{name}.txt"
    if update:
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), "If this is meant: pytest --update-golden"
