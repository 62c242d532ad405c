"""Words that the coach keeps missing are told from what is said or pressed after a miss."""

from voicecoach.core.dialogue.missed_words import MissedWords
from voicecoach.core.facts import Fact, IntentDoubted, IntentHeard, SpeechMissed

WORDS = {"skip": "skip", "how-many-left": "how many left", "number": "one"}


def missed(at_ms: int) -> tuple[int, Fact]:
    return at_ms, SpeechMissed("resting", at_ms - 900, told=False)


def doubted(at_ms: int, *, asked: bool) -> tuple[int, Fact]:
    return at_ms, IntentDoubted("skip", "skip", "resting", at_ms - 900, asked)


def meant(at_ms: int, intent: str = "skip") -> tuple[int, Fact]:
    return at_ms, IntentHeard(intent, "[k]", "resting", True, at_ms - 500)


def to_teach(*facts: tuple[int, Fact]) -> tuple[str, ...]:
    words = MissedWords(WORDS)
    for at_ms, fact in facts:
        words.note(at_ms, fact)
    return words.to_teach()


def test_a_word_that_was_missed_thrice_is_to_be_taught() -> None:
    thrice = [each for at in (0, 60_000, 120_000) for each in (missed(at), meant(at + 4000))]
    assert to_teach(*thrice) == ("skip",)
    assert to_teach(*thrice[2:]) == ()


def test_every_miss_before_it_is_understood_counts() -> None:
    assert to_teach(missed(1000), missed(4000), missed(6000), meant(8000)) == ("skip",)


def test_a_command_long_after_a_miss_tells_nothing_about_it() -> None:
    assert to_teach(missed(0), missed(1000), missed(2000), meant(11_000)) == ()


def test_a_command_that_was_not_clear_was_missed_unless_it_was_asked_about() -> None:
    again = [doubted(at, asked=False) for at in (1000, 2000, 3000)]
    assert to_teach(*again, meant(4000)) == ("skip",)
    asked = [doubted(at, asked=True) for at in (1000, 2000, 3000)]
    assert to_teach(*asked, meant(4000)) == ()


def test_numbers_are_not_taught() -> None:
    assert to_teach(missed(1000), missed(2000), missed(3000), meant(4000, "number")) == ()


def test_the_word_that_was_missed_most_comes_first() -> None:
    def times(count: int, intent: str, from_ms: int) -> list[tuple[int, Fact]]:
        misses = [missed(from_ms + 1000 * each) for each in range(count)]
        return [*misses, meant(from_ms + 6000, intent)]

    facts = [*times(3, "skip", 0), *times(5, "how-many-left", 100_000)]
    assert to_teach(*facts) == ("how many left", "skip")
