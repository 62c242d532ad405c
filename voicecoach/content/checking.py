"""Checks one content file of any kind, for errors and for text that is hard to speak."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.drawing_problems import cut_off
from voicecoach.content.linking import KnownExercise, link_routine
from voicecoach.content.loader import load_exercises, load_language, read_exercise
from voicecoach.content.own_picture import read_own_picture
from voicecoach.content.own_words import read_own_words, read_translation
from voicecoach.content.pictures import FOLDER, picture_file
from voicecoach.content.problems import Problem
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.sounding import silent_problems
from voicecoach.content.spoken_lint import flaws
from voicecoach.content.toml_file import TomlFile, read_toml
from voicecoach.content.toml_lines import KeyPath
from voicecoach.content.variation_lint import unkept_promises
from voicecoach.core.phrases import main_language
from voicecoach.core.workout.exercise import CautionTime
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.speech_models.lookup import BUNDLED_LANGUAGE, bundled_model, unknown_words
from voicecoach.suggestions import did_you_mean


class Kind(Enum):
    """Kind of a content file."""

    EXERCISE = "exercise"
    ROUTINE = "routine"
    LANGUAGE = "language"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file without errors."""

    kind: Kind
    warnings: tuple[str, ...]
    """Text that is hard to speak or to follow, each as "file:line: key: text"."""


_FOLDERS = {
    "exercises": Kind.EXERCISE,
    "routines": Kind.ROUTINE,
    "languages": Kind.LANGUAGE,
    FOLDER: Kind.DRAWING,
}
_SIGNS = {
    Kind.ROUTINE: ("items", "stages", "summary", "level"),
    Kind.LANGUAGE: ("phrases", "words", "keys", "decoys", "pronunciations"),
    Kind.DRAWING: ("parts", "shows", "cycle", "alike"),
    Kind.EXERCISE: ("counting", "instructions", "position", "cues", "sides", "stop_sign"),
}
"""Keys that only files of each kind have."""
_SPOKEN = frozenset(
    [
        *("position", "safety", "stop_sign", "summary", "instruction"),
        *("long", "short", "minimal", "cues", "benefits", "cautions", "text", "words"),
    ]
)
"""Keys of spoken sentences."""
_SHOWN = "screen."
"""Beginning of the keys of phrases that are shown, and not spoken."""
_CUE_WORDS = 4
_LONGEST_PHRASE = 30
_PLACEHOLDER = re.compile(r"\{\w+\}")


def check_file(path: Path, *content_dirs: Path) -> Checked:
    """Check a file; raises ContentError with every problem, one a line.

    `content_dirs` hold exercises that a routine may name besides the bundled ones.
    """
    if path.suffix == ".svg":
        return _checked_svg(path)
    file = read_toml(path)
    kind = kind_of(file)
    found: list[Problem] = []
    match kind:
        case Kind.EXERCISE:
            table = read_exercise(path).table
            found += _variation_warnings(table)
            found += _picture_warnings(table, path, content_dirs)
        case Kind.ROUTINE:
            routine = link_routine(file, *_exercises(path, content_dirs))
            found += silent_problems(file, routine)
        case Kind.LANGUAGE:
            found += _check_language(path)
        case Kind.DRAWING:
            found += cut_off(file)
    found += _warnings(file, kind)
    text = str(file.error(found)) if found else ""
    return Checked(kind, tuple(text.splitlines()))


def _checked_svg(path: Path) -> Checked:
    """Result of the check of a picture of the user's own; raises ContentError."""
    left_out = read_own_picture(path).left_out
    warnings = (
        f"{path}:1: file: warning: left out, as not safe to show: {one}" for one in left_out
    )
    return Checked(Kind.DRAWING, tuple(warnings))


def _picture_warnings(
    table: ExerciseTable, path: Path, content_dirs: tuple[Path, ...]
) -> Iterator[Problem]:
    """Pictures that the exercise or a variation names, and that are not there."""
    folders = (*content_dirs, path.resolve().parent.parent)
    named: list[tuple[KeyPath, str | None]] = [(("picture",), table.picture)]
    for index, variation in enumerate(table.variations):
        own = variation.change.picture if variation.change else None
        named.append((("variations", index, "change", "picture"), own))
    for key, name in named:
        if name and picture_file(name, *folders) is None:
            yield Problem(key, f'warning: there is no picture "{name}" in the folder {FOLDER}')


def kind_of(file: TomlFile) -> Kind:
    """Kind of a file, by its folder and keys; raises ContentError if neither tells."""
    hits = {kind: sum(sign in file.data for sign in signs) for kind, signs in _SIGNS.items()}
    by_folder = _FOLDERS.get(file.path.resolve().parent.name)
    if by_folder and (hits[by_folder] or not any(hits.values())):
        return by_folder
    best = max(hits, key=lambda kind: hits[kind])
    if hits[best]:
        return best
    signs = [sign for kind in Kind for sign in _SIGNS[kind]]
    hints = [hint for key in file.data if (hint := did_you_mean(key, signs))]
    text = "expected an exercise, a routine, a language or a drawing, got none of their keys"
    raise file.error([Problem((), text + "".join(hints[:1]))])


def _exercises(
    path: Path, content_dirs: tuple[Path, ...]
) -> tuple[Mapping[str, KnownExercise], frozenset[str]]:
    beside = path.resolve().parent.parent
    known, wrong = load_exercises(*content_dirs, beside)
    valid = {slug: exercise for slug, exercise in known.items() if slug not in wrong}
    return valid, frozenset(wrong)


def _check_language(path: Path) -> Iterator[Problem]:
    """The gaps of a language in this file, as a warning; raises ContentError."""
    if (BUNDLED / "languages" / path.name).is_file():
        read_own_words(path, load_language(path.stem))
    elif gaps := read_translation(path, load_language()).gaps():
        yield Problem((), f"warning: {gaps}")


def _warnings(file: TomlFile, kind: Kind) -> Iterator[Problem]:
    if kind is Kind.DRAWING:
        return
    if kind is Kind.LANGUAGE:
        yield from _phrase_warnings(file)
        if main_language(file.slug) == BUNDLED_LANGUAGE:
            yield from _word_warnings(file)
    else:
        yield from _sentence_warnings(file)


def _variation_warnings(exercise: ExerciseTable) -> Iterator[Problem]:
    for index, variation in enumerate(exercise.variations):
        for flaw in unkept_promises(exercise, variation):
            yield Problem(("variations", index), f"warning: this variation {flaw}")


def _phrase_warnings(file: TomlFile) -> Iterator[Problem]:
    for path, text in _texts(file.data.get("phrases"), ("phrases",)):
        if ".".join(map(str, path[1:])).startswith(_SHOWN):
            continue
        filled = _PLACEHOLDER.sub("it", text)
        for flaw in flaws(filled, most_words=_LONGEST_PHRASE, is_sentence=False):
            yield Problem(path, f"warning: this phrase {flaw}")


def _word_warnings(file: TomlFile) -> Iterator[Problem]:
    wordings = list(_texts(file.data.get("words"), ("words",)))
    unknown = unknown_words(bundled_model(), [text for _, text in wordings])
    for path, text in wordings:
        if lost := [word for word in text.split() if word in unknown]:
            yield Problem(path, f'warning: the bundled speech model can\'t hear "{lost[0]}"')


def _sentence_warnings(file: TomlFile) -> Iterator[Problem]:
    for path, text in _texts(file.data, ()):
        name = next(part for part in reversed(path) if isinstance(part, str))
        if name not in _SPOKEN:
            continue
        for flaw in flaws(text):
            yield Problem(path, f"warning: this sentence {flaw}")
        is_cue = name == "cues" or _enclosing(file, path).get("when") == CautionTime.CUE.value
        if is_cue and (words := len(text.split())) > _CUE_WORDS:
            found = f"this cue has {words} words; {_CUE_WORDS} fit between counts"
            yield Problem(path, f"warning: {found}")


def _enclosing(file: TomlFile, path: KeyPath) -> Mapping[str, Any]:
    """The table that a key of the file stands in; empty: it stands in a list."""
    node: Any = file.data
    for part in path[:-1]:
        node = node[part]
    return node if isinstance(node, dict) else {}


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text in a value, with its path."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, (*path, key))
        case list():
            for index, inner in enumerate(value):
                yield from _texts(inner, (*path, index))


def all_problems(paths: list[Path], *content_dirs: Path) -> Iterator[tuple[Path, Checked | str]]:
    """Each file with its warnings or, as text, its problems, one a line."""
    for path in paths:
        try:
            yield path, check_file(path, *content_dirs)
        except ContentError as error:
            yield path, str(error)
