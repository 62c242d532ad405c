"""The bundled content with the user's own; a file that can't be used stops nothing."""

import os
from collections.abc import Mapping

from voicecoach.app.telling import tell_once
from voicecoach.app.usable_settings import read_usable_settings
from voicecoach.content.language import Language
from voicecoach.content.library import Library
from voicecoach.content.parsed import ParsedContent
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.core.workout.norms import Norm
from voicecoach.errors import ContentError
from voicecoach.places import content_cache, content_directory, settings_file
from voicecoach.program import program
from voicecoach.settings_file import LANGUAGE_VARIABLE


def usable_library() -> Library:
    """All exercises and routines; the user is told, once per command, what was left out."""
    return _content().library(leave_out)


def usable_language(code: str) -> Language:
    """Language of this code, with the user's own words as far as they can be used.

    Raises ContentError if there is no such language.
    """
    return _content().language(code, leave_out)


def usable_norms() -> Mapping[str, Norm]:
    """The norm of each exercise or test, by slug."""
    return _content().norms()


def usual_language() -> Language:
    """Language of a command without --language: of the environment, or else of the settings."""
    found = read_usable_settings(settings_file()).get("language")
    return wished_language(str(os.environ.get(LANGUAGE_VARIABLE) or found or DEFAULT_LANGUAGE))


def wished_language(code: str) -> Language:
    """Language of this code, or the default one if there is none; the user is told."""
    try:
        return usable_language(code)
    except ContentError as error:
        tell_once(f"Left out: {error}")
        return usable_language(DEFAULT_LANGUAGE)


def _content() -> ParsedContent:
    return ParsedContent(content_cache(), content_directory())


def leave_out(error: ContentError) -> None:
    """Tell the user, once per command, that a file of theirs can't be used."""
    first, *others = str(error).splitlines()
    more = f" (and {len(others)} more)" if others else ""
    tell_once(f"Left out: {first}{more}. To see every problem: {program()} check")
