"""Reads a language file: the coach's phrases, and the vocabulary it listens for."""

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from voicecoach.content.language import Language
from voicecoach.content.language_schema import LanguageTable
from voicecoach.content.problems import Problem, shown
from voicecoach.content.pronunciation import pronunciations
from voicecoach.content.sentences import with_sentences
from voicecoach.content.toml_file import TomlFile, read_toml
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phrases import PhraseBook
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.program import program


def read_language(path: Path) -> Language:
    """The complete language in this file; raises ContentError with every problem, one a line."""
    return _language(read_toml(path))


@lru_cache(maxsize=8)  # far more than anyone speaks in turn
def _language(file: TomlFile) -> Language:
    phrases = phrases_in(file)
    table = file.parse(LanguageTable, also=_phrase_problems(phrases))
    words = {
        intent: tuple(getattr(table.words, intent.name.lower()))  # the names _WORD_FIELDS gives
        for intent in Intent
    }
    if problems := list(_word_problems(words, table.decoys)):
        raise file.error(problems)
    vocabulary, problems = with_sentences(
        Vocabulary(
            words=words,
            keys={key: tuple(intents) for key, intents in table.keys.items()},
            decoys=tuple(table.decoys),
        ),
        table.sentences,
    )
    if problems:
        raise file.error(problems)
    return Language(
        code=file.slug,
        book=PhraseBook({one.key: one.texts for one in phrases}),
        vocabulary=vocabulary,
        pronunciations=pronunciations(table.pronunciations),
    )


_VARIANTS = "any"
"""Last part of the key of a list of variants."""


@dataclass(frozen=True, slots=True)
class PhraseEntry:
    """A phrase of a language file, in one form or in several variants."""

    path: KeyPath
    key: str
    """Its key in the book, with dots."""
    variants: tuple[tuple[KeyPath, object], ...]
    """Each value with its path in the file."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The variants, which must be valid."""
        return tuple(str(text) for _, text in self.variants)

    def problems(self) -> Iterator[Problem]:
        """Every mistake in the text of a variant."""
        if not self.variants:
            yield Problem(self.path, "expected one variant or more, got none")
        for path, text in self.variants:
            if not isinstance(text, str) or not text.strip():
                yield Problem(path, f"expected text, got {shown(text)}")
            elif reason := template_mistake(text):
                yield Problem(path, f"expected a template with {{name}} placeholders, got {reason}")
            elif self.key == "verbatim" and text != "{text}":
                yield Problem(path, f'expected "{{text}}", got {shown(text)}')


def phrases_in(file: TomlFile) -> tuple[PhraseEntry, ...]:
    """Every phrase of a language file, in its order."""
    phrases = file.data.get("phrases")
    return tuple(_flattened(phrases)) if isinstance(phrases, dict) else ()


def _flattened(
    phrases: Mapping[str, object], path: KeyPath = ("phrases",), prefix: str = ""
) -> Iterator[PhraseEntry]:
    for name, value in phrases.items():
        here, key = (*path, name), prefix + name
        bare, _, last = key.rpartition(".")
        if isinstance(value, dict):
            yield from _flattened(value, here, f"{key}.")
        elif bare and last == _VARIANTS and isinstance(value, list):
            variants = (((*here, index), text) for index, text in enumerate(value))
            yield PhraseEntry(here, bare, tuple(variants))
        else:
            yield PhraseEntry(here, key, ((here, value),))


def _phrase_problems(phrases: Sequence[PhraseEntry]) -> Iterator[Problem]:
    times = Counter(one.key for one in phrases)
    for one in phrases:
        if mistakes := list(one.problems()):
            yield from mistakes
        elif times[one.key] > 1:
            text = f"expected every phrase once, got {one.key} {times[one.key]} times"
            yield Problem(one.path, text)
    if "verbatim" not in times:
        yield Problem(("phrases", "verbatim"), 'expected "{text}", got nothing')


def template_mistake(template: str) -> str | None:
    """The part of a template that is not a plain {name}; None: all placeholders are plain."""
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError as error:
        return str(error)
    for _, name, detail, conversion in fields:
        if name is not None and (not name.isidentifier() or detail or conversion):
            return f"{{{name}}}" if name else "{}"
    return None


def _word_problems(words: Mapping[Intent, tuple[str, ...]], decoys: list[str]) -> Iterator[Problem]:
    meanings: dict[str, str] = {}
    places: list[tuple[KeyPath, str, str]] = [
        (("words", intent.value, index), intent.value, wording)
        for intent, wordings in words.items()
        for index, wording in enumerate(wordings)
    ]
    places += [(("decoys", index), "a decoy", wording) for index, wording in enumerate(decoys)]
    for path, meaning, wording in places:
        if wording != wording.lower():
            yield Problem(path, f'expected lowercase letters, got "{wording}"')
        elif wording in meanings:
            taken = meanings[wording]
            yield Problem(path, f'expected each wording once, got "{wording}" also for {taken}')
        meanings.setdefault(wording, meaning)


def missing_language(code: str, folders: Iterable[Path]) -> ContentError:
    """Error for a language without a file."""
    known = {path.stem for folder in folders for path in folder.glob("*.toml")}
    name = code if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) else "de"
    return ContentError(
        f'There is no language "{code}". Languages: {", ".join(sorted(known))}. '
        f"To write one: {program()} new language {name}"
    )
