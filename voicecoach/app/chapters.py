"""What is in a session's sound: its chapters, and all that is said, as a text to read."""

import textwrap
from dataclasses import dataclass

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, PhaseEntered
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import PhraseBook, phrase
from voicecoach.core.workout.routine import Routine
from voicecoach.tags.facts import Chapter

LINE_WIDTH = 88
_ON_THE_BEAT = frozenset({Rank.COUNT, Rank.TEMPO})
_INDENT = "  "


@dataclass(slots=True)
class _Line:
    at_ms: int
    text: str
    on_beat: bool


class Contents:
    """A SessionLog that collects the chapters and the words.

    A chapter begins with the welcome, with each exercise, and with the summary.
    """

    def __init__(self, routine: Routine, book: PhraseBook) -> None:
        self._routine = routine
        self._book = book
        self._exercises = 0
        self._chapters: list[Chapter] = []
        self._lines: list[_Line] = []

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Those that have begun so far."""
        return tuple(self._chapters)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Begin a chapter where one begins."""
        match fact:
            case PhaseEntered(phase=Phase.GREETING.value):
                title = self._book.sentence(phrase("file.welcome"))
            case PhaseEntered(phase=Phase.ANNOUNCING.value):
                exercise = self._routine.items[self._exercises].exercise
                self._exercises += 1
                title = self._book.sentence(
                    phrase("file.exercise", number=self._exercises, name=exercise.name)
                )
            case PhaseEntered(phase=Phase.SUMMARY.value):
                title = self._book.sentence(phrase("file.end"))
            case _:
                return
        self._chapters.append(Chapter(at_ms, title))

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep what is said; what is on the beat shares a line."""
        if rank is None:
            return
        on_beat = rank in _ON_THE_BEAT
        last = self._lines[-1] if self._lines else None
        if last and on_beat and last.on_beat and not self._begins_after(last.at_ms):
            last.text += f" {sound}"
        else:
            self._lines.append(_Line(at_ms, sound, on_beat))

    def text(self, length_ms: int) -> str:
        """All of it, a line each with its time, under the headings of the chapters."""
        parts = [f"{self._routine.name}, {_clock(length_ms)}"]
        starts = [chapter.at_ms for chapter in self._chapters]
        for index, chapter in enumerate(self._chapters):
            until_ms = starts[index + 1] if index + 1 < len(starts) else length_ms + 1
            parts += ["", f"{_clock(chapter.at_ms)}  {chapter.title}"]
            parts += [
                _wrapped(line) for line in self._lines if chapter.at_ms <= line.at_ms < until_ms
            ]
        return "\n".join(parts) + "\n"

    def _begins_after(self, at_ms: int) -> bool:
        """Whether a chapter has begun since then."""
        return bool(self._chapters) and self._chapters[-1].at_ms > at_ms


def _wrapped(line: _Line) -> str:
    head = f"{_INDENT}{_clock(line.at_ms)}  "
    return textwrap.fill(
        line.text, LINE_WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
    )


def _clock(at_ms: int) -> str:
    """Minutes and seconds, as players show them."""
    return f"{at_ms // 60_000:02d}:{at_ms // 1000 % 60:02d}"
