"""SVG elements as text, and the colors and sizes shared by all figures."""

from html import escape

from voicecoach.dataclass import dataclass

WIDTH = 360
"""Width of a figure in its own units: that of a phone, so that text keeps its size there."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with its size."""

    title: str
    summary: str
    """Text alternative for screen readers."""
    width: float
    height: float
    content: str
    """SVG elements, styled by class alone."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of all figures and pages, as CSS writes them."""

    page: str
    card: str
    ink: str
    faint: str
    """For secondary text."""
    rule: str
    right: str
    left: str
    both: str
    heat: tuple[str, str, str, str]
    """From a day with little to a day with much."""
    on_heat: tuple[str, str, str, str]
    """For text on each of them."""


LIGHT = Palette(
    page="#f6f7f9",
    card="#ffffff",
    ink="#1b2430",
    faint="#5d6b7c",
    rule="#e3e7ec",
    right="#1f6fd0",
    left="#c2570c",
    both="#0f8a6d",
    heat=("#b9e3d6", "#74c7ae", "#2fa385", "#0b6b54"),
    on_heat=("#1b2430", "#1b2430", "#101820", "#ffffff"),
)
DARK = Palette(
    page="#11161d",
    card="#1a212b",
    ink="#e8edf3",
    faint="#9aa8b8",
    rule="#2c3643",
    right="#6cb0ff",
    left="#ffa45c",
    both="#4fd1ae",
    heat=("#17463b", "#1f7a63", "#33b08f", "#7ff0cf"),
    on_heat=("#e8edf3", "#ffffff", "#0b1512", "#0b1512"),
)
"""Both have a contrast on their cards of at least 4.5:1 for text and 3:1 for lines (WCAG 2.1)."""


def stylesheet(palette: Palette) -> str:
    """CSS for the classes that figures use."""
    lines = {"right": palette.right, "left": palette.left, "both": palette.both}
    rules = [
        f".label{{fill:{palette.faint};font:11px {FONT}}}",
        f".value{{fill:{palette.ink};font:600 11px {FONT}}}",
        f".head{{fill:{palette.ink};font:600 15px {FONT}}}",
        f".grid{{stroke:{palette.rule};stroke-width:1}}",
        f".empty{{fill:{palette.rule}}}",
        f".card{{fill:{palette.card};stroke:{palette.rule}}}",
        *(f".{name}{{stroke:{color};fill:{color}}}" for name, color in lines.items()),
        *(f".heat{n}{{fill:{color}}}" for n, color in enumerate(palette.heat, 1)),
        f".day{{fill:{palette.ink};font:9px {FONT};pointer-events:none}}",
        *(f".on-heat{n}{{fill:{palette.on_heat[n - 1]}}}" for n in range(1, 5)),
        ".line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}",
        f".key{{stroke:none;font:600 11px {FONT}}}",
        ".other{stroke-dasharray:4 4}",
        ".middle{text-anchor:middle}.end{text-anchor:end}",
    ]
    return "".join(rules)


FONT = (
    "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,'Noto Sans','Liberation Sans',"
    "'DejaVu Sans',Cantarell,Ubuntu,sans-serif"
)
"""Named fonts, because resvg may know none for the generic sans-serif."""


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """An element; a trailing underscore of an attribute's name is dropped (class_)."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, class_: str) -> str:
    """Text at these coordinates."""
    return element("text", escape(words), x=x, y=y, class_=class_)


def title(words: str) -> str:
    """Tooltip of an element."""
    return element("title", escape(words))


def drawing(figure: Drawing, style: str = "") -> str:
    """A whole SVG document, with a style if it stands alone."""
    inner = (element("style", style) if style else "") + figure.content
    return element(
        "svg",
        inner,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {figure.width:g} {figure.height:g}",
        role="img",
        aria_label=f"{figure.title}: {figure.summary}" if figure.summary else figure.title,
    )


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"
