"""Rehearses a session: prints its whole transcript at once, without devices and without waiting."""

import sys
from collections.abc import Sequence
from functools import partial

from voicecoach.app.session.preparation import Prepare
from voicecoach.app.session.remembering import history_until
from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.app.telling import tell
from voicecoach.coach import Coach, Parts
from voicecoach.core.effects import Earcon
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

Script = tuple[tuple[int, str], ...]
"""What the user says in a rehearsal: times in ms, and words."""


def rehearse_session(
    prepare: Prepare,
    settings: Settings,
    script: Script,
    watchers: Sequence[SessionLog] = (),
    *,
    now_s: float,
) -> None:
    """Print the transcript of a session in which the user follows the script.

    Doses and questions are those of a real session now; the history stays as it is.
    """
    import numpy as np

    history = history_until(now_s)
    preparation = prepare(history, now_s)
    for message in history.messages:
        tell(message)
    language = preparation.language
    if line := language.gaps():
        tell(line)
    for line in preparation.news:
        tell(line)
    for at_ms, words in script:
        if language.vocabulary.intent_of(words) is None:
            tell(f"--say {at_ms / 1000:g}:{words}: that is not a command, and changes nothing.")
    voice = EstimatedVoice(partial(estimated_length_ms, words_per_minute=settings.words_per_minute))
    speaker = SilentSpeaker()
    silence = Clip(np.zeros(0, dtype=np.float32), speaker.rate_hz)
    parts = Parts(
        inbox=ScriptedInbox(heard(at_ms, words) for at_ms, words in script),
        speaker=speaker,
        voice=voice,
        ears=DeafEars(),
        display=BlindDisplay(),
        log=SeveralLogs(Transcript(sys.stdout), *watchers),
        earcons=dict.fromkeys(Earcon, silence),
    )
    session = preparation.session(voice, sound_delay_ms=speaker.sound_delay_ms)
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
