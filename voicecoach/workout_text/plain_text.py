"""From the bytes of a file to plain lines, with one kind of dash, space, quote and times sign."""

import re
import unicodedata

from voicecoach.errors import ContentError

MOST_BYTES = 50_000
"""Of a text; a year of workouts, one line each, has less."""
MOST_LINES = 1_000
LONGEST_LINE = 300
"""Characters of a line that is read; a longer one isn't a workout."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("×✕✖⨯", "x"),
        **dict.fromkeys("’‘′ʼ`´", "'"),
        **dict.fromkeys("“”″„", '"'),
        "⁄": "/",
        "∕": "/",
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    }
)
_TIMES = re.compile(r"(?<=[\d\w]) ?\* ?(?=\d)")
_FRACTION = re.compile(r"(?P<whole>\d*)\s?(?P<sign>[¼½¾⅓⅔⅛])")


def lines_of(content: bytes) -> list[str]:
    """The lines of a text file, as they were written; raises ContentError if it is not one.

    UTF-8, or UTF-16 with a byte order mark; lines end as on any system.
    """
    if len(content) > MOST_BYTES:
        raise ContentError(f"expected a text of at most {MOST_BYTES // 1000} kB: split it")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ContentError(
            f"line {line}: expected UTF-8 text, got other bytes: save it as UTF-8"
        ) from None
    lines = re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    if lines[-1] == "":
        lines.pop()
    if len(lines) > MOST_LINES:
        raise ContentError(f"expected at most {MOST_LINES:,} lines, got {len(lines):,}: split it")
    return lines


def plain(line: str) -> str:
    """The line with plain signs and single spaces, and fractions as decimals."""
    text = unicodedata.normalize("NFC", line).translate(_SIGNS)
    text = _TIMES.sub("x", " ".join(text.split()))
    return _FRACTION.sub(_decimal, text)


def _decimal(match: re.Match[str]) -> str:
    value = int(match["whole"][-4:] or 0) + unicodedata.numeric(match["sign"])
    return f"{value:.3f}".rstrip("0")
