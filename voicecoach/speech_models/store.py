"""Installed models: each in a directory of its own, installed whole or not at all."""

import json
import os
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.files import read_json
from voicecoach.printable import printable
from voicecoach.speech_models.catalog import read_catalog
from voicecoach.speech_models.download import sha256_of
from voicecoach.speech_models.lookup import bundled_model, check_model
from voicecoach.speech_models.unpacking import Limits, unpack

RECORD = "installed.json"
"""File in the directory of a model with its source and the checksums of its files."""
_STALE_S = 24 * 3600
"""Age at which the remains of a killed installation are deleted."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model in the store."""

    name: str
    directory: Path
    source: str
    """File or address that it came from; empty: not recorded."""

    @property
    def size_bytes(self) -> int:
        """Size on the disk."""
        return sum(path.stat().st_size for path in self.directory.rglob("*") if path.is_file())


class ModelStore:
    """A directory of models."""

    def __init__(self, directory: Path) -> None:
        """Use this directory, which need not exist."""
        self.directory = directory

    @property
    def downloads(self) -> Path:
        """Directory of incomplete downloads."""
        return self.directory / ".downloads"

    def installed(self) -> tuple[InstalledModel, ...]:
        """All models, by name."""
        try:
            found = sorted(self.directory.iterdir())
        except OSError:  # it is not there, or is closed to this user
            return ()
        return tuple(
            InstalledModel(path.name, path, printable(str(_record(path).get("source", ""))))
            for path in found
            if (path / RECORD).is_file() and not path.name.startswith(".")
        )

    def named(self, name: str) -> InstalledModel | None:
        """The model of this name; None: there is none."""
        return next((model for model in self.installed() if model.name == name), None)

    def install(
        self,
        archive: Path,
        name: str,
        *,
        source: str,
        replace: bool = False,
        limits: Limits | None = None,
        progress: Callable[[int], None] = lambda _bytes: None,
    ) -> InstalledModel:
        """Unpack an archive as the model of this name.

        If it is killed, the old model or the new one is there, whole. Raises ModelError; then
        nothing has changed.
        """
        target = self.directory / name
        if target.exists() and not replace:
            raise ModelError(
                f"There is a model {name} already, in {target}. Replace it with --force, or name "
                "the new one with --name."
            )
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self._sweep()
            draft = self.directory / f".{name}.{secrets.token_hex(4)}.part"
            draft.mkdir()
        except OSError as error:
            raise ModelError(f"Can't write to {self.directory}: {error.strerror}.") from error
        try:
            unpack(archive, draft, limits=limits, progress=progress)
            root = _root_in(draft)
            check_model(root)
            _write_record(root, source, archive)
            self._put(root, target)
        except OSError as error:
            raise ModelError(f"Can't install {name} in {target}: {error.strerror}.") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return InstalledModel(name, target, source)

    def _put(self, root: Path, target: Path) -> None:
        """Move it into place; move an older one away first, and back on failure."""
        if not target.exists():
            os.replace(root, target)
            return
        old = target.with_name(f".{target.name}.{secrets.token_hex(4)}.old")
        os.replace(target, old)
        try:
            os.replace(root, target)
        except OSError:
            os.replace(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def _sweep(self) -> None:
        """Delete the remains of killed installations, and restore a model that was moved away."""
        for path in self.directory.iterdir():
            if not path.name.startswith(".") or path.suffix not in (".part", ".old"):
                continue
            original = self.directory / path.name[1:].rsplit(".", 2)[0]
            if path.suffix == ".old" and not original.exists():
                os.replace(path, original)
            elif path.stat().st_mtime < time.time() - _STALE_S:
                shutil.rmtree(path, ignore_errors=True)


def changed_files(directory: Path) -> tuple[str, ...] | None:
    """Files that are missing or differ from the installed ones; None: nothing was recorded."""
    files = _record(directory).get("files")
    if not isinstance(files, dict):
        return None
    return tuple(
        name
        for name, checksum in sorted(files.items())
        if not (directory / name).is_file() or sha256_of(directory / name) != checksum
    )


def is_as_published(directory: Path) -> bool:
    """True if every file is as in the bundled model, or in a download of the catalog."""
    record = _record(directory)
    is_published = directory == bundled_model() or record.get("sha256") in {
        entry.sha256 for entry in read_catalog().values()
    }
    return is_published and changed_files(directory) == ()


def record_bundled() -> None:
    """Record the checksums of the bundled model, after it was made anew."""
    root = bundled_model()
    files = {name: one for name, one in _checksums(root).items() if "/" in name}
    _write_json(root, {"source": "bundled", "files": files})


def _root_in(draft: Path) -> Path:
    """Directory of the model in what was unpacked: Vosk's archives have one folder around it."""
    entries = list(draft.iterdir())
    return entries[0] if len(entries) == 1 and entries[0].is_dir() else draft


def _record(directory: Path) -> dict[str, object]:
    content = read_json(directory / RECORD)
    return content if isinstance(content, dict) else {}


def _write_record(root: Path, source: str, archive: Path) -> None:
    _write_json(root, {"source": source, "sha256": sha256_of(archive), "files": _checksums(root)})


def _checksums(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256_of(path)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def _write_json(root: Path, content: dict[str, object]) -> None:
    (root / RECORD).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record_bundled()
