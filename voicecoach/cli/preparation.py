"""What a live session and a rehearsal have in common: the routine, its steps and its language."""

from dataclasses import dataclass

from voicecoach.cli.places import content_directory
from voicecoach.content.loader import Language, load_language, load_library
from voicecoach.core.phrases import Phrase
from voicecoach.core.routine import Routine
from voicecoach.core.score import LengthOf
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.steps import Step
from voicecoach.core.timeline import compile_steps, spoken_in
from voicecoach.ports import Voice
from voicecoach.settings import Settings


@dataclass(frozen=True, slots=True)
class Preparation:
    """A routine, ready to be played."""

    routine: Routine
    steps: tuple[Step, ...]
    language: Language
    settings: Settings

    def session(self, voice: Voice, *, sound_delay_ms: int) -> Session:
        """A session whose speech is as long as this voice needs."""
        return Session(
            self.routine,
            self.steps,
            book=self.language.book,
            vocabulary=self.language.vocabulary,
            length_of=_length_of(self.language, voice),
            options=SessionOptions(sound_delay_ms, self.settings.speed),
        )

    def greeting(self) -> tuple[str, ...]:
        """What is said first."""
        return self._sentences_of(self.steps[:1])

    def sentences(self) -> tuple[str, ...]:
        """What the session is sure to say, in order; then what it may be asked to say."""
        book = self.language.book
        fixed = (
            book.sentence(Phrase(key)) for key in sorted(book.keys()) if not book.placeholders(key)
        )
        return tuple(dict.fromkeys((*self._sentences_of(self.steps), *fixed)))

    def _sentences_of(self, steps: tuple[Step, ...]) -> tuple[str, ...]:
        return tuple(self.language.book.sentence(one) for one in spoken_in(steps))


def prepare(routine: str, settings: Settings) -> Preparation:
    """Load the routine of this name; raises ContentError."""
    library = load_library(content_directory())
    chosen = library.routine(routine)
    steps = compile_steps(chosen, ready_wait_ms=settings.ready_wait_ms)
    return Preparation(chosen, steps, load_language(), settings)


def _length_of(language: Language, voice: Voice) -> LengthOf:
    return lambda wanted: voice.length_ms(language.book.sentence(wanted))
