"""Tags and chapters as independent readers find them; the sound behind them is untouched."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import mutagen
import numpy as np
import pytest
import soundfile

from voicecoach.tags.facts import Chapter, Tags
from voicecoach.tags.flac import tag_flac
from voicecoach.tags.id3 import tag_mp3
from voicecoach.tags.ogg import tag_ogg
from voicecoach.tags.wav import tag_wav

Tagger = Callable[[BinaryIO, BinaryIO, Tags], None]
RATE_HZ = 24_000
CHAPTERS = (Chapter(0, "Welcome"), Chapter(61_001, "1. Füße heben"), Chapter(3_725_250, "Ende"))
FORMATS = {
    "mp3": ("MP3", "MPEG_LAYER_III", tag_mp3),
    "ogg": ("OGG", "VORBIS", tag_ogg),
    "flac": ("FLAC", "PCM_16", tag_flac),
    "wav": ("WAV", "PCM_16", tag_wav),
}


def tags(text: str = "Stand tall.", title: str = "Balance") -> Tags:
    return Tags(
        title=title,
        artist="voicecoach",
        album="Workouts",
        genre="Workout",
        comment="Not medical advice.",
        text=text,
        length_ms=4_000_000,
        rate_hz=RATE_HZ,
        chapters=CHAPTERS,
    )


def tagged(suffix: str, folder: Path, wanted: Tags, frames: int = RATE_HZ + 1) -> Path:
    name, subtype, tag = FORMATS[suffix]
    plain, target = folder / f"plain.{suffix}", folder / f"tagged.{suffix}"
    noise = np.random.default_rng(1).normal(0, 0.1, frames)
    soundfile.write(plain, noise, RATE_HZ, format=name, subtype=subtype)
    with plain.open("rb") as source, target.open("wb") as out:
        tag(source, out, wanted)
    return target


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("text", ["Stand tall.", "Long. " * 40_000], ids=["short", "long"])
def test_the_sound_is_the_same_with_tags(suffix: str, text: str, tmp_path: Path) -> None:
    target = tagged(suffix, tmp_path, tags(text))
    before, _ = soundfile.read(tmp_path / f"plain.{suffix}")
    after, rate_hz = soundfile.read(target)
    assert rate_hz == RATE_HZ
    assert np.array_equal(before, after)


@pytest.mark.parametrize("suffix", ["ogg", "flac"])
def test_comments_hold_titles_and_chapters(suffix: str, tmp_path: Path) -> None:
    found = mutagen.File(tagged(suffix, tmp_path, tags()))
    assert found["title"] == ["Balance"]
    assert found["artist"] == ["voicecoach"]
    assert found["lyrics"] == ["Stand tall."]
    assert found["chapter001"] == ["00:00:00.000"]
    assert found["chapter002"] == ["00:01:01.001"]
    assert found["chapter002name"] == ["1. Füße heben"]
    assert found["chapter003"] == ["01:02:05.250"]


def test_a_text_too_long_for_one_page_of_ogg_is_whole(tmp_path: Path) -> None:
    text = "Long. " * 40_000
    assert mutagen.File(tagged("ogg", tmp_path, tags(text)))["lyrics"] == [text]


@pytest.mark.parametrize("title", ["Balance", "Füße", "足のトレーニング"])
def test_an_mp3_has_an_id3_tag_with_chapters(title: str, tmp_path: Path) -> None:
    found = mutagen.File(tagged("mp3", tmp_path, tags(title=title))).tags
    assert str(found["TIT2"]) == title
    assert str(found["TPE1"]) == "voicecoach"
    assert str(found["COMM::eng"]) == "Not medical advice."
    assert str(found["USLT::eng"]) == "Stand tall."
    chapters = [found[f"CHAP:{name}"] for name in found["CTOC:toc"].child_element_ids]
    assert [(one.start_time, one.end_time) for one in chapters] == [
        (0, 61_001),
        (61_001, 3_725_250),
        (3_725_250, 4_000_000),
    ]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == [one.title for one in CHAPTERS]


@pytest.mark.parametrize("frames", [RATE_HZ, RATE_HZ + 1])
def test_a_wav_has_cue_points_with_labels(frames: int, tmp_path: Path) -> None:
    content = tagged("wav", tmp_path, tags(), frames).read_bytes()
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8
    chunks = dict(chunks_in(io.BytesIO(content[12:])))
    (count,) = struct.unpack_from("<I", chunks["cue "])
    points = list(struct.iter_unpack("<II4sIII", chunks["cue "][4:]))
    assert [point[5] for point in points] == [0, 61_001 * 24, 3_725_250 * 24]
    assert count == 3
    labels = dict(chunks_in(io.BytesIO(chunks["LIST adtl"])))
    assert labels["labl"].endswith(b"Ende\x00")
    assert chunks["LIST INFO"].startswith(b"INAM\x08\x00\x00\x00Balance\x00")


def chunks_in(stream: BinaryIO) -> list[tuple[str, bytes]]:
    """Every chunk, a list with the name of its kind."""
    found = []
    while head := stream.read(8):
        name, size = head[:4].decode(), struct.unpack("<I", head[4:])[0]
        content = stream.read(size)
        stream.read(size % 2)
        found.append(
            (f"LIST {content[:4].decode()}", content[4:]) if name == "LIST" else (name, content)
        )
    return found


@pytest.mark.parametrize("tag", [tag_ogg, tag_flac, tag_wav])
def test_a_file_of_another_format_is_refused(tag: Tagger) -> None:
    with pytest.raises(ValueError, match=r"not an? .* file"):
        tag(io.BytesIO(b"something else, and long enough for a head" * 3), io.BytesIO(), tags())
