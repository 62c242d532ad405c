"""Contents of a session's sound file: its chapters, and every spoken word as a text to read."""

import textwrap

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, PhaseEntered, PlaceReached
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.workout.block import Block
from voicecoach.core.workout.routine import Routine
from voicecoach.dataclass import dataclass
from voicecoach.tags.facts import Chapter

LINE_WIDTH = 88
_ON_THE_BEAT = frozenset({Rank.COUNT, Rank.TEMPO})
_EXERCISING = frozenset(
    phase.value
    for phase in (Phase.ANNOUNCING, Phase.READY, Phase.COUNTING, Phase.HOLDING, Phase.TALLYING)
)
_INDENT = "  "


@dataclass(slots=True)
class _Line:
    at_ms: int
    text: str
    on_beat: bool


class Contents:
    """SessionLog that collects the chapters and the words.

    The welcome, each exercise outside of blocks, each block and the summary are chapters.
    """

    def __init__(self, routine: Routine, book: PhraseBook) -> None:
        self._routine = routine
        self._book = book
        self._item = 0
        self._exercises = 0
        self._block: Block | None = None
        self._chapters: list[Chapter] = []
        self._lines: list[_Line] = []

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Chapters begun so far."""
        return tuple(self._chapters)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Add a chapter if this fact begins one."""
        match fact:
            case PhaseEntered(phase=Phase.GREETING.value):
                title = self._book.sentence(phrase("file.welcome"))
            case PlaceReached(item=item):
                self._item = item
                return
            case PhaseEntered(phase=phase) if phase in _EXERCISING:
                begun = self._begun(phase)
                if begun is None:
                    return
                title = self._book.sentence(begun)
            case PhaseEntered(phase=Phase.SUMMARY.value):
                title = self._book.sentence(phrase("file.end"))
            case _:
                return
        self._chapters.append(Chapter(at_ms, title))

    def _begun(self, phase: str) -> Phrase | None:
        """Title of the exercise or the block that begins with this phase; None: none does."""
        item = self._routine.items[self._item]
        before, self._block = self._block, item.block
        if item.block is None and phase == Phase.ANNOUNCING.value:
            self._exercises += 1
            return phrase("file.exercise", number=self._exercises, name=item.exercise.name)
        if item.block is None or item.block == before:
            return None
        members = (one.exercise.name for one in self._routine.items if one.block == item.block)
        names = list(dict.fromkeys(members))
        name = item.block.name
        return phrase("file.block", names=[name] if name else names)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Collect a spoken text; counts and cues on the beat share a line."""
        if rank is None:
            return
        on_beat = rank in _ON_THE_BEAT
        last = self._lines[-1] if self._lines else None
        if last and on_beat and last.on_beat and not self._begins_after(last.at_ms):
            last.text += f" {sound}"
        else:
            self._lines.append(_Line(at_ms, sound, on_beat))

    def text(self, length_ms: int) -> str:
        """Spoken words with their times, line by line, under chapter headings."""
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
        """True if a chapter has begun since then."""
        return bool(self._chapters) and self._chapters[-1].at_ms > at_ms


def _wrapped(line: _Line) -> str:
    head = f"{_INDENT}{_clock(line.at_ms)}  "
    return textwrap.fill(
        line.text, LINE_WIDTH, initial_indent=head, subsequent_indent=" " * len(head)
    )


def _clock(at_ms: int) -> str:
    """Minutes and seconds, in the format of players."""
    return f"{at_ms // 60_000:02d}:{at_ms // 1000 % 60:02d}"
