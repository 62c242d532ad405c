"""The sheet of all drawings has each of them, large and small, light and dark."""

from pathlib import Path

from scripts.picturing.contact_sheet import main
from tests.cli.html_reader import read_html
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.toml_file import read_toml


def test_the_sheet_has_every_drawing(tmp_path: Path) -> None:
    main(tmp_path / "sheet.html")
    page = read_html((tmp_path / "sheet.html").read_text(encoding="utf-8"))
    files = (BUNDLED / "drawings").glob("*.toml")
    pictures = [one for path in files for one in read_pictures(read_toml(path)).known.values()]
    assert page.tags.count("figure") == 2 * len(pictures)
    assert page.tags.count("svg") >= 8 * len(pictures)
    assert page.fetched == []
