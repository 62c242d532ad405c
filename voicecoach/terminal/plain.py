"""Shows the session as plain lines, one per change, for streams that are not a terminal."""

from typing import Self, TextIO

from voicecoach.core.dialogue.view_words import of_total, phase_word, total_of
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import PhraseBook, phrase
from voicecoach.core.view import CountProgress, View
from voicecoach.ports import PageState


class PlainDisplay:
    """Writes what is new in each view, and flushes it; nothing in it is an escape code."""

    def __init__(self, stream: TextIO, book: PhraseBook) -> None:
        """Characters missing in the stream's encoding become question marks."""
        self._stream = stream
        self._book = book
        self._shown: View | None = None
        self._page = PageState()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass

    def suspend(self) -> None:
        """Nothing: lines leave the terminal as it is."""

    def resume(self) -> None:
        """Nothing."""

    def show(self, view: View) -> None:
        """Write the differences from the previous view."""
        self._write(lines_for_change(self._shown, view, self._book))
        self._shown = view

    def show_page(self, page: PageState) -> None:
        """Write what is new about the page; callable from any thread."""
        self._write(lines_for_page(self._page, page, self._book))
        self._page = page

    def _write(self, lines: tuple[str, ...]) -> None:
        self._stream.write("".join(f"{_encodable(line, self._stream)}\n" for line in lines))
        self._stream.flush()


def _encodable(line: str, stream: TextIO) -> str:
    encoding = stream.encoding or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)


def lines_for_change(before: View | None, after: View, book: PhraseBook) -> tuple[str, ...]:
    """Lines for the differences between two views.

    In this order: the recognized command, the position, the phase, the count, the caption, and the
    notice.
    """
    old = before or _nothing_shown(after)
    lines = (
        _heard(after, book) if after.heard != old.heard else "",
        _heading(after) if _heading(after) != _heading(old) else "",
        _phase_line(after, book) if after.phase is not old.phase else "",
        _count(after, book) if _count(after, book) != _count(old, book) else "",
        after.caption if after.caption != old.caption and not _repeats_count(after) else "",
        f"! {news}" if (news := _news(old.notice, after.notice)) else "",
    )
    return tuple(dict.fromkeys(line for line in lines if line))


def lines_for_page(before: PageState, after: PageState, book: PhraseBook) -> tuple[str, ...]:
    """Lines for the differences between two states of the page."""
    lines = []
    if after.address != before.address:
        wanted = "screen.page.scan" if after.code else "screen.page.open"
        lines.append(f"{book.sentence(phrase(wanted))} {after.address}")
    if after.watching != before.watching:
        number = book.sentence(phrase("screen.page.watching", n=len(after.watching)))
        lines.append(": ".join((number, ", ".join(after.watching))).removesuffix(": "))
    if after.trouble != before.trouble:
        lines.append(book.sentence(phrase("screen.page.trouble", reason=after.trouble)))
    return tuple(f"({line})" for line in lines)


def _repeats_count(view: View) -> bool:
    """True if the caption is the count, which has a line of its own."""
    big = view.big
    return isinstance(big, CountProgress) and view.caption.rstrip(".") == big.done


def _news(before: str, after: str) -> str:
    """The part of a notice that the one before did not have: notices are joined."""
    return after.removeprefix(before).strip() if after != before else ""


def _nothing_shown(view: View) -> View:
    """An empty view of the same routine, which precedes the first one."""
    return View(
        phase=Phase.GREETING,
        routine=view.routine,
        exercise="",
        place="",
        set_label="",
        side="",
        big=None,
        tempo_word="",
        caption="",
        heard="",
        notice="",
        hints=(),
    )


def _heading(view: View) -> str:
    where = [part for part in (view.exercise, view.side, view.set_label) if part]
    text = ", ".join(where)
    return f"{view.place}: {text}" if view.place else text


def _heard(view: View, book: PhraseBook) -> str:
    return f"{book.sentence(phrase('screen.heard'))}: {view.heard}" if view.heard else ""


def _phase_line(view: View, book: PhraseBook) -> str:
    """Line for the phase; the parts of a rep change too often to have lines."""
    word = "" if view.tempo_word else phase_word(view.phase, book)
    total = "" if isinstance(view.big, CountProgress) else total_of(view.big)
    duration = _seconds(total, book) if total.isdecimal() else total
    text = " ".join(part for part in (word, duration) if part)
    return f"({text})" if text else ""


def _seconds(total: str, book: PhraseBook) -> str:
    return book.sentence(phrase("screen.seconds", n=total))


def _count(view: View, book: PhraseBook) -> str:
    if not isinstance(view.big, CountProgress) or view.big.done == "0":
        return ""
    return f"{view.big.done} {of_total(view.big, book)}"
