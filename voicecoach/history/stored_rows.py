"""Sessions, facts and decisions as they stand in the tables, without those that are not sound.

Exports, salvage and sessions all read by these, within the ranges that imports are held to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from voicecoach.core.fact_codec import StoredFact
from voicecoach.history.decisions import flaw_of_value
from voicecoach.history.limits import flaw_of
from voicecoach.history.soundness import plain_object, stored_value
from voicecoach.history.writing import SessionHead

SESSION_COLUMNS = "number, id, began_at_ms, utc_offset_s, routine, program, model"
FACT_COLUMNS = "number, at_ms, kind, fields"
DECISION_COLUMNS = "at_ms, kind, about, value"


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it stands in the tables, without its facts."""

    number: int
    head: SessionHead
    routine: str


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision of any kind, known to this version or not."""

    at_ms: int
    kind: str
    about: str
    value: object


def stored_sessions(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredSession]:
    """Sessions from rows of `SESSION_COLUMNS`."""
    for number, key, began_at_ms, utc_offset_s, routine, program, model in rows:
        head = SessionHead(key, began_at_ms, utc_offset_s, program, model)
        yield StoredSession(number, head, routine)


def stored_facts(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, StoredFact]]:
    """The sound facts of rows of `FACT_COLUMNS`, each with its index."""
    for number, at_ms, kind, text in rows:
        fields = plain_object(text)
        if fields is not None:
            fact = StoredFact(at_ms, kind, fields)  # type: ignore[arg-type]  # flaw_of checks it
            if flaw_of(fact) is None:
                yield number, fact


def stored_decisions(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredDecision]:
    """The sound decisions of rows of `DECISION_COLUMNS`."""
    for at_ms, kind, about, text in rows:
        value = stored_value(text)
        if flaw_of_value(kind, value) is None:
            yield StoredDecision(at_ms, kind, about, value)
