"""A headless Firefox, driven over WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from scripts.lab.room import ended
from scripts.lab.waiting import until

_NAMES = ("firefox-esr", "firefox")
_LISTENS = re.compile(r"BiDi listening on (ws://\S+)")
_ANSWER_S = 60.0


def firefox_path() -> str | None:
    """The Firefox of this machine; None: there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class FirefoxPage:
    """The page of a Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self._call("session.new", capabilities={})
        (tree,) = self._call("browsingContext.getTree")["contexts"]
        self._context = tree["context"]

    def open(self, address: str, width: int = 1280, height: int = 720) -> None:
        """Go to an address, in a view of this size, and wait until it is loaded."""
        viewport = {"width": width, "height": height}
        self._call("browsingContext.setViewport", context=self._context, viewport=viewport)
        self._call("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Value of a JavaScript expression that JSON can hold."""
        answer = self._call(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self._context},
            awaitPromise=False,
        )
        return json.loads(answer["result"].get("value", "null")) if "result" in answer else None

    def wait_for(self, expression: str, limit_s: float = 20.0) -> None:
        """Wait until an expression is true; raises TimeoutError."""
        until(
            lambda: self.evaluate(expression),
            limit_s,
            otherwise=lambda: f"never true: {expression}",
        )

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        call = {"id": self._number, "method": method, "params": parameters}
        self._connection.send(json.dumps(call))
        while True:
            answer = json.loads(self._connection.recv(timeout=_ANSWER_S))
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}: {answer.get('message')}")
                return answer["result"]


@contextmanager
def firefox() -> Iterator[FirefoxPage]:
    """A running Firefox with one page."""
    path = firefox_path()
    assert path is not None, "no Firefox"
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        command = [path, "--headless", "--no-remote", "--profile", folder]
        process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        stack.enter_context(ended(process))
        assert process.stderr is not None
        found = (_LISTENS.search(line.decode(errors="replace")) for line in process.stderr)
        address = next(one[1] for one in found if one)
        stack.callback(process.stderr.close)
        yield FirefoxPage(
            stack.enter_context(connect(f"{address}/session", max_size=None, compression=None))
        )
