"""Results of sentences that were spoken and heard back, kept from one run to the next."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.lab.clip_checks import Checked


@dataclass(frozen=True, slots=True)
class Hearing:
    """A sentence, the checks of its sound, and the words that were heard; None: nobody listened."""

    checked: Checked
    heard: str | None


class KeptHearings:
    """A file with a line for each; a run that was interrupted goes on where it was."""

    def __init__(self, path: Path) -> None:
        """Read what is kept; the file need not exist."""
        self._path = path
        self._found: dict[str, Hearing] = {}
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for line in lines:
            with suppress(json.JSONDecodeError):  # a run that was killed may leave half a line
                entry = json.loads(line)
                self._found[entry["key"]] = Hearing(Checked(**entry["checked"]), entry["heard"])

    def get(self, key: str) -> Hearing | None:
        """The result under this key, which names all that changes how it sounds."""
        return self._found.get(key)

    def keep(self, results: Iterable[tuple[str, Hearing]]) -> None:
        """Keep these results with their keys."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write("\n")  # after half a line
            for key, one in results:
                entry = {"key": key, "checked": asdict(one.checked), "heard": one.heard}
                file.write(json.dumps(entry) + "\n")
                self._found[key] = one
