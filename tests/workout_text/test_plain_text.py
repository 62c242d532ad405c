"""Any file is either a text of usual size, with its lines, or a mistake that is named."""

import pytest

from voicecoach.errors import ContentError
from voicecoach.workout_text.plain_text import MOST_BYTES, lines_of, plain

LINES = ["3x12 squats", "", "plank 1½ min – each side"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_the_same_from_every_system(encoding: str, ending: str) -> None:
    assert lines_of(ending.join(LINES).encode(encoding)) == LINES
    assert lines_of((ending.join(LINES) + ending).encode(encoding)) == LINES


def test_an_empty_file_has_no_lines() -> None:
    assert lines_of(b"") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"squats\n\xff\xff", "line 2: expected UTF-8 text, got other bytes"),
        (b"caf\xe9", "line 1: expected UTF-8 text"),
        (b"\xff\xfe1", "expected UTF-8 text"),
        (b"1" * (MOST_BYTES + 1), "at most 50 kB"),
        (b"1" * 1_000_000, "at most 50 kB"),
        (b"\n" * 1_200, "at most 1,000 lines, got 1,200"),
    ],
)
def test_other_files_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ContentError, match=reason):
        lines_of(content)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3 × 12", "3 x 12"),
        ("3*12", "3x12"),
        ("* 12 squats", "* 12 squats"),
        ("8–12", "8-12"),
        ("1½ min", "1.5 min"),
        ("⅓ km", "0.333 km"),
        ("2′ 30″", "2' 30\""),
        ("a\u00a0b\t c", "a b c"),
        ("squ\u00adats\u200b", "squats"),
    ],
)
def test_signs_become_plain(written: str, expected: str) -> None:
    assert plain(written) == expected
