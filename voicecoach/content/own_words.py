"""A user's own phrases and words, laid over a language that is complete."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from voicecoach.content.language import Language
from voicecoach.content.language_file import PhraseEntry, phrases_in
from voicecoach.content.language_schema import OwnLanguageTable, SentencesTable
from voicecoach.content.problems import Problem, shown
from voicecoach.content.pronunciation import pronunciations
from voicecoach.content.sentences import with_sentences
from voicecoach.content.toml_file import TomlFile, read_toml
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.dialogue.intent import IN_SENTENCES_ONLY, Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phrases import PhraseBook, Pronunciation, Variants
from voicecoach.dataclass import dataclass
from voicecoach.suggestions import did_you_mean


def read_own_words(path: Path, language: Language) -> Language:
    """The language with the replacements in this file; raises ContentError with every problem."""
    own = _read(path, language.book)
    words = dict(language.vocabulary.words) | own.words
    if problems := list(_word_problems(own.words, words)):
        raise own.file.error(problems)
    meant = {wording for wordings in words.values() for wording in wordings}
    decoys = language.vocabulary.decoys if own.decoys is None else own.decoys
    vocabulary = Vocabulary(
        words=words,
        keys=dict(language.vocabulary.keys) | own.keys,
        decoys=tuple(decoy for decoy in decoys if decoy not in meant),
        sentences=language.vocabulary.sentences.without(meant),
    )
    return replace(
        language,
        book=language.book.with_templates(own.phrases),
        vocabulary=own.with_own_sentences(vocabulary),
        pronunciations={**language.pronunciations, **own.pronunciations},
    )


def read_translation(path: Path, default: Language) -> Language:
    """The language in this file, with what it lacks taken from the default language.

    A wording of the default language that means something else here is left out, and so are its
    decoys. Raises ContentError with every problem, one a line.
    """
    own = _read(path, default.book)
    meant = {wording for wordings in own.words.values() for wording in wordings}
    words = own.words | {
        intent: tuple(wording for wording in wordings if wording not in meant)
        for intent, wordings in default.vocabulary.words.items()
        if intent not in own.words
    }
    problems = [*_word_problems(own.words, own.words), *_wordless_problems(words, default.code)]
    if problems:
        raise own.file.error(problems)
    book = default.book.translated(own.phrases)
    # Sentences of another language are not worth their place among the commands of this one.
    vocabulary = Vocabulary(
        words=words,
        keys=dict(default.vocabulary.keys) | own.keys,
        decoys=tuple(decoy for decoy in own.decoys or () if decoy not in meant),
    )
    return Language(
        code=own.file.slug,
        book=book,
        vocabulary=own.with_own_sentences(vocabulary),
        missing=book.sentences() - own.phrases.keys(),
        missing_words=tuple(
            intent for intent in Intent if intent not in {*own.words, *IN_SENTENCES_ONLY}
        ),
        pronunciations=own.pronunciations,
    )


@dataclass(frozen=True, slots=True)
class _OwnLanguage:
    file: TomlFile
    phrases: Mapping[str, Variants]
    words: dict[Intent, tuple[str, ...]]
    keys: dict[str, tuple[Intent, ...]]
    decoys: tuple[str, ...] | None
    sentences: SentencesTable | None
    pronunciations: Mapping[str, Pronunciation]

    def with_own_sentences(self, vocabulary: Vocabulary) -> Vocabulary:
        """The vocabulary with the sentences of this file, if it has any; raises ContentError."""
        if self.sentences is None:
            return vocabulary
        complete, problems = with_sentences(vocabulary, self.sentences)
        if problems:
            raise self.file.error(problems)
        return complete


def _read(path: Path, book: PhraseBook) -> _OwnLanguage:
    file = read_toml(path)
    phrases = phrases_in(file)
    table = file.parse(OwnLanguageTable, also=_phrase_problems(phrases, book))
    return _OwnLanguage(
        file,
        phrases={one.key: one.texts for one in phrases},
        words={
            intent: tuple(wordings)
            for intent in Intent
            if (wordings := getattr(table.words, intent.name.lower(), None))
        },
        keys={key: tuple(intents) for key, intents in table.keys.items()},
        decoys=None if table.decoys is None else tuple(table.decoys),
        sentences=table.sentences,
        pronunciations=pronunciations(table.pronunciations),
    )


def _wordless_problems(words: Mapping[Intent, tuple[str, ...]], code: str) -> Iterator[Problem]:
    for intent, wordings in words.items():
        if not wordings and intent not in IN_SENTENCES_ONLY:
            text = f"expected wordings for {intent.value}, got none"
            yield Problem(("words",), f"{text}, and those of {code} mean something else here")


def _phrase_problems(phrases: Sequence[PhraseEntry], book: PhraseBook) -> Iterator[Problem]:
    known_keys = book.keys()
    for one in phrases:
        original = book.original(one.key)
        if original not in known_keys:
            hint = did_you_mean(one.key, known_keys)
            text = f"expected the key of a phrase, got {shown(one.key)}{hint}"
            yield Problem(one.path, text)
        elif mistakes := list(one.problems()):
            yield from mistakes
        else:
            yield from _unknown_values(one, book.values(original))


def _unknown_values(entry: PhraseEntry, values: Set[str]) -> Iterator[Problem]:
    for path, text in entry.variants:
        if unknown := sorted(PhraseBook({"": str(text)}).placeholders("") - values):
            known = ", ".join(f"{{{name}}}" for name in sorted(values))
            yield Problem(path, f"expected {known or 'no placeholders'}, got {{{unknown[0]}}}")


def _word_problems(
    own: Mapping[Intent, tuple[str, ...]], words: Mapping[Intent, tuple[str, ...]]
) -> Iterator[Problem]:
    for intent, wordings in own.items():
        for index, wording in enumerate(wordings):
            path: KeyPath = ("words", intent.value, index)
            others = [one.value for one in words if one is not intent and wording in words[one]]
            if wording != wording.lower():
                yield Problem(path, f'expected lowercase letters, got "{wording}"')
            elif others or wording in wordings[:index]:
                also = ", ".join(others) or intent.value
                yield Problem(path, f'expected each wording once, got "{wording}" also for {also}')
