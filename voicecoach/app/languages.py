"""The language of a command: which one it is, and what it lacks."""

import os
from collections.abc import Iterator

from voicecoach.content.loader import Language, load_language
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.errors import ModelError
from voicecoach.places import content_directory, settings_file
from voicecoach.settings import Settings
from voicecoach.settings_file import LANGUAGE_VARIABLE, read_settings
from voicecoach.speech_models.lookup import find_model, unknown_words


def language_of(code: str) -> Language:
    """Language of this code, with the user's own words; raises ContentError."""
    return load_language(code, content_directory())


def usual_language() -> Language:
    """Language of a command without --language: of the environment, or else of the settings.

    Raises ContentError and SettingsError.
    """
    code = os.environ.get(LANGUAGE_VARIABLE) or read_settings(settings_file()).get("language")
    return language_of(str(code or DEFAULT_LANGUAGE))


def gaps(language: Language, settings: Settings) -> Iterator[str]:
    """What a session in this language has to do without, one line for each thing."""
    if line := language.gaps():
        yield line
    if settings.listen and language.code != DEFAULT_LANGUAGE:
        yield from _gaps_of_model(language, settings)


def _gaps_of_model(language: Language, settings: Settings) -> Iterator[str]:
    try:
        directory = find_model(setting=settings.model, environ=os.environ, language=language.code)
    except ModelError as error:
        yield str(error)
        return
    words = language.vocabulary.words
    unknown = set(unknown_words(directory, [one for spoken in words.values() for one in spoken]))
    deaf = [
        intent.value
        for intent, spoken in words.items()
        if all(unknown & set(wording.split()) for wording in spoken)
    ]
    if deaf:
        yield (
            f"The speech model {directory.name} can't hear the words for {len(deaf)} of "
            f"{len(words)} commands in {language.code}.toml: {', '.join(deaf[:5])}"
            f"{' and more' if len(deaf) > 5 else ''}. They have keys; --model names another model."
        )
