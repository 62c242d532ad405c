"""An address as a QR code of characters, for a terminal."""

import segno

_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
_MARGIN = 2
"""Quiet modules round the code: ISO/IEC 18004 wants four, and phones read two."""


def code_rows(address: str) -> tuple[str, ...]:
    """The rows of the code: each character is two modules high, and a block is a light one.

    To be drawn in white on black, whatever the colors of the terminal.
    """
    code = segno.make(address, error="l", micro=False)
    modules = [[not dark for dark in row] for row in code.matrix_iter(border=_MARGIN)]
    if len(modules) % 2:
        modules.append([True] * len(modules[0]))
    return tuple(
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(modules[::2], modules[1::2], strict=True)
    )
