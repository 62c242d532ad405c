"""Mutants of content files, and the explanation that each of their mistakes must get."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from voicecoach.errors import ContentError

_PIECES = ("[", "]", "{", "}", '"', "=", ".", "\n", "#", "\\", "\0", "é", "true", "nan")
"""Pieces that mean something in TOML, or nothing."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A part of a text that is replaced."""

    start: float
    """Its place, as a share of the text."""
    length: int
    inserted: str

    def of(self, text: str) -> str:
        """The mutant of a text."""
        at = int(self.start * len(text))
        return text[:at] + self.inserted + text[at + self.length :]


def mutations(*pieces: str, longest: int = 60) -> st.SearchStrategy[Mutation]:
    """Mutations that insert these pieces, or any of TOML, and delete at most so much."""
    inserted = st.lists(st.sampled_from((*_PIECES, *pieces)), max_size=4).map("".join)
    return st.builds(Mutation, st.floats(0, 1), st.integers(0, longest), inserted)


def loads_or_explains(load: Callable[[], object]) -> bool:
    """True if this loads, or raises a ContentError in which each line names a file."""
    try:
        load()
    except ContentError as error:
        return all(".toml:" in line for line in str(error).splitlines())
    return True
