"""The server of the page: its files and its live connections, in one loop that never waits long.

Each client gets the newest message of each kind and none that is older: a slow client sees fewer,
and holds up none of the others. It runs in a process of its own (`child`), so that nothing from the
network can take time from the sound.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from http import HTTPStatus
from socket import socket

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from voicecoach.dataclass import dataclass
from voicecoach.page.allowance import Allowance
from voicecoach.page.gate import LIVE, SECURITY_HEADERS, Gate, content_security_policy
from voicecoach.page.messages import MOST_BYTES, AskTime, Press, Tap, read_message
from voicecoach.page.visitor import visitor_name

MOST_CLIENTS = 8
"""Pages that show the session at the same time."""
MOST_CONNECTIONS = 40
"""Connections of any kind, most of which load a file and end."""
OPEN_LIMIT_S = 3.0
"""Time for a request to be made."""
SEND_LIMIT_S = 5.0
"""Time for a message to leave; then the connection counts as lost."""
ALIVE_EVERY_S = 5.0
ALIVE_LIMIT_S = 10.0
MESSAGES_AT_ONCE = 30
MESSAGES_PER_S = 10.0
"""A page sends a few to learn the time, and one for each tap."""

POLICY_VIOLATED = 1008
TRY_LATER = 1013


@dataclass(frozen=True, slots=True)
class File:
    """A file of the page."""

    kind: str
    """Its media type."""
    content: bytes


@dataclass(eq=False, slots=True)
class Client:
    """A page that shows the session."""

    connection: ServerConnection
    name: str
    news: asyncio.Event = field(default_factory=asyncio.Event)
    sent: dict[str, int] = field(default_factory=dict)
    """Number of the latest message of each kind that it was sent."""


class PageServer:
    """Serves one session's page; all methods belong to the thread of its loop."""

    def __init__(
        self,
        gate: Gate,
        files: Mapping[str, File],
        *,
        now_ms: Callable[[], float],
        tapped: Callable[[str], None],
        pressed: Callable[[str], None],
        watched: Callable[[tuple[str, ...]], None],
    ) -> None:
        """`now_ms` is the session's clock.

        `tapped` gets the words of each command, `pressed` each key, `watched` the names of all who
        are connected whenever these change.
        """
        self._gate = gate
        self._files = files
        self._now_ms = now_ms
        self._tapped = tapped
        self._pressed = pressed
        self._watched = watched
        self.clients: list[Client] = []
        """All who see the session."""
        self._latest: dict[str, tuple[int, str]] = {}
        self._servers: list[Server] = []

    async def open(self, *sockets: socket) -> None:
        """Serve at these listening sockets, until `close`."""
        silent = logging.Logger("page", level=logging.CRITICAL + 1)
        for each in sockets:
            server = await serve(
                self._live,
                sock=each,
                process_request=self._answer,
                server_header=None,
                compression=None,
                open_timeout=OPEN_LIMIT_S,
                ping_interval=ALIVE_EVERY_S,
                ping_timeout=ALIVE_LIMIT_S,
                close_timeout=1,
                max_size=MOST_BYTES,
                max_queue=4,
                logger=silent,
                create_connection=_bounded(self._has_room),
            )
            self._servers.append(server)

    def show(self, kind: str, message: Mapping[str, object]) -> None:
        """Send this to everybody, instead of whatever of this kind is still to be sent."""
        number = self._latest.get(kind, (0, ""))[0] + 1
        text = json.dumps({"kind": kind, **message}, ensure_ascii=False, separators=(",", ":"))
        self._latest[kind] = (number, text)
        for client in self.clients:
            client.news.set()

    async def close(self) -> None:
        """Tell everybody that the session is over, and end all connections."""
        self.show("over", {})
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                leaving = (self._send_news(client) for client in self.clients)
                await asyncio.gather(*leaving, return_exceptions=True)
        for server in self._servers:
            server.close()
        for server in self._servers:
            await server.wait_closed()

    def _has_room(self) -> bool:
        return sum(len(server.handler_tasks) for server in self._servers) <= MOST_CONNECTIONS

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """The file that is asked for, or nothing at all; None: a live connection may open."""
        host = _only(request.headers, "Host")
        name = self._gate.admitted(request.path, host, _only(request.headers, "Origin"))
        if name == LIVE:
            return None
        file = self._files.get(name) if name else None
        if file is None or host is None:
            return _response(HTTPStatus.NOT_FOUND, File("text/plain", b""), host="")
        return _response(HTTPStatus.OK, file, host=host)

    async def _live(self, connection: ServerConnection) -> None:
        if len(self.clients) >= MOST_CLIENTS:
            await connection.close(TRY_LATER)
            return
        request = connection.request
        agent = _only(request.headers, "User-Agent") if request else None
        client = Client(connection, visitor_name(agent, str(connection.remote_address[0])))
        self.clients.append(client)
        self._tell_who_watches()
        feeding = asyncio.create_task(self._feed(client))
        try:
            await self._obey(client)
        except (TimeoutError, ConnectionClosed):
            connection.transport.abort()
        finally:
            feeding.cancel()
            self.clients.remove(client)
            self._tell_who_watches()

    def _tell_who_watches(self) -> None:
        names = tuple(client.name for client in self.clients)
        self.show("watching", {"names": names})
        self._watched(names)

    async def _feed(self, client: Client) -> None:
        """Send a client whatever is new, as fast as it takes it."""
        try:
            while True:
                await self._send_news(client)
                await client.news.wait()
        except (TimeoutError, ConnectionClosed):
            client.connection.transport.abort()

    async def _send_news(self, client: Client) -> None:
        client.news.clear()
        for kind, (number, text) in list(self._latest.items()):
            if client.sent.get(kind) != number:
                client.sent[kind] = number
                async with asyncio.timeout(SEND_LIMIT_S):
                    await client.connection.send(text)

    async def _obey(self, client: Client) -> None:
        allowance = Allowance(MESSAGES_AT_ONCE, MESSAGES_PER_S)
        async for text in client.connection:
            message = read_message(text) if allowance.takes(time.monotonic()) else None
            match message:
                case Tap(words):
                    self._tapped(words)
                case Press(key):
                    self._pressed(key)
                case AskTime(sent):
                    answer = {"kind": "time", "sent": sent, "now": self._now_ms()}
                    async with asyncio.timeout(SEND_LIMIT_S):
                        await client.connection.send(json.dumps(answer))
                case None:
                    # No page of ours sends such a thing, or so much.
                    await client.connection.close(POLICY_VIOLATED)
                    return


def _bounded(has_room: Callable[[], bool]) -> type[ServerConnection]:
    """Kind of connection that ends at once if there is no room for it."""

    class Bounded(ServerConnection):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            if not has_room():
                self.transport.abort()

    return Bounded


def _only(headers: Headers, name: str) -> str | None:
    """The value of a header that is there once; None: it is not there, or several times."""
    values = headers.get_all(name)
    return values[0] if len(values) == 1 else None


def _response(status: HTTPStatus, file: File, *, host: str) -> Response:
    headers = Headers(
        [
            ("Content-Type", file.kind),
            ("Content-Length", str(len(file.content))),
            ("Content-Security-Policy", content_security_policy(host)),
            ("Connection", "close"),
            *SECURITY_HEADERS,
        ]
    )
    return Response(status.value, status.phrase, headers, file.content)
