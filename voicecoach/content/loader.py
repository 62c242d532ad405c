"""Loads all content: bundled exercises, routines and languages, and the user's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from voicecoach.content import convert
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.language import Language, missing_language, read_language
from voicecoach.content.linking import KnownExercise, link_routine
from voicecoach.content.own_words import read_own_words, read_translation
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.toml_file import read_toml
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, single
from voicecoach.errors import ContentError
from voicecoach.suggestions import did_you_mean

__all__ = [
    "Language",
    "Library",
    "load_exercises",
    "load_language",
    "load_library",
    "read_exercise",
    "unknown_name",
]

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Library:
    """All exercises and routines, by slug."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]

    def exercise(self, slug: str) -> Exercise:
        """The exercise of this slug; raises ContentError with a suggestion."""
        return _look_up("exercise", slug, self.exercises)

    def routine(self, slug: str) -> Routine:
        """The routine of this slug; raises ContentError with a suggestion."""
        return _look_up("routine", slug, self.routines)

    def workout(self, slug: str) -> Routine | Exercise:
        """The routine of this slug, or else the exercise; raises ContentError with a suggestion."""
        known: dict[str, Routine | Exercise] = {**self.exercises, **self.routines}
        return _look_up("routine or exercise", slug, known)

    def as_routine(self, slug: str) -> Routine:
        """The routine or exercise of this slug, an exercise as a routine of its own.

        Raises ContentError with a suggestion.
        """
        workout = self.workout(slug)
        return single(workout) if isinstance(workout, Exercise) else workout


def load_library(*extra_dirs: Path) -> Library:
    """The bundled content, and the folders `exercises` and `routines` of these directories.

    A file in a later directory replaces one of the same name; a folder may be missing. Raises one
    ContentError with all problems of all files, one a line.
    """
    known, wrong = load_exercises(*extra_dirs)
    complaints = [str(error) for error in wrong.values()]
    routines: dict[str, Routine] = {}
    for path in _files("routines", extra_dirs):
        try:
            routines[path.stem] = link_routine(read_toml(path), known, wrong.keys())
        except ContentError as error:
            complaints.append(str(error))
    if complaints:
        raise ContentError("\n".join(complaints))
    return Library({slug: item.exercise for slug, item in known.items()}, routines)


def load_exercises(
    *extra_dirs: Path,
) -> tuple[dict[str, KnownExercise], dict[str, ContentError]]:
    """The exercises with valid files, and the errors of the others, by slug."""
    known: dict[str, KnownExercise] = {}
    wrong: dict[str, ContentError] = {}
    for path in _files("exercises", extra_dirs):
        try:
            known[path.stem] = read_exercise(path)
        except ContentError as error:
            wrong[path.stem] = error
    return known, wrong


def read_exercise(path: Path) -> KnownExercise:
    """The exercise in this file; raises ContentError with every problem, one a line."""
    file = read_toml(path)
    table = file.parse(ExerciseTable)
    return KnownExercise(table, convert.exercise(file.slug, table))


def load_language(code: str = DEFAULT_LANGUAGE, *extra_dirs: Path) -> Language:
    """Phrases and vocabulary of a language; raises ContentError.

    Files of this language in the folder `languages` of the directories replace single phrases and
    words. Any other language falls back to the default one for whatever its file lacks.
    """
    folders = [directory / "languages" for directory in (BUNDLED, *extra_dirs)]
    paths = [path for folder in folders if (path := folder / f"{code}.toml").is_file()]
    if not paths:
        raise missing_language(code, folders)
    if code == DEFAULT_LANGUAGE:
        language = read_language(paths[0])
    else:
        language = read_translation(paths[0], load_language(DEFAULT_LANGUAGE, *extra_dirs))
    for path in paths[1:]:
        language = read_own_words(path, language)
    return language


def _files(kind: str, extra_dirs: tuple[Path, ...]) -> Iterator[Path]:
    """One file for each slug, sorted by slug: that of the last directory."""
    by_slug: dict[str, Path] = {}
    for directory in (BUNDLED, *extra_dirs):
        by_slug |= {path.stem: path for path in (directory / kind).glob("*.toml")}
    return (by_slug[slug] for slug in sorted(by_slug))


def _look_up(kind: str, slug: str, items: Mapping[str, ItemT]) -> ItemT:
    if slug not in items:
        raise unknown_name(kind, slug, items)
    return items[slug]


def unknown_name(kind: str, name: str, known: Iterable[str]) -> ContentError:
    """The error for a name that no exercise or routine has."""
    hint = did_you_mean(name, known) or "."
    return ContentError(f'There is no {kind} "{name}"{hint} To see all of them: voicecoach list')
