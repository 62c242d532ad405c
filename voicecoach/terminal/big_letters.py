"""Digits and letters drawn with block characters, legible from across a room."""

from functools import lru_cache

_GLYPHS = {
    "0": "01110 10001 10001 10001 10001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "01110 10001 00001 00110 00001 10001 01110",
    "4": "10001 10001 10001 11111 00001 00001 00001",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00001 00010 00100 00100 00100",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00001 01110",
    ":": "0 0 1 0 1 0 0",
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01110 10001 10000 10000 10000 10001 01110",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01110 10001 10000 10111 10001 10001 01110",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "111 010 010 010 010 010 111",
    "J": "00111 00010 00010 00010 00010 10010 01100",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 11001 10101 10011 10011 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "Q": "01110 10001 10001 10001 10101 10010 01101",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 01010 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 01010 00100 00100 00100 01010 10001",
    "Y": "10001 01010 00100 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
}
_DOT_ROWS = 7
_BLOCKS = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def rows_at(scale: int) -> int:
    """Height of a drawing at this scale, in terminal rows."""
    return (_DOT_ROWS * scale + 1) // 2


def columns_at(scale: int, text: str) -> int:
    """Width of the drawing of a text at this scale, in terminal columns."""
    return len(_dots(text)[0]) * scale


def can_draw(text: str) -> bool:
    """True if every character has a drawing; upper and lower case share one."""
    return bool(text) and all(char in _GLYPHS for char in text.upper())


@lru_cache(maxsize=64)  # a screen draws the same number many times before it changes
def draw(text: str, scale: int) -> tuple[str, ...]:
    """Rows of the drawing of a text, all of one width.

    A dot is `scale` columns wide and `scale` half rows high, which is about square. Raises KeyError
    for a text for which `can_draw` is False.
    """
    dots = _dots(text)
    half_rows = [
        "".join("1" if _is_inked(dots, x, y, scale) else "0" for x in range(len(dots[0]) * scale))
        for y in range((len(dots) * scale + 1) // 2 * 2)
    ]
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(half_rows[::2], half_rows[1::2], strict=True)
    )


def _dots(text: str) -> list[str]:
    glyphs = [_GLYPHS[char].split() for char in text.upper()]
    return ["0".join(parts) for parts in zip(*glyphs, strict=True)]


def _is_inked(dots: list[str], x: int, y: int, scale: int) -> bool:
    """True if the drawing is filled at this column and half row.

    Where two dots touch only at their corners, the notches beside them are partly filled, which
    makes slanted strokes continuous and corners round.
    """
    column, across = divmod(x, scale)
    row, down = divmod(y, scale)
    if _dot(dots, column, row):
        return True
    notch = scale - 1
    for step_x, from_x in ((-1, across), (1, scale - 1 - across)):
        for step_y, from_y in ((-1, down), (1, scale - 1 - down)):
            touching = _dot(dots, column + step_x, row) and _dot(dots, column, row + step_y)
            cornered = touching and not _dot(dots, column + step_x, row + step_y)
            if cornered and from_x + from_y < notch:
                return True
    return False


def _dot(dots: list[str], column: int, row: int) -> bool:
    return 0 <= row < len(dots) and 0 <= column < len(dots[0]) and dots[row][column] == "1"
