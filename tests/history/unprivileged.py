"""Lets file permissions apply to a test even if it is run by root, who may do everything."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_NOBODY = 65_534


@contextmanager
def read_only(source: Path, *names: str) -> Iterator[Path]:
    """A folder with copies of these files, which can be read, and not be written to.

    For the time of the `with`, this process has no more rights than an ordinary user.
    """
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    inner = folder / "backup"
    inner.mkdir()
    for name in names:
        (inner / name).write_bytes((source / name).read_bytes())
        (inner / name).chmod(0o444)
    inner.chmod(0o555)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield inner
    finally:
        if is_root:
            os.seteuid(0)
        inner.chmod(0o755)
        shutil.rmtree(folder)
