"""Mutants of an exported history: changed where a program that reads it may stumble."""

import json
import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

Node = tuple[Any, Any]
"""A list or an object in JSON, and an index or key in it."""

NUMBERS = (
    *(0, -1, 1, 2**31, 2**31 - 1, 2**32, 2**53 + 1, 2**62, 2**63, 2**64, -(2**63), 10**30),
    *(0.5, -0.0, 1e-300, 1e300, float("inf"), float("-inf"), float("nan")),
    *(86_400, -86_400, 65_535, 1_780_000_000, 1_780_000_000_000_000, 4_102_444_800_000),
)
TEXTS = (
    *("", " ", "\x00", "\n", "\x1b]52;c;x\x07", "\u202e", "\ud800", "\u2028", "x" * 300),
    *("x" * 100_000, "=1+1", "@SUM(A1)", "../../x", "/", "\\", "CON", "<script>", "&amp;"),
    *("left", "right", "reps", "seconds", "hard", "counting", "25:00"),
    *("a" * 32, "0" * 32, "b" * 32),
)
OTHERS: tuple[Any, ...] = (None, True, False, [], {}, [[]], {"": {}}, [None] * 1000)
KINDS = (
    *("SessionStarted", "SessionResumed", "ResumeDeclined", "PlaceReached", "DoseGiven"),
    *("SetEnded", "ExerciseSkipped", "EffortRated", "DoseWished", "PainReported"),
    *("MorningAnswered", "PhaseEntered", "SessionEnded", "DeviceChanged", "Unheard"),
)


def mutant(archive: Mapping[str, Any], chance: random.Random) -> bytes:
    """One to three changes of the archive, then perhaps of its bytes."""
    whole = deepcopy(dict(archive))
    for _ in range(chance.randint(1, 3)):
        chance.choice(_CHANGES)(whole, chance)
    content = json.dumps(whole, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return _spoiled(content, chance) if chance.random() < 0.2 else content


def changed(
    content: Mapping[str, Any], chance: random.Random
) -> tuple[dict[str, Any], Callable[[bytes], bytes]]:
    """One to three changes of any content, and what may then happen to its bytes."""
    whole = deepcopy(dict(content))
    for _ in range(chance.randint(1, 3)):
        chance.choice(_ANYWHERE)(whole, chance)
    is_spoiled = chance.random() < 0.2
    return whole, lambda data: _spoiled(data, chance) if is_spoiled else data


def _nodes(value: Any) -> list[Node]:
    found: list[Node] = []
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(inner):
        found.append((value, key))
        if isinstance(one, dict | list):
            found += _nodes(one)
    return found


def _replace_value(whole: Any, chance: random.Random) -> None:
    place, key = chance.choice(_nodes(whole))
    same = NUMBERS if isinstance(place[key], int | float) else TEXTS
    pool = same if chance.random() < 0.7 else (*NUMBERS, *TEXTS, *OTHERS)
    place[key] = deepcopy(chance.choice(pool))


def _nudge_number(whole: Any, chance: random.Random) -> None:
    numbers = [node for node in _nodes(whole) if type(node[0][node[1]]) in (int, float)]
    if numbers:
        place, key = chance.choice(numbers)
        place[key] = place[key] * chance.choice((-1, 0, 2, 1000, 10**6)) + chance.choice((0, 1))


def _delete(whole: Any, chance: random.Random) -> None:
    place, key = chance.choice(_nodes(whole))
    del place[key]


def _add_key(whole: Any, chance: random.Random) -> None:
    tables = [place[key] for place, key in _nodes(whole) if isinstance(place[key], dict)]
    if tables:
        chance.choice(tables)[chance.choice(TEXTS)] = chance.choice((*NUMBERS, *TEXTS, *OTHERS))


def _repeat(whole: Any, chance: random.Random) -> None:
    lists = [place[key] for place, key in _nodes(whole) if isinstance(place[key], list)]
    filled = [one for one in lists if one]
    if filled:
        some = chance.choice(filled)
        some.insert(chance.randint(0, len(some)), deepcopy(chance.choice(some)))


def _shuffle(whole: Any, chance: random.Random) -> None:
    lists = [place[key] for place, key in _nodes(whole) if isinstance(place[key], list)]
    if lists:
        chance.shuffle(chance.choice(lists))


def _change_kind(whole: Any, chance: random.Random) -> None:
    facts = [place[key] for place, key in _nodes(whole) if key == "kind"]
    owners = [place for place, key in _nodes(whole) if key == "kind"]
    if facts:
        chance.choice(owners)["kind"] = chance.choice(KINDS)


def _resume(whole: Any, chance: random.Random) -> None:
    """Let a session continue another one, or itself."""
    owners = [place[key] for place, key in _nodes(whole) if key == "facts"]
    lists = [one for one in owners if isinstance(one, list)]
    if lists:
        fields = {"session": chance.choice(("a" * 32, "b" * 32, "c" * 32))}
        chance.choice(lists).insert(0, {"at_ms": 0, "kind": "SessionResumed", "fields": fields})


def _nest(whole: Any, chance: random.Random) -> None:
    place, key = chance.choice(_nodes(whole))
    for _ in range(chance.choice((1, 3, 300))):
        place[key] = [place[key]]


_ANYWHERE: tuple[Callable[[Any, random.Random], None], ...] = (
    *(_replace_value, _replace_value, _replace_value, _nudge_number, _nudge_number, _delete),
    *(_add_key, _repeat, _shuffle, _nest),
)
_CHANGES = (*_ANYWHERE, _change_kind, _resume)


def _spoiled(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case _:
                data[at:at] = chance.choice((b"[", b"{", b'"', b"\\", b"NaN", b"1e999", b"\xff"))
        if not data:
            return b""
    return bytes(data)
