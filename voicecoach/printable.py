"""Text that can be shown anywhere: without control, escape and bidirectional characters.

Text from outside (an import, a name, a server's answer) is refused or cleaned by these; that of
older data is cleaned before it is shown.
"""

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories: control, format, surrogate, private, unassigned, line and paragraph ends."""
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}")
"""Format characters that spelling needs, as in Persian and in emoji; they reorder nothing."""
_LINES = frozenset("\n\t")


def is_printable(text: str, *, in_lines: bool = False) -> bool:
    """True if the text has no character that acts on a terminal or reorders what is beside it.

    With `in_lines` it may have several lines, and tabs.
    """
    return text.isprintable() or all(_is_plain(character, in_lines) for character in text)


def printable(text: str) -> str:
    """The text as one line, with a replacement character for each that can't be shown."""
    if text.isprintable():
        return text
    return "".join(
        character if _is_plain(character, False) else " " if character in _LINES else REPLACEMENT
        for character in text
    )


def printable_lines(text: str) -> str:
    """The text with its lines, and with a replacement character for all else that acts."""
    return "\n".join(map(printable, text.split("\n")))


def _is_plain(character: str, in_lines: bool) -> bool:
    return (
        character in _JOINERS
        or (in_lines and character in _LINES)
        or unicodedata.category(character) not in _UNPRINTABLE
    )
