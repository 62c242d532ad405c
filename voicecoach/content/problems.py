"""Problems of a content file, in words for the person who wrote it."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from voicecoach.content.toml_lines import KeyPath
from voicecoach.dataclass import dataclass
from voicecoach.suggestions import did_you_mean

_MEANT = {
    "reps": "count",
    "repetitions": "count",
    "steps": "count",
    "rest": "rest_seconds",
    "pause": "rest_seconds",
    "rest_after": "rest_after_seconds",
    "duration": "seconds",
    "time": "seconds",
    "hold": "seconds",
    "title": "name",
    "description": "summary",
}
"""Keys that people write, and the ones they mean."""
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "too_short": "a list of {min_length} or more",
    "too_long": "a list of {max_length} or fewer",
    "string_too_short": "text of {min_length} or more characters",
    "string_too_long": "text of {max_length} or fewer characters",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "union_tag_invalid": "{expected_tags}",
    "union_tag_not_found": "a kind of counting",
}
"""Words that follow "expected", for each type of pydantic error that content can cause."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a content file."""

    path: KeyPath
    """Path of the key; empty: the file as a whole."""
    text: str
    """In the form "expected ..., got ..." or "missing (...)"."""


def key_name(path: KeyPath) -> str:
    """A path in the form "items[1].sets"; list entries are numbered from 1."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "file"


def shown(value: object) -> str:
    """A value of a TOML file, shortened for a message."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"' if len(value) <= 40 else f'"{value[:37]}..."'
        case float():
            return str(value)
        case int():
            # Python (3.11) refuses to write a whole number of more than 4300 digits.
            return str(value) if abs(value) < 10**15 else "a huge number"
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
    return "a date or time"


def problems_of(error: ValidationError, table: type[BaseModel]) -> list[Problem]:
    """Every validation error of a table as a problem in plain words."""
    schema = _schema(table)
    return [
        _problem(dict(item), schema) for item in error.errors(include_url=False, include_input=True)
    ]


@cache
def _schema(table: type[BaseModel]) -> dict[str, Any]:
    return table.model_json_schema()


def _problem(error: dict[str, Any], schema: dict[str, Any]) -> Problem:
    path, parent, node = _walk(error["loc"], schema)
    context: dict[str, Any] = error.get("ctx", {})
    got = error["input"]
    match error["type"]:
        case "missing":
            return Problem(path, f"missing ({node.get('description', 'a value')})")
        case "extra_forbidden":
            known = sorted(parent.get("properties", {}))
            written = str(path[-1])
            meant = _MEANT.get(written)
            hint = f'; did you mean "{meant}"?' if meant in known else did_you_mean(written, known)
            return Problem(path, f"expected one of {', '.join(known)}, got an unknown key{hint}")
        case "string_pattern_mismatch":
            expected = node.get("description", f"text like {context['pattern']}")
        case "value_error":
            return Problem(path, str(context["error"]))
        case kind:
            expected = _EXPECTED.get(kind, error["msg"]).format(**context)
    if error["type"] == "union_tag_invalid":
        path = (*path, "kind")
        got = context["tag"]
    choices = node.get("enum") or list(node.get("discriminator", {}).get("mapping", ()))
    hint = did_you_mean(got, choices) if isinstance(got, str) else ""
    return Problem(path, f"expected {expected}, got {_got(error['type'], got)}{hint}")


def _got(kind: str, value: object) -> str:
    if kind == "union_tag_not_found" and isinstance(value, dict):
        return 'a table without "kind"'
    if kind in ("too_short", "too_long") and isinstance(value, list | dict):
        return str(len(value))
    return shown(value)


def _walk(
    location: tuple[str | int, ...], schema: dict[str, Any]
) -> tuple[KeyPath, dict[str, Any], dict[str, Any]]:
    """Path in the file, schema of the enclosing table, and schema of the value at a location.

    A location differs from its path where pydantic (2.7 to 2.14) adds the tag of a union.
    """
    path: KeyPath = ()
    parent: dict[str, Any] = {}
    node = schema
    for part in location:
        parent = node = _resolved(node, schema)
        if "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][part]}
            continue
        path = (*path, part)
        node = (
            node.get("items", {})
            if isinstance(part, int)
            else node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
        )
    description = node.get("description")
    node = _resolved(node, schema)
    return path, parent, node | {"description": description} if description else node


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference, or behind an optional value."""
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = node["anyOf"][0]
        else:
            return node
