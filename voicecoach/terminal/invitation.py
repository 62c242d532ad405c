"""The invitation: where the page is found, on the whole screen, until somebody has opened it."""

from rich.text import Text

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.terminal import rows
from voicecoach.terminal.rows import QUIET, ScreenState

_INVITING = frozenset(
    {
        *(Phase.OFFERING, Phase.MORNING, Phase.EARLY, Phase.GREETING),
        *(Phase.ANNOUNCING, Phase.READY, Phase.PAUSED),
    }
)
"""Phases in which nothing moves on the screen."""
_CODE_STYLE = "white on black"
_LEAST_ROWS = 4


def lay_out_invitation(moment: ScreenState, width: int, height: int) -> tuple[Text, ...] | None:
    """The address of the page, and its code if there is room, in exactly `height` rows.

    None: somebody has opened it, or this is not the time to do so.
    """
    page, view = moment.page, moment.view
    if page is None or not page.address or page.watching or view.phase not in _INVITING:
        return None
    if height < _LEAST_ROWS or len(page.address) > width:
        return None
    name = "screen.page.scan" if page.code else "screen.page.open"
    address = Text(page.address, style="bold")
    below = [rows.hints_and_keys(moment, width)]
    said = rows.paragraph(view.caption, width, 2)
    head = [rows.centered(address, width)]
    spare = height - len(head) - len(below)
    code = _code(page.code, width) if len(page.code) + 2 <= spare else []
    spare -= len(code)
    title = rows.centered(Text(moment.label(phrase(name)), style=QUIET), width)
    middle = [title] if spare >= 1 else []
    spare -= len(middle)
    caption = said if len(said) + 1 <= spare else said[:1] if spare >= 1 else []
    gaps = spare - len(caption)
    drawn = [
        *(Text() for _ in range(gaps // 2)),
        *middle,
        *head,
        *code,
        *(Text() for _ in range(gaps - gaps // 2)),
        *caption,
        *below,
    ]
    for row in drawn:
        row.truncate(width, overflow="ellipsis")
    return tuple(drawn)


def _code(code: tuple[str, ...], width: int) -> list[Text]:
    if not code or len(code[0]) > width:
        return []
    margin = " " * ((width - len(code[0])) // 2)
    return [Text.assemble(margin, (row, _CODE_STYLE)) for row in code]
