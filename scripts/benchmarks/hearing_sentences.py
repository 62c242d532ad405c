"""Sentences, and every wording alone, by synthetic voices, each in the phase where it belongs."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmarks.hearing_direct import heard_in
from scripts.benchmarks.said import Voice, say
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.language_schema import SentencesTable
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import HIGHEST_NUMBERS, accepted_in
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase

NOTHING = "nothing"
"""The meaning of a sentence that is not a command."""
EXAMPLES = "language file"
"""The set of the examples in the language file."""
_FILE = Path(__file__).with_name("sentences.toml")
_USUAL = (
    Phase.COUNTING, Phase.RESTING, Phase.ANNOUNCING, Phase.HURTING, Phase.RATING, Phase.TALLYING,
    Phase.CONFIRMING,
)  # fmt: skip
"""The first of these phases that accepts an intent is where its sentences and wordings are said."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to say, and what it means."""

    set_name: str
    phase: Phase
    meaning: str
    """An intent, with its number if it is about one; or NOTHING."""
    text: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """Result of the chain for a sentence by one voice."""

    sentence: Sentence
    voice: Voice
    heard: tuple[str, ...]
    """Meanings that a session would obey, and not take back."""
    asked: tuple[str, ...]
    """Meanings that it would ask about."""

    @property
    def verdict(self) -> str:
        """One of "right", "asked", "missed" and "wrong"."""
        wanted = () if self.sentence.meaning == NOTHING else (self.sentence.meaning,)
        if self.heard == wanted:
            return "right"
        if self.heard:
            return "wrong"
        return "asked" if self.asked == wanted else "missed"

    @property
    def cause(self) -> str | None:
        """Reason for a wrong result; None: it was right."""
        if self.verdict == "right":
            return None
        if self.sentence.meaning != NOTHING and not _is_known(self.sentence):
            return "no rule has it"
        return {"asked": "heard, but not clear", "wrong": "taken for another"}.get(
            self.verdict, "not heard"
        )


def _is_known(sentence: Sentence) -> bool:
    """True if the grammar of its phase has the sentence, with its meaning."""
    grammar = grammar_for(load_language().vocabulary, sentence.phase)
    for one in (grammar, grammar.sentences):
        commands = one.commands_in(sentence.text)
        if [meaning_of(each, one.commands[each]) for each in commands] == [sentence.meaning]:
            return True
    return False


def sentences() -> list[Sentence]:
    """All sentences, those of the language file last."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = [
        Sentence(name, Phase(phase), meaning, text)
        for name, phases in table.items()
        for phase, meanings in phases.items()
        for meaning, texts in meanings.items()
        for text in texts
    ]
    return [*found, *_examples()]


def wordings() -> list[Sentence]:
    """Every wording of every command, as a set for each intent."""
    return [
        Sentence(intent.value, phase_of(intent, text), meaning_of(text, intent), text)
        for intent, texts in load_language().vocabulary.words.items()
        for text in texts
        if intent is not Intent.WAKE
    ]


def _examples() -> Iterator[Sentence]:
    table = tomllib.loads((BUNDLED / "languages" / "en.toml").read_text(encoding="utf-8"))
    for name, texts in SentencesTable.model_validate(table["sentences"]).examples.items():
        intent = None if name == NOTHING else Intent(name)
        for text in texts:
            meaning = meaning_of(text, intent) if intent else NOTHING
            phase = phase_of(intent, text) if intent else Phase.COUNTING
            yield Sentence(EXAMPLES, phase, meaning, text)


def phase_of(intent: Intent, text: str) -> Phase:
    """The first usual phase that understands a text: pain, for one, has no number above ten."""
    number = load_language().vocabulary.number_of(text) if intent is Intent.NUMBER else None
    return next(
        phase
        for phase in _USUAL
        if intent in accepted_in(phase)
        and (number is None or number <= HIGHEST_NUMBERS.get(phase, number))
    )


def meaning_of(text: str, intent: Intent) -> str:
    """The name of an intent, with the number of these words if it is about one."""
    number = load_language().vocabulary.number_of(text) if intent is Intent.NUMBER else None
    return intent.value if number is None else f"{intent.value} {number}"


def attempts(
    voice: Voice, wanted: Sequence[Sentence], *, noise_db: float | None = None
) -> list[Attempt]:
    """Let a voice say these sentences."""
    return [_attempt(voice, sentence, noise_db) for sentence in wanted]


def _attempt(voice: Voice, sentence: Sentence, noise_db: float | None) -> Attempt:
    grammar = grammar_for(load_language().vocabulary, sentence.phase)
    heard = lasting(heard_in(say(voice, sentence.text), grammar, noise_db=noise_db))
    return Attempt(
        sentence,
        voice,
        tuple(_meaning(each) for each in heard if not each.is_doubtful),
        tuple(dict.fromkeys(_meaning(each) for each in heard if each.is_doubtful)),
    )


def lasting(heard: Sequence[Heard]) -> list[Heard]:
    """Leave out a first word that a session takes back for a longer command.

    "Stop" is obeyed at once. If it was the beginning of "stop listening", the session goes on, and
    sleeps.
    """
    return [
        one
        for one in heard
        if not any(
            later.words.startswith(f"{one.words} ") and later.began_ms < one.ended_ms
            for later in heard
        )
    ]


def _meaning(heard: Heard) -> str:
    intent = load_language().vocabulary.intent_of(heard.words)
    return meaning_of(heard.words, intent) if intent else NOTHING
