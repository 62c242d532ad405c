"""Downloads one file over HTTPS. The only module of the product that opens a connection."""

import contextlib
import hashlib
import http.client
import os
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.printable import printable
from voicecoach.program import program
from voicecoach.speech_models.catalog import Downloadable

CHUNK_BYTES = 1 << 16
TIMEOUT_S = 20.0
TRIES = 4
"""Connections in a row that may break off without a byte; each resumes where the last one ended."""
SLOWEST_BYTES_PER_S = 4096
"""Slowest average rate that is waited for: a server that drips must not hold the user for days."""
_LONGEST_REASON = 120
_TOO_SLOW = "the server is too slow"
_PARTIAL = 206
_NOT_SATISFIABLE = 416

Progress = Callable[[int], None]
"""Gets the number of bytes of the file so far."""


class DownloadError(ModelError):
    """A file could not be downloaded; the part that was is kept for the next time."""


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Refuses redirections that leave HTTPS."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not newurl.startswith("https://"):
            raise urllib.error.URLError(f"the server redirects away from HTTPS, to {newurl[:80]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def trusted_authorities() -> ssl.SSLContext:
    """The system's certificate authorities, and those of certifi if it is installed."""
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError):
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def fetch(
    wanted: Downloadable,
    part: Path,
    progress: Progress,
    *,
    context: ssl.SSLContext | None = None,
    timeout_s: float = TIMEOUT_S,
    limit_s: float | None = None,
) -> None:
    """Download the file to `part`, resuming where an earlier try ended.

    It is whole when this returns: the size and the SHA-256 are those of the catalog. `timeout_s`
    limits each wait for the server, `limit_s` the whole download (None: by the size). Raises
    DownloadError; a damaged file is deleted, an incomplete one stays for the next try.
    """
    if limit_s is None:
        limit_s = TRIES * timeout_s + wanted.size_bytes / SLOWEST_BYTES_PER_S
    until_s = time.monotonic() + limit_s
    opener = urllib.request.build_opener(
        _OnlyHttps(), urllib.request.HTTPSHandler(context=context or trusted_authorities())
    )
    part.parent.mkdir(parents=True, exist_ok=True)
    resumed = _size_of(part) > 0
    transfer = _Transfer(opener, wanted, part, progress, timeout_s, until_s)
    transfer.complete()
    if sha256_of(part) != wanted.sha256 and resumed:
        # The part that was there may have been the beginning of another file.
        part.unlink()
        transfer.complete()
    if sha256_of(part) != wanted.sha256:
        part.unlink()
        raise DownloadError(
            f"What came from {wanted.url} is not the file that was expected: its SHA-256 differs. "
            "It was deleted. Try again later, from another network."
        )


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _Transfer:
    """A download, which may take several connections."""

    opener: urllib.request.OpenerDirector
    wanted: Downloadable
    part: Path
    progress: Progress
    timeout_s: float
    """Of each wait for the server."""
    until_s: float
    """Time at which it is given up, on the clock of `time.monotonic`."""

    def complete(self) -> None:
        """Fetch until the size is right; raises DownloadError."""
        wanted, part = self.wanted, self.part
        if _size_of(part) > wanted.size_bytes:
            part.unlink()
        fruitless = 0
        reason: object = "the connection keeps breaking off"
        while (have := _size_of(part)) < wanted.size_bytes:
            self.progress(have)
            try:
                self._fetch_rest(have)
            except urllib.error.HTTPError as error:
                error.close()
                if error.code != _NOT_SATISFIABLE or not have:
                    raise _unreachable(
                        wanted, f"the server answers {error.code} {_shown(error.reason)}"
                    ) from error
                part.unlink()
            except (OSError, http.client.HTTPException, ValueError) as error:
                reason = getattr(error, "reason", None) or error
            if time.monotonic() > self.until_s:
                raise _unreachable(wanted, _TOO_SLOW)
            fruitless = 0 if _size_of(part) > have else fruitless + 1
            if fruitless == TRIES:
                raise _unreachable(wanted, reason)
        self.progress(wanted.size_bytes)

    def _fetch_rest(self, have: int) -> None:
        """Fetch what comes after the bytes that are there, over one connection."""
        wanted, part = self.wanted, self.part
        request = urllib.request.Request(wanted.url, headers={"User-Agent": "voicecoach"})
        if have:
            request.add_header("Range", f"bytes={have}-")
        with self._opened(request) as answer:
            goes_on = answer.status == _PARTIAL
            _check_size(wanted, answer, have if goes_on else 0)
            with part.open("ab" if goes_on else "wb") as file:
                # read1 returns what has come; read would wait for all of a chunk.
                while chunk := answer.read1(CHUNK_BYTES):
                    file.write(chunk)
                    if time.monotonic() > self.until_s:
                        raise _unreachable(wanted, _TOO_SLOW)
                    if file.tell() > wanted.size_bytes:
                        file.close()
                        part.unlink()
                        raise _wrong_size(wanted, "more than that")
                    self.progress(file.tell())
                file.flush()
                os.fsync(file.fileno())

    def _opened(self, request: urllib.request.Request) -> Any:
        """The answer of the server, headers read; raises TimeoutError if these come too slowly.

        A thread waits for it: each line of the headers has the whole timeout, and there may be
        many.
        """
        outcome: list[Any] = []

        def work() -> None:
            try:
                outcome.append(self.opener.open(request, timeout=self.timeout_s))
            except BaseException as error:  # handed to the caller below
                outcome.append(error)

        thread = threading.Thread(target=work, name="download", daemon=True)
        thread.start()
        thread.join(max(0.0, self.until_s - time.monotonic()))
        if not outcome:
            raise TimeoutError(_TOO_SLOW)
        answer = outcome.pop()
        if not isinstance(answer, BaseException):
            return answer
        try:
            raise answer
        finally:
            # The error holds this frame: without the name, its sockets are freed with it.
            del answer


def _check_size(wanted: Downloadable, answer: Any, begin: int) -> None:
    length = answer.headers.get("Content-Length")
    # Anything but a number is left to the comparison of the size.
    if not (length or "").isdecimal() or len(length) > 18:
        return
    if begin + int(length) != wanted.size_bytes:
        raise _wrong_size(wanted, f"{begin + int(length):,} bytes")


def _wrong_size(wanted: Downloadable, got: str) -> DownloadError:
    return DownloadError(
        f"{wanted.url} should have {wanted.size_bytes:,} bytes, and the server gives {got}. "
        "It may be another file by now: update voicecoach."
    )


def _unreachable(wanted: Downloadable, reason: object) -> DownloadError:
    return DownloadError(
        f"Can't download {wanted.name}: {_shown(reason)}. What has arrived is kept: run the same "
        f"command again to resume. Or get {wanted.url} on any computer, and install it from disk: "
        f"{program()} models install {wanted.file_name}"
    )


def _shown(reason: object) -> str:
    """A reason that may be the server's own words."""
    return printable(str(reason))[:_LONGEST_REASON]


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
