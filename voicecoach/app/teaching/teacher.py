"""The command `teach`: everything between the devices and the file of what was learned."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from voicecoach.app.doctor.sound import SoundCheck
from voicecoach.app.own_content import usable_language
from voicecoach.app.teaching.lesson import Block, Levels, hold
from voicecoach.app.teaching.taught import Taught, without_words
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.lesson import Lesson, usual_words
from voicecoach.core.dialogue.transitions import accepted_mostly
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.dataclass import dataclass
from voicecoach.devices.pronunciation_scorer import PronunciationScorer
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.errors import AudioDeviceError, SettingsError, VoiceError
from voicecoach.hearing.decision import Reading, read
from voicecoach.hearing.learning import FEWEST_TAKES, Checked, PronunciationLearner, checked
from voicecoach.hearing.pronouncing import RivalWords
from voicecoach.settings import Settings
from voicecoach.sound.clip import Clip, Samples
from voicecoach.speech_models.lexicon import Lexicon, Pronunciations, read_lexicon
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.speech_models.variants import Phones
from voicecoach.suggestions import did_you_mean
from voicecoach.voice.choice import synthesizer_for
from voicecoach.voice.normalization import normalized

Tell = Callable[[str], None]
"""Shows the user a line."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a lesson."""

    checked: Checked
    levels: Levels
    practiced: tuple[str, ...]
    """Commands with enough takes to learn from."""
    is_given_up: bool
    """True if nobody answered to its end."""

    @property
    def takes(self) -> int:
        """Number of takes that it was learned from."""
        return self.checked.takes


class Schooling:
    """The learner and the check of one vocabulary with the bundled model."""

    def __init__(self, vocabulary: Vocabulary, words: Sequence[str], known: Pronunciations) -> None:
        """Load the model; raises ModelError. `known`: learned before, of other words."""
        self._known = known
        self._lexicon: Lexicon = read_lexicon(bundled_model())
        taught = {intent for word in words if (intent := vocabulary.intent_of(word))}
        self._grammar = vocabulary.grammar(accepted_mostly() | taught)
        meanings = _meanings(vocabulary)
        self._sounds = self._lexicon.pronunciations(
            [*meanings, *chain.from_iterable(word.split() for word in words)]
        )
        self.learner = PronunciationLearner(
            words,
            self._sounds,
            RivalWords(self._sounds, meanings).is_free,
            lambda sayings: PronunciationScorer(self._lexicon, sayings),
        )

    def learned(self) -> Checked:
        """Learn from the takes, and keep what helps."""
        found = self.learner.learned()
        return checked(found, self.learner.takes, self._sounds, self._grammar, self._reader)

    def _reader(
        self, pronunciations: Mapping[str, tuple[Phones, ...]]
    ) -> Callable[[Samples], Reading]:
        every = {**self._known, **pronunciations}
        model = VoskModel(bundled_model(), pronunciations=every)

        def reading(samples: Samples) -> Reading:
            recognizer = model.new_recognizer(self._grammar.phrases)
            recognizer.accept(samples)
            return read(recognizer.conclude(), self._grammar)

        return reading


class Teacher:
    """A lesson with a microphone and, if there is one, a loudspeaker."""

    def __init__(
        self, settings: Settings, words: Sequence[str], before: Taught, tell: Tell
    ) -> None:
        """`words`: commands to be taught; none: the usual ones. Raises VoicecoachError."""
        self._before = before
        self._tell = tell
        self._language = usable_language(settings.language)
        self._words = wanted_words(words, self._language.vocabulary)
        self._synthesizer = synthesizer_for(
            settings.voice, settings.words_per_minute, tell, settings.language
        )
        self._synthesizer.pronounce(self._language.pronunciations)
        self._sound = SoundCheck(settings.device_in, settings.device_out)

    def teach(self) -> Outcome:
        """Hold the lesson. Raises AudioDeviceError if there is no microphone, or it is lost."""
        self._synthesizer.start()
        self._sound.open_microphone()
        try:
            self._sound.open_loudspeaker()
        except AudioDeviceError as error:
            self._tell(f"{error} You can read what to say here.")
        known = without_words(self._before, words_in(self._words)).pronunciations
        schooling = Schooling(self._language.vocabulary, self._words, known)
        lesson = Lesson(self._words)
        levels = hold(lesson, schooling.learner, self)
        if lesson.is_given_up:
            self.say(phrase("teach.gave-up"))
        else:
            self.say(phrase("teach.wait"))
        found = schooling.learned()
        if not lesson.is_given_up:
            self.say(phrase("teach.learned" if found.pronunciations else "teach.known"))
        practiced = tuple(word for word in self._words if lesson.good[word] >= FEWEST_TAKES)
        return Outcome(found, levels, practiced, lesson.is_given_up)

    def close(self) -> None:
        """Close the devices and the voice."""
        self._sound.close()
        self._synthesizer.close()

    def show(self, lesson: Lesson) -> None:
        """Show what to say now."""
        self._tell(f"{lesson.number:2} of {lesson.length}  Say: {lesson.asked}")

    def say(self, sentence: Phrase) -> None:
        """Say this to the end, and show it."""
        text = self._language.book.sentence(sentence)
        self._tell(text)
        if clip := self._clip(text):
            self._sound.say(clip)
            self._sound.wait_until_said(clip)

    def ask(self, sentences: Sequence[Phrase]) -> float:
        """Begin to say these; return the time until that is over, ms."""
        text = " ".join(map(self._language.book.sentence, sentences))
        clip = self._clip(text)
        if clip is None:
            return 0.0
        self._sound.say(clip)
        return self._sound.ends_after_ms(clip)

    def listen(self, duration_ms: float) -> Iterator[Block]:
        """Blocks from now on. Raises AudioDeviceError if there are none."""
        return self._sound.listen(round(duration_ms))

    def _clip(self, text: str) -> Clip | None:
        if not self._sound.has_output:
            return None
        try:
            return normalized(self._synthesizer.render(text))
        except VoiceError:
            return None


def wanted_words(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The commands to be taught; raises SettingsError for any other word."""
    if not words:
        return usual_words(vocabulary)
    known = [each for wordings in vocabulary.words.values() for each in wordings]
    if " ".join(words) in known:
        return (" ".join(words),)
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known)
            raise SettingsError(
                f'"{word}" is not a command{hint or "."} Commands are, for example: '
                f"{', '.join(usual_words(vocabulary))}."
            )
    return tuple(dict.fromkeys(words))


def combined(before: Taught, outcome: Outcome) -> Taught:
    """Add a lesson's result to what was known before; it replaces that of the words practiced."""
    kept = without_words(before, words_in(outcome.practiced))
    levels = outcome.levels
    return replace(
        kept,
        pronunciations={**kept.pronunciations, **outcome.checked.pronunciations},
        level_db=before.level_db if levels.level_db is None else levels.level_db,
        noise_db=before.noise_db if levels.noise_db is None else levels.noise_db,
    )


def words_in(wordings: Sequence[str]) -> frozenset[str]:
    """The single words of commands."""
    return frozenset(chain.from_iterable(wording.split() for wording in wordings))


def _meanings(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The commands of which each word is a part; of a decoy none."""
    found: dict[str, frozenset[str]] = dict.fromkeys(vocabulary.decoys, frozenset())
    for intent, wordings in vocabulary.words.items():
        for word in chain.from_iterable(each.split() for each in wordings):
            found[word] = found.get(word, frozenset()) | {intent.value}
    return found
