"""JSON Schemas of the content files, for completion and checks in an editor.

They are generated from the loader's own types. To update them after a change of those: python -m
voicecoach.content.json_schema
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.drawing_schema import DrawingTable
from voicecoach.content.language_schema import OwnLanguageTable
from voicecoach.content.routine_schema import RoutineTable
from voicecoach.content.schema import ExerciseTable

SCHEMAS = BUNDLED / "schemas"
"""Folder of the bundled schemas."""

TABLES: dict[str, type[BaseModel]] = {
    "exercise": ExerciseTable,
    "routine": RoutineTable,
    "language": OwnLanguageTable,
    "drawing": DrawingTable,
}
"""Table of each kind of file that a user can write, by the name of its schema."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of this kind of file; raises KeyError for an unknown kind."""
    schema = TABLES[kind].model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **schema, "title": f"voicecoach {kind}"}


@cache
def schema_text(kind: str) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema to this folder, which is created if necessary."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in TABLES:
        (folder / f"{kind}.json").write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(SCHEMAS)
