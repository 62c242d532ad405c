"""A page served in a thread of its own, with a session's clock that the test can read."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.terminal.screen_views import LANGUAGE
from voicecoach.core.view import View
from voicecoach.devices.inbox import SessionClock
from voicecoach.page.addresses import LOOPBACK, listening
from voicecoach.page.child import page_files
from voicecoach.page.gate import Gate
from voicecoach.page.pictures import Pictures
from voicecoach.page.scene import Json, Scenes, labels
from voicecoach.page.server import PageServer

LIMIT_S = 10.0
TOKEN = "k7Yp3nQ0c_tYw2-1rMZxEw"


@dataclass
class Served:
    """A page that is served."""

    server: PageServer
    loop: asyncio.AbstractEventLoop
    port: int
    clock: SessionClock = field(default_factory=SessionClock)
    tapped: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    watching: tuple[str, ...] = ()
    told: threading.Condition = field(default_factory=threading.Condition)
    """Notified when the server has told the session of a tap, a key, or of those who watch."""
    pictures: Pictures = field(default_factory=Pictures)
    scenes: Scenes = field(default_factory=lambda: Scenes(LANGUAGE.vocabulary, LANGUAGE.book))

    @property
    def address(self) -> str:
        """Address of the page."""
        return f"http://{LOOPBACK}:{self.port}/{TOKEN}/"

    @property
    def live(self) -> str:
        """Address of its live connection."""
        return f"ws://{LOOPBACK}:{self.port}/{TOKEN}/live"

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until the server has told the session what makes this true."""
        with self.told:
            assert self.told.wait_for(condition, LIMIT_S)

    def now_ms(self) -> int:
        """The session's clock."""
        return int(self.clock.elapsed_ms())

    def show(self, view: View, *, sound_delay_ms: int = 0) -> None:
        """Show a view that is asked for now."""
        scene = self.scenes.scene(view, asked_ms=self.now_ms(), sound_delay_ms=sound_delay_ms)
        for message in self.pictures.with_picture({"kind": "scene", **scene}):
            self.send(message.pop("kind"), message)

    def send(self, kind: str, message: Mapping[str, Json]) -> None:
        """Show a message to everybody."""
        self.loop.call_soon_threadsafe(self.server.show, kind, message)

    def drop_everybody(self) -> None:
        """End all live connections, as a network that is gone does."""

        def drop() -> None:
            for client in self.server.clients:
                client.connection.transport.abort()

        self.loop.call_soon_threadsafe(drop)

    def end(self) -> None:
        """End the session, as when the coach has said goodbye."""
        asyncio.run_coroutine_threadsafe(self.server.close(), self.loop).result(10)


@contextmanager
def served(port: int | None = None) -> Iterator[Served]:
    """A page on this machine, served until the block is left."""
    (socket,) = listening((LOOPBACK,), port=port or 0)
    at = socket.getsockname()[1]
    gate = Gate(TOKEN, frozenset({f"{LOOPBACK}:{at}", f"localhost:{at}"}))
    loop = asyncio.new_event_loop()

    def tapped(words: str) -> None:
        with found.told:
            found.tapped.append(words)
            found.told.notify_all()

    def pressed(key: str) -> None:
        with found.told:
            found.pressed.append(key)
            found.told.notify_all()

    def watched(names: tuple[str, ...]) -> None:
        with found.told:
            found.watching = names
            found.told.notify_all()

    server = PageServer(
        gate,
        page_files(),
        now_ms=lambda: found.clock.elapsed_ms(),
        tapped=tapped,
        pressed=pressed,
        watched=watched,
    )
    found = Served(server, loop, at)
    thread = threading.Thread(target=loop.run_forever, name="page", daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.open(socket), loop).result(10)
    known = labels(LANGUAGE.book, LANGUAGE.vocabulary, routine="Balance", is_silent=False)
    found.send("hello", {"labels": known})
    try:
        yield found
    finally:
        found.end()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
