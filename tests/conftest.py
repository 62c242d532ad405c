"""Shared by all tests: the virtual audio room, and the choice and order of tests."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.lab.browser import Page, browser, browser_path
from scripts.lab.room import Room, missing_parts
from tests.examples import register_profiles

register_profiles()

# In the background of a shell the interrupt is ignored, and so it is by all that is started there.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Under nohup a hangup is ignored, and a coach respects that.
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the transcripts in tests/golden be written anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a file that can't have any marker that is asked for: it names none of them."""
    wanted = str(config.getoption("markexpr")).split(" or ")
    is_named = all(mark.isidentifier() for mark in wanted) and collection_path.suffix == ".py"
    if is_named:
        text = collection_path.read_text(encoding="utf-8")
        return None if any(mark in text for mark in wanted) else True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses a room, before the markers select what runs; the longest come first.

    Begun first, they do not outlast all others.
    """
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if {"room", "echoing_room"} & used:
            item.add_marker("room")
        if "new_page" in used:
            item.add_marker("browser")
    items.sort(key=lambda item: -_minutes_of(item))


def _minutes_of(item: pytest.Item) -> int:
    long = item.get_closest_marker("long")
    return 0 if long is None else int(long.kwargs.get("minutes", 1))


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was collected: it all lives to the end of the run.

    It would otherwise look through 290,000 objects again and again.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def room() -> Iterator[Room]:
    """A room in which the microphone hears the person alone."""
    yield from _open(Room())


@pytest.fixture
def echoing_room() -> Iterator[Room]:
    """A room in which the microphone hears the loudspeaker too, 6 dB weaker."""
    yield from _open(Room(echo_db=-6))


def _open(room: Room) -> Iterator[Room]:
    missing = missing_parts()
    if missing:
        _lack("no virtual audio room without " + ", ".join(missing))
    with room:
        yield room


@pytest.fixture(scope="session")
def blank_page() -> Iterator[Callable[[], Page]]:
    """Opens blank pages of one headless browser."""
    if browser_path() is None:
        _lack("no page can be looked at without Chromium")
    with browser() as blank_page:
        yield blank_page


@pytest.fixture
def new_page(blank_page: Callable[[], Page]) -> Iterator[Callable[[], Page]]:
    """Opens blank pages, which are closed at the end of the test."""
    with ExitStack() as stack:

        def open_one() -> Page:
            page = blank_page()
            stack.callback(page.close)
            return page

        yield open_one


def _lack(reason: str) -> None:
    """Skip the test, or fail it where everything has to be there."""
    if os.environ.get("VOICECOACH_REQUIRE_ROOM") == "1":
        pytest.fail(reason + ". scripts/test installs it where it can.")
    pytest.skip(reason)
