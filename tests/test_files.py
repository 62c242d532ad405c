"""Files are written whole, privately when new, and otherwise as what was there."""

import os
import stat
import threading
from pathlib import Path

import pytest

from voicecoach.errors import SettingsError
from voicecoach.files import write_named_file, write_privately


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_for_the_user_alone(tmp_path: Path) -> None:
    write_privately(tmp_path / "sets.csv", b"new")
    assert mode_of(tmp_path / "sets.csv") == 0o600
    assert names_in(tmp_path) == ["sets.csv"]


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "sets.csv"
    path.write_bytes(b"old")
    path.chmod(0o664)
    write_privately(path, b"new")
    assert (path.read_bytes(), mode_of(path)) == (b"new", 0o664)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_file_that_is_there_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "sets.csv"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    write_privately(path, b"new")
    assert path.read_bytes() == b"new"
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_a_link_is_followed_also_to_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "behind").mkdir()
    target, link = tmp_path / "behind" / "sets.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    for content in (b"first", b"second"):
        write_privately(link, content)
        assert link.is_symlink()
        assert target.read_bytes() == content


def test_all_names_of_a_file_stay_its_names(tmp_path: Path) -> None:
    path, other = tmp_path / "sets.csv", tmp_path / "other.csv"
    path.write_bytes(b"a longer content")
    other.hardlink_to(path)
    write_privately(path, b"new")
    assert other.read_bytes() == b"new"


def test_a_pipe_stays_one_and_its_reader_gets_the_content(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    write_privately(path, b"content")
    reader.join(timeout=10)
    assert got == [b"content"]
    assert path.is_fifo()


def test_a_device_stays_one() -> None:
    before = os.stat(os.devnull)
    write_privately(Path(os.devnull), b"content")
    after = os.stat(os.devnull)
    assert stat.S_ISCHR(after.st_mode)
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(SettingsError, match=r"No space left on device\. Free some space"):
        write_named_file(Path("/dev/full"), b"content")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("folder", "name a file in it"),
        ("missing/sets.csv", "Create its folder first"),
        ("x" * 300, "Choose a shorter name"),
    ],
)
def test_the_advice_fits_the_cause_and_no_draft_is_left(
    tmp_path: Path, name: str, advice: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SettingsError, match=advice):
        write_named_file(tmp_path / name, b"content")
    assert names_in(tmp_path) == ["folder"]


def test_a_name_as_long_as_the_file_system_allows_is_enough(tmp_path: Path) -> None:
    write_named_file(tmp_path / ("x" * 255), b"content")
    assert (tmp_path / ("x" * 255)).read_bytes() == b"content"


def test_the_draft_of_a_killed_process_is_swept_away(tmp_path: Path) -> None:
    draft = tmp_path / ".voicecoach-0123.new"
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))
    write_privately(tmp_path / "sets.csv", b"new")
    assert names_in(tmp_path) == ["sets.csv"]


def test_a_message_shows_a_name_of_any_bytes_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        write_named_file(tmp_path / os.fsdecode(b"caf\xe9\n\x1b[31m") / "sets.csv", b"content")
    assert str(raised.value).isprintable() or "\N{REPLACEMENT CHARACTER}" in str(raised.value)
    assert "\x1b" not in str(raised.value)
    assert "\n" not in str(raised.value)
    str(raised.value).encode()
