"""Single rows of the screen, each of which fits into a width, whatever the view contains."""

import textwrap
from collections.abc import Container
from dataclasses import replace

from rich.text import Text

from voicecoach.content.language import Language
from voicecoach.core.dialogue.hints import ALWAYS_SHOWN
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.view_words import keys_for, of_total, progress, shown_big, state_word
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.view import Big, PausedTime, View
from voicecoach.dataclass import dataclass
from voicecoach.ports import PageState
from voicecoach.terminal.banner import banner
from voicecoach.terminal.big_letters import can_draw, columns_at, draw, rows_at

# Colors of the terminal's own palette, which are legible on its background.
ACCENT = "cyan"
ALARM = "bold red"
QUIET = "dim"

_READABLE_COLUMNS = 64
_BAR_COLUMNS = 32
_METER_COLUMNS = 8
_METER_FLOOR_DB = -60.0
_METER_CEILING_DB = -12.0


@dataclass(frozen=True, slots=True)
class ScreenState:
    """Everything that a drawing depends on, except the size of the screen."""

    view: View
    now_ms: int
    """Time on the session's clock."""
    level_db: float | None
    """Level of the microphone, dBFS; None: the microphone is off."""
    language: Language
    """Language of the labels, and of the commands of the keys."""
    page: PageState | None = None
    """The page beside the session; None: there is none."""

    def looking_ahead(self) -> "ScreenState":
        """The same, with what to get ready for in the place of what is over."""
        ahead = self.view.ahead
        if ahead is None:
            return self
        name = ahead.exercise
        if ahead.is_other:
            name = self.label(phrase("screen.ahead", exercise=name))
        return replace(
            self,
            view=replace(
                self.view,
                exercise=name,
                place=ahead.place,
                set_label=ahead.set_label,
                side=ahead.side,
            ),
        )

    @property
    def state_word(self) -> str:
        """Current instruction; may be empty."""
        return state_word(self.view, self.language.book)

    def label(self, wanted: Phrase) -> str:
        """A word of the screen, such as "heard"."""
        return self.language.book.sentence(wanted)


def header(view: View, width: int) -> Text:
    """The routine on the left, position and set on the right."""
    where = Text(" · ".join(part for part in (view.place, view.set_label) if part))
    routine = Text("" if view.exercise == view.routine else view.routine, style=QUIET)
    return apart(routine, where, width) or apart(Text(), where, width) or where


def title(view: View, width: int) -> Text:
    """The exercise, centered."""
    return centered(Text(view.exercise, style="bold"), width)


def title_and_place(view: View, width: int) -> Text:
    """The exercise, and its position if there is room."""
    exercise = Text(view.exercise, style="bold")
    return apart(exercise, Text(view.place, style=QUIET), width) or exercise


def side(view: View, width: int) -> Text:
    """The side, centered."""
    return centered(Text(view.side, style=ACCENT), width)


def side_and_set(view: View, width: int) -> Text:
    """The side, and the set if there is room."""
    name = Text(view.side, style=ACCENT)
    return apart(name, Text(view.set_label, style=QUIET), width) or name


def big_rows(moment: ScreenState, big: Big, scale: int, width: int) -> list[Text]:
    """The number drawn at this scale, or at a smaller one that fits; scale 0: as text."""
    shown = shown_big(big, moment.now_ms)
    style = _big_style(moment.view.phase, big)
    if can_draw(shown):
        for smaller in range(scale, 0, -1):
            if columns_at(smaller, shown) <= width:
                return [centered(Text(row, style=style), width) for row in draw(shown, smaller)]
    return [centered(Text(shown, style=f"bold {style}".strip()), width)]


def _big_style(phase: Phase, big: Big) -> str:
    if isinstance(big, PausedTime) or phase in (Phase.PAUSED, Phase.CONFIRMING):
        return QUIET
    return ACCENT if phase in WORKING else ""


def rows_for(scale: int) -> int:
    """Largest number of rows that `big_rows` needs."""
    return rows_at(scale) if scale else 1


def state(moment: ScreenState, width: int) -> Text:
    """The current instruction, centered."""
    return centered(Text(moment.state_word, style="bold"), width)


def bar(moment: ScreenState, width: int) -> Text:
    """Progress bar, centered, with its total; blank without a total."""
    label = _total_label(moment)
    cells = min(width - 2 * len(label), _BAR_COLUMNS)
    drawn = _bar(moment, cells + len(label))
    drawn.pad_left(max(0, (width - cells) // 2) if drawn else 0)
    return drawn


def state_and_bar(moment: ScreenState, width: int) -> Text:
    """Instruction and progress bar in one row, for small screens."""
    word = Text(moment.state_word, style="bold")
    drawn = _bar(moment, width - word.cell_len - 2)
    if not drawn:
        return centered(word, width)
    return Text.assemble(word, "  ", drawn) if word else centered(drawn, width)


def _bar(moment: ScreenState, width: int) -> Text:
    big = moment.view.big
    done = progress(big, moment.now_ms)
    label = _total_label(moment)
    cells = width - len(label)
    if done is None or cells < 4:
        return Text()
    filled = round(done * cells)
    return Text.assemble(("━" * filled, ACCENT), ("─" * (cells - filled), QUIET), (label, QUIET))


def _total_label(moment: ScreenState) -> str:
    return f"  {of_total(moment.view.big, moment.language.book)}"


def paragraph(text: str, width: int, rows: int) -> list[Text]:
    """Text in centered lines of similar length, cut after `rows` rows."""
    columns = max(1, min(width, _READABLE_COLUMNS))
    lines = _wrapped(text, columns, rows)
    for narrower in range(columns - 1, columns // 2, -1):
        attempt = _wrapped(text, narrower, rows + 1)
        if len(attempt) > len(lines):
            break
        lines = attempt
    return [centered(Text(line), width) for line in lines]


def large_caption(text: str, width: int, rows: int) -> list[Text]:
    """A sentence in letters several rows high, or else in bold ones."""
    drawn = banner(text, width, rows)
    if drawn:
        return [centered(Text(row), width) for row in drawn]
    lines = paragraph(text, width, rows)
    for line in lines:
        line.stylize("bold")
    return lines


def status(moment: ScreenState, width: int) -> Text:
    """The last command on the left, the level of the microphone on the right."""
    heard = Text()
    if moment.view.heard:
        heard = Text.assemble(
            (f"{moment.label(phrase('screen.heard'))} ", QUIET), moment.view.heard
        )
    meter = _meter(moment)
    for page in _page(moment):
        right = Text.assemble((page, QUIET), "  ", meter) if page else meter
        if row := apart(heard, right, width):
            return row
    return heard


def _page(moment: ScreenState) -> tuple[str, ...]:
    """News of the page, the most important first."""
    page = moment.page
    if page is None:
        return ("",)
    if page.trouble:
        return (moment.label(phrase("screen.page.trouble", reason=page.trouble)), "")
    names = ", ".join(page.watching)
    number = moment.label(phrase("screen.page.watching", n=len(page.watching)))
    return (f"{number}: {names}", number, "") if names else (number, "")


def _meter(moment: ScreenState) -> Text:
    if moment.level_db is None:
        return Text(moment.label(phrase("screen.microphone-off")), style=QUIET)
    span_db = _METER_CEILING_DB - _METER_FLOOR_DB
    share = min(1.0, max(0.0, (moment.level_db - _METER_FLOOR_DB) / span_db))
    filled = round(share * _METER_COLUMNS)
    rest = _METER_COLUMNS - filled
    label = f"{moment.label(phrase('screen.microphone'))} "
    return Text.assemble((label, QUIET), ("━" * filled, ACCENT), ("─" * rest, QUIET))


def hints(moment: ScreenState, width: int) -> Text:
    """Commands that can be said now, as many as fit."""
    return _listed(
        moment.label(phrase("screen.say")), [Text(hint) for hint in moment.view.hints], width
    )


def keys(moment: ScreenState, width: int) -> Text:
    """Keys for the same commands, as many as fit; those for stop and help come first."""
    return _listed(moment.label(phrase("screen.key")), _named_keys(moment), width)


def hints_and_keys(moment: ScreenState, width: int) -> Text:
    """In one row, as many words to say as fit beside the keys for stop and help.

    Without a microphone, keys alone.
    """
    if moment.level_db is None:
        return keys(moment, width)
    least = Text(" · ", style=QUIET).join(_named_keys(moment, only=ALWAYS_SHOWN))
    words = hints(moment, width - least.cell_len - 2)
    return (apart(words, least, width) if words else None) or least


def _named_keys(moment: ScreenState, only: Container[Intent] = frozenset(Intent)) -> list[Text]:
    intent_of = moment.language.vocabulary.intent_of
    pairs = keys_for(moment.view.hints, moment.language.vocabulary)
    in_order = sorted(pairs, key=lambda pair: intent_of(pair[1]) not in ALWAYS_SHOWN)
    return [
        Text.assemble(key, (f" {hint}", QUIET)) for key, hint in in_order if intent_of(hint) in only
    ]


def _listed(label: str, items: list[Text], width: int) -> Text:
    row = Text()
    for item in items:
        before = Text(" · " if row else f"{label}  ", style=QUIET)
        longer = Text.assemble(row, before, item)
        if longer.cell_len > width:
            break
        row = longer
    return row


def notice(text: str, width: int) -> list[Text]:
    """A notice, in up to three rows."""
    lines = _wrapped(f"! {text}", width, 3) if text else []
    return [Text(line, style=ALARM) for line in lines]


def _wrapped(text: str, width: int, rows: int) -> list[str]:
    if rows < 1:
        return []
    if width < 3:  # textwrap raises ValueError if the placeholder does not fit (Python 3.11)
        return [text]
    return textwrap.wrap(text, width, max_lines=rows, placeholder=" …")


def rule(width: int) -> Text:
    """A thin line across the width."""
    return Text("─" * width, style=QUIET)


def centered(text: Text, width: int) -> Text:
    """The text, centered in the width."""
    text.pad_left(max(0, width - text.cell_len) // 2)
    return text


def apart(left: Text, right: Text, width: int) -> Text | None:
    """Two texts at the ends of the width; None if they would touch."""
    gap = width - left.cell_len - right.cell_len
    if gap < (2 if left and right else 0):
        return None
    return Text.assemble(left, " " * gap, right)
