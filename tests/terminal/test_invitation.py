"""The page's address stays on the screen until somebody has opened the page."""

from dataclasses import replace
from itertools import product

import pytest

from tests.terminal.screen_views import COUNTING, GREETING, LANGUAGE, PAUSED
from tests.terminal.test_layout import SIZES
from voicecoach.core.view import View
from voicecoach.ports import PageState
from voicecoach.terminal.layout import lay_out
from voicecoach.terminal.plain import lines_for_page
from voicecoach.terminal.rows import ScreenState

ADDRESS = "http://192.168.1.20:50123/k7Yp3nQ0c_tYw2-1rMZxEw/"
CODE = tuple("█▀▄ " * 9 for _ in range(18))
OPEN = PageState(address=ADDRESS)
SHARED = PageState(address=ADDRESS, code=CODE)
WATCHED = replace(SHARED, watching=("iPhone at 192.168.1.7",))


def rows(view: View, page: PageState, width: int = 80, height: int = 24) -> list[str]:
    moment = ScreenState(view, 0, -30, LANGUAGE, page)
    return [row.plain for row in lay_out(moment, width, height)]


def test_a_shared_page_is_offered_with_its_address_and_its_code() -> None:
    drawn = "\n".join(rows(GREETING, SHARED))
    assert ADDRESS in drawn
    assert drawn.count("█▀▄ " * 9) == len(CODE)
    assert "Welcome." in drawn
    assert "q stop" in drawn


def test_a_page_of_this_machine_is_offered_with_its_address() -> None:
    assert ADDRESS in "\n".join(rows(GREETING, OPEN))
    assert ADDRESS in "\n".join(rows(PAUSED, OPEN))


@pytest.mark.parametrize(("view", "page"), [(COUNTING, SHARED), (GREETING, WATCHED)])
def test_at_work_and_once_it_was_opened_the_session_is_shown(view: View, page: PageState) -> None:
    drawn = "\n".join(rows(view, page))
    assert ADDRESS not in drawn
    assert view.exercise in drawn


def test_visitors_are_named_or_counted_if_there_is_less_room() -> None:
    assert "1 watching: iPhone at 192.168.1.7" in "\n".join(rows(COUNTING, WATCHED))
    narrow = "\n".join(rows(COUNTING, WATCHED, width=50))
    assert "1 watching " in narrow
    assert "iPhone" not in narrow


def test_a_page_that_could_not_be_served_says_why() -> None:
    broken = PageState(trouble="address in use")
    assert "No page: address in use." in "\n".join(rows(COUNTING, broken))


@pytest.mark.parametrize("page", [OPEN, SHARED, WATCHED, PageState(trouble="x" * 300)])
def test_it_fits_every_screen(page: PageState) -> None:
    for view, (width, height) in product((GREETING, COUNTING, PAUSED), SIZES):
        drawn = lay_out(ScreenState(view, 0, -30, LANGUAGE, page), width, height)
        assert len(drawn) == height
        assert max(row.cell_len for row in drawn) <= width


def test_plain_lines_tell_what_is_new_of_the_page() -> None:
    book = LANGUAGE.book
    assert lines_for_page(PageState(), OPEN, book) == (f"(The page is at: {ADDRESS})",)
    assert lines_for_page(SHARED, WATCHED, book) == ("(1 watching: iPhone at 192.168.1.7)",)
    assert lines_for_page(WATCHED, SHARED, book) == ("(0 watching)",)
    assert lines_for_page(SHARED, SHARED, book) == ()
    broken = replace(SHARED, trouble="its process ended")
    assert lines_for_page(SHARED, broken, book) == ("(No page: its process ended.)",)
