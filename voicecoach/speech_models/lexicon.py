"""The pronunciations of a model's words, and a copy of the model that knows more of them."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.speech_models.decoding_graph import DecodingGraph, Spoken, read_graph
from voicecoach.speech_models.variants import Phones

_COPIED = ("am", "conf", "graph")
_GRAPH = "graph/HCLr.fst"
_SYMBOLS = "graph/words.txt"
_FIRST_FREE = 2
"""Labels behind the last one that mean the end and "#0"."""

Pronunciations = Mapping[str, Sequence[Phones]]
"""Words, each with further ways to say it."""
NO_PRONUNCIATIONS: Pronunciations = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A model's words and their pronunciations; only of a model that `scripts/model` has made."""

    directory: Path
    graph: DecodingGraph
    labels: Mapping[str, int]
    """Numbers of the words."""
    phones: Mapping[str, int]
    """Numbers of the phones, as the network's outputs have them."""

    def pronunciations(self, words: Iterable[str]) -> dict[str, tuple[Phones, ...]]:
        """Pronunciations of these words; those that the model does not know are left out."""
        names = {number: name for name, number in self.phones.items()}
        labels = {self.labels[word]: word for word in words if word in self.labels}
        found = self.graph.pronunciations(frozenset(labels))
        return {
            labels[label]: tuple(tuple(names[phone] for phone in each) for each in sounds)
            for label, sounds in found.items()
        }

    def spoken(self, word: str, phones: Phones, label: int | None = None) -> Spoken:
        """A word that sounds like this; raises ModelError for an unknown word or phone."""
        try:
            number = self.labels[word] if label is None else label
            return Spoken(number, tuple(self.phones[phone] for phone in phones))
        except KeyError as error:
            raise ModelError(
                f"The model in {self.directory} does not know {error} of a pronunciation of "
                f'"{word}".'
            ) from error

    @property
    def first_free_label(self) -> int:
        """The first number that no word has."""
        return max(self.labels.values()) + _FIRST_FREE


def read_lexicon(directory: Path) -> Lexicon:
    """Read the words of a model; raises ModelError if it is not like the bundled one."""
    graph = read_graph(directory / _GRAPH)
    try:
        phones = _table(directory / "graph" / "phones.txt")
        labels = _table(directory / _SYMBOLS)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The lists of words and phones in {directory} can't be read: {error}. Download the "
            "model again."
        ) from error
    sounds = {name: number - 1 for name, number in phones.items() if number > 0}
    return Lexicon(directory, graph, labels, sounds)


@contextmanager
def copy_with(
    lexicon: Lexicon,
    spoken: Sequence[Spoken],
    *,
    new_words: Mapping[str, int] | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Path]:
    """A directory with a model that knows these words to sound like this, too.

    It exists only within the block: a model that is loaded needs it no more. `new_words` get labels
    of their own, and `settings` replace some of those in `conf/model.conf`. Raises ModelError.
    """
    with ExitStack() as stack:
        try:
            copy = Path(
                stack.enter_context(
                    TemporaryDirectory(prefix="voicecoach-model-", ignore_cleanup_errors=True)
                )
            )
            for part in _COPIED:
                _copy_files(lexicon.directory / part, copy / part)
            (copy / _GRAPH).write_bytes(lexicon.graph.with_words(spoken))
            words = [f"{word} {label}" for word, label in (new_words or {}).items()]
            _append(copy / _SYMBOLS, words)
            # Of two lines, the later one counts.
            lines = [f"--{key}={value}" for key, value in (settings or {}).items()]
            _append(copy / "conf" / "model.conf", lines)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"Pronunciations can't be added to the model: {error}. Free some space for "
                "temporary files."
            ) from error
        yield copy


def taught(lexicon: Lexicon, pronunciations: Pronunciations) -> list[Spoken]:
    """These pronunciations as the graph takes them, without those that the model has already."""
    known = lexicon.pronunciations(pronunciations)
    return [
        lexicon.spoken(word, phones)
        for word, sounds in pronunciations.items()
        for phones in sounds
        if word in known and phones not in known[word]
    ]


def _copy_files(folder: Path, to: Path) -> None:
    """Copy the files of a folder without their modes: they may be read-only."""
    to.mkdir()
    for path in folder.iterdir():
        if path.is_file():
            shutil.copyfile(path, to / path.name)


def _append(path: Path, lines: Sequence[str]) -> None:
    if lines:
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))


def _table(path: Path) -> dict[str, int]:
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 2}
