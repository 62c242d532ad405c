"""The cache on disk: storing, eviction, and errors that are never raised."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voicecoach.sound.clip import Clip
from voicecoach.voice.clip_cache import ClipCache


def tone(frames: int = 2000, rate_hz: int = 22050) -> Clip:
    return Clip((0.3 * np.sin(np.arange(frames) / 9)).astype(np.float32), rate_hz)


def files(directory: Path) -> list[Path]:
    return sorted(directory.iterdir())


def test_a_stored_sentence_is_found_by_a_later_cache(tmp_path: Path) -> None:
    ClipCache(tmp_path / "new" / "folder", "robot").store("Up.", tone())

    found = ClipCache(tmp_path / "new" / "folder", "robot").load("Up.")

    assert found is not None
    assert found.rate_hz == 22050
    np.testing.assert_allclose(found.samples, tone().samples, atol=1e-4)
    assert found.samples.dtype == np.float32


def test_a_sentence_that_was_never_stored_is_none(tmp_path: Path) -> None:
    assert ClipCache(tmp_path, "robot").load("Up.") is None


def test_another_voice_or_text_is_another_clip(tmp_path: Path) -> None:
    ClipCache(tmp_path, "robot").store("Up.", tone())

    assert ClipCache(tmp_path, "human").load("Up.") is None
    assert ClipCache(tmp_path, "robot").load("up.") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: b"not a sound",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[: len(whole) // 2] + b"\xff\x00\xff" + whole[len(whole) // 2 + 3 :],
        lambda whole: whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2),
    ],
    ids=["empty", "garbage", "cut", "flipped", "zeroed"],
)
def test_a_damaged_file_is_deleted_and_can_be_stored_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    bank = ClipCache(tmp_path, "robot")
    bank.store("Up.", tone())
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))

    assert bank.load("Up.") is None
    assert files(tmp_path) == []
    bank.store("Up.", tone())
    assert bank.load("Up.") is not None


def test_an_empty_clip_is_not_stored(tmp_path: Path) -> None:
    ClipCache(tmp_path, "robot").store("...", tone(0))
    assert files(tmp_path) == []


def test_a_directory_that_cannot_be_created_only_means_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    bank = ClipCache(tmp_path / "file" / "cache", "robot")

    bank.store("Up.", tone())

    assert bank.load("Up.") is None


def store_without_room(directory: Path) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))  # as a full disk: writing fails midway
    bank = ClipCache(directory, "robot")
    bank.store("Up.", tone())
    assert bank.load("Up.") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows can't limit the size of files")
def test_a_full_disk_leaves_no_file_behind(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=store_without_room, args=(tmp_path,)
    )
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert files(tmp_path) == []


def test_the_sentences_not_used_for_longest_are_evicted(tmp_path: Path) -> None:
    bank = ClipCache(tmp_path, "robot")
    for age, text in enumerate(["five", "four", "three", "two", "one"]):
        bank.store(text, tone())
        stored_last = max(files(tmp_path), key=lambda file: file.stat().st_mtime_ns)
        os.utime(stored_last, ns=(age, age))
    size_bytes = files(tmp_path)[0].stat().st_size
    assert bank.load("five") is not None  # the oldest, and now the one used last

    ClipCache(tmp_path, "robot", limit_bytes=5 * size_bytes).store("zero", tone())

    left = [t for t in ["five", "four", "three", "two", "one", "zero"] if bank.load(t)]
    assert left == ["five", "two", "one", "zero"]


def test_a_cache_within_its_limit_evicts_nothing(tmp_path: Path) -> None:
    bank = ClipCache(tmp_path, "robot")
    for n in range(20):
        bank.store(str(n), tone())
    assert len(files(tmp_path)) == 20


def test_a_running_cache_evicts_when_its_own_additions_exceed_the_limit(tmp_path: Path) -> None:
    ClipCache(tmp_path, "robot").store("first", tone())
    size_bytes = files(tmp_path)[0].stat().st_size
    bank = ClipCache(tmp_path, "robot", limit_bytes=10 * size_bytes)
    for n in range(40):
        bank.store(str(n), tone())
    assert len(files(tmp_path)) <= 10


def test_drafts_of_killed_processes_are_evicted_like_old_sentences(tmp_path: Path) -> None:
    draft = tmp_path / "abandoned.part"
    draft.write_bytes(bytes(5000))
    os.utime(draft, ns=(1, 1))
    ClipCache(tmp_path, "robot", limit_bytes=4000).store("Up.", tone(200))
    assert not draft.exists()


def test_a_foreign_file_in_the_directory_stays(tmp_path: Path) -> None:
    foreign = tmp_path / "holiday.jpg"
    foreign.write_bytes(bytes(5000))
    ClipCache(tmp_path, "robot", limit_bytes=1).store("Up.", tone())
    assert foreign.exists()


def fill(directory: Path, seed: int) -> None:
    bank = ClipCache(directory, "robot", limit_bytes=40_000)
    for n in range(60):
        text = str((n * 7 + seed) % 20)
        clip = bank.load(text)
        assert clip is None or len(clip.samples) == 2000
        bank.store(text, tone())


@pytest.mark.slow
def test_two_processes_share_one_cache(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=fill, args=(tmp_path, seed)) for seed in (0, 3)]
    for other in others:
        other.start()
    for other in others:
        other.join(30)

    assert [other.exitcode for other in others] == [0, 0]
    assert all(file.suffix == ".flac" for file in files(tmp_path))
    bank = ClipCache(tmp_path, "robot")
    kept = [clip for n in range(20) if (clip := bank.load(str(n)))]
    assert kept
    assert {len(clip.samples) for clip in kept} == {2000}
