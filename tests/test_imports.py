"""The laboratory lies below what uses it, and nothing that is run knows the tests."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_USE = {
    "voicecoach": {"voicecoach"},
    "scripts/lab": {"voicecoach", "scripts.lab"},
    "scripts/benchmarks": {"voicecoach", "scripts.lab", "scripts.benchmarks"},
    "scripts/mutation": {"scripts.mutation"},
    "scripts/model": {"voicecoach", "scripts.lab", "scripts.model"},
}
"""Imports of this project allowed to each folder."""


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """All imports of this project in a folder, as (file, module)."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                # `from scripts import lab` names the package by its last part.
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
            for module in modules:
                if module.split(".")[0] in ("voicecoach", "scripts", "tests"):
                    yield path.relative_to(ROOT).as_posix(), module


@pytest.mark.parametrize("folder", MAY_USE)
def test_a_folder_imports_only_what_lies_below_it(folder: str) -> None:
    found = list(imported(folder))
    assert found
    allowed = tuple(f"{name}." for name in MAY_USE[folder])
    assert [(file, module) for file, module in found if not f"{module}.".startswith(allowed)] == []


def test_every_script_belongs_to_one_of_these_folders() -> None:
    modules = {path.relative_to(ROOT / "scripts").parts[0] for path in ROOT.glob("scripts/**/*.py")}
    assert modules == {"benchmarks", "lab", "model", "mutation", "picturing", "suite.py"}
