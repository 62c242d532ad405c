"""Small JSON files that are written whole or not at all."""

import json
import os
from pathlib import Path


def write_json(path: Path, content: object) -> None:
    """Write it in place of what was there, and its folder if there is none; raises OSError."""
    draft = path.with_suffix(".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, path)
