"""What a live session and a rehearsal have in common: the routine, its steps and its language."""

from dataclasses import dataclass

from voicecoach.audio.speech_length import estimated_length_ms
from voicecoach.cli.places import content_directory, familiarity_file
from voicecoach.content.loader import Language, Library, load_language, load_library
from voicecoach.content.problems import did_you_mean
from voicecoach.core.announcing import Telling, Wording
from voicecoach.core.duration import SILENT, TYPICAL, estimated_ms
from voicecoach.core.leveling import at_level, fit_to
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.routine import Routine, single
from voicecoach.core.score import LengthOf
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.steps import Step
from voicecoach.core.timeline import compile_steps, spoken_in
from voicecoach.core.unattended import unattended
from voicecoach.errors import ContentError
from voicecoach.familiarity import Familiarity
from voicecoach.ports import Voice
from voicecoach.settings import Settings
from voicecoach.simulated import EstimatedVoice

_ADVICE = "not-medical-advice"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the user wants a routine this time."""

    wording: Wording = Wording.LONG
    level: int | None = None
    """1 to 3; None: as the routine is."""
    minutes: float | None = None
    """About how long the session may last; None: as long as it takes."""
    is_heard: bool = True
    """Whether somebody hears the user; False: it becomes a file, in which nothing is asked."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """A routine, ready to be played."""

    routine: Routine
    steps: tuple[Step, ...]
    language: Language
    settings: Settings
    familiarity: Familiarity

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

    def estimated_ms(self) -> int:
        """About how long it lasts for somebody who says nothing."""
        words_per_minute = self.settings.words_per_minute
        voice = EstimatedVoice(lambda text: estimated_length_ms(text, words_per_minute))
        length_of = _length_of(self.language, voice)
        return estimated_ms(self.steps, length_of, SILENT, speed=self.settings.speed)

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


def prepare(name: str, wanted: Wanted, settings: Settings) -> Preparation:
    """Load the routine of this name, or the exercise as a routine of its own, as it is wanted.

    Raises ContentError.
    """
    library = load_library(content_directory())
    language = load_language("en", content_directory())
    familiarity = Familiarity(familiarity_file())
    routine = _workout(library, name)
    if wanted.level:
        routine = at_level(routine, wanted.level)
    telling = _telling(routine, wanted.wording, familiarity, language)

    def steps_of(some: Routine) -> tuple[Step, ...]:
        steps = compile_steps(some, ready_wait_ms=settings.ready_wait_ms, telling=telling)
        return steps if wanted.is_heard else unattended(steps, position_ms=settings.ready_wait_ms)

    if wanted.minutes:
        voice = EstimatedVoice(lambda text: estimated_length_ms(text, settings.words_per_minute))
        length_of = _length_of(language, voice)

        def length_ms(some: Routine) -> int:
            habits = TYPICAL if wanted.is_heard else SILENT
            return estimated_ms(steps_of(some), length_of, habits, speed=settings.speed)

        routine = fit_to(routine, round(wanted.minutes * 60_000), length_ms)
    return Preparation(routine, steps_of(routine), language, settings, familiarity)


def _workout(library: Library, name: str) -> Routine:
    if name not in library.routines and name in library.exercises:
        return single(library.exercises[name])
    if name in library.routines:
        return library.routines[name]
    names = (*library.routines, *library.exercises)
    raise ContentError(
        f'There is no routine or exercise "{name}"{did_you_mean(name, names) or "."} '
        "To see all: voicecoach list."
    )


def _telling(
    routine: Routine, wording: Wording, familiarity: Familiarity, language: Language
) -> Telling:
    exercises = [item.exercise for item in routine.items]
    advice = language.book.sentence(phrase("greeting.not-medical"))
    signs = {exercise.stop_sign: exercise.slug for exercise in exercises}
    familiarity.await_sentences({advice: _ADVICE, **signs})
    return Telling(
        wording,
        frozenset(one.slug for one in exercises if not familiarity.knows(one.slug)),
        first_start=not familiarity.knows(_ADVICE),
    )


def _length_of(language: Language, voice: Voice) -> LengthOf:
    return lambda wanted: voice.length_ms(language.book.sentence(wanted))
