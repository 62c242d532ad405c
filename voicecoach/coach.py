"""The loop: wait for an event, hand it to the session, perform its effects."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from typing import assert_never

from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.effects import (
    AlignBeat,
    Earcon,
    Effect,
    Hush,
    Listen,
    Note,
    Play,
    Say,
    SetVolume,
    Show,
)
from voicecoach.core.events import Pressed
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import PhraseBook
from voicecoach.core.session import Session
from voicecoach.dataclass import dataclass
from voicecoach.ports import Display, Ears, Inbox, SessionLog, Speaker, Voice
from voicecoach.sound.clip import Clip
from voicecoach.sound.time_scale import shortened

LAST_SOUND_MS = 400
"""Time for the last sound to leave the loudspeaker."""
_SHORTENED_CLIPS = 64


@dataclass(frozen=True, slots=True)
class Parts:
    """The ports of a coach, and its earcons."""

    inbox: Inbox
    speaker: Speaker
    voice: Voice
    ears: Ears
    display: Display
    log: SessionLog
    earcons: Mapping[Earcon, Clip]


class Coach:
    """Runs one session with these parts."""

    def __init__(
        self,
        session: Session,
        parts: Parts,
        *,
        book: PhraseBook,
        vocabulary: Vocabulary,
        once_begun: Callable[[], None] = lambda: None,
    ) -> None:
        """`once_begun`, for work that can wait, is called when the first words are on their way."""
        self._session = session
        self._parts = parts
        self._once_begun = once_begun
        self._book = book
        # It takes milliseconds to make, and a session comes back to a phase again and again.
        self._grammar_for = cache(partial(grammar_for, vocabulary))
        self._hushes = 0
        self._shortened = lru_cache(maxsize=_SHORTENED_CLIPS)(shortened)

    def run(self) -> None:
        """Run the session to its end; only the inbox waits."""
        session, inbox = self._session, self._parts.inbox
        self._perform_all(self._opening())
        self._once_begun()
        while session.phase is not Phase.FINISHED:
            event = inbox.wait(session.deadline_ms)
            now_ms = inbox.now_ms()
            self._perform_all(session.handle(event, now_ms) if event else session.advance(now_ms))
        over_ms = inbox.now_ms() + LAST_SOUND_MS
        while inbox.now_ms() < over_ms:
            inbox.wait(over_ms)

    def _opening(self) -> list[Effect]:
        """The first effects, without words that are interrupted before they begin.

        Events of the preparation, such as a missing device, come first. A key pressed before
        anything was said or shown answers nothing.
        """
        session, inbox = self._session, self._parts.inbox
        now_ms = inbox.now_ms()
        effects = session.begin(now_ms)
        while event := inbox.wait(now_ms):
            if not isinstance(event, Pressed):
                effects += session.handle(event, now_ms)
        hushed = max((at for at, one in enumerate(effects) if isinstance(one, Hush)), default=0)
        shown = max((at for at, one in enumerate(effects) if isinstance(one, Show)), default=0)
        return [
            effect
            for at, effect in enumerate(effects)
            if not (isinstance(effect, Say | Play) and at < hushed)
            and not (isinstance(effect, Show) and at < shown)
        ]

    def _perform_all(self, effects: list[Effect]) -> None:
        for effect in effects:
            self._perform(effect)

    def _perform(self, effect: Effect) -> None:
        parts = self._parts
        match effect:
            case Say():
                self._say(effect)
            case Play(earcon, at_ms):
                parts.speaker.play(parts.earcons[earcon], at_ms, None)
                self._log_earcon(earcon, at_ms)
            case Hush():
                self._hushes += 1
                parts.speaker.hush()
            case AlignBeat(at_ms):
                parts.speaker.align_beat(at_ms)
            case SetVolume(gain_db):
                parts.speaker.set_gain_db(gain_db)
            case Listen(phase, attention):
                parts.ears.listen_for(self._grammar_for(phase, attention))
            case Show(view):
                parts.display.show(view)
            case Note(fact, at_ms):
                parts.log.note(parts.inbox.now_ms() if at_ms is None else at_ms, fact)
            case _:
                assert_never(effect)

    def _log_earcon(self, earcon: Earcon, at_ms: int | None) -> None:
        at_ms = self._parts.inbox.now_ms() if at_ms is None else at_ms
        self._parts.log.sounded(at_ms, earcon.value, None)

    def _say(self, effect: Say) -> None:
        """Say a sentence, unless a hush comes before it is rendered."""
        sentence = self._book.sentence(effect.phrase)
        self._parts.log.sounded(effect.at_ms, sentence, effect.rank)
        hushes = self._hushes

        def play(clip: Clip) -> None:
            if self._hushes == hushes:
                fitting = self._shortened(clip, effect.within_ms)
                self._parts.speaker.play(fitting, effect.at_ms, effect.rank)

        self._parts.voice.when_rendered(sentence, play)
