"""Reads a page as a browser would, as far as tests ask."""

from html.parser import HTMLParser

_VOID = frozenset(["meta", "link", "br", "img", "input"])


class HtmlReader(HTMLParser):
    """Text and tags of a page, and everything that it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open_tags: list[str] = []
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self.open_tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href") or (value and "url(" in value):
                self.fetched.append(str(value))

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(text: str) -> HtmlReader:
    """Read a page."""
    reader = HtmlReader()
    reader.feed(text)
    reader.close()
    return reader
