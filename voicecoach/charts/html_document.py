"""HTML documents without external resources, in the style of all pages, for day and night."""

from collections.abc import Callable
from html import escape

from voicecoach.charts.svg import DARK, FONT, LIGHT, Palette

BASE_STYLE = (
    ":root{color-scheme:light dark}*{box-sizing:border-box}"
    f"body{{margin:0 auto;padding:24px 16px 48px;font:16px/1.45 {FONT}}}"
    "h1{margin:0;font-size:28px}h2{margin:32px 0 12px;font-size:20px}"
    ".box{border:1px solid;border-radius:14px}svg{display:block;width:100%;height:auto}"
)
"""CSS that all pages share, without colors."""
_DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def html_document(title: str, style: str, body: str) -> str:
    """An HTML document with this CSS; `body` is HTML."""
    return _DOCUMENT.format(title=escape(title), style=style, body=body)


def day_and_night(colors: Callable[[Palette], str]) -> str:
    """CSS of the light palette, and of the dark one where the user prefers that."""
    return f"{colors(LIGHT)}@media(prefers-color-scheme:dark){{{colors(DARK)}}}"


def page_colors(palette: Palette) -> str:
    """CSS for the colors of a page, its boxes, and the movements in its pictures."""
    return (
        f"body{{background:{palette.page};color:{palette.ink}}}"
        f".box{{background:{palette.card};border-color:{palette.rule}}}"
        f".move,.accent{{color:{palette.left}}}"
    )
