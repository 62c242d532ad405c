"""A headless Chromium, driven over its DevTools protocol: what a user sees and does on a page.

https://chromedevtools.github.io/devtools-protocol/ over the WebSocket library of the product, so
that no other driver is needed. Pages share one browser, each in a session of its own.
"""

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from scripts.lab.room import ended
from scripts.lab.waiting import until

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_START_S = 30.0
_ANSWER_S = 30.0

Json = Any


def browser_path() -> str | None:
    """The Chromium of this machine; None: there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Page:
    """A page of a browser."""

    def __init__(self, devtools: "_DevTools", session: str) -> None:
        self._devtools = devtools
        self._session = session

    def call(self, method: str, **parameters: Json) -> Json:
        """Call a method of the protocol, and return its result."""
        return self._devtools.call(method, parameters, self._session)

    def open(self, address: str) -> None:
        """Go to an address, without waiting for it."""
        self.call("Page.navigate", url=address)

    def evaluate(self, expression: str) -> Json:
        """Value of a JavaScript expression; raises RuntimeError if it throws."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def text(self, selector: str) -> str:
        """Text of the first element of this selector; empty if there is none."""
        found = self.evaluate(f"document.querySelector({selector!r})?.textContent ?? ''")
        return str(found)

    def wait_for(self, expression: str, limit_s: float = 20.0) -> Json:
        """Wait until an expression is true, and return its value; raises TimeoutError."""

        def otherwise() -> str:
            body = self._value_of("document.body.innerText")
            return f"never true: {expression}; the page shows {body!r}"

        return until(lambda: self._value_of(expression), limit_s, otherwise=otherwise)

    def _value_of(self, expression: str) -> Json:
        """Value of an expression; None if it throws, as while a page is loading."""
        try:
            return self.evaluate(expression)
        except RuntimeError:
            return None

    def close(self) -> None:
        """Close the page."""
        self.call("Page.close")

    def click(self, selector: str) -> None:
        """Click the middle of an element as a mouse does."""
        box = self.evaluate(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
            f"(document.querySelector({selector!r}).getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind,
                x=box[0],
                y=box[1],
                button="left",
                clickCount=1,
            )

    def press(self, key: str) -> None:
        """Press and release a key that is a character."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=key)

    def resize(self, width: int, height: int, *, scale: float = 1, mobile: bool = False) -> None:
        """Set the size of the view, in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=mobile,
        )

    def prefer(self, **features: str) -> None:
        """Set media features, such as prefers_color_scheme="dark"."""
        wanted = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self.call("Emulation.setEmulatedMedia", features=wanted)

    def screenshot(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        answer = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))


class _DevTools:
    """The connection to a browser; answers come in the order of the calls of one thread."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)

    def call(self, method: str, parameters: Json, session: str | None = None) -> Json:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._connection.send(json.dumps(message))
        while True:
            answer = json.loads(self._connection.recv(timeout=_ANSWER_S))
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]


@contextmanager
def browser() -> Iterator[Callable[[], Page]]:
    """A running browser: each call opens a blank page of its own."""
    path = browser_path()
    assert path is not None, "no Chromium; scripts/test installs it where it can"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        command = [path, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
        command += ["--no-first-run", "--disable-gpu", "--mute-audio", "--hide-scrollbars"]
        command += ["--disable-background-networking", "--disable-component-update"]
        command += ["--no-default-browser-check", "--disable-sync"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        process = subprocess.Popen(
            [*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        stack.enter_context(ended(process))
        connection = stack.enter_context(connect(_address(folder), max_size=None, compression=None))
        devtools = _DevTools(connection)

        def page() -> Page:
            # In a window of its own: a tab behind another one is not painted.
            wanted = {"url": "about:blank", "newWindow": True}
            target = devtools.call("Target.createTarget", wanted)["targetId"]
            attached = devtools.call("Target.attachToTarget", {"targetId": target, "flatten": True})
            return Page(devtools, attached["sessionId"])

        yield page


def _address(folder: Path) -> str:
    """Address of the DevTools, which the browser writes into its folder."""
    file = folder / "DevToolsActivePort"

    def port_and_path() -> list[str]:
        lines = file.read_text().split() if file.exists() else []
        return lines if len(lines) >= 2 else []

    port, path, *_ = until(
        port_and_path, _START_S, otherwise=lambda: "the browser does not open its DevTools"
    )
    return f"ws://127.0.0.1:{port}{path}"
