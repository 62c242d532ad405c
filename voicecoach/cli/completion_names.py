"""Names for shell completion, found by listing files: loading the content would be too slow."""

from collections.abc import Iterator
from pathlib import Path

import click

from voicecoach.content.bundled import BUNDLED


def complete_workout(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Routines and exercises that begin like this, including the user's own."""
    names = {name for kind in ("routines", "exercises") for name in _own_and_bundled(kind)}
    return sorted(name for name in names if name.startswith(incomplete))


def complete_topic(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Topics that begin like this."""
    names = _stems(BUNDLED / "knowledge" / "topics")
    return sorted(name for name in names if name.startswith(incomplete))


def complete_command(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Spoken commands that begin like this, of the bundled language."""
    import tomllib

    path = BUNDLED / "languages" / "en.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    found = {wording for wordings in words.values() for wording in wordings}
    return sorted(wording for wording in found if wording.startswith(incomplete))


def _own_and_bundled(kind: str) -> Iterator[str]:
    from voicecoach.places import content_directory

    yield from _stems(BUNDLED / kind)
    yield from _stems(content_directory() / kind)


def _stems(folder: Path) -> Iterator[str]:
    return (path.stem for path in folder.glob("*.toml"))
