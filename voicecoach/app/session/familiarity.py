"""Sentences that the user has heard often enough: stop signs, cautions, the medical advice."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, PhaseEntered
from voicecoach.files import read_json, write_json
from voicecoach.printable import is_printable


class Familiarity:
    """SessionLog that remembers, in a small file, which sentences the user has heard.

    If the file can't be read or written, they are merely said once more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._times = familiar_topics(path)
        """Number of sessions in which each topic was heard of."""
        self._heard: set[str] = set()
        """Topics heard of in this session."""
        self._awaited: dict[str, set[str]] = {}
        self._exercise: str | None = None

    def knows(self, topic: str) -> bool:
        """True if the user has heard of this topic, such as the slug of an exercise."""
        return topic in self._times

    def times(self, topic: str) -> int:
        """Number of sessions in which the user has heard of this topic."""
        return self._times.get(topic, 0)

    def await_sentences(self, topics: Mapping[str, str]) -> None:
        """Watch for the sentence (value) by which a topic (key) is heard of.

        If exercises share a sentence, it belongs to the one during which it is heard.
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
        if new := heard - self._heard:
            self._heard |= new
            self._times |= {topic: self.times(topic) + 1 for topic in new}
            _write(self._path, self._times)


def remember_topics(path: Path, times: Mapping[str, int]) -> None:
    """Add to the file what the user has heard on another machine."""
    known = familiar_topics(path)
    more = {topic: max(times[topic], known.get(topic, 0)) for topic in times}
    if more.items() - known.items():
        _write(path, {**known, **more})


def familiar_topics(path: Path) -> dict[str, int]:
    """Number of sessions in which the user has heard of each topic of the file.

    Earlier versions wrote a list, in which each topic counts once.
    """
    known = read_json(path)
    if isinstance(known, list):
        known = dict.fromkeys(map(str, known), 1)
    if not isinstance(known, dict):
        return {}
    return {
        topic: times
        for topic, times in known.items()
        if type(times) is int and times > 0 and is_printable(topic)
    }


def _write(path: Path, times: Mapping[str, int]) -> None:
    # If it can't be written, it is merely said once more.
    with suppress(OSError):
        write_json(path, dict(sorted(times.items())))
