"""Sentences the user has heard once and need not hear again: stop signs, and the medical advice."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, PhaseEntered
from voicecoach.files import write_json


class Familiarity:
    """SessionLog that remembers, in a small file, which sentences the user has heard.

    If the file can't be read or written, they are merely said once more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._awaited: dict[str, set[str]] = {}
        self._exercise: str | None = None

    def knows(self, topic: str) -> bool:
        """True if the user has heard of this topic, such as the slug of an exercise."""
        return topic in self._known

    def await_sentences(self, topics: Mapping[str, str]) -> None:
        """Watch for the sentence (value) that makes a topic (key) known.

        If exercises share a sentence, it makes known the one during which it is heard.
        """
        for topic, sentence in topics.items():
            self._awaited.setdefault(sentence, set()).add(topic)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Follow which exercise is current."""
        if isinstance(fact, PhaseEntered):
            self._exercise = fact.exercise

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Remember an awaited sentence as heard."""
        topics = self._awaited.get(sound, set())
        heard = topics if len(topics) == 1 else topics & {self._exercise}
        if heard - self._known:
            self._known |= heard
            # If it can't be written, it is merely said once more.
            with suppress(OSError):
                write_json(self._path, sorted(self._known))


def _read(path: Path) -> set[str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return (
        {topic for topic in known if isinstance(topic, str)} if isinstance(known, list) else set()
    )
