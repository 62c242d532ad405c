"""Tags of a sound file, whatever its format."""

from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the file that a player can jump to; it ends where the next one begins."""

    at_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Tags:
    """Title, chapters and text of a file, as a player shows them."""

    title: str
    artist: str
    album: str
    genre: str
    comment: str
    text: str
    """Transcript, for players that show it; may be empty."""
    length_ms: int
    rate_hz: int
    chapters: tuple[Chapter, ...] = ()
    """In order; the first begins at 0."""

    def spans_ms(self) -> tuple[tuple[Chapter, int], ...]:
        """Each chapter with its end, ms."""
        ends_ms = [*(chapter.at_ms for chapter in self.chapters[1:]), self.length_ms]
        return tuple(zip(self.chapters, ends_ms, strict=True)) if self.chapters else ()
