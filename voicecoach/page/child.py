"""Process of the page: the session's scenes come in as JSON lines, and taps go out.

It is a process of its own, so that neither the loading of its libraries nor anything that comes
from the network takes time from the sound. It ends when its input does.
"""

import asyncio
import json
import os
import secrets
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import IO, Any

from voicecoach.devices.inbox import SessionClock
from voicecoach.page.addresses import LOOPBACK, listening, local_network_address
from voicecoach.page.code import code_rows
from voicecoach.page.gate import Gate
from voicecoach.page.pictures import Pictures
from voicecoach.page.server import File, PageServer

_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


def page_files() -> dict[str, File]:
    """The files of the page, by name."""
    folder = resources.files("voicecoach.page") / "files"
    return {
        item.name: File(
            f"{_KINDS[os.path.splitext(item.name)[1]]}; charset=utf-8", item.read_bytes()
        )
        for item in folder.iterdir()
    }


class _Child:
    """The server and the two pipes to the session."""

    def __init__(self, options: Mapping[str, Any], answers: IO[str]) -> None:
        self._options = options
        self._answers = answers
        self._token = secrets.token_urlsafe(16)
        self._clock = SessionClock(began_ns=options["began_ns"])
        self._pictures = Pictures(*map(Path, options["content"]))

    async def serve(self, lines: Iterable[str]) -> None:
        """Serve until there are no more lines."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        shared = local_network_address() if self._options["shares"] else None
        sockets = listening((LOOPBACK, *([shared] if shared else ())))
        port = sockets[0].getsockname()[1]
        names = [LOOPBACK, "localhost", *([shared] if shared else ())]
        server = PageServer(
            Gate(self._token, frozenset(f"{name}:{port}" for name in names)),
            page_files(),
            now_ms=self._clock.elapsed_ms,
            tapped=lambda words: self._send({"tapped": words}),
            pressed=lambda key: self._send({"pressed": key}),
            watched=lambda names: self._send({"watching": names}),
        )
        await server.open(*sockets)
        self._tell_address(f"http://{{}}:{port}/{self._token}/", shared)

        def read() -> None:
            for line in lines:
                for message in self._pictures.with_picture(json.loads(line)):
                    loop.call_soon_threadsafe(server.show, message.pop("kind"), message)
            loop.call_soon_threadsafe(over.set)

        threading.Thread(target=read, name="scenes", daemon=True).start()
        await over.wait()
        await server.close()

    def _tell_address(self, pattern: str, shared: str | None) -> None:
        here, there = pattern.format(LOOPBACK), pattern.format(shared) if shared else None
        self._send({"address": there or here, "code": code_rows(there) if there else []})
        if self._options["opens"]:
            # A browser of the desktop, not one in the terminal of the session; and not in the loop:
            # some wait for the browser.
            os.environ.pop("TERM", None)
            threading.Thread(target=webbrowser.open, args=(here,), daemon=True).start()

    def _send(self, answer: Mapping[str, object]) -> None:
        try:
            self._answers.write(json.dumps(answer) + "\n")
            self._answers.flush()
        except OSError:
            pass  # the session is over, and its end of the other pipe says so


def main() -> None:
    """Serve the session that the first line describes."""
    # Ctrl-C reaches every process of a terminal, and the session decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A browser writes to the standard output, which is meant for the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    lines = iter(sys.stdin)
    child = _Child(json.loads(next(lines)), answers)
    try:
        asyncio.run(child.serve(lines))
    except OSError as error:
        answers.write(json.dumps({"trouble": error.strerror or str(error)}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
