"""Sentences in capitals three rows high, which can be read from some steps away."""

from functools import lru_cache

_GLYPHS = {
    "A": "010 101 111 101 101",
    "B": "110 101 110 101 110",
    "C": "011 100 100 100 011",
    "D": "110 101 101 101 110",
    "E": "111 100 110 100 111",
    "F": "111 100 110 100 100",
    "G": "011 100 101 101 011",
    "H": "101 101 111 101 101",
    "I": "1 1 1 1 1",
    "J": "001 001 001 101 010",
    "K": "101 101 110 101 101",
    "L": "100 100 100 100 111",
    "M": "10001 11011 10101 10001 10001",
    "N": "1001 1101 1011 1001 1001",
    "O": "010 101 101 101 010",
    "P": "110 101 110 100 100",
    "Q": "010 101 101 111 011",
    "R": "110 101 110 101 101",
    "S": "011 100 010 001 110",
    "T": "111 010 010 010 010",
    "U": "101 101 101 101 111",
    "V": "101 101 101 101 010",
    "W": "10001 10001 10101 11011 10001",
    "X": "101 101 010 101 101",
    "Y": "101 101 010 010 010",
    "Z": "111 001 010 100 111",
    "0": "111 101 101 101 111",
    "1": "01 11 01 01 01",
    "2": "110 001 010 100 111",
    "3": "110 001 010 001 110",
    "4": "101 101 111 001 001",
    "5": "111 100 110 001 110",
    "6": "011 100 111 101 111",
    "7": "111 001 010 010 010",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 110",
    ".": "0 0 0 0 1",
    ",": "00 00 00 01 10",
    "'": "1 1 0 0 0",
    "!": "1 1 1 0 1",
    "?": "110 001 010 000 010",
    "-": "00 00 11 00 00",
    ":": "0 1 0 1 0",
    ";": "00 01 00 01 10",
    '"': "101 101 000 000 000",
    "(": "01 10 10 10 01",
    ")": "10 01 01 01 10",
    "%": "101 001 010 100 101",
    "/": "001 001 010 100 100",
}
_ROWS = 3
_SPACE = 3
"""Columns between two words."""
_BLOCKS = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


@lru_cache(maxsize=64)  # a screen draws the same sentence many times before it changes
def banner(text: str, width: int, rows: int) -> tuple[str, ...]:
    """The text drawn in lines of at most this width, in at most so many rows.

    Empty: it does not fit, or has a character without a drawing.
    """
    words = text.upper().split()
    if not words or any(char not in _GLYPHS for word in words for char in word):
        return ()
    lines = _filled(words, width)
    gaps = len(lines) - 1
    if not lines or _ROWS * len(lines) > rows:
        return ()
    drawn: list[str] = []
    for line in lines:
        # A blank row between the lines, if there is room for all of them.
        drawn += [""] if drawn and _ROWS * len(lines) + gaps <= rows else []
        drawn += _drawn(line)
    return tuple(drawn)


def _filled(words: list[str], width: int) -> list[list[str]]:
    """The words in lines, each with as many as fit; empty if a word is too long."""
    lines: list[list[str]] = []
    for word in words:
        if lines and _columns([*lines[-1], word]) <= width:
            lines[-1].append(word)
        elif _columns([word]) <= width:
            lines.append([word])
        else:
            return []
    return lines


def _columns(words: list[str]) -> int:
    drawn = sum(len(_GLYPHS[char].split()[0]) + 1 for word in words for char in word)
    return drawn - len(words) + _SPACE * (len(words) - 1)


def _drawn(words: list[str]) -> list[str]:
    dots = [_dots(word) for word in words]
    lines = [("0" * _SPACE).join(parts) for parts in zip(*dots, strict=True)]
    lines.append("0" * len(lines[0]))
    return [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    ]


def _dots(word: str) -> list[str]:
    return ["0".join(parts) for parts in zip(*(_GLYPHS[c].split() for c in word), strict=True)]
