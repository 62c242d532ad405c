"""What `voicecoach models install` does: from the network, or from a file."""

import ssl
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from voicecoach.errors import ModelError
from voicecoach.speech_models.catalog import Downloadable, is_model_name
from voicecoach.speech_models.download import fetch, sha256_of
from voicecoach.speech_models.store import InstalledModel, ModelStore

_PREFIX = "vosk-model-"


def install_download(
    store: ModelStore,
    entry: Downloadable,
    *,
    replace: bool,
    context: ssl.SSLContext | None = None,
) -> InstalledModel:
    """Fetch a model and install it; raises ModelError."""
    _check_free(store, entry.name, replace=replace)
    part = store.downloads / f"{entry.sha256[:16]}-{entry.file_name}.part"
    try:
        with _bar("downloading", entry.size_bytes) as show:
            fetch(entry, part, show, context=context)
    except OSError as error:
        raise ModelError(f"Can't write {part}: {error.strerror}.") from error
    try:
        return _unpacked(store, part, entry.name, source=entry.url, replace=replace)
    finally:
        part.unlink(missing_ok=True)


def install_file(
    store: ModelStore,
    path: Path,
    catalog: Mapping[str, Downloadable],
    *,
    name: str | None,
    sha256: str | None,
    replace: bool,
) -> InstalledModel:
    """Install a model from a zip file; one that the catalog knows must be just that file."""
    entry = next((one for one in catalog.values() if one.file_name == path.name), None)
    name = name or (entry.name if entry else path.stem.lower().removeprefix(_PREFIX))
    if not is_model_name(name):
        raise ModelError(
            f'"{name}" can\'t be the name of a model: use small letters, digits, dots and hyphens. '
            "Give it another with --name."
        )
    _check_free(store, name, replace=replace)
    expected = sha256.lower() if sha256 else entry.sha256 if entry else None
    if expected and sha256_of(path) != expected:
        raise ModelError(
            f"{path} is not the file that was expected: its SHA-256 is {sha256_of(path)} and not "
            f"{expected}. Download it again."
        )
    return _unpacked(store, path, name, source=str(path.absolute()), replace=replace)


def _check_free(store: ModelStore, name: str, *, replace: bool) -> None:
    if store.named(name) and not replace:
        raise ModelError(
            f"{name} is installed already. Use it with: voicecoach models use {name}, or install "
            "it anew with --force."
        )


def _unpacked(
    store: ModelStore, path: Path, name: str, *, source: str, replace: bool
) -> InstalledModel:
    size_bytes = path.stat().st_size
    unpacked_bytes = 0

    # Models hardly shrink by packing, so the size of the archive is a fair length for the bar.
    with _bar("unpacking", size_bytes) as show:

        def count(more_bytes: int) -> None:
            nonlocal unpacked_bytes
            unpacked_bytes += more_bytes
            show(min(unpacked_bytes, size_bytes))

        return store.install(path, name, source=source, replace=replace, progress=count)


@contextmanager
def _bar(label: str, size_bytes: int) -> Iterator[Callable[[int], None]]:
    """A progress bar that is told how far it is."""
    with click.progressbar(
        length=size_bytes, label=f"{label} ({size_bytes / 1e6:.0f} MB)", file=sys.stderr
    ) as bar:

        def show(have_bytes: int) -> None:
            bar.update(have_bytes - bar.pos)

        yield show
