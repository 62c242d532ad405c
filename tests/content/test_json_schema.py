"""The JSON Schemas that are shipped are those of the loader's types."""

import json
from typing import Any

import pytest

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.json_schema import SCHEMAS, TABLES, schema_of
from voicecoach.content.toml_file import read_toml


@pytest.mark.parametrize("kind", TABLES)
def test_the_shipped_schema_is_up_to_date(kind: str) -> None:
    shipped = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    assert shipped == schema_of(kind), "run: python -m voicecoach.content.json_schema"


def test_nothing_else_is_shipped() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == set(TABLES)


@pytest.mark.parametrize("kind", TABLES)
def test_every_key_is_described_and_no_unknown_key_is_allowed(kind: str) -> None:
    schema = schema_of(kind)
    tables = [schema, *schema["$defs"].values()]
    assert all(table["additionalProperties"] is False for table in tables if "properties" in table)
    undescribed = [
        name
        for table in tables
        for name, node in table.get("properties", {}).items()
        if "description" not in node and "const" not in node
    ]
    assert undescribed == []


def allowed(node: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """True if a value has the keys and types that a schema asks for; ranges are left to it."""
    if "$ref" in node:
        return allowed(root["$defs"][node["$ref"].rsplit("/", 1)[-1]], value, root)
    for choices in ("anyOf", "oneOf"):
        if choices in node:
            return any(allowed(one, value, root) for one in node[choices])
    if "const" in node or "enum" in node:
        return value in node.get("enum", [node.get("const")])
    match node.get("type"):
        case "object":
            known = node.get("properties", {})
            extra = node.get("additionalProperties", True)
            return (
                isinstance(value, dict)
                and set(node.get("required", ())) <= set(value)
                and all(
                    allowed(known[key], inner, root) if key in known else extra is not False
                    for key, inner in value.items()
                )
            )
        case "array":
            return isinstance(value, list) and all(
                allowed(node["items"], one, root) for one in value
            )
        case "integer":
            return isinstance(value, int)
        case "number":
            return isinstance(value, int | float)
        case "string":
            return isinstance(value, str)
        case "null":
            return value is None
    return True


@pytest.mark.parametrize("kind", TABLES)
def test_every_bundled_file_fits_its_schema(kind: str) -> None:
    paths = sorted((BUNDLED / f"{kind}s").glob("*.toml"))
    schema = schema_of(kind)
    assert paths
    assert [path.name for path in paths if not allowed(schema, read_toml(path).data, schema)] == []


def test_a_file_with_a_wrong_key_does_not_fit() -> None:
    schema = schema_of("routine")
    data = read_toml(BUNDLED / "routines" / "quick.toml").data
    assert not allowed(schema, data | {"lewel": 1}, schema)
    assert not allowed(schema, data | {"level": "1"}, schema)
