"""Adds the sentences of a language file to its vocabulary, and checks them against its examples."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.content.language_schema import SentencesTable
from voicecoach.content.problems import Problem
from voicecoach.content.sentence_rules import RuleError, expand
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import SMALL_NUMBERS, Vocabulary
from voicecoach.core.dialogue.sentences import EXERCISE, Sentences

NOTHING = "nothing"
"""Key of the examples that must not be understood."""


def with_sentences(
    vocabulary: Vocabulary, table: SentencesTable
) -> tuple[Vocabulary, list[Problem]]:
    """Return the vocabulary with the sentences of this table, and every problem with them."""
    numbers = vocabulary.words[Intent.NUMBER]
    lists = {
        "number": numbers,
        "small-number": numbers[:SMALL_NUMBERS],
        "exercise": (EXERCISE,),
    }
    taken = {wording for wordings in vocabulary.words.values() for wording in wordings}
    sentences: dict[Intent, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for intent, rules in table.rules.items():
        for index, rule in enumerate(rules):
            path: KeyPath = ("sentences", "rules", intent.value, index)
            try:
                expanded = expand(rule, lists)
            except RuleError as error:
                problems.append(Problem(path, str(error)))
                continue
            own = {*vocabulary.words[intent], *sentences.get(intent, ())}
            others = taken - own
            if double := next((each for each in expanded if each in others), None):
                problems.append(Problem(path, f'expected each sentence once, got "{double}" twice'))
            taken.update(expanded)
            new = tuple(each for each in expanded if each not in own)
            sentences[intent] = (*sentences.get(intent, ()), *new)
    nothing: list[str] = []
    for index, rule in enumerate(table.nothing):
        try:
            nothing += expand(rule, lists)
        except RuleError as error:
            problems.append(Problem(("sentences", "nothing", index), str(error)))
    problems += _opposite_problems(table)
    complete = replace(
        vocabulary,
        sentences=Sentences(
            sentences,
            tuple(table.before),
            tuple(table.behind),
            tuple(table.negations),
            {words: tuple(denied) for words, denied in table.opposites.items()},
            tuple(nothing),
            tuple(table.between),
            tuple(word for word in table.assents if word not in taken),
        ),
    )
    return complete, problems or list(_example_problems(complete, table))


def _opposite_problems(table: SentencesTable) -> Iterator[Problem]:
    for words, opposites in table.opposites.items():
        for index, opposite in enumerate(opposites):
            if set(opposite.split()).isdisjoint(table.negations):
                known = ", ".join(f'"{each}"' for each in table.negations)
                path: KeyPath = ("sentences", "opposites", words, index)
                yield Problem(path, f'expected one of {known}, got "{opposite}"')


def _example_problems(vocabulary: Vocabulary, table: SentencesTable) -> Iterator[Problem]:
    names = {intent.value: intent for intent in Intent}
    grammar = vocabulary.grammar(frozenset(Intent)).sentences
    for name, sentences in table.examples.items():
        if name not in names and name != NOTHING:
            yield Problem(("sentences", "examples", name), f'expected an intent, got "{name}"')
            continue
        for index, sentence in enumerate(sentences):
            meant = tuple(grammar.commands[each] for each in grammar.commands_in(sentence))
            if meant != ((names[name],) if name in names else ()):
                got = ", ".join(intent.value for intent in meant) or NOTHING
                path: KeyPath = ("sentences", "examples", name, index)
                yield Problem(path, f'expected "{sentence}" to mean {name}, got {got}')
