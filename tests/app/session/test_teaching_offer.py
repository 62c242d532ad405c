"""A session that kept missing a word ends with an offer to learn it."""

from voicecoach.app.session.missed_words import TeachingOffer
from voicecoach.content.loader import load_language
from voicecoach.core.facts import IntentHeard, SpeechMissed

VOCABULARY = load_language().vocabulary


def told(*intents: str, person: str = "me") -> list[str]:
    """Miss each of these three times; return the lines told."""
    offer, lines = TeachingOffer(VOCABULARY, person), list[str]()
    for number, intent in enumerate(intents):
        at_ms = 100_000 * number
        for miss_ms in (1000, 2000, 3000):
            offer.note(at_ms + miss_ms, SpeechMissed("resting", at_ms + miss_ms - 900, told=False))
        offer.note(at_ms + 5000, IntentHeard(intent, "[k]", "resting", True, at_ms + 4500))
    offer.tell(lines.append)
    return lines


def test_a_missed_word_is_named_with_the_command_that_teaches_it() -> None:
    assert told("skip") == [
        'I keep missing "skip". To teach me how you say it: voicecoach teach skip'
    ]


def test_a_wording_of_several_words_is_one_argument() -> None:
    (line,) = told("how-many-left", person="anna")
    assert line.endswith('voicecoach teach "how many left" --person anna')


def test_of_many_words_two_are_named() -> None:
    (line,) = told("skip", "stop", "next")
    assert 'missing "skip" and "stop".' in line


def test_without_a_miss_nothing_is_told() -> None:
    assert told() == []
