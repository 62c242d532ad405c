"""What this user has been told once and need not hear again: stop signs, and the medical advice."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, PhaseEntered
from voicecoach.files import write_json


class Familiarity:
    """Remembers in a small file which sentences the user has heard.

    It is a SessionLog: it watches what is sounded. A file that can't be read or written only means
    that something is said once more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._awaited: dict[str, set[str]] = {}
        self._exercise: str | None = None

    def knows(self, topic: str) -> bool:
        """Whether the user heard of this topic: the slug of an exercise, for example."""
        return topic in self._known

    def await_sentences(self, topics: Mapping[str, str]) -> None:
        """From now on, hearing the sentence (the value) of a topic (the key) makes it known.

        Exercises may share a sentence: then it makes the one known with which it was heard.
        """
        for topic, sentence in topics.items():
            self._awaited.setdefault(sentence, set()).add(topic)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Keep in mind which exercise is at hand."""
        if isinstance(fact, PhaseEntered):
            self._exercise = fact.exercise

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep what was said, if it was awaited."""
        topics = self._awaited.get(sound, set())
        heard = topics if len(topics) == 1 else topics & {self._exercise}
        if heard - self._known:
            self._known |= heard
            # Else it is only said once more.
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
