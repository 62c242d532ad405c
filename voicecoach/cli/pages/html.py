"""Handouts as HTML pages, complete in themselves: for the screen, day and night, and for paper."""

from html import escape

from voicecoach.charts.html_document import (
    BASE_STYLE,
    day_and_night,
    html_document,
    page_colors,
)
from voicecoach.charts.svg import LIGHT


def handout_page(title: str, content: str) -> str:
    """An HTML document that begins with its title and needs nothing else; `content` is HTML."""
    on_paper = f"@media print{{{page_colors(LIGHT)}{_PRINT}}}"
    style = f"{BASE_STYLE}{_LAYOUT}{day_and_night(page_colors)}{on_paper}"
    return html_document(title, style, f"<h1>{escape(title)}</h1>\n{content}")


_LAYOUT = (
    "body{max-width:1000px}.box{padding:14px}h3{margin:0;font-size:17px}"
    "p{margin:4px 0}ol{margin:8px 0;padding-left:24px}.cards{display:grid;gap:14px;margin-top:16px;"
    "grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}"
    ".pictures{display:grid;grid-template-columns:1fr 1fr;gap:8px;margin:6px 0}"
    ".one{display:grid;gap:24px;align-items:start;margin-top:16px;"
    "grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}"
    ".maps{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(150px,200px))}"
    ".strip{display:grid;grid-template-columns:repeat(5,1fr);gap:8px;margin-top:16px}"
    "figure{margin:0}figcaption{font-size:14px}table{border-collapse:collapse;margin:8px 0}"
    "td,th{text-align:left;padding:4px 16px 4px 0}.topic{display:grid;gap:16px;align-items:center;"
    "grid-template-columns:minmax(120px,200px) 1fr}"
)
_PRINT = (
    "@page{margin:12mm}body{background:none;padding:0;max-width:none;font-size:11pt}"
    ".box{break-inside:avoid;background:none}.cards{grid-template-columns:1fr 1fr;gap:4mm}"
    ".one{grid-template-columns:60mm 1fr}.pictures svg{max-height:34mm}"
)
