"""Sentences that resemble what was recognized, and may be what was said."""

from collections.abc import Iterator, Mapping, Sequence

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.sentences import SentenceGrammar, Words
from voicecoach.core.dialogue.wordings import UNKNOWN

MOST_SENTENCES = 48
"""So many are compared with the sound; more would take longer, and hardly find another one."""

MOST_OPPOSITES = 12
"""So many of the nearest commands are compared with their opposites, too."""


def near_sentences(text: str, grammar: SentenceGrammar) -> tuple[str, ...]:
    """The sentences near this text, the nearest first, among them other ways to say the same.

    Empty if no command is near. The recognizer joins words by their neighbors alone: it takes "what
    are we doing next" for "when are we doing next", which nobody says. Sentences that mean nothing
    are among them, too, so that "I'm not ready" is compared with "I'm ready"; and so are the text
    itself if it has a negation, which may stand in any sentence, and the opposites of the nearest.
    """
    words = tuple(word for word in text.split() if word != UNKNOWN)
    found: dict[str, tuple[int, bool]] = {}
    """Words away from the text, and whether it is a command."""
    meant: set[Intent] = set()
    splits = grammar.splits(words)
    # All fillers taken off, then none: what is left of them is near nothing else.
    for before, core, behind in dict.fromkeys((*splits[-1:], *splits[:1])):
        for known in (*grammar.commands, *grammar.decoys):
            sentence = tuple(known.split())
            away = _words_between(core, sentence)
            if not _is_near(away, core, sentence):
                continue
            whole = " ".join((*before, *sentence, *behind))
            near = away, known in grammar.commands
            found[whole] = min(near, found.get(whole, near))
            if known in grammar.commands:
                meant.add(grammar.commands[known])
    if not meant:
        return ()
    if grammar.denies(text):
        found[" ".join(words)] = 0, False
    for known, intent in grammar.commands.items():
        if intent in meant and known not in found:
            found[known] = _words_between(words, tuple(known.split())), True
    # Of those as near, what means nothing comes first: there are more ways to say a command.
    nearest = sorted(found, key=lambda whole: found[whole])[:MOST_SENTENCES]
    commands = [whole for whole in nearest if found[whole][1]][:MOST_OPPOSITES]
    opposites = [each for whole in commands for each in _opposites(whole, grammar.opposites)]
    return tuple(dict.fromkeys((*nearest, *opposites)))


def _opposites(sentence: str, opposites: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the sentence with the first of these words in it replaced by what denies them."""
    padded = f" {sentence} "
    for words, denied in opposites.items():
        if f" {words} " in padded:
            yield from (padded.replace(f" {words} ", f" {each} ", 1).strip() for each in denied)
            return


def _is_near(away: int, heard: Words, sentence: Words) -> bool:
    longest = max(len(heard), len(sentence))
    return away < longest and away <= max(1, longest // 2)


def _words_between(heard: Words, sentence: Words) -> int:
    """Number of words to add, to leave out or to replace, from one to the other."""
    if not set(heard) & set(sentence):
        return max(len(heard), len(sentence))
    row = list(range(len(sentence) + 1))
    for count, word in enumerate(heard, start=1):
        corner, row[0] = row[0], count
        for place, other in enumerate(sentence, start=1):
            replaced = corner + (word != other)
            corner = row[place]
            row[place] = min(row[place] + 1, row[place - 1] + 1, replaced)
    return row[-1]
