"""Whole sessions of every routine as transcripts; `--update-golden` writes them anew."""

import io
from pathlib import Path

import numpy as np
import pytest

from voicecoach.audio.clip import Clip
from voicecoach.audio.speech_length import estimated_length_ms
from voicecoach.coach import Coach, Parts
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.effects import Earcon
from voicecoach.core.events import Event
from voicecoach.core.session import Session
from voicecoach.core.timeline import compile_steps
from voicecoach.simulated import (
    BlindDisplay,
    DeafEars,
    EstimatedVoice,
    ScriptedInbox,
    SilentSpeaker,
    Transcript,
    heard,
)

GOLDEN = Path(__file__).parent / "golden"
LIBRARY = load_library()
SESSIONS: dict[str, list[tuple[int, Event]]] = {
    **{f"{slug}-alone": [] for slug in LIBRARY.routines},
    "balance-steered": [
        heard(6_000, "ready"),
        heard(20_000, "ready"),
        heard(33_000, "how many left"),
        heard(40_000, "pause"),
        heard(50_000, "resume"),
        heard(62_000, "faster"),
        heard(70_000, "next"),
        heard(76_000, "what's next"),
        heard(85_000, "ready"),
        heard(90_000, "ready"),
        heard(104_000, "down"),
        heard(110_000, "back"),
        heard(125_000, "help"),
        heard(140_000, "skip"),
        heard(150_000, "repeat"),
        heard(160_000, "stop"),
        heard(165_000, "no"),
        heard(175_000, "quit"),
        heard(180_000, "yes"),
    ],
}


def transcript(slug: str, script: list[tuple[int, Event]]) -> str:
    """This routine with this user, in the words of the language that is shipped."""
    language, routine = load_language(), LIBRARY.routine(slug)
    voice, out = EstimatedVoice(lambda text: estimated_length_ms(text, 160)), io.StringIO()
    session = Session(
        routine,
        compile_steps(routine, ready_wait_ms=20_000),
        book=language.book,
        vocabulary=language.vocabulary,
        length_of=lambda wanted: voice.length_ms(language.book.sentence(wanted)),
    )
    silence = Clip(np.zeros(0, dtype=np.float32), 16_000)
    parts = Parts(
        ScriptedInbox(script),
        SilentSpeaker(),
        voice,
        DeafEars(),
        BlindDisplay(),
        Transcript(out),
        dict.fromkeys(Earcon, silence),
    )
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
    return out.getvalue()


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_goes_as_it_did(name: str, request: pytest.FixtureRequest) -> None:
    slug = name.removesuffix("-steered").removesuffix("-alone")
    path = GOLDEN / f"{name}.txt"
    now = transcript(slug, SESSIONS[name])
    if request.config.getoption("--update-golden"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8"), "If this is meant: pytest --update-golden"
