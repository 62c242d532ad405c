"""What is wrong with a content file, in words for the person who wrote it."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from voicecoach.content.toml_lines import KeyPath
from voicecoach.suggestions import did_you_mean

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
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "string_too_short": "text with a length of at least {min_length}",
    "string_too_long": "text with a length of at most {max_length}",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "union_tag_invalid": "{expected_tags}",
    "union_tag_not_found": "a kind of counting",
}
"""Pydantic's types of error that content can cause, as what stands after "expected"."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a content file."""

    path: KeyPath
    """The key it is about; empty: the file as a whole."""
    text: str
    """In the form "expected ..., got ..."."""


def key_name(path: KeyPath) -> str:
    """A path as people write it; list entries are counted from 1, as "items[1].sets"."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "file"


def shown(value: object) -> str:
    """A value of a TOML file, short enough for a message."""
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
    """Everything that pydantic found wrong with the data of this table, each in our own words."""
    schema = table.model_json_schema()
    return [
        _problem(dict(item), schema) for item in error.errors(include_url=False, include_input=True)
    ]


def _problem(error: dict[str, Any], schema: dict[str, Any]) -> Problem:
    path, parent, node = _walk(error["loc"], schema)
    context: dict[str, Any] = error.get("ctx", {})
    got = error["input"]
    match error["type"]:
        case "missing":
            return Problem(path, f"expected {node.get('description', 'a value')}, got nothing")
        case "extra_forbidden":
            known = sorted(parent.get("properties", {}))
            hint = did_you_mean(str(path[-1]), known)
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
    if kind in ("too_short", "too_long") and isinstance(value, list | dict):
        return str(len(value))
    return shown(value)


def _walk(
    location: tuple[str | int, ...], schema: dict[str, Any]
) -> tuple[KeyPath, dict[str, Any], dict[str, Any]]:
    """From pydantic's location to the path in the file, the enclosing schema, and its own schema.

    They differ where pydantic (2.7 to 2.14) puts the tag of a union into the location.
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
    """The schema itself where there is a reference to it, or a choice between it and nothing."""
    while True:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in node:
            node = node["anyOf"][0]
        else:
            return node
