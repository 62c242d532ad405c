"""Content is parsed once, and kept for later commands as long as nothing of it changes."""

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.content_files import EXERCISE
from voicecoach.content.loader import load_language, load_library
from voicecoach.content.norms import load_norms
from voicecoach.content.parsed import ParsedContent
from voicecoach.errors import ContentError

_PARSES_NOTHING = """
import sys
from collections.abc import Callable
from pathlib import Path
from voicecoach.content.parsed import ParsedContent
content = ParsedContent(Path(sys.argv[1]))
refuse = sys.exit
assert "balance" in content.library(refuse).routines
assert content.language("en", refuse).book.keys()
assert content.norms()
assert "pydantic" not in sys.modules and "tomllib" not in sys.modules
"""


def _refuse(error: ContentError) -> None:
    raise error


def _own_exercise(folder: Path, name: str) -> Path:
    """An exercise of the user's own of this name, in this folder."""
    (folder / "exercises").mkdir(exist_ok=True)
    path = folder / "exercises" / "my-raises.toml"
    path.write_text(EXERCISE.replace('"Toe taps"', f'"{name}"'), encoding="utf-8")
    return path


def test_cached_content_equals_parsed_content(tmp_path: Path) -> None:
    for _ in range(2):
        content = ParsedContent(tmp_path)
        assert content.library(_refuse) == load_library()
        assert content.norms() == load_norms()
        language, parsed = content.language("en", _refuse), load_language()
        assert language.vocabulary == parsed.vocabulary
        assert language.book.fixed_sentences() == parsed.book.fixed_sentences()
        assert language.pronunciations == parsed.pronunciations


def test_cached_content_is_not_parsed_again(tmp_path: Path) -> None:
    for code in ("", _PARSES_NOTHING):
        content = ParsedContent(tmp_path)
        content.library(_refuse), content.language("en", _refuse), content.norms()
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_an_edited_file_of_the_user_is_read_again(tmp_path: Path) -> None:
    content = ParsedContent(tmp_path / "cache", tmp_path)
    for name in ("Raises", "Lifts!", "Raised"):
        _own_exercise(tmp_path, name)
        assert content.library(_refuse).exercises["my-raises"].name == name


def test_a_deleted_file_of_the_user_is_gone(tmp_path: Path) -> None:
    content = ParsedContent(tmp_path / "cache", tmp_path)
    path = _own_exercise(tmp_path, "Raises")
    assert "my-raises" in content.library(_refuse).exercises
    path.unlink()
    assert "my-raises" not in content.library(_refuse).exercises


def test_a_wrong_file_is_told_of_every_time(tmp_path: Path) -> None:
    content = ParsedContent(tmp_path / "cache", tmp_path)
    _own_exercise(tmp_path, "Raises").write_text("name = 1\n", encoding="utf-8")
    for _ in range(2):
        errors: list[ContentError] = []
        content.library(errors.append)
        assert len(errors) == 1


def test_each_language_is_itself(tmp_path: Path) -> None:
    content = ParsedContent(tmp_path / "cache", tmp_path)
    (tmp_path / "languages").mkdir()
    german = '[phrases]\nready.ask = "Sag: los."\n'
    (tmp_path / "languages" / "de.toml").write_text(german, encoding="utf-8")
    for code in ("en", "de", "de", "en"):
        assert content.language(code, _refuse).code == code


@pytest.mark.parametrize("length", [0, 10, 20, 40, 1000, -1])
def test_a_damaged_file_is_rebuilt(tmp_path: Path, length: int) -> None:
    content = ParsedContent(tmp_path)
    content.norms()
    path = tmp_path / "norms.parsed"
    whole = path.read_bytes()
    path.write_bytes(whole[:length] if length >= 0 else whole[:-1] + b"?")
    assert content.norms() == load_norms()
    assert path.read_bytes() == whole


def test_nothing_but_content_is_made_of_a_file(tmp_path: Path) -> None:
    content = ParsedContent(tmp_path / "cache")
    content.norms()
    path, trap = tmp_path / "cache" / "norms.parsed", tmp_path / "trap"
    pickled = pickle.dumps(_Trap(trap))
    digest = hashlib.blake2b(pickled, digest_size=16).digest()
    path.write_bytes(path.read_bytes()[:16] + digest + pickled)
    assert content.norms() == load_norms()
    assert not trap.exists()


class _Trap:
    """Something that makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[Path]]:
        return Path.mkdir, (self._path,)


def test_a_folder_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    content = ParsedContent(tmp_path / "cache")
    for _ in range(2):
        assert content.norms() == load_norms()
