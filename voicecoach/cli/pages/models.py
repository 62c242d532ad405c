"""The page of `voicecoach models list`."""

import os
from collections.abc import Mapping
from pathlib import Path

from voicecoach.app.usable_settings import read_usable_settings
from voicecoach.dataclass import dataclass
from voicecoach.places import settings_file
from voicecoach.program import program
from voicecoach.speech_models.catalog import Downloadable
from voicecoach.speech_models.lookup import BUNDLED_NAME, ENVIRONMENT_VARIABLE, bundled_model
from voicecoach.speech_models.store import InstalledModel, ModelStore


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model, installed or downloadable."""

    name: str
    state: str
    """bundled, installed, directory, missing or downloadable."""
    size_bytes: int
    where: str
    """Directory or URL."""
    in_use: bool
    about: str = ""

    def as_json(self) -> dict[str, object]:
        """The row for --json."""
        return {
            "name": self.name,
            "state": self.state,
            "size_bytes": self.size_bytes,
            "where": self.where,
            "in_use": self.in_use,
        }


def model_in_use() -> Path:
    """Directory that a session would load its model from, whether or not there is one."""
    found = read_usable_settings(settings_file())
    named = os.environ.get(ENVIRONMENT_VARIABLE) or found.get("model")
    return Path(str(named)).expanduser() if named else bundled_model()


def model_rows(store: ModelStore, catalog: Mapping[str, Downloadable]) -> list[ModelRow]:
    """The bundled model, installed ones, one in use that is neither, and downloadable ones."""
    used = model_in_use()
    here = [
        ("bundled", InstalledModel("bundled", bundled_model(), "")),
        *(("installed", model) for model in store.installed()),
    ]
    rows = [
        ModelRow(
            model.name,
            state,
            model.size_bytes,
            str(model.directory),
            _same(model.directory, used),
            BUNDLED_NAME if state == "bundled" else model.source,
        )
        for state, model in here
    ]
    if not any(row.in_use for row in rows):
        other = InstalledModel(used.name, used, "")
        size_bytes = other.size_bytes if used.is_dir() else 0
        state = "directory" if used.is_dir() else "missing"
        rows.append(ModelRow(used.name, state, size_bytes, str(used), in_use=True))
    installed = {row.name for row in rows}
    rows += [
        ModelRow(entry.name, "downloadable", entry.size_bytes, entry.url, False, entry.about)
        for entry in catalog.values()
        if entry.name not in installed
    ]
    return rows


def print_models(rows: list[ModelRow]) -> None:
    """Print one line per model."""
    from voicecoach.cli.pages.page import Page, faint, name

    page = Page()
    page.heading("Speech models")
    page.columns(
        [
            (
                name(row.name),
                f"{row.size_bytes / 1e6:.1f} MB",
                f"{row.state}, in use" if row.in_use else row.state,
                faint(row.about or row.where),
            )
            for row in rows
        ],
        right=frozenset({1}),
        widest=3,
    )
    page.gap()
    page.text(
        f"Use one: {program()} models use NAME. Install one: {program()} models install NAME",
        style="dim",
    )


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
