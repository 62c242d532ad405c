"""The page beside a session: a process of its own, from the first view to the goodbye."""

import json
import re
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from websockets.sync.client import connect

from tests.terminal.screen_views import COUNTING, GREETING, LANGUAGE
from voicecoach.devices.inbox import SessionClock
from voicecoach.page.addresses import local_network_address
from voicecoach.page.display import PageDisplay, PageWishes, Sound
from voicecoach.page.scene import Scenes, labels
from voicecoach.ports import PageState

pytestmark = pytest.mark.slow

LIMIT_S = 20.0
NoteT = TypeVar("NoteT")


class Beside:
    """A session beside which a page is served."""

    def __init__(self, *, shares: bool = False) -> None:
        self.clock = SessionClock()
        self.tapped: list[str] = []
        self.states: list[PageState] = [PageState()]
        self._told = threading.Condition()
        """Notified when the display has told the session of anything."""
        known = labels(LANGUAGE.book, LANGUAGE.vocabulary, routine="Balance", is_silent=False)
        self.display = PageDisplay(
            Scenes(LANGUAGE.vocabulary, LANGUAGE.book),
            known,
            PageWishes(shares=shares, opens=False),
            began_ns=self.clock.began_ns,
            now_ms=lambda: int(self.clock.elapsed_ms()),
            sound=Sound(lambda: 200),
            level_db=lambda: -31.4,
            tapped=lambda words: self._note(self.tapped, words),
            pressed=lambda key: self._note(self.tapped, key),
            told=lambda state: self._note(self.states, state),
        )

    def _note(self, notes: list[NoteT], note: NoteT) -> None:
        with self._told:
            notes.append(note)
            self._told.notify_all()

    def wait(self, condition: Callable[[PageState], bool]) -> PageState:
        """Wait until the state of the page is such."""
        with self._told:
            assert self._told.wait_for(lambda: condition(self.states[-1]), LIMIT_S), self.states
        return self.states[-1]


@contextmanager
def beside(*, shares: bool = False) -> Iterator[Beside]:
    page = Beside(shares=shares)
    with page.display:
        yield page


def test_before_it_is_started_there_is_no_process() -> None:
    with beside() as page:
        page.display.show(GREETING)
    assert page.states == [PageState()]


def test_a_session_is_shown_and_steered_and_its_end_is_the_end_of_the_page() -> None:
    with beside() as page:
        asked_ms = page.clock.elapsed_ms()
        page.display.start()
        page.display.show(GREETING)
        returned_ms = page.clock.elapsed_ms()
        address = page.wait(lambda state: bool(state.address)).address
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", address)
        assert page.states[-1].code == ()
        with urllib.request.urlopen(address, timeout=LIMIT_S) as answer:
            assert b"<!doctype html>" in answer.read()
        live = address.replace("http", "ws") + "live"
        origin = "/".join(address.split("/")[:3])
        with connect(live, additional_headers={"Origin": origin}) as client:
            page.wait(lambda state: len(state.watching) == 1)
            page.display.show(COUNTING)
            found: dict[str, dict[str, object]] = {}
            client.send('{"tap":"pause"}')
            client.send('{"time":1}')
            while found.get("scene", {}).get("phase") != "counting" or len(found) < 5:
                message = json.loads(client.recv(timeout=LIMIT_S))
                found[message["kind"]] = message
            page.wait(lambda _: page.tapped == ["pause"])
            page.display.__exit__()
            while message["kind"] != "over":
                message = json.loads(client.recv(timeout=LIMIT_S))
    assert found.keys() == {"hello", "scene", "watching", "time", "level"}
    assert found["level"]["db"] == -31
    now_ms = float(str(found["time"]["now"]))
    assert asked_ms < now_ms < page.clock.elapsed_ms()
    # `show` only leaves a note: it waits for no process.
    assert returned_ms - asked_ms < 500
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=LIMIT_S)
    assert page.states[-1].trouble == ""


def test_each_session_has_a_token_of_its_own() -> None:
    found = []
    for _ in range(2):
        with beside() as page:
            page.display.start()
            found.append(page.wait(lambda state: bool(state.address)).address)
    tokens = {address.split("/")[3] for address in found}
    assert len(tokens) == 2


def listening_at(port: int) -> set[str]:
    """The addresses at which anything of this machine listens at a port; see proc(5)."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            address, _, number = local.partition(":")
            if state == "0A" and int(number, 16) == port:
                found.add(".".join(str(byte) for byte in reversed(bytes.fromhex(address))))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net")
@pytest.mark.parametrize("shares", [False, True])
def test_only_a_shared_page_is_served_beyond_this_machine(shares: bool) -> None:
    network = local_network_address() if shares else None
    with beside(shares=shares) as page:
        page.display.start()
        state = page.wait(lambda state: bool(state.address))
        port = int(state.address.split(":")[2].split("/")[0])
        assert listening_at(port) == {"127.0.0.1"} | ({network} if network else set())
    assert state.address.startswith(f"http://{network or '127.0.0.1'}:")
    assert bool(state.code) is bool(network)
