"""Makes a page with every drawing, large and small, light and dark, to look at.

scripts/pictures contact_sheet [FILE.html]
"""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.toml_file import read_toml
from voicecoach.drawings.picture import Picture
from voicecoach.drawings.svg import document, elements

_SIZES_PX = (220, 64)
_STYLE = (
    "body{margin:0;font:13px system-ui,sans-serif}section{padding:16px;display:grid;gap:16px;"
    "grid-template-columns:repeat(auto-fill,minmax(560px,1fr))}.dark{background:#111;color:#eee}"
    ".move,.accent{color:#d9480f}.dark .move,.dark .accent{color:#ff9d5c}figure{margin:0}"
    "svg{margin:2px;outline:1px solid #8884}"
)


def main(path: Path) -> None:
    """Write the sheet."""
    figures = "".join(_figure(name, picture) for name, picture in _pictures())
    sheet = "".join(f'<section class="{mode}">{figures}</section>' for mode in ("light", "dark"))
    page = f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>{sheet}'
    path.write_text(page, encoding="utf-8")
    print(f"Written: {path}")


def _pictures() -> Iterator[tuple[str, Picture]]:
    for path in sorted((BUNDLED / "drawings").glob("*.toml")):
        for names, picture in read_pictures(read_toml(path)).known.items():
            yield ", ".join([path.stem, *filter(None, names)]), picture


def _figure(name: str, picture: Picture) -> str:
    phases = picture.key_phases()
    if picture.is_cycle:
        phases = phases[:-1]
    drawn = "".join(
        document(elements(picture.shapes(phase)), f"{name}, {phase:.2g}").replace(
            "<svg ", f'<svg width="{size}" height="{size}" ', 1
        )
        for size in _SIZES_PX
        for phase in phases
    )
    return f"<figure>{drawn}<figcaption>{escape(name)}</figcaption></figure>"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "contact_sheet.html"))
