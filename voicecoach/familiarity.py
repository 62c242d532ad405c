"""What this user has been told once and need not hear again: stop signs, and the medical advice."""

import json
from collections.abc import Mapping
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.records import Fact


class Familiarity:
    """Remembers in a small file which sentences the user has heard.

    It is a SessionLog: it watches what is sounded. A file that can't be read or written only means
    that something is said once more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._awaited: dict[str, str] = {}

    def knows(self, topic: str) -> bool:
        """Whether the user heard of this topic: the slug of an exercise, for example."""
        return topic in self._known

    def await_sentences(self, topics: Mapping[str, str]) -> None:
        """From now on, hearing this sentence (the key) makes its topic (the value) known."""
        self._awaited = dict(topics)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Facts teach nothing."""

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep what was said, if it was awaited."""
        topic = self._awaited.get(sound)
        if topic is not None and topic not in self._known:
            self._known.add(topic)
            _write(self._path, self._known)


def _read(path: Path) -> set[str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return (
        {topic for topic in known if isinstance(topic, str)} if isinstance(known, list) else set()
    )


def _write(path: Path, known: set[str]) -> None:
    text = json.dumps(sorted(known), indent=1) + "\n"
    temporary = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # For the user alone: it tells which exercises they did.
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return
