"""HTML pages in one style, complete in themselves: for the screen, day and night, and for paper."""

from html import escape

from voicecoach.charts.svg import DARK, FONT, LIGHT, Palette


def html_document(title: str, content: str) -> str:
    """An HTML document in the style of all pages, which needs nothing else."""
    return _PAGE.format(title=escape(title), style=_style(), content=content)


def _style() -> str:
    return (
        f"{_LAYOUT}{_colors(LIGHT)}@media(prefers-color-scheme:dark){{{_colors(DARK)}}}"
        f"@media print{{{_colors(LIGHT)}{_PRINT}}}"
    )


def _colors(palette: Palette) -> str:
    return (
        f"body{{background:{palette.page};color:{palette.ink}}}"
        f".box{{background:{palette.card};border-color:{palette.rule}}}"
        f".move,.accent{{color:{palette.left}}}"
    )


_LAYOUT = (
    ":root{color-scheme:light dark}*{box-sizing:border-box}"
    f"body{{margin:0 auto;padding:24px 16px 48px;max-width:1000px;font:16px/1.45 {FONT}}}"
    "h1{margin:0;font-size:28px}h2{margin:32px 0 12px;font-size:20px}h3{margin:0;font-size:17px}"
    "p{margin:4px 0}ol{margin:8px 0;padding-left:24px}.box{border:1px solid;border-radius:14px;"
    "padding:14px}.cards{display:grid;gap:14px;margin-top:16px;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}"
    ".pictures{display:grid;grid-template-columns:1fr 1fr;gap:8px;margin:6px 0}"
    ".one{display:grid;gap:24px;align-items:start;margin-top:16px;"
    "grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}"
    ".maps{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(150px,200px))}"
    ".strip{display:grid;grid-template-columns:repeat(5,1fr);gap:8px;margin-top:16px}"
    "figure{margin:0}figcaption{font-size:14px}table{border-collapse:collapse;margin:8px 0}"
    "td,th{text-align:left;padding:4px 16px 4px 0}.topic{display:grid;gap:16px;align-items:center;"
    "grid-template-columns:minmax(120px,200px) 1fr}"
    "svg{display:block;width:100%;height:auto}"
)
_PRINT = (
    "@page{margin:12mm}body{background:none;padding:0;max-width:none;font-size:11pt}"
    ".box{break-inside:avoid;background:none}.cards{grid-template-columns:1fr 1fr;gap:4mm}"
    ".one{grid-template-columns:60mm 1fr}.pictures svg{max-height:34mm}"
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""
