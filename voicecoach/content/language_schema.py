"""The file format of a language: the coach's phrases, and the words and keys it understands."""

from typing import Annotated, Any

from pydantic import Field, create_model

from voicecoach.content.counting_schema import StrictTable
from voicecoach.content.pronunciation import PronunciationsTable
from voicecoach.core.dialogue.intent import IN_SENTENCES_ONLY, Intent

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
    if intent not in IN_SENTENCES_ONLY
} | {
    intent.name.lower(): (
        list[SpokenWords],
        Field(
            default_factory=list,
            alias=intent.value,
            description=f"wordings for {intent.value!r}, which sentences can do without",
        ),
    )
    for intent in Intent
    if intent in IN_SENTENCES_ONLY
}

WordsTable = create_model(
    "WordsTable",
    __base__=StrictTable,
    __doc__="Wordings for each intent; help and the screen name the first one.",
    **_WORD_FIELDS,
)


SentenceRule = Annotated[str, Field(min_length=1, max_length=300)]
"""A template of sentences, as in `sentence_rules`."""


class SentencesTable(StrictTable):
    """Whole sentences that mean the same as a command."""

    before: list[SpokenWords] = Field(
        default_factory=list, description="what may stand in front of a command without changing it"
    )
    behind: list[SpokenWords] = Field(
        default_factory=list, description="what may follow a command without changing it"
    )
    negations: list[SpokenWords] = Field(
        default_factory=list, description="words with which a sentence is not a command"
    )
    opposites: dict[SpokenWords, list[SpokenWords]] = Field(
        default_factory=dict,
        description="for words of a sentence, what stands there in its opposite; the first count",
    )
    between: list[SpokenWords] = Field(
        default_factory=list, description="words between two numbers of which one is meant"
    )
    assents: list[SpokenWords] = Field(
        default_factory=list,
        description='what means "ready" if it is said alone where the coach waits for that',
    )
    nothing: list[SentenceRule] = Field(
        default_factory=list,
        description="rules for sentences that are close to a command and mean nothing",
    )
    rules: dict[Annotated[Intent, Field(strict=False)], list[SentenceRule]] = Field(
        default_factory=dict,
        description="for an intent, sentences with [optional parts] and (alternatives | like this)",
    )
    examples: dict[str, list[SpokenWords]] = Field(
        default_factory=dict,
        description='sentences that must mean an intent, and under "nothing" those that must not',
    )


class LanguageTable(StrictTable):
    """A language file; its file name without ".toml" is the language's code."""

    phrases: dict[str, object] = Field(
        description="templates with {placeholders}; tables in tables make keys with dots"
    )
    words: WordsTable = Field(  # type: ignore[valid-type]  # a type made at run time
        description="wordings for every intent"
    )
    sentences: SentencesTable = Field(
        default_factory=SentencesTable, description="whole sentences that mean a command"
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        description="intents of each key; the first that applies is used"
    )
    decoys: list[SpokenWords] = Field(
        description="words that sound like commands but are not; recognized and ignored"
    )
    pronunciations: PronunciationsTable = Field(
        default_factory=dict, description="words that voices say wrong, as they are said right"
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
    sentences: SentencesTable | None = Field(
        default=None,
        description="whole sentences that mean a command, in place of the bundled ones",
    )
    keys: dict[str, list[Annotated[Intent, Field(strict=False)]]] = Field(
        default_factory=dict,
        description="intents of some keys; the first that applies is used",
    )
    decoys: list[SpokenWords] | None = Field(
        default=None, description="all words that are recognized and ignored"
    )
    pronunciations: PronunciationsTable = Field(
        default_factory=dict, description="words that voices say wrong, as they are said right"
    )
