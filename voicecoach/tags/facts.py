"""The facts that go into a sound file, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the file that a player can jump to; it lasts until the next one."""

    at_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows of a file."""

    title: str
    artist: str
    album: str
    genre: str
    comment: str
    text: str
    """All that is said, for players that show it; may be empty."""
    length_ms: int
    rate_hz: int
    chapters: tuple[Chapter, ...] = ()
    """In order; the first begins at 0."""

    def spans_ms(self) -> tuple[tuple[Chapter, int], ...]:
        """Each chapter and where it ends."""
        ends_ms = [*(chapter.at_ms for chapter in self.chapters[1:]), self.length_ms]
        return tuple(zip(self.chapters, ends_ms, strict=True)) if self.chapters else ()
