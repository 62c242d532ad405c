"""Archives that mean harm are refused, and leave nothing behind."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from voicecoach.speech_models.unpacking import ArchiveError, Limits, unpack

SMALL = Limits(bytes=1_000_000, entries=10, depth=4, name=60, ratio=50, ratio_from_bytes=10_000)


def archive(folder: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """A zip file with these entries, as they are."""
    path = folder / "model.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return path


def special(name: str, kind: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry


def refused(folder: Path, path: Path, match: str) -> None:
    target = folder / "target"
    target.mkdir()
    with pytest.raises(ArchiveError, match=match):
        unpack(path, target, limits=SMALL)
    assert list(target.iterdir()) == []
    assert {one.name for one in folder.iterdir()} == {"model.zip", "target"}


def test_an_honest_archive_is_unpacked(tmp_path: Path) -> None:
    entries = [("m/", b""), ("m/am/final.mdl", b"sound" * 100), ("m/README", b"read me")]
    path = archive(tmp_path, *entries)
    told: list[int] = []
    target = tmp_path / "target"
    target.mkdir()
    unpack(path, target, limits=SMALL, progress=told.append)
    assert (target / "m" / "am" / "final.mdl").read_bytes() == b"sound" * 100
    assert sum(told) == 507
    assert stat.S_IMODE((target / "m" / "README").stat().st_mode) & 0o111 == 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../evil", "leads out"),
        ("m/../../evil", "leads out"),
        ("m/..", "leads out"),
        ("/etc/evil", "absolute path"),
        ("//server/share", "absolute path"),
        ("C:/evil", "absolute path"),
        ("c:evil", "absolute path"),
        ("m\\..\\..\\evil", "forbidden characters"),
        ("\\evil", "absolute path"),
        ("m/ev\nil", "forbidden characters"),
        ("m/what?", "forbidden characters"),
        ("m/./evil", "different ways"),
        ("m//evil", "different ways"),
        ("m/evil. ", "different ways"),
        (".. /evil", "different ways"),
        ("m/NUL.txt", "name of a device"),
        ("m/com1", "name of a device"),
        ("m/COM\u00b9.txt", "name of a device"),
        ("m/CONIN$", "name of a device"),
        ("a/b/c/d/evil", "too long"),
        ("m/" + "e" * 80, "too long"),
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str, why: str) -> None:
    refused(tmp_path, archive(tmp_path, ("m/fine", b"ok"), (name, b"evil")), why)


def test_a_name_that_is_cut_at_a_nul_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, ("m/fine", b"ok"), ("m/evilXtxt", b"evil"))
    path.write_bytes(path.read_bytes().replace(b"evilXtxt", b"evil\0txt"))
    refused(tmp_path, path, "forbidden characters")


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (stat.S_IFLNK, "is a link"),
        (stat.S_IFCHR, "is a device"),
        (stat.S_IFIFO, "is a device"),
        (stat.S_IFSOCK, "is a device"),
    ],
)
def test_entries_that_are_not_files_are_refused(tmp_path: Path, kind: int, why: str) -> None:
    path = archive(tmp_path, ("m/fine", b"ok"), (special("m/evil", kind), b"/etc/passwd"))
    refused(tmp_path, path, why)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    refused(tmp_path, archive(tmp_path, ("m/bomb", b"\0" * 900_000)), "far more than it should")


def test_many_files_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 1000
    path = archive(tmp_path, *((f"m/{n}", noise[n:]) for n in range(5)))
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(ArchiveError, match="larger than 1 MB"):
        unpack(path, target, limits=Limits(bytes=1_000_000))
    assert list(target.iterdir()) == []


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, archive(tmp_path, *((f"m/{n}", b"") for n in range(11))), "11 entries")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["m/fine", "M/Fine"])
def test_two_entries_of_one_name_are_refused(tmp_path: Path, second: str) -> None:
    refused(tmp_path, archive(tmp_path, ("m/fine", b"ok"), (second, b"evil")), "is there twice")


def test_a_file_inside_a_file_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, ("m", b"a file"), ("m/evil", b"evil"))
    refused(tmp_path, path, "lies inside a file")


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, ("m/secret", b"hidden"))
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(bytes(content))
    refused(tmp_path, path, "is encrypted")


def test_a_size_that_is_a_lie_is_noticed(tmp_path: Path) -> None:
    path = archive(tmp_path, ("m/fine", b"x" * 100), ("m/liar", bytes(range(256)) * 20))
    content = path.read_bytes().replace(struct.pack("<I", 5120), struct.pack("<I", 100))
    path.write_bytes(content)
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(ArchiveError, match="is damaged"):
        unpack(path, target, limits=SMALL)
    assert sum(one.stat().st_size for one in target.rglob("*") if one.is_file()) <= 200


@pytest.mark.parametrize("damage", ["cut", "flipped", "none"])
def test_a_damaged_file_is_told(tmp_path: Path, damage: str) -> None:
    path = archive(tmp_path, ("m/fine", bytes(range(256)) * 20))
    content = bytearray(path.read_bytes())
    if damage == "flipped":
        content[100] ^= 0xFF
    path.write_bytes(
        b"no archive" if damage == "none" else content[: -30 if damage == "cut" else None]
    )
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(ArchiveError, match=r"is damaged.*Download it again"):
        unpack(path, target, limits=SMALL)
