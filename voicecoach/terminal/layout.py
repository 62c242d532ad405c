"""Lays out a view as rows that fill a screen of a given size; knows no terminal and no clock."""

from collections.abc import Callable

from rich.text import Text

from voicecoach.dataclass import dataclass
from voicecoach.terminal import rows
from voicecoach.terminal.big_letters import columns_at
from voicecoach.terminal.invitation import lay_out_invitation
from voicecoach.terminal.rows import ScreenState

_WIDEST = 100
"""Largest number of columns used, so that one glance takes in the screen."""
_LARGEST_SCALE = 5
_USUAL_TIME = "0:00"

_BY_WORTH = (
    "title",
    "state",
    "side",
    "hints",
    "caption",
    "header",
    "bar",
    "status",
    "gap over digits",
    "keys",
    "rule",
    "second caption",
    "gap under digits",
    "gap over title",
    "gap under bar",
    "gap over status",
    "gap over header",
)
"""Rows besides the digits, in the order in which a growing screen gets them."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The parts that fit. Depends only on the size and the notice, so that nothing jumps."""

    parts: frozenset[str]
    scale: int
    """Scale of the digits."""
    spare_rows: int


def lay_out(moment: ScreenState, width: int, height: int) -> tuple[Text, ...]:
    """Lay out a view in exactly `height` rows of at most `width` columns."""
    margin = _margin(width)
    inner = width - 2 * margin
    invitation = lay_out_invitation(moment, width, height)
    if invitation:
        return invitation
    moment = moment.looking_ahead()
    notice = rows.notice(moment.view.notice, inner)
    plan = _plan(inner, height - len(notice))
    drawn = [
        *_top(moment, plan, inner),
        *_middle(moment, plan, inner),
        *_bottom(moment, plan, inner, notice),
    ]
    for row in drawn:
        row.truncate(inner, overflow="ellipsis")
        row.pad_left(margin)
        row.no_wrap, row.overflow = True, "ignore"  # it fits, and searching for breaks takes time
    return tuple(drawn[:height])


def _margin(width: int) -> int:
    least = 2 if width >= 60 else 1 if width >= 30 else 0
    return max(least, (width - _WIDEST) // 2)


def _plan(width: int, height: int) -> _Plan:
    scale = 2 if height >= 12 else 1 if height >= 6 else 0
    count = max(0, min(len(_BY_WORTH), height - rows.rows_for(scale)))
    spare_rows = max(0, height - rows.rows_for(scale) - count)
    while (
        (more := rows.rows_for(scale + 1) - rows.rows_for(scale)) <= spare_rows
        and columns_at(scale + 1, _USUAL_TIME) <= width
        and scale < _LARGEST_SCALE
    ):
        scale += 1
        spare_rows -= more
    return _Plan(frozenset(_BY_WORTH[:count]), scale, spare_rows)


def _top(moment: ScreenState, plan: _Plan, width: int) -> list[Text]:
    view = moment.view
    roomy = "header" in plan.parts
    return _present(
        plan,
        ("gap over header", Text),
        ("header", lambda: rows.header(view, width)),
        ("gap over title", Text),
        ("title", lambda: (rows.title if roomy else rows.title_and_place)(view, width)),
        ("side", lambda: (rows.side if roomy else rows.side_and_set)(view, width)),
        ("gap over digits", Text),
    )


def _middle(moment: ScreenState, plan: _Plan, width: int) -> list[Text]:
    """The big number; if nothing is counted, the caption instead, as large as it fits."""
    big = moment.view.big
    space = rows.rows_for(plan.scale) + plan.spare_rows
    if big is None:
        return _centered_rows(rows.large_caption(moment.view.caption, width, space), space)
    return _centered_rows(rows.big_rows(moment, big, plan.scale, width), space)


def _bottom(moment: ScreenState, plan: _Plan, width: int, notice: list[Text]) -> list[Text]:
    state = rows.state(moment, width) if "bar" in plan.parts else rows.state_and_bar(moment, width)
    return [
        *_present(
            plan,
            ("gap under digits", Text),
            ("state", lambda: state),
            ("bar", lambda: rows.bar(moment, width)),
            ("gap under bar", Text),
        ),
        *_caption(moment, plan, width),
        *_present(plan, ("gap over status", Text)),
        *notice,
        *_present(
            plan,
            ("status", lambda: rows.status(moment, width)),
            ("rule", lambda: rows.rule(width)),
            ("hints", lambda: _hints(moment, plan, width)),
            ("keys", lambda: rows.keys(moment, width)),
        ),
    ]


def _hints(moment: ScreenState, plan: _Plan, width: int) -> Text:
    return (rows.hints if "keys" in plan.parts else rows.hints_and_keys)(moment, width)


def _caption(moment: ScreenState, plan: _Plan, width: int) -> list[Text]:
    space = len(plan.parts & {"caption", "second caption"})
    view = moment.view
    drawn = rows.paragraph(view.caption, width, space) if view.big is not None else []
    return [*drawn, *(Text() for _ in range(space - len(drawn)))]


def _present(plan: _Plan, *parts: tuple[str, Callable[[], Text]]) -> list[Text]:
    return [draw() for name, draw in parts if name in plan.parts]


def _centered_rows(drawn: list[Text], space: int) -> list[Text]:
    over = max(0, space - len(drawn)) // 2
    under = max(0, space - len(drawn) - over)
    return [*(Text() for _ in range(over)), *drawn, *(Text() for _ in range(under))]
