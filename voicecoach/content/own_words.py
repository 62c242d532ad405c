"""A user's own phrases and words, laid over a language that is complete."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from voicecoach.content.language import Language, phrases_in, template_mistake
from voicecoach.content.language_schema import OwnLanguageTable
from voicecoach.content.problems import Problem, shown
from voicecoach.content.toml_file import read_toml
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.dialogue.intents import Intent
from voicecoach.core.phrases import PhraseBook
from voicecoach.suggestions import did_you_mean


def read_own_words(path: Path, language: Language) -> Language:
    """The language with what this file has instead; raises ContentError with every problem."""
    file = read_toml(path)
    phrases = list(phrases_in(file))
    table = file.parse(OwnLanguageTable, also=_phrase_problems(phrases, language.book))
    own = {
        intent: tuple(wordings)
        for intent in Intent
        if (wordings := getattr(table.words, intent.name.lower(), None))
    }
    words = dict(language.vocabulary.words) | own
    if problems := list(_word_problems(own, words)):
        raise file.error(problems)
    meant = {wording for wordings in words.values() for wording in wordings}
    decoys = language.vocabulary.decoys if table.decoys is None else tuple(table.decoys)
    keys = {key: tuple(intents) for key, intents in table.keys.items()}
    return Language(
        code=language.code,
        book=language.book.with_templates({key: str(text) for _, key, text in phrases}),
        vocabulary=replace(
            language.vocabulary,
            words=words,
            keys=dict(language.vocabulary.keys) | keys,
            decoys=tuple(decoy for decoy in decoys if decoy not in meant),
        ),
    )


def _phrase_problems(
    phrases: list[tuple[KeyPath, str, object]], book: PhraseBook
) -> Iterator[Problem]:
    known_keys = book.keys()
    for path, key, text in phrases:
        original = book.original(key)
        if original not in known_keys:
            yield Problem(
                path,
                f"expected the key of a phrase, got {shown(key)}{did_you_mean(key, known_keys)}",
            )
        elif not isinstance(text, str) or not text.strip():
            yield Problem(path, f"expected text, got {shown(text)}")
        elif reason := template_mistake(text):
            yield Problem(path, f"expected a template with names in braces, got {reason}")
        elif unknown := sorted(PhraseBook({key: text}).placeholders(key) - book.values(original)):
            known = ", ".join(f"{{{name}}}" for name in sorted(book.values(original)))
            yield Problem(path, f"expected {known or 'no braces'}, got {{{unknown[0]}}}")
        elif key == "verbatim" and text != "{text}":
            yield Problem(path, f'expected "{{text}}", got {shown(text)}')


def _word_problems(
    own: Mapping[Intent, tuple[str, ...]], words: Mapping[Intent, tuple[str, ...]]
) -> Iterator[Problem]:
    for intent, wordings in own.items():
        for index, wording in enumerate(wordings):
            path: KeyPath = ("words", intent.value, index)
            others = [one.value for one in words if one is not intent and wording in words[one]]
            if wording != wording.lower():
                yield Problem(path, f'expected small letters, got "{wording}"')
            elif others or wording in wordings[:index]:
                also = ", ".join(others) or intent.value
                yield Problem(path, f'expected each wording once, got "{wording}" also for {also}')
