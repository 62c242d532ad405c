"""The terminal in a real session as a drawing, for the README: scripts/pictures terminal."""

import io
from pathlib import Path

from rich.console import Console, Group

from scripts.picturing.session import load_workout, record
from voicecoach.content.loader import load_language
from voicecoach.terminal.layout import lay_out
from voicecoach.terminal.rows import ScreenState

PICTURE = Path(__file__).parent / "terminal.svg"
WORKOUT = "balance"
WHEN = "3"
"""The count that has just been said, after the countdown."""
AFTER_MS = 300
WIDTH, HEIGHT = 80, 22
LEVEL_DB = -38.0
LIMIT_MS = 60_000
REPLIES = [("Say ready, or I'll begin in 4 seconds.", 3000, "ready")]
WITHOUT_FONTS = """
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})"
       clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""
"""rich's own template, without the fonts that it fetches from the network."""


def terminal() -> str:
    """The picture, as SVG."""
    recording = record(load_workout(WORKOUT), REPLIES, LIMIT_MS)
    counted = [at_ms for at_ms, one in recording.happened if getattr(one, "text", "") == WHEN]
    at_ms = counted[1] + AFTER_MS
    moment = ScreenState(recording.view_at(at_ms), at_ms, LEVEL_DB, load_language())
    console = Console(
        record=True,
        file=io.StringIO(),
        width=WIDTH,
        height=HEIGHT,
        color_system="truecolor",
        force_terminal=True,
        _environ={},
    )
    console.print(Group(*lay_out(moment, WIDTH, HEIGHT)))
    return console.export_svg(title="voicecoach start balance", code_format=WITHOUT_FONTS)


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(terminal(), encoding="utf-8")
    print(f"{PICTURE.name}: {PICTURE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
