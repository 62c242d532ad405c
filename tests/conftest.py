"""What the tests share: the virtual audio room."""

import os
from collections.abc import Iterator

import pytest

from scripts.lab.room import Room, missing_parts


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the transcripts in tests/golden be written anew."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses a room, before the markers select what runs."""
    for item in items:
        if {"room", "echoing_room"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("room")


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
