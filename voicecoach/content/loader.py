"""Loads all content: bundled exercises, routines and languages, and the user's own."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from voicecoach.content import convert
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.language import Language
from voicecoach.content.language_file import missing_language, read_language
from voicecoach.content.library import LeaveOut, Library, unknown_name
from voicecoach.content.linking import KnownExercise, link_routine, named_exercises
from voicecoach.content.own_words import read_own_words, read_translation
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.toml_file import FILES_KEPT, TomlFile, read_toml
from voicecoach.content.variations import instruction_problems, variation_problems, variations
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.core.workout.routine import Routine
from voicecoach.errors import ContentError

__all__ = [
    "Language",
    "LeaveOut",
    "Library",
    "load_exercises",
    "load_language",
    "load_library",
    "read_exercise",
    "unknown_name",
]

ItemT = TypeVar("ItemT")


def load_library(*extra_dirs: Path, leave_out: LeaveOut | None = None) -> Library:
    """The bundled content, and the folders `exercises` and `routines` of these directories.

    A file in a later directory replaces one of the same name; a folder may be missing. The error of
    a wrong file is passed to `leave_out`, and the file that it would replace is used; a bundled
    routine for which an own exercise lacks a variation uses the bundled exercises. Without
    `leave_out`, raises one ContentError with all problems of all files, one a line.
    """
    known, wrong = load_exercises(*extra_dirs)
    replaced = wrong.keys() & known.keys() if leave_out is None else set()
    usable = {slug: one for slug, one in known.items() if slug not in replaced}
    missing = wrong.keys() - usable.keys()

    own = {path.stem for path in _files("exercises", extra_dirs) if not _is_bundled(path)}

    def link(path: Path) -> Routine:
        file = read_toml(path)
        if _is_bundled(path) and own.isdisjoint(named_exercises(file)):
            return _bundled_routine(file)
        try:
            return link_routine(file, usable, missing)
        except ContentError as error:
            if leave_out is None or not _is_bundled(path):
                raise
            # An exercise of the user's own has replaced one, and lacks what the routine names.
            routine = _bundled_routine(file)
            reason = str(error).splitlines()[0].removeprefix(f"{path}:").partition(": ")[2]
            leave_out(ContentError(f"your own exercises, in the routine {path.stem}: {reason}"))
            return routine

    routines, mistakes = _read_all("routines", extra_dirs, link)
    errors = [*wrong.values(), *mistakes.values()]
    if errors and leave_out is None:
        raise ContentError("\n".join(map(str, errors)))
    if leave_out is not None:
        for error in errors:
            leave_out(error)
    return Library(
        {slug: one.exercise for slug, one in usable.items()},
        # One whose exercises are all left out goes with them.
        {slug: routine for slug, routine in routines.items() if routine.items},
    )


@lru_cache(FILES_KEPT)
def _bundled_routine(file: TomlFile) -> Routine:
    """A bundled routine with the bundled exercises."""
    return link_routine(file, _bundled_exercises())


@cache
def _bundled_exercises() -> Mapping[str, KnownExercise]:
    """The bundled exercises, which stay as they are while the program runs."""
    return load_exercises()[0]


def _is_bundled(path: Path) -> bool:
    return path.is_relative_to(BUNDLED)


def load_exercises(
    *extra_dirs: Path,
) -> tuple[dict[str, KnownExercise], dict[str, ContentError]]:
    """The exercises with valid files, and the errors of wrong ones, by slug.

    If a wrong file would replace a valid one, the result has both.
    """
    return _read_all("exercises", extra_dirs, read_exercise)


def _read_all(
    kind: str, extra_dirs: tuple[Path, ...], read: Callable[[Path], ItemT]
) -> tuple[dict[str, ItemT], dict[str, ContentError]]:
    """Read the last valid file of each slug; return the items, and the errors of later files."""
    items: dict[str, ItemT] = {}
    wrong: dict[str, ContentError] = {}
    for path in _files(kind, extra_dirs):
        try:
            items[path.stem] = read(path)
        except ContentError as error:
            wrong[path.stem] = error
        else:
            wrong.pop(path.stem, None)
    return items, wrong


def read_exercise(path: Path) -> KnownExercise:
    """The exercise in this file; raises ContentError with every problem, one a line."""
    return _exercise(read_toml(path))


@lru_cache(FILES_KEPT)
def _exercise(file: TomlFile) -> KnownExercise:
    table = file.parse(ExerciseTable, also=instruction_problems(file.data))
    if problems := list(variation_problems(table)):
        raise file.error(problems)
    plain = convert.exercise(file.slug, table)
    return KnownExercise(table, replace(plain, variations=variations(file.slug, table)))


def load_language(
    code: str = DEFAULT_LANGUAGE, *extra_dirs: Path, leave_out: LeaveOut | None = None
) -> Language:
    """Phrases and vocabulary of a language; raises ContentError.

    Files of this language in the folder `languages` of the directories replace single phrases and
    words. Any other language falls back to the default one for whatever its file lacks. With
    `leave_out`, the error of a wrong file is passed to it, and the language is what it would be
    without that file: the default one, if there is no other.
    """
    folders = [directory / "languages" for directory in (BUNDLED, *extra_dirs)]
    paths = [path for folder in folders if os.path.lexists(path := folder / f"{code}.toml")]
    if not paths:
        raise missing_language(code, folders)
    read: Callable[[Path, Language], Language] = read_own_words
    if code == DEFAULT_LANGUAGE:
        language = read_language(paths.pop(0))
    else:
        language = load_language(DEFAULT_LANGUAGE, *extra_dirs, leave_out=leave_out)
        read = read_translation
    for path in paths:
        try:
            language = read(path, language)
        except ContentError as error:
            if leave_out is None:
                raise
            leave_out(error)
        else:
            read = read_own_words
    return language


def _files(kind: str, extra_dirs: tuple[Path, ...]) -> Iterator[Path]:
    """The files of this kind, sorted by slug, and then in the order of the directories."""
    paths = [
        path for directory in (BUNDLED, *extra_dirs) for path in (directory / kind).glob("*.toml")
    ]
    return iter(sorted(paths, key=lambda path: path.stem))
