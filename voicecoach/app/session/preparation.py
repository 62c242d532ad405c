"""A session, ready to be run live, as a rehearsal or into a file."""

from collections.abc import Callable
from dataclasses import replace

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.content.language import Language
from voicecoach.core.dialogue.hints import HINTS
from voicecoach.core.dialogue.missed_speech import what_to_say
from voicecoach.core.phases import Phase
from voicecoach.core.playback.estimate import SILENT, estimated_ms
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Remembered, Session, SessionOptions
from voicecoach.core.timeline.compiler import spoken_in
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.steps import Step
from voicecoach.core.workout.routine import Routine
from voicecoach.dataclass import dataclass
from voicecoach.ports import History, Voice
from voicecoach.settings import Settings
from voicecoach.voice.speech_length import estimated_length_ms


@dataclass(frozen=True, slots=True)
class Preparation:
    """A session, ready to be run."""

    routine: Routine
    steps: tuple[Step, ...]
    language: Language
    settings: Settings
    familiarity: Familiarity
    options: SessionOptions
    remembered: Remembered
    command: str
    """The command that begins it, such as "start balance"."""
    news: tuple[str, ...] = ()
    """News for the user beforehand, a line each."""
    delivery: Delivery = IN_FULL
    """Verbosity at the beginning, and what the user knows so well that it needs fewer words."""
    resumes: bool = True
    """True if that command offers to go on where it was interrupted."""

    def session(self, voice: Voice, *, sound_delay_ms: int, has_keys: bool = True) -> Session:
        """The session, timed for this voice, of a user who has a keyboard or not."""
        settings = self.settings
        return Session(
            Program(self.routine, self.steps),
            book=self.language.book,
            vocabulary=self.language.vocabulary,
            timing=_timing(self.language, voice, sound_delay_ms),
            options=replace(
                self.options,
                delivery=self.delivery,
                listens=settings.listen,
                signs_misses=settings.feedback,
                has_keys=has_keys,
            ),
            remembered=self.remembered,
        )

    def estimated_ms(self) -> int:
        """Estimated length for a user who says nothing, ms."""
        book, settings = self.language.book, self.settings
        return estimated_ms(
            self._told(self.steps),
            SpeechTiming(
                lambda one: estimated_length_ms(book.sentence(one), settings.words_per_minute)
            ),
            SILENT,
            speed=settings.speed,
            tempos=self.options.tempos,
        )

    def greeting(self) -> tuple[str, ...]:
        """The sentences of the greeting."""
        return self._sentences_of(self.steps[:1])

    def sentences(self) -> tuple[str, ...]:
        """Sentences the session is sure to say, in order, then those it may be asked for."""
        going_on = self.remembered.continuation
        book, vocabulary = self.language.book, self.language.vocabulary
        later = self._sentences_of(going_on.steps[going_on.index :]) if going_on else ()
        misses = (book.sentence(what_to_say(phase, vocabulary)) for phase in Phase if HINTS[phase])
        fixed = book.fixed_sentences()
        return tuple(dict.fromkeys((*self._sentences_of(self.steps), *later, *fixed, *misses)))

    def _sentences_of(self, steps: tuple[Step, ...]) -> tuple[str, ...]:
        return tuple(self.language.book.sentence(one) for one in spoken_in(self._told(steps)))

    def _told(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps at the verbosity with which the session starts."""
        return tuple(map(self.delivery.step, steps))


Prepare = Callable[[History, float], Preparation]
"""Prepares a session from the history and the current time (s since 1970, UTC)."""


def _timing(language: Language, voice: Voice, sound_delay_ms: int) -> SpeechTiming:
    book = language.book
    return SpeechTiming(
        lambda wanted: voice.length_ms(book.sentence(wanted)),
        lambda wanted: voice.lead_ms(book.sentence(wanted)),
        sound_delay_ms,
    )
