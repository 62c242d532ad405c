"""The times at which the page beside a session shows things, on the clock of the test."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from scripts.lab.browser import Page
from scripts.lab.scripted_user import Coach
from scripts.lab.waiting import until

_ADDRESS = re.compile(r"http://[\d.]+(:\d+/[\w-]+/)")
_WATCH = """
window.shown = {};
for (const id of ["count", "caption", "exercise", "side", "state", "heard", "connection"]) {
  const element = document.getElementById(id);
  const note = () => {
    const text = element.textContent.trim();
    requestAnimationFrame(() => setTimeout(() =>
      (shown[id] ??= []).push([text, performance.timeOrigin + performance.now()])));
  };
  new MutationObserver(note).observe(
    element, {childList: true, characterData: true, subtree: true});
  note();
}
"""
"""Once a frame is painted, a timeout of 0 runs: the time is that at which a text can be seen."""
_QUESTIONS = 15
"""The answer that comes back fastest tells the time best."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that was seen from this time on."""

    text: str
    at_s: float
    """On the clock of `time.monotonic`."""


def page_address(coach: Coach, limit_s: float = 30.0) -> str:
    """Address of the page beside a coach, on this machine; raises TimeoutError."""
    found = until(
        lambda: _ADDRESS.search(coach.printed()),
        limit_s,
        otherwise=lambda: f"there is no page: {coach.printed()}",
    )
    assert found
    return f"http://127.0.0.1{found[1]}"


def watch(page: Page) -> None:
    """Note from now on what the page shows, and when."""
    page.evaluate(_WATCH)


def shown(page: Page, place: str) -> list[Shown]:
    """Everything seen at this place, such as "count", since `watch`."""
    since_epoch_s = time.time() - time.monotonic()
    seen = page.evaluate(f"shown[{place!r}] ?? []")
    return [Shown(str(text), at_ms / 1000 - since_epoch_s) for text, at_ms in seen]


@dataclass
class Listener:
    """A client that notes what is sent to every page."""

    began_s: float = float("nan")
    """Time at which the session's clock stood at 0, on the clock of `time.monotonic`."""
    scenes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def counts_due_s(self) -> dict[str, float]:
        """Times of the counts of the last set on the screen, on the clock of `time.monotonic`."""
        counted = [one for one in self.scenes if one["big"] and one["big"]["kind"] == "count"]
        # The first scene with a count is the one of that count.
        due_ms = {one["big"]["shown"]: one["due"] for one in reversed(counted)}
        return {shown: self.began_s + due / 1000 for shown, due in due_ms.items()}


@contextmanager
def listening(address: str) -> Iterator[Listener]:
    """A listener to the page at this address, until the block is left or the session is over."""
    origin = {"Origin": address[: address.index("/", len("http://"))]}
    listener = Listener()
    live = f"{address.replace('http', 'ws', 1)}live"
    with connect(live, additional_headers=origin, compression=None, close_timeout=1) as connection:
        _ask_time(connection, listener)
        thread = threading.Thread(target=_note_all, args=(connection, listener), daemon=True)
        thread.start()
        yield listener
    thread.join()


def _ask_time(connection: ClientConnection, listener: Listener) -> None:
    fastest_s = float("inf")
    for number in range(_QUESTIONS):
        sent_s = time.monotonic()
        connection.send(json.dumps({"time": number}))
        while (message := json.loads(connection.recv()))["kind"] != "time":
            _note(message, listener)
        trip_s = time.monotonic() - sent_s
        if trip_s < fastest_s:
            fastest_s = trip_s
            listener.began_s = sent_s + trip_s / 2 - message["now"] / 1000


def _note_all(connection: ClientConnection, listener: Listener) -> None:
    try:
        for text in connection:
            _note(json.loads(text), listener)
    except ConnectionClosed:
        pass


def _note(message: dict[str, Any], listener: Listener) -> None:
    if message["kind"] == "scene":
        listener.scenes.append(message)
