"""Outcomes of the hearing benchmark as rows: what a table shows and what JSON keeps."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.benchmarks.hearing_scenes import Attempt, Outcome
from scripts.benchmarks.intervals import share_text

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same columns."""

    title: str
    rows: list[Row]


def tables(outcomes: Sequence[Outcome]) -> list[Table]:
    """All that was measured, in the order of the scenes."""
    return [
        Table("commands", [_words_row(one) for one in outcomes if one.attempts]),
        Table("false commands", [_false_row(one) for one in outcomes if one.scene.longest_s]),
        Table("end of the word to the decision, ms", _waits(outcomes)),
        Table("decision to silence of the coach, ms", _silences(outcomes)),
        Table("cost", _costs(outcomes)),
    ]


def text_of(table: Table) -> str:
    """The table in columns."""
    if not table.rows:
        return f"{table.title}: not measured\n"
    heads = list(table.rows[0])
    lines = [[str(row[head]) for head in heads] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [heads, *lines]
    ]
    return "\n".join([table.title, *(f"  {line}" for line in shown), ""])


def summary_of(outcome: Outcome) -> str:
    """The results in a few words, printed before the tables are done."""
    if outcome.attempts:
        right, missed, wrong = counts_of(outcome.attempts)
        return f"{right} right, {missed} missed, {wrong} wrong"
    if outcome.scene.longest_s:
        return f"{len(outcome.false)} false in {outcome.seconds / 60:.1f} minutes"
    return f"silent after {sorted(outcome.silent_after_ms)} ms"


def _words_row(outcome: Outcome) -> Row:
    right, missed, wrong = counts_of(outcome.attempts)
    total = len(outcome.attempts)
    return {
        "condition": outcome.scene.condition,
        "listener": outcome.scene.listener,
        "words": outcome.scene.group,
        "said": total,
        "right": right,
        "missed": missed,
        "wrong": wrong,
        "right %": share_text(right, total),
    }


def counts_of(attempts: Sequence[Attempt]) -> tuple[int, int, int]:
    """Words that were right, missed and wrong: right is once, and nothing else before the next."""
    right = sum(one.decided == (one.wanted,) for one in attempts)
    missed = sum(not one.decided for one in attempts)
    return right, missed, len(attempts) - right - missed


def _false_row(outcome: Outcome) -> Row:
    hours = outcome.seconds / 3600
    return {
        "condition": outcome.scene.condition,
        "listener": outcome.scene.listener,
        "talk": outcome.scene.group or "the coach alone",
        "pieces": outcome.pieces,
        "minutes": round(60 * hours, 1),
        "false": len(outcome.false),
        "an hour": round(len(outcome.false) / hours, 2),
        "signs": outcome.signs,
        "heard": " ".join(sorted(set(outcome.false)))[:60],
    }


def _waits(outcomes: Sequence[Outcome]) -> list[Row]:
    """For each condition, over all groups of words; those at once count when they show up."""
    waits: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for outcome in outcomes:
        for one in outcome.attempts:
            if one.waited_ms is not None:
                kind = "at once" if one.is_urgent else "others"
                waits[outcome.scene.condition, outcome.scene.listener, kind].append(one.waited_ms)
    return [
        {
            "condition": condition,
            "listener": listener,
            "commands": kind,
            "right": len(values),
            "p50": round(float(np.quantile(values, 0.5))),
            "p95": round(float(np.quantile(values, 0.95))),
        }
        for (condition, listener, kind), values in waits.items()
    ]


def _silences(outcomes: Sequence[Outcome]) -> list[Row]:
    return [
        {
            "condition": one.scene.condition,
            "words": one.scene.group,
            "times": len(one.silent_after_ms),
            "p50": round(float(np.quantile(one.silent_after_ms, 0.5))),
            "most": max(one.silent_after_ms),
        }
        for one in outcomes
        if one.silent_after_ms
    ]


def _costs(outcomes: Sequence[Outcome]) -> list[Row]:
    rows: list[Row] = []
    for listener in dict.fromkeys(one.scene.listener for one in outcomes):
        mine = [one for one in outcomes if one.scene.listener == listener]
        heard_s = sum(one.seconds for one in mine)
        rows.append(
            {
                "listener": listener,
                "hours heard": round(heard_s / 3600, 2),
                "CPU % of a core": round(100 * sum(one.cpu_s for one in mine) / heard_s, 1),
                "longest block ms": round(1000 * max(one.longest_s for one in mine)),
                "with room, x real time": round(heard_s / sum(one.took_s for one in mine), 1),
                "peak memory MB": round(max(one.peak_mb for one in mine)),
            }
        )
    return rows
