"""The phrases used in the code and those of the language file are the same."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import voicecoach
from tests.each import for_each
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.echo_guard import EchoGuard
from voicecoach.core.workout.exercise import SideWord

BOOK = load_language().book
VOCABULARY = load_language().vocabulary
ALL_KEYS = sorted(BOOK.keys())
SIDE_WORDS = [key for key in ALL_KEYS if key.startswith(("side-word.", "side-words."))]
KEYS = [key for key in ALL_KEYS if BOOK.original(key) == key and key not in SIDE_WORDS]
FORMS = sorted(set(ALL_KEYS) - set(KEYS) - set(SIDE_WORDS))
QUESTIONS = (
    *(
        "ready.ask",
        "ready.ask-within",
        "ready.still",
        "greeting.fetch",
        "pause.finish-here",
        "pause.still",
        "greeting.help",
        "dose.say-down",
    ),
    *("resume.ask", "resume.ask-set", "morning.ask", "rating.ask", "rating.easy.noted"),
    *(
        "change.go-on",
        "pain.ask",
        "pain.mild-choice",
        "pause.hurts",
        "pain.outside",
        "pain.moderate-choice",
        "pain.severe-choice",
    ),
)


@dataclass(frozen=True)
class Call:
    """A call of `phrase` in the code."""

    place: str
    pattern: str
    names: frozenset[str]

    def covers(self, key: str) -> bool:
        return re.fullmatch(self.pattern, key) is not None


@cache
def calls() -> tuple[Call, ...]:
    """All calls in the code whose values are written out."""
    return tuple(call for call in parsed_calls() if "**" not in call.names)


def parsed_calls() -> Iterator[Call]:
    for path in sorted(Path(voicecoach.__file__).parent.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "phrase(" in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "phrase":
                place = f"{path.stem}:{node.lineno}"
                names = [keyword.arg or "**" for keyword in node.keywords]
                for pattern in patterns(node.args[0]):
                    yield Call(place, pattern, frozenset(names))


def patterns(key: ast.expr) -> Iterator[str]:
    """The keys an expression can stand for, as patterns; one that is not written out: none."""
    match key:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
                for part in parts
            )
        case ast.IfExp(body=body, orelse=orelse):
            yield from patterns(body)
            yield from patterns(orelse)
        case _:
            pass


def test_every_phrase_of_the_code_is_in_the_language() -> None:
    written_out = {re.escape(key) for key in KEYS} & {call.pattern for call in calls()}
    assert len(calls()) > 200
    for call in calls():
        others = written_out - {call.pattern}
        meant = [key for key in KEYS if call.covers(key) and re.escape(key) not in others]
        assert meant, call
        for key in meant:
            wanted = BOOK.values(key) - {"sides"}
            assert call.names - {"turn", "side", "sets"} <= wanted <= call.names, (call, key)


def test_every_phrase_of_the_language_is_said() -> None:
    assert [key for key in KEYS if not any(call.covers(key) for call in calls())] == []


def test_a_form_needs_no_more_than_its_phrase_has() -> None:
    for form in FORMS:
        assert BOOK.original(form) in KEYS, form
        assert BOOK.placeholders(form) <= BOOK.values(BOOK.original(form)), form
        assert not form.endswith(".one") or "n" in BOOK.values(BOOK.original(form)), form


def test_a_language_has_one_and_many_of_each_word_for_a_side() -> None:
    words = {f"{table}.{word.value}" for table in ("side-word", "side-words") for word in SideWord}
    assert words == set(SIDE_WORDS)


@for_each(set(Intent) - {Intent.NUMBER, Intent.GO_TO})
def test_every_intent_without_a_number_or_name_has_a_key(intent: Intent) -> None:
    assert any(intent in meanings for meanings in VOCABULARY.keys.values())


@for_each([*QUESTIONS, *(key for key in KEYS if key.startswith("help."))])
def test_a_quick_answer_is_never_taken_for_the_end_of_the_question(key: str) -> None:
    values = tuple((name, "x") for name in sorted(BOOK.placeholders(key)))
    sentence = BOOK.sentence(Phrase(key, values))
    length_ms = 60 * len(sentence)
    guard = EchoGuard()
    guard.spoke(sentence, began_ms=0, length_ms=length_ms)
    for intent, wordings in VOCABULARY.words.items():
        for wording in wordings:
            answered_ms = length_ms + 250
            assert not guard.is_echo(wording, began_ms=answered_ms, ended_ms=answered_ms + 400), (
                intent,
                wording,
            )
