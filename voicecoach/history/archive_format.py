"""The format of an archive: its types, their JSON Schema, and what is wrong with a file.

After a change of the types or of the facts: python -m voicecoach.history.archive_format
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from voicecoach.core.fact_codec import Plain, StoredFact
from voicecoach.core.facts import Fact
from voicecoach.dataclass import dataclass
from voicecoach.errors import HistoryError
from voicecoach.history.decisions import flaw_of_value
from voicecoach.history.limits import (
    FIRST_MS,
    LAST_MS,
    LONGEST_NAME,
    MOST_MS,
    MOST_OFFSET_S,
    NUMBERS,
    flaw_of,
)
from voicecoach.printable import is_printable, printable
from voicecoach.program import program

FORMAT, FORMAT_VERSION = "voicecoach-history", 1
"""Name and version that an archive carries."""
SCHEMA = Path(__file__).parent / "history.schema.json"
"""The schema as it is shipped."""
MOST_BYTES = 500_000_000
"""Of an archive: ten years of daily workouts have 60 million."""

MOST_TIMES = 1_000_000
MOST_FAMILIAR = 10_000
"""Of topics that the user has heard of."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOST_PROBLEMS = 5
_LONGEST_PROBLEM = 200
_FACT_TYPES = (int, str, dict)
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}


def _printable_name(text: str) -> str:
    if not is_printable(text):
        raise ValueError("has a control character")
    return text


Name = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_printable_name)]
"""Text on one line."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class FactEntry(_Table):
    """Something that happened in a session."""

    at_ms: int = Field(ge=0, le=MOST_MS, description="Since the session began.")
    kind: str = Field(min_length=1, max_length=LONGEST_NAME)
    fields: dict[str, Plain]

    @property
    def stored(self) -> StoredFact:
        """The fact as it is stored."""
        return StoredFact(self.at_ms, self.kind, self.fields)


class SessionEntry(_Table):
    """One session with all its facts, in the order in which they happened."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    began_at_ms: int = Field(ge=FIRST_MS, le=LAST_MS, description="Since 1970, UTC.")
    utc_offset_s: int = Field(
        ge=-MOST_OFFSET_S,
        le=MOST_OFFSET_S,
        description="Offset of the local clock from UTC.",
    )
    routine: Name
    program: Name = Field(description="Version of the voicecoach that recorded it.")
    model: Name | None = Field(description="Name of the speech model; null: keys alone.")
    facts: list[FactEntry]


class DecisionEntry(_Table):
    """A decision of the user outside of a session."""

    at_ms: int = Field(ge=FIRST_MS, le=LAST_MS, description="Since 1970, UTC.")
    kind: Name = Field(min_length=1, description="Such as pin, unpin, put-back or schedule.")
    about: Name = Field(min_length=1, description="The slug of an exercise or routine.")
    value: Any = Field(description="Its form depends on the kind.")


class Archive(_Table):
    """A whole history."""

    format: Literal["voicecoach-history"]
    version: Literal[1]
    sessions: list[SessionEntry]
    decisions: list[DecisionEntry]
    familiar: dict[Name, Annotated[int, Field(ge=1, le=MOST_TIMES)]] = Field(
        default_factory=dict,
        max_length=MOST_FAMILIAR,
        description="Number of sessions in which the user heard of a topic; the coach repeats "
        "stop signs and advice until it is familiar.",
    )


@dataclass(frozen=True, slots=True)
class ReadArchive:
    """The content of an archive, found sound."""

    whole: Archive
    """Its sessions are without their facts."""
    facts: Sequence[Sequence[StoredFact]]
    """Those of each session."""


def read_archive(content: str | bytes) -> ReadArchive:
    """The archive in this JSON; raises HistoryError that says what is wrong, and where."""
    if found := _read_quickly(content):
        return found
    whole = parsed(content)
    return ReadArchive(whole, [[fact.stored for fact in one.facts] for one in whole.sessions])


def _read_quickly(content: str | bytes) -> ReadArchive | None:
    """The archive if all is well; None: perhaps it is not, and `parsed` finds out.

    It makes no model for each of the facts, which are all but a few of the content.
    """
    if len(content) > MOST_BYTES:
        return None
    try:
        raw = json.loads(_decoded(content))
        facts = [[_quick_fact(one) for one in session["facts"]] for session in raw["sessions"]]
        bare = [{**session, "facts": []} for session in raw["sessions"]]
        whole = Archive.model_validate({**raw, "sessions": bare})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return None if list(_flaws(whole)) else ReadArchive(whole, facts)


def _quick_fact(entry: dict[str, Any]) -> StoredFact:
    """A sound fact; raises ValueError, TypeError or KeyError for others."""
    fact = StoredFact(entry["at_ms"], entry["kind"], entry["fields"])
    kinds = type(fact.at_ms), type(fact.kind), type(fact.fields)
    if kinds != _FACT_TYPES or len(entry) != len(_FACT_TYPES) or flaw_of(fact):
        raise ValueError
    return fact


def parsed(content: str | bytes) -> Archive:
    """The archive in this JSON; raises HistoryError that says what is wrong, and where."""
    if len(content) > MOST_BYTES:
        raise HistoryError(
            f"The file is larger than {MOST_BYTES / 1e6:,.0f} MB, more than any history. {_WANTED}"
        )
    try:
        text = _decoded(content)
        archive = Archive.model_validate_json(text)
    except UnicodeDecodeError as error:
        raise HistoryError(f"Not valid JSON: {error}. {_WANTED}") from None
    except ValidationError as error:
        _check_kind(text)
        problems = [f"{_place(one['loc'])}: {one['msg']}" for one in error.errors()]
        raise HistoryError(_listed(problems)) from None
    if problems := list(_flaws(archive)):
        raise HistoryError(_listed(problems))
    return archive


def _decoded(content: str | bytes) -> str:
    if isinstance(content, str):
        return content
    return content.decode(json.detect_encoding(content))


def _check_kind(text: str) -> None:
    """Raise HistoryError if this is not an archive at all, or one of a newer version."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise HistoryError(f"Not valid JSON: {printable(str(error))}. {_WANTED}") from None
    except RecursionError:
        raise HistoryError(f"Not valid JSON: nested too deeply. {_WANTED}") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise HistoryError(f"Valid JSON, but not a voicecoach history. {_WANTED}")
    version = raw.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise HistoryError(
            f"A newer voicecoach exported this history (its format is {version}, this one knows "
            f"{FORMAT_VERSION}). Update voicecoach to import it."
        )


def schema() -> dict[str, Any]:
    """JSON Schema of an archive, with the fields of every fact that this version knows."""
    whole = Archive.model_json_schema()
    facts = whole["$defs"]["FactEntry"]
    facts["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": name}}},
            "then": {"properties": {"fields": _fields_schema(kind, whole["$defs"])}},
        }
        for name, kind in _KINDS.items()
    ]
    return {"$schema": _DIALECT, **whole, "title": "voicecoach history"}


def schema_text() -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _fields_schema(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(ref_template="#/$defs/{model}")
    definitions.update(made.pop("$defs", {}))
    for name, field in made["properties"].items():
        for choice in field.get("anyOf", [field]):
            if choice.get("type") in ("integer", "number") and name in NUMBERS:
                choice["minimum"], choice["maximum"] = NUMBERS[name]
    return made


def _flaws(archive: Archive) -> Iterator[str]:
    """Mistakes that types can't tell: facts that don't fit their kind, and decisions likewise."""
    for session in archive.sessions:
        for number, fact in enumerate(session.facts):
            if flaw := flaw_of(fact.stored):
                yield f"session {session.id}, fact {number}: {flaw}"
    for number, decision in enumerate(archive.decisions):
        if flaw := flaw_of_value(decision.kind, decision.value):
            yield f"decisions[{number}].value: {flaw}"


def _place(path: tuple[int | str, ...]) -> str:
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "file"


def _listed(problems: list[str]) -> str:
    more = len(problems) - _MOST_PROBLEMS
    lines = [printable(problem[:_LONGEST_PROBLEM]) for problem in problems[:_MOST_PROBLEMS]]
    lines += [f"and {more} more"] if more > 0 else []
    return "\n  ".join(("Nothing was imported. The file has errors:", *lines))


_WANTED = f"Name a file that {program()} export has written."


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
