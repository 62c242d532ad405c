"""Gaps of a language: the parts of a session that it does not offer."""

import os
from collections.abc import Iterator

from voicecoach.content.language import Language
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.errors import ModelError
from voicecoach.settings import Settings
from voicecoach.speech_models.lookup import find_model, unknown_words


def gaps(language: Language, settings: Settings) -> Iterator[str]:
    """Yield a line for each thing that a session in this language has to do without."""
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
        if spoken and all(unknown & set(wording.split()) for wording in spoken)
    ]
    if deaf:
        yield (
            f"The speech model {directory.name} can't hear the words for {len(deaf)} of "
            f"{len(words)} commands in {language.code}.toml: {', '.join(deaf[:5])}"
            f"{' and more' if len(deaf) > 5 else ''}. They have keys; --model names another model."
        )
