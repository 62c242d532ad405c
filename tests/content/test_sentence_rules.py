"""Templates of sentences: what they stand for, and how a mistake in one is named."""

import re

import pytest

from voicecoach.content.sentence_rules import MOST_SENTENCES, RuleError, expand


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ("carry on", ("carry on",)),
        ("[go] slower", ("slower", "go slower")),
        ("wait [a (minute | moment)]", ("wait", "wait a minute", "wait a moment")),
        ("(too | that's too) fast", ("too fast", "that's too fast")),
        ("no (thanks|way) | nope", ("no thanks", "no way", "nope")),
        ("a {number}", ("a one", "a two")),
        ("[[very] well] done", ("done", "well done", "very well done")),
        ("stop [please] [please]", ("stop", "stop please", "stop please please")),
    ],
)
def test_a_template_stands_for_its_sentences(template: str, sentences: tuple[str, ...]) -> None:
    assert expand(template, {"number": ("one", "two")}) == sentences


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("[go slower", 'expected "]"'),
        ("(go slower", 'expected ")"'),
        ("go ] slower", 'expected the end, got "] slower"'),
        ("go, slower", 'expected the end, got ", slower"'),
        ("[please]", "at least one word that is not optional"),
        ("", "at least one word that is not optional"),
        ("a {letter}", "expected {number}, got {letter}"),
        ("(a|b|c|d) " * 8, f"expected at most {MOST_SENTENCES} sentences"),
    ],
)
def test_a_mistake_in_a_template_is_named(template: str, expected: str) -> None:
    with pytest.raises(RuleError, match=re.escape(expected)):
        expand(template, {"number": ("one",)})
