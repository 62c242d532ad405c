"""What the tests share: the virtual audio room, and the order and amount of what is run."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    """Leave out a file that can't have the one marker that is asked for: it does not name it."""
    wanted = config.getoption("markexpr")
    is_one = wanted.isidentifier() and collection_path.suffix == ".py"
    if is_one and wanted not in collection_path.read_text(encoding="utf-8"):
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses a room, before the markers select what runs; long ones come first.

    Begun first, they do not outlast all others.
    """
    for item in items:
        if {"room", "echoing_room"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("room")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


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
        reason = "no virtual audio room without " + ", ".join(missing)
        if os.environ.get("VOICECOACH_REQUIRE_ROOM") == "1":
            pytest.fail(reason + ". scripts/test installs it where it can.")
        pytest.skip(reason)
    with room:
        yield room
