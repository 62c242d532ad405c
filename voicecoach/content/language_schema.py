"""The file format of a language: the coach's phrases, and the words and keys it understands."""

from typing import Annotated, Any

from pydantic import Field, create_model

from voicecoach.content.schema import StrictTable
from voicecoach.core.dialogue.intents import Intent

SpokenWords = Annotated[
    str,
    Field(pattern=r"^[\w']+( [\w']+)*$", max_length=60, description="words without punctuation"),
]
"""Words as a recognizer returns them: lowercase, without punctuation except the apostrophe."""

_WORD_FIELDS: dict[str, Any] = {
    intent.name.lower(): (
        list[SpokenWords],
        Field(alias=intent.value, min_length=1, description=f"wordings for {intent.value!r}"),
    )
    for intent in Intent
}

WordsTable = create_model(
    "WordsTable",
    __base__=StrictTable,
    __doc__="Wordings for each intent; help and the screen name the first one.",
    **_WORD_FIELDS,
)


class LanguageTable(StrictTable):
    """A language file; its file name without ".toml" is the language's code."""

    phrases: dict[str, object] = Field(
        description="templates with {placeholders}; tables in tables make keys with dots"
    )
    words: WordsTable = Field(  # type: ignore[valid-type]  # a type made at run time
        description="wordings for every intent"
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        description="intents of each key; the first that applies is used"
    )
    decoys: list[SpokenWords] = Field(
        description="words that sound like commands but are not; recognized and ignored"
    )


_OWN_WORD_FIELDS: dict[str, Any] = {
    intent.name.lower(): (
        list[SpokenWords] | None,
        Field(
            default=None,
            alias=intent.value,
            min_length=1,
            description=f"wordings for {intent.value!r}",
        ),
    )
    for intent in Intent
}

OwnWordsTable = create_model(
    "OwnWordsTable",
    __base__=StrictTable,
    __doc__="Wordings that replace the bundled ones; all others stay as they are.",
    **_OWN_WORD_FIELDS,
)


class OwnLanguageTable(StrictTable):
    """A user's own phrases and words; all others stay as in the bundled language."""

    phrases: dict[str, object] = Field(
        default_factory=dict,
        description="templates with {placeholders}; tables in tables make keys with dots",
    )
    words: OwnWordsTable | None = Field(  # type: ignore[valid-type]  # a type made at run time
        default=None, description="wordings that replace the bundled ones, for some intents"
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        default_factory=dict,
        description="intents of some keys; the first that applies is used",
    )
    decoys: list[SpokenWords] | None = Field(
        default=None, description="all words that are recognized and ignored"
    )
