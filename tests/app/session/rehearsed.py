"""A prepared session of one exercise, for the tests of what happens round a session."""

from pathlib import Path

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.app.session.preparation import Preparation
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.session import Remembered, SessionOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.routine import single
from voicecoach.settings import Settings


def preparation(command: str, *, resumes: bool = True) -> Preparation:
    """A session that this command begins."""
    routine = single(load_library().exercises["calf-raises"])
    return Preparation(
        routine,
        compile_steps(routine, ready_wait_ms=9000),
        load_language(),
        Settings(words_per_minute=160, ready_wait_ms=9000),
        Familiarity(Path("/nonexistent")),
        SessionOptions(),
        Remembered(),
        command,
        resumes=resumes,
    )
