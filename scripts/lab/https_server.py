"""A web server on this machine, over HTTPS, that can be told to misbehave."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme


@dataclass
class Behavior:
    """The files of the server, and its manner of serving them."""

    content: bytes
    breaks_after: list[int] = field(default_factory=list)
    """In each of the first answers the connection ends after so many bytes."""
    knows_ranges: bool = True
    tells_length: bool = True
    redirect: str = ""
    status: int = 200
    drips: bool = False
    """Its content comes byte by byte, ten in a second."""
    drips_headers: bool = False
    """The same of its headers, of which there is no end."""
    reason: str = ""
    """The reason phrase beside the status."""
    ranges: list[str] = field(default_factory=list)
    """The range of each request so far; empty where there was none."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    context: ssl.SSLContext
    """Trusts it."""
    behavior: Behavior
    authority: bytes
    """The certificate, in PEM form, by which it can be trusted."""


@contextmanager
def serving(behavior: Behavior) -> Iterator[Server]:
    """Serve one file while the block runs."""
    authority = trustme.CA()
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server_context)
    client_context = ssl.create_default_context()
    authority.configure_trust(client_context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(behavior))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that leave
    server.socket = server_context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        url = f"https://127.0.0.1:{server.server_address[1]}/vosk-model-tiny-0.1.zip"
        yield Server(url, client_context, behavior, authority.cert_pem.bytes())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(behavior: Behavior) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            behavior.ranges.append(wanted)
            if behavior.redirect:
                self.send_response(302)
                self.send_header("Location", behavior.redirect)
                self.end_headers()
                return
            if behavior.status != 200:
                self.send_error(behavior.status, behavior.reason or None)
                return
            if behavior.drips_headers:
                self._drip(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100)
                return
            begin = 0
            if wanted and behavior.knows_ranges:
                begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
            part = behavior.content[begin:]
            self.send_response(206 if begin else 200)
            if behavior.tells_length:
                self.send_header("Content-Length", str(len(part)))
            self.end_headers()
            if behavior.breaks_after:
                part = part[: behavior.breaks_after.pop(0)]
            if behavior.drips:
                self._drip(part)
            else:
                self.wfile.write(part)

        def _drip(self, content: bytes) -> None:
            with suppress(OSError):
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.1)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
