"""Text that acts on a terminal is told apart from text of any language."""

import pytest

from voicecoach.printable import is_printable, printable, printable_lines

HARMLESS = [
    "",
    "calf-raises",
    "10 °C",
    "背中のストレッチ",
    "شانه\u200cها",
    "👩\u200d🦰",
    "a\u00a0b",
]
HARMFUL = ["\x1b]52;c;", "a\x00", "\x9b31m", "\u202egnp", "\u2066x", "\ud800", "a\u2028b", "\ufeff"]


@pytest.mark.parametrize("text", HARMLESS)
def test_text_of_any_language_stays_as_it_is(text: str) -> None:
    assert is_printable(text)
    assert printable(text) == text


@pytest.mark.parametrize("text", HARMFUL)
def test_text_that_acts_is_refused_and_made_harmless(text: str) -> None:
    assert not is_printable(text)
    assert not is_printable(text, in_lines=True)
    assert is_printable(printable(text))
    printable(text).encode()


def test_a_message_keeps_its_lines() -> None:
    assert printable_lines("one\n  two\x1b[31m\u202e") == "one\n  two\ufffd[31m\ufffd"


def test_lines_are_allowed_where_text_may_have_several() -> None:
    assert is_printable("one\n\ttwo", in_lines=True)
    assert not is_printable("one\ntwo")
    assert printable("one\ntwo") == "one two"
