"""The same session without devices and without waiting: its transcript, at once."""

import sys
import time
from collections.abc import Sequence

import click

from voicecoach.app.preparation import Prepare
from voicecoach.app.remembering import history_until
from voicecoach.app.session_log import SeveralLogs
from voicecoach.coach import Coach, Parts
from voicecoach.core.effects import Earcon
from voicecoach.core.events import Event
from voicecoach.ports import SessionLog
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import (
    BlindDisplay,
    DeafEars,
    EstimatedVoice,
    ScriptedInbox,
    SilentSpeaker,
    Transcript,
    heard,
)
from voicecoach.sound.clip import Clip
from voicecoach.voice.speech_length import estimated_length_ms


def rehearse_session(
    prepare: Prepare,
    settings: Settings,
    script: tuple[str, ...],
    watchers: Sequence[SessionLog] = (),
) -> None:
    """Print the transcript of a session whose user says what the script says.

    Its doses and questions are those of a session now; nothing of it is remembered.
    """
    import numpy as np

    now_s = time.time()
    preparation = prepare(history_until(now_s), now_s)
    language = preparation.language
    voice = EstimatedVoice(lambda text: estimated_length_ms(text, settings.words_per_minute))
    silence = Clip(np.zeros(0, dtype=np.float32), 16_000)
    parts = Parts(
        inbox=ScriptedInbox(_event(line) for line in script),
        speaker=SilentSpeaker(),
        voice=voice,
        ears=DeafEars(),
        display=BlindDisplay(),
        log=SeveralLogs(Transcript(sys.stdout), *watchers),
        earcons=dict.fromkeys(Earcon, silence),
    )
    session = preparation.session(voice, sound_delay_ms=0)
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()


def _event(line: str) -> tuple[int, Event]:
    seconds, colon, words = line.partition(":")
    try:
        at_ms = round(float(seconds) * 1000)
    except ValueError:
        at_ms = -1
    if not colon or at_ms < 0 or not words.strip():
        raise click.UsageError(f'--say: expected SECONDS:WORDS such as "12.5:pause", got "{line}".')
    return heard(at_ms, " ".join(words.lower().split()))
