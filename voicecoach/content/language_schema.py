"""The file format of a language: the coach's phrases, and the words and keys it understands."""

from typing import Annotated, Any

from pydantic import Field, create_model

from voicecoach.content.schema import StrictTable
from voicecoach.core.dialogue.intents import Intent

SpokenWords = Annotated[str, Field(pattern=r"^[\w']+( [\w']+)*$", max_length=60)]
"""Words as a recognizer returns them: no capitals, no punctuation but the apostrophe."""

_WORD_FIELDS: dict[str, Any] = {
    intent.name.lower(): (
        list[SpokenWords],
        Field(
            alias=intent.value, min_length=1, description=f"what one can say for {intent.value!r}"
        ),
    )
    for intent in Intent
}

WordsTable = create_model(
    "WordsTable",
    __base__=StrictTable,
    __doc__="What one can say for each intent; the first wording is the one that help names.",
    **_WORD_FIELDS,
)


class LanguageTable(StrictTable):
    """A language file; its file name without ".toml" is the language's code."""

    phrases: dict[str, object] = Field(
        description="templates with {placeholders}; tables in tables make keys with dots"
    )
    words: WordsTable = Field(  # type: ignore[valid-type]  # a type made at run time
        description="what one can say, for every intent"
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        description="for each key what it can mean; the first that fits counts"
    )
    decoys: list[SpokenWords] = Field(
        description="words that sound like commands and are none; listened for, and ignored"
    )


_OWN_WORD_FIELDS: dict[str, Any] = {
    intent.name.lower(): (
        list[SpokenWords] | None,
        Field(
            default=None,
            alias=intent.value,
            min_length=1,
            description=f"what one can say for {intent.value!r}",
        ),
    )
    for intent in Intent
}

OwnWordsTable = create_model(
    "OwnWordsTable",
    __base__=StrictTable,
    __doc__="What one can say instead; what is left out stays as it is.",
    **_OWN_WORD_FIELDS,
)


class OwnLanguageTable(StrictTable):
    """A user's own phrases and words; what is left out stays as the bundled language has it."""

    phrases: dict[str, object] = Field(
        default_factory=dict,
        description="templates with {placeholders}; tables in tables make keys with dots",
    )
    words: OwnWordsTable | None = Field(  # type: ignore[valid-type]  # a type made at run time
        default=None, description="what one can say instead, for some intents"
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        default_factory=dict,
        description="for some keys what they can mean; the first that fits counts",
    )
    decoys: list[SpokenWords] | None = Field(
        default=None, description="all words that are listened for, and ignored"
    )
