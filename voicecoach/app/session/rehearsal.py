"""Rehearses a session: prints its whole transcript at once, without devices and without waiting."""

import sys
from collections.abc import Sequence
from functools import partial

from voicecoach.app.session.preparation import Prepare
from voicecoach.app.session.remembering import history_until
from voicecoach.app.session.session_log import SeveralLogs
from voicecoach.app.telling import tell
from voicecoach.coach import Coach
from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, IntentHeard
from voicecoach.ports import SessionLog
from voicecoach.printable import printable
from voicecoach.settings import Settings
from voicecoach.simulation.scripted import (
    EstimatedVoice,
    ScriptedInbox,
    Transcript,
    heard,
    without_devices,
)
from voicecoach.voice.speech_length import estimated_length_ms

Script = tuple[tuple[int, str], ...]
"""Commands of the user in a rehearsal: times in ms, and words."""


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
    history = history_until(now_s)
    preparation = prepare(history, now_s)
    for message in history.messages:
        tell(message)
    language = preparation.language
    if line := language.gaps():
        tell(line)
    for line in preparation.news:
        tell(line)
    known = [one for one in script if language.vocabulary.intent_of(one[1]) is not None]
    for one in script:
        if one not in known:
            tell(f"{_option(one)}: that is not a command, and changes nothing.")
    voice = EstimatedVoice(partial(estimated_length_ms, words_per_minute=settings.words_per_minute))
    took = _Took()
    parts = without_devices(
        ScriptedInbox(heard(at_ms, words) for at_ms, words in script),
        voice,
        SeveralLogs(Transcript(sys.stdout), took, *watchers),
    )
    session = preparation.session(voice, sound_delay_ms=parts.speaker.sound_delay_ms)
    Coach(session, parts, book=language.book, vocabulary=language.vocabulary).run()
    for one in known:
        if one not in took.said:
            is_over = one[0] >= took.until_ms
            why = "the session was over by then" if is_over else "that means nothing at that moment"
            tell(f"{_option(one)}: {why}, and changes nothing.")


class _Took:
    """SessionLog that tells which commands of the script the session noticed."""

    def __init__(self) -> None:
        self.said: set[tuple[int, str]] = set()
        self.until_ms = 0

    def note(self, at_ms: int, fact: Fact) -> None:
        self.until_ms = max(self.until_ms, at_ms)
        if isinstance(fact, IntentHeard):
            self.said.add((fact.began_ms, fact.words))

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        pass


def _option(one: tuple[int, str]) -> str:
    at_ms, words = one
    return f"--say {at_ms / 1000:g}:{printable(words)}"
