"""The format of an archive: its types, their JSON Schema, and what is wrong with a file.

After a change of the types or of the facts: python -m voicecoach.history.archive_format
"""

import json
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from voicecoach.core.fact_codec import Plain, StoredFact, read_back
from voicecoach.core.facts import Fact
from voicecoach.errors import HistoryError

FORMAT, FORMAT_VERSION = "voicecoach-history", 1
"""Name and version that an archive carries."""
SCHEMA = Path(__file__).parent / "history.schema.json"
"""The schema as it is shipped."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOST_PROBLEMS = 5
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FactEntry(_Table):
    """Something that happened in a session."""

    at_ms: int = Field(ge=0, description="Since the session began.")
    kind: str = Field(min_length=1)
    fields: dict[str, Plain]

    @property
    def kept(self) -> StoredFact:
        """As it is stored."""
        return StoredFact(self.at_ms, self.kind, self.fields)


class SessionEntry(_Table):
    """One session with all its facts, in the order in which they happened."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    began_at_ms: int = Field(description="Since 1970, UTC.")
    utc_offset_s: int = Field(
        ge=-86_400, le=86_400, description="What the clock on the wall was ahead of UTC."
    )
    routine: str
    program: str = Field(description="The version of voicecoach that kept it.")
    model: str | None = Field(description="The speech model; null: it listened to keys alone.")
    facts: list[FactEntry]


class DecisionEntry(_Table):
    """What the user decided outside of a session."""

    at_ms: int = Field(description="Since 1970, UTC.")
    kind: str = Field(min_length=1, description="Such as pin, unpin, put-back or schedule.")
    about: str = Field(description="The slug of an exercise or routine.")
    value: Any = Field(description="Anything; its form depends on the kind.")


class Archive(_Table):
    """A whole history."""

    format: Literal["voicecoach-history"]
    version: Literal[1]
    sessions: list[SessionEntry]
    decisions: list[DecisionEntry]


def parsed(text: str | bytes) -> Archive:
    """The archive in this JSON; raises HistoryError that says what is wrong with it."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise HistoryError(f"This is no JSON: {error}. Name a file of voicecoach export.") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise HistoryError("This is JSON, but no history of voicecoach. Name a file of its export.")
    version = raw.get("version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise HistoryError(
            f"A newer voicecoach exported this history (its format is {version}, this one knows "
            f"{FORMAT_VERSION}). Update voicecoach to import it."
        )
    try:
        archive = Archive.model_validate(raw)
    except ValidationError as error:
        problems = [f"{_place(one['loc'])}: {one['msg']}" for one in error.errors()]
        raise HistoryError(_listed(problems)) from None
    if problems := _senseless(archive):
        raise HistoryError(_listed(problems))
    return archive


def schema() -> dict[str, Any]:
    """The JSON Schema of an archive, with the fields of every fact that this version knows."""
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
    return made


def _senseless(archive: Archive) -> list[str]:
    """Facts of a known kind whose fields do not fit it."""
    return [
        f"session {session.id}, fact {number}: the fields do not fit a {fact.kind}"
        for session in archive.sessions
        for number, fact in enumerate(session.facts)
        if fact.kind in _KINDS and read_back(fact.kept) is None
    ]


def _place(path: tuple[int | str, ...]) -> str:
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "file"


def _listed(problems: list[str]) -> str:
    more = len(problems) - _MOST_PROBLEMS
    lines = [*problems[:_MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])]
    return "Nothing was imported, because the file is not sound:\n  " + "\n  ".join(lines)


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
