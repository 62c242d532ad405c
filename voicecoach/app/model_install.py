"""Installs speech models, from the network or from a zip file."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from voicecoach.app.telling import OpenBar
from voicecoach.errors import ModelError
from voicecoach.program import program
from voicecoach.speech_models.catalog import Downloadable, is_model_name
from voicecoach.speech_models.download import fetch, sha256_of
from voicecoach.speech_models.store import InstalledModel, ModelStore

_PREFIX = "vosk-model-"


def install_download(
    store: ModelStore,
    entry: Downloadable,
    *,
    replace: bool,
    open_bar: OpenBar,
    context: ssl.SSLContext | None = None,
) -> InstalledModel:
    """Download a model and install it; raises ModelError."""
    _check_free(store, entry.name, replace=replace)
    part = store.downloads / f"{entry.sha256[:16]}-{entry.file_name}.part"
    try:
        with open_bar(_label("downloading", entry.size_bytes), entry.size_bytes) as show:
            fetch(entry, part, show, context=context)
    except OSError as error:
        raise ModelError(f"Can't write {part}: {error.strerror}.") from error
    try:
        return _unpacked(
            store, part, entry.name, source=entry.url, replace=replace, open_bar=open_bar
        )
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
    open_bar: OpenBar,
) -> InstalledModel:
    """Install a model from a zip file; raises ModelError.

    A file named as in the catalog must have the checksum of the catalog.
    """
    entry = next((one for one in catalog.values() if one.file_name == path.name), None)
    name = name or (entry.name if entry else path.stem.lower().removeprefix(_PREFIX))
    if not is_model_name(name):
        raise ModelError(
            f'"{name}" is not a valid model name: use lowercase letters, digits, dots and hyphens. '
            "Choose another with --name."
        )
    _check_free(store, name, replace=replace)
    expected = sha256.lower() if sha256 else entry.sha256 if entry else None
    if expected and sha256_of(path) != expected:
        raise ModelError(
            f"{path} is not the expected file: its SHA-256 is {sha256_of(path)}, not {expected}. "
            "Download it again."
        )
    return _unpacked(
        store, path, name, source=str(path.absolute()), replace=replace, open_bar=open_bar
    )


def _check_free(store: ModelStore, name: str, *, replace: bool) -> None:
    if store.named(name) and not replace:
        raise ModelError(
            f"{name} is already installed. Use it with: {program()} models use {name}, or "
            "reinstall it with --force."
        )


def _unpacked(
    store: ModelStore, path: Path, name: str, *, source: str, replace: bool, open_bar: OpenBar
) -> InstalledModel:
    size_bytes = path.stat().st_size
    unpacked_bytes = 0

    # Models hardly compress, so the size of the archive is a fair length for the bar.
    with open_bar(_label("unpacking", size_bytes), size_bytes) as show:

        def count(more_bytes: int) -> None:
            nonlocal unpacked_bytes
            unpacked_bytes += more_bytes
            show(min(unpacked_bytes, size_bytes))

        return store.install(path, name, source=source, replace=replace, progress=count)


def _label(what: str, size_bytes: int) -> str:
    return f"{what} ({size_bytes / 1e6:.0f} MB)"
