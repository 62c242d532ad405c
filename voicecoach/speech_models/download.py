"""Fetches one file over HTTPS. The only module of the product that opens a connection."""

import contextlib
import hashlib
import http.client
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from voicecoach.errors import ModelError
from voicecoach.speech_models.catalog import Downloadable

CHUNK_BYTES = 1 << 16
TIMEOUT_S = 20.0
TRIES = 4
"""A connection that breaks off is taken up again where it was, so often in a row without a byte."""
_PARTIAL = 206
_NOT_SATISFIABLE = 416

Progress = Callable[[int], None]
"""Told how many bytes of the file there are now."""


class DownloadError(ModelError):
    """A file could not be fetched; what there is of it stays, for the next time."""


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Follows no redirection that leaves HTTPS."""

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
            raise urllib.error.URLError(f"the server leads away from HTTPS, to {newurl[:80]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def trusted_authorities() -> ssl.SSLContext:
    """Whom to trust: the system's certificate authorities, and those of certifi where it is."""
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
) -> None:
    """Bring the file to `part`, going on where an earlier try ended.

    It is whole when this returns: the size and the SHA-256 are those of the catalog. Raises
    DownloadError; a damaged file is deleted, one that is not complete stays for the next try.
    """
    opener = urllib.request.build_opener(
        _OnlyHttps(), urllib.request.HTTPSHandler(context=context or trusted_authorities())
    )
    part.parent.mkdir(parents=True, exist_ok=True)
    resumed = _size_of(part) > 0
    _complete(opener, wanted, part, progress, timeout_s)
    if sha256_of(part) != wanted.sha256 and resumed:
        # What was there before may have been the beginning of another file.
        part.unlink()
        _complete(opener, wanted, part, progress, timeout_s)
    if sha256_of(part) != wanted.sha256:
        part.unlink()
        raise DownloadError(
            f"What came from {wanted.url} is not the file that was expected: its SHA-256 differs. "
            "It was deleted. Try again later, from another network."
        )


def sha256_of(path: Path) -> str:
    """The checksum of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _complete(
    opener: urllib.request.OpenerDirector,
    wanted: Downloadable,
    part: Path,
    progress: Progress,
    timeout_s: float,
) -> None:
    """Fetch until the size is right."""
    if _size_of(part) > wanted.size_bytes:
        part.unlink()
    fruitless = 0
    reason: object = "the connection breaks off again and again"
    while (have := _size_of(part)) < wanted.size_bytes:
        progress(have)
        try:
            _fetch_rest(opener, wanted, part, progress, timeout_s)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code != _NOT_SATISFIABLE or not have:
                raise _unreachable(
                    wanted, f"the server answers {error.code} {error.reason}"
                ) from error
            part.unlink()
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
        fruitless = 0 if _size_of(part) > have else fruitless + 1
        if fruitless == TRIES:
            raise _unreachable(wanted, reason)
    progress(wanted.size_bytes)


def _fetch_rest(
    opener: urllib.request.OpenerDirector,
    wanted: Downloadable,
    part: Path,
    progress: Progress,
    timeout_s: float,
) -> None:
    have = _size_of(part)
    request = urllib.request.Request(wanted.url, headers={"User-Agent": "voicecoach"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    with opener.open(request, timeout=timeout_s) as answer:
        goes_on = answer.status == _PARTIAL
        _check_size(wanted, answer, have if goes_on else 0)
        with part.open("ab" if goes_on else "wb") as file:
            while chunk := answer.read(CHUNK_BYTES):
                file.write(chunk)
                if file.tell() > wanted.size_bytes:
                    file.close()
                    part.unlink()
                    raise _wrong_size(wanted, "more than that")
                progress(file.tell())
            file.flush()
            os.fsync(file.fileno())


def _check_size(wanted: Downloadable, answer: Any, begin: int) -> None:
    length = answer.headers.get("Content-Length")
    if length is not None and begin + int(length) != wanted.size_bytes:
        raise _wrong_size(wanted, f"{begin + int(length):,} bytes")


def _wrong_size(wanted: Downloadable, got: str) -> DownloadError:
    return DownloadError(
        f"{wanted.url} should have {wanted.size_bytes:,} bytes, and the server gives {got}. "
        "It may be another file by now: look for a newer voicecoach."
    )


def _unreachable(wanted: Downloadable, reason: object) -> DownloadError:
    return DownloadError(
        f"Can't download {wanted.name}: {reason}. What has arrived is kept: run the same again to "
        f"go on. Or get {wanted.url} on any computer, and install it from disk with: "
        f"voicecoach models install {wanted.file_name}"
    )


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
