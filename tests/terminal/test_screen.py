import io
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from queue import SimpleQueue

import pytest
from rich.console import Console

from tests.terminal.screen_views import ALL, COUNTING, GREETING, LANGUAGE, LOST, SUMMARY
from voicecoach.core.phases import Phase
from voicecoach.terminal.choice import can_draw_on
from voicecoach.terminal.screen import TerminalDisplay, closing_lines

PLAIN = {"TERM": "xterm-256color"}
COLOR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m")
DEADLINE_S = 60


def console(stream: io.StringIO, environ: Mapping[str, str] = PLAIN) -> Console:
    return Console(file=stream, force_terminal=True, width=80, height=24, _environ=environ)


def drawn(environ: Mapping[str, str]) -> str:
    """Output of the display until it has asked twice for the level, so one full drawing."""
    stream = io.StringIO()
    asked: SimpleQueue[None] = SimpleQueue()

    def level_db() -> float:
        asked.put(None)
        return -30.0

    with TerminalDisplay(lambda: 0, level_db, LANGUAGE, console(stream, environ)) as display:
        display.show(LOST)
        asked.get(timeout=DEADLINE_S)
        asked.get(timeout=DEADLINE_S)
    return stream.getvalue()


def test_the_latest_view_is_drawn_on_the_other_screen_in_color() -> None:
    written = drawn(PLAIN)
    assert written.startswith("\x1b[?1049h")
    assert "Tandem stand" in written
    assert COLOR.search(written)


def test_no_color_is_respected() -> None:
    written = drawn({**PLAIN, "NO_COLOR": "1"})
    assert "Tandem stand" in written
    assert not COLOR.search(written)


def test_screen_and_cursor_come_back_after_an_error() -> None:
    stream = io.StringIO()

    def fail_while_showing() -> None:
        with TerminalDisplay(lambda: 0, lambda: None, LANGUAGE, console(stream)) as display:
            display.show(COUNTING)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_while_showing()
    ended = stream.getvalue()
    assert ended.rindex("\x1b[?1049l") > ended.rindex("\x1b[?1049h")
    assert ended.rindex("\x1b[?25h") > ended.rindex("\x1b[?25l")


def test_the_summary_stays_after_the_screen_is_gone() -> None:
    stream = io.StringIO()
    with TerminalDisplay(lambda: 0, lambda: None, LANGUAGE, console(stream)) as display:
        for view in (*ALL, SUMMARY, replace(SUMMARY, phase=Phase.FINISHED, caption="Well done.")):
            display.show(view)
    left = stream.getvalue().rpartition("\x1b[?1049l")[2]
    assert left.split("\n")[-4:] == ["Balance", SUMMARY.caption, "Well done.", ""]


def test_a_session_that_was_cut_short_tells_how_far_it_came() -> None:
    assert closing_lines(LOST, ()) == (
        "Balance",
        "Tandem stand, Exercise 2 of 4, Set 1 of 2",
        LOST.notice,
    )
    assert closing_lines(GREETING, ()) == ("Balance",)
    assert closing_lines(None, ()) == ()


@pytest.mark.parametrize(
    ("environ", "encoding", "expected"),
    [
        (PLAIN, "utf-8", True),
        (PLAIN, "UTF-8", True),
        (PLAIN, "latin-1", False),
        ({"TERM": "dumb"}, "utf-8", False),
    ],
)
def test_only_a_capable_terminal_is_drawn_on(
    environ: Mapping[str, str], encoding: str, expected: bool
) -> None:
    leader, follower = os.openpty()
    try:
        with open(follower, "w", encoding=encoding) as terminal:
            chosen = can_draw_on(terminal, Console(file=terminal, _environ=environ))
    finally:
        os.close(leader)
    assert chosen is expected


def test_a_pipe_is_not_drawn_on_even_when_color_is_forced() -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert not can_draw_on(pipe, Console(file=pipe, _environ={**PLAIN, "FORCE_COLOR": "1"}))
