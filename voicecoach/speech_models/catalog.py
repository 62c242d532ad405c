"""Models that can be downloaded, with address, size and checksum."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.suggestions import did_you_mean

BUNDLED_CATALOG = Path(__file__).with_name("catalog.toml")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Downloadable:
    """A model on a server."""

    name: str
    about: str
    url: str
    size_bytes: int
    sha256: str

    @property
    def file_name(self) -> str:
        """Name that a browser would give the file."""
        return urlsplit(self.url).path.rsplit("/", 1)[-1]


def read_catalog(path: Path = BUNDLED_CATALOG) -> Mapping[str, Downloadable]:
    """The models of this catalog by name; raises ModelError that says what is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _entry(name, table) for name, table in tables.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"Can't read the catalog {path}: {error}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path} is not a catalog of models: {error}. Each entry needs about, url (https), "
            "size_bytes and sha256."
        ) from error


def entry_named(catalog: Mapping[str, Downloadable], name: str) -> Downloadable:
    """The entry of this name; raises ModelError naming those that exist."""
    if name not in catalog:
        hint = did_you_mean(name, catalog) or "."
        raise ModelError(
            f'There is no file and no downloadable model "{name}"{hint} '
            f"There are: {', '.join(catalog) or 'none'}. Or name a .zip file of a Vosk model."
        )
    return catalog[name]


def _entry(name: str, table: Mapping[str, object]) -> Downloadable:
    entry = Downloadable(
        name,
        about=str(table["about"]),
        url=str(table["url"]),
        size_bytes=int(str(table["size_bytes"])),
        sha256=str(table["sha256"]).lower(),
    )
    if not is_model_name(name):
        raise ValueError(f'"{name}" is not a name for a model')
    if not entry.url.startswith("https://"):
        raise ValueError(f"{name}: the url must begin with https://")
    if not _SHA256.fullmatch(entry.sha256) or entry.size_bytes <= 0:
        raise ValueError(f"{name}: size_bytes or sha256 is wrong")
    return entry


def is_model_name(name: str) -> bool:
    """True if a model may have this name, which becomes that of a directory."""
    return _NAME.fullmatch(name) is not None
