"""The report as one PNG picture."""

from voicecoach.charts.figures import exercise_figure, month_figure, weeks_figure
from voicecoach.charts.report import Report
from voicecoach.charts.svg import FONT, LIGHT, WIDTH, Drawing, element, stylesheet, text
from voicecoach.charts.words import best_text, last_text, tiles
from voicecoach.date_text import date_text
from voicecoach.errors import VoicecoachError
from voicecoach.program import to_install

_COLUMNS = 2
_GAP = 24.0
_PAD = 16.0
_CARD_WIDTH = WIDTH + 2 * _PAD
_MONTHS_A_ROW = 6
ZOOM = 2
"""Pixels per unit of a figure."""


def png_sheet(report: Report) -> bytes:
    """The sheet as a PNG file; raises VoicecoachError if the library or a font is missing."""
    try:
        import resvg_py
    except ImportError as error:
        raise VoicecoachError(
            f"Pictures need the library resvg. Install it: {to_install('png')}\nOr write a page: "
            "--html FILE"
        ) from error
    picture = bytes(resvg_py.svg_to_bytes(svg_string=svg_sheet(report), zoom=ZOOM))
    if not _has_letters():
        raise VoicecoachError(
            "No font was found on this system, so a picture would have no text. Install one, such "
            "as fonts-dejavu-core. Or write a page: --html FILE"
        )
    return picture


def svg_sheet(report: Report) -> str:
    """The sheet as an SVG document."""
    sheet = _Sheet()
    sheet.heading("Progress", f"{date_text(report.first)} to {date_text(report.today)}")
    sheet.lines([f"{number} {words}" for number, words in tiles(report)])
    sheet.cards(
        [
            (
                exercise_figure(trend, report.name(trend.exercise)),
                [
                    *(best_text(best, trend) for best in report.bests_of(trend.exercise)),
                    last_text(trend),
                ],
            )
            for trend in report.trends
        ]
    )
    sheet.wide(weeks_figure(report.weeks))
    active = report.active_by_day
    sheet.small([month_figure(*month, active, report.today) for month in report.months])
    return sheet.document()


class _Sheet:
    """Lays figures out below each other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._y = _GAP
        self._width = _COLUMNS * _CARD_WIDTH + (_COLUMNS + 1) * _GAP

    def heading(self, words: str, aside: str) -> None:
        self._parts.append(text(_GAP, self._y + 16, words, "head"))
        self._parts.append(text(self._width - _GAP, self._y + 16, aside, "label end"))
        self._y += 32

    def lines(self, lines: list[str]) -> None:
        for line in lines:
            self._parts.append(text(_GAP, self._y + 11, line, "label"))
            self._y += 16
        self._y += _GAP / 2

    def cards(self, cards: list[tuple[Drawing, list[str]]]) -> None:
        for start in range(0, len(cards), _COLUMNS):
            row = cards[start : start + _COLUMNS]
            height = max(figure.height + 16 * len(lines) for figure, lines in row) + 62
            for number, (figure, lines) in enumerate(row):
                x = _GAP + number * (_CARD_WIDTH + _GAP)
                self._card(x, height, _CARD_WIDTH, figure.title)
                self._place(figure, x + _PAD, self._y + 36)
                for index, line in enumerate(lines):
                    y = self._y + 36 + figure.height + 22 + 16 * index
                    self._parts.append(text(x + _PAD, y, line, "label"))
            self._y += height + _GAP

    def wide(self, figure: Drawing) -> None:
        width = self._width - 2 * _GAP
        self._card(_GAP, figure.height + 52, width, figure.title)
        self._place(figure, _GAP + (width - figure.width) / 2, self._y + 36)
        self._y += figure.height + 52 + _GAP

    def small(self, figures: list[Drawing]) -> None:
        width = self._width - 2 * _GAP
        rows = -(-len(figures) // _MONTHS_A_ROW)
        height = figures[0].height + 12
        self._card(_GAP, 44 + rows * height, width, "Calendar")
        step = (width - 2 * _PAD) / _MONTHS_A_ROW
        for number, figure in enumerate(figures):
            row, column = divmod(number, _MONTHS_A_ROW)
            self._place(figure, _GAP + _PAD + column * step, self._y + 40 + row * height)
        self._y += 44 + rows * height + _GAP

    def document(self) -> str:
        background = element("rect", width=self._width, height=self._y, fill=LIGHT.page)
        return element(
            "svg",
            element("style", stylesheet(LIGHT)) + background + "".join(self._parts),
            xmlns="http://www.w3.org/2000/svg",
            width=self._width,
            height=self._y,
            viewBox=f"0 0 {self._width:g} {self._y:g}",
        )

    def _card(self, x: float, height: float, width: float, words: str) -> None:
        self._parts.append(
            element("rect", x=x, y=self._y, width=width, height=height, rx=14, class_="card")
        )
        self._parts.append(text(x + _PAD, self._y + 25, words, "head"))

    def _place(self, figure: Drawing, x: float, y: float) -> None:
        self._parts.append(element("g", figure.content, transform=f"translate({x:g} {y:g})"))


def _has_letters() -> bool:
    """True if text is drawn: without a font it is left out silently (resvg 0.5)."""
    import resvg_py

    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    words = f'<text x="2" y="15" font-family="{FONT}">M</text>'
    drawn, empty = (
        bytes(resvg_py.svg_to_bytes(svg_string=frame.format(content))) for content in (words, "")
    )
    return drawn != empty
