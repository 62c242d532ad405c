"""`voicecoach import` takes a whole file or nothing of it, and says where a file is wrong."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.lab.mutants import mutant
from tests.cli.command import Run

pytestmark = pytest.mark.slow

WORKOUT: dict[str, Any] = {
    "id": "a" * 32,
    "began_at_ms": 1_780_000_000_000,
    "utc_offset_s": 7200,
    "routine": "balance",
    "program": "0.1",
    "model": None,
    "facts": [
        {"at_ms": 0, "kind": "SessionStarted", "fields": {"routine": "balance"}},
        {
            "at_ms": 29_000,
            "kind": "SetEnded",
            "fields": {
                "exercise": "calf-raises",
                "set_number": 1,
                "side": None,
                "direction": None,
                "measure": "reps",
                "amount": 10.0,
                "target": 12.0,
                "completed": False,
                "open_ended": False,
            },
        },
        {
            "at_ms": 39_000,
            "kind": "SessionEnded",
            "fields": {"completed": True, "active_ms": 39_000, "sets": 1},
        },
    ],
}
WHOLE: dict[str, Any] = {
    "format": "voicecoach-history",
    "version": 1,
    "sessions": [{**WORKOUT, "id": "b" * 32}, WORKOUT],
    "decisions": [{"at_ms": 1000, "kind": "pin", "about": "calf-raises", "value": 2}],
}


def changed(**values: object) -> dict[str, Any]:
    return {**WHOLE, "sessions": [WHOLE["sessions"][0], {**WORKOUT, **values}]}


def with_field(name: str, value: object, fact: int = 1) -> dict[str, Any]:
    facts = [dict(one) for one in WORKOUT["facts"]]
    facts[fact] = {**facts[fact], "fields": {**facts[fact]["fields"], name: value}}
    return changed(facts=facts)


def with_decision(kind: str, value: object, at_ms: object = 1000) -> dict[str, Any]:
    return {
        **WHOLE,
        "decisions": [{"at_ms": at_ms, "kind": kind, "about": "balance", "value": value}],
    }


FACT = f"session {'a' * 32}, fact 1: "
REFUSED: list[tuple[dict[str, Any], str]] = [
    (changed(began_at_ms=1_780_000_000_000_000), "sessions[1].began_at_ms: "),
    (changed(began_at_ms=1_780_000_000_000_000_000), "sessions[1].began_at_ms: "),
    (changed(began_at_ms=-1), "sessions[1].began_at_ms: "),
    (changed(began_at_ms=10**30), "sessions[1].began_at_ms: "),
    (changed(began_at_ms=1e12), "sessions[1].began_at_ms: "),
    (changed(utc_offset_s=86_400), "sessions[1].utc_offset_s: "),
    (changed(utc_offset_s=-86_400), "sessions[1].utc_offset_s: "),
    (changed(routine="R\x1b]52;c;\x07"), "sessions[1].routine: "),
    (changed(model="\u202egnp"), "sessions[1].model: "),
    (changed(program="\ud800"), "column"),
    (changed(routine="x" * 1000), "sessions[1].routine: "),
    (changed(facts=[{"at_ms": 2**62, "kind": "New", "fields": {}}]), "facts[0].at_ms: "),
    (changed(facts=[{"at_ms": 0, "kind": "\x1b[31m", "fields": {}}]), "fact 0: kind"),
    (changed(facts=[{"at_ms": 0, "kind": "New", "fields": {"x": [1]}}]), "fields.x"),
    (with_field("amount", float("inf")), "finite"),
    (with_field("amount", float("nan")), "finite"),
    (with_field("amount", 1e300), FACT + "amount is out of range"),
    (with_field("amount", -5), FACT + "amount is out of range"),
    (with_field("set_number", -1), FACT + "set_number is out of range"),
    (with_field("variation", "=\x00"), FACT + "variation has a control character"),
    (with_field("exercise", "\u2066x"), FACT + "exercise has a control character"),
    (with_field("side", "middle"), FACT + "the fields do not fit a SetEnded"),
    (with_field("pulse", 10**400), "pulse"),
    (with_field("active_ms", 10**18, 2), "fact 2: active_ms is out of range"),
    (with_field("active_ms", -5, 2), "fact 2: active_ms is out of range"),
    (with_decision("schedule", {"days": [0], "at": "25:00"}), "decisions[0].value: "),
    (with_decision("schedule", {"days": [], "at": "07:00"}), "decisions[0].value: "),
    (with_decision("schedule", {"days": [7], "at": "07:00"}), "decisions[0].value: "),
    (with_decision("schedule", {"at": "07:00"}), "decisions[0].value: "),
    (with_decision("pin", 10**9), "decisions[0].value: "),
    (with_decision("pin", "two"), "decisions[0].value: "),
    (with_decision("mood", "\x1b[31m"), "decisions[0].value: "),
    (with_decision("mood", "x" * 20_000), "decisions[0].value: "),
    (with_decision("unpin", None, at_ms=10**30), "decisions[0].at_ms: "),
    ({**WHOLE, "familiar": {"calf-raises": 0}}, "familiar.calf-raises"),
    ({**WHOLE, "familiar": {"calf-raises": 2**70}}, "familiar.calf-raises"),
    ({**WHOLE, "familiar": {"a\u001b": 1}}, "familiar"),
    ({**WHOLE, "familiar": ["calf-raises"]}, "familiar"),
]


def imported(run: Run, folder: Path, content: bytes) -> tuple[int, str]:
    (folder / "history.json").write_bytes(content)
    result = run("import", str(folder / "history.json"))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_file_that_is_changed_below_is_sound(run: Run, tmp_path: Path) -> None:
    assert imported(run, tmp_path, json.dumps(WHOLE).encode()) == (0, "Added: 2 sessions.\n")


@pytest.mark.parametrize(("archive", "place"), REFUSED, ids=range(len(REFUSED)))
def test_facts_that_no_page_could_read_are_refused_with_their_place(
    run: Run, tmp_path: Path, archive: dict[str, Any], place: str
) -> None:
    code, output = imported(run, tmp_path, json.dumps(archive).encode())
    assert code == 1
    assert place in output
    assert "Nothing was imported" in output
    assert "\x1b" not in output
    assert "No workouts yet" in run("history").output, "nothing is half taken"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00",
        b"\xff\xfe\xfa",
        b"",
        b"1" * 40_000,
        json.dumps(WHOLE).encode()[:-40],
    ],
    ids=["brackets", "objects", "zero", "half UTF-16", "empty", "digits", "cut off"],
)
def test_a_file_that_is_not_json_is_reported(run: Run, tmp_path: Path, content: bytes) -> None:
    code, output = imported(run, tmp_path, content)
    assert code == 1
    assert "valid JSON" in output.replace("Valid", "valid")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_any_encoding_of_json_is_read(run: Run, tmp_path: Path, encoding: str) -> None:
    assert imported(run, tmp_path, json.dumps(WHOLE).encode(encoding))[0] == 0


def test_several_lines_are_allowed_in_the_message_of_a_device(run: Run, tmp_path: Path) -> None:
    fields = {"device": "microphone", "working": False, "reason": "gone\n\tfor good"}
    archive = changed(facts=[{"at_ms": 0, "kind": "DeviceChanged", "fields": fields}])
    assert imported(run, tmp_path, json.dumps(archive).encode())[0] == 0


PAGES: list[Callable[[Path], tuple[str, ...]]] = [
    lambda _: ("history", "--all", "--sets"),
    lambda _: ("progress",),
    lambda _: ("today",),
    lambda _: ("plan",),
    lambda folder: ("export", str(folder / "done.ics")),
    lambda folder: ("export", str(folder / "sets.csv")),
    lambda folder: ("export", str(folder / "again.json")),
]


@pytest.mark.parametrize("seed", range(40))
def test_no_mutant_of_an_archive_breaks_a_command(run: Run, tmp_path: Path, seed: int) -> None:
    code, _ = imported(run, tmp_path, mutant(WHOLE, random.Random(seed)))
    if code:
        return
    for words in PAGES:
        result = run(*words(tmp_path))
        assert result.exit_code == 0 or "no workouts to export" in result.output, result.output
