"""The parts of the hearing benchmark without a room: sentences, commands, and words said alone."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmarks import hearing_alone, hearing_feedback, hearing_teach
from scripts.benchmarks.hearing_report import Row, Table
from scripts.benchmarks.hearing_sentences import (
    NOTHING,
    Attempt,
    attempts,
    sentences,
    wordings,
)
from scripts.benchmarks.intervals import share_text
from scripts.benchmarks.said import Voice, missing, voices
from scripts.lab.processes import silent_processes
from voicecoach.devices.native_messages import native_messages_silenced

PARTS = ("sentences", "commands", "alone", "feedback", "teach")
WORDS_ALONE = 40
"""Recordings of each word outside the grammar, at most."""


TALK_S = 3600.0
"""Others' talk of each source over which signs are counted, without its pauses."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The measurement of a part."""

    part: str
    purpose: str
    """The list of voices: "tuning" or "testing"."""
    every: int = 1
    """Each voice says one of so many sentences, others than the next voice."""
    set_name: str | None = None
    """The set of sentences; None: all of them."""
    noise_db: float | None = None
    """Recorded noise this far below the user; None: quiet."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The results."""

    tables: list[Table]
    missing: list[str]
    """Measurements that were not possible, and the reasons."""
    attempts: list[Attempt]


def measured(plan: Plan, processes: int, seed: int) -> Measured:
    """Measure a part."""
    match plan.part:
        case "alone":
            return _alone(plan, seed)
        case "feedback":
            return _feedback(plan, processes, seed)
        case "teach":
            return _teach(plan, processes, seed)
        case _:
            return _by_voices(plan, processes)


def _feedback(plan: Plan, processes: int, seed: int) -> Measured:
    if gone := hearing_alone.missing("testing"):
        return Measured([], gone, [])
    talks = [
        hearing_feedback.Talk(source, pauses, TALK_S / plan.every)
        for source in hearing_feedback.SOURCES
        for pauses in hearing_feedback.PAUSES_MS
    ]
    with silent_processes(processes) as pool:
        rows = list(pool.map(hearing_feedback.signs_row, talks, [seed] * len(talks)))
    return Measured([Table("signs that it did not understand, over others' talk", rows)], [], [])


def _teach(plan: Plan, processes: int, seed: int) -> Measured:
    """Lessons of one of `every` voices and speakers."""
    every = [*voices(plan.purpose), *voices(f"{plan.purpose}-accents")]
    here = [voice for voice in every if not voice.lacks]
    kinds = plan.set_name.split(",") if plan.set_name else None
    pupils: list[Voice | hearing_teach.Pupil] = [*here, *hearing_teach.speakers(plan.purpose)]
    lessons = [one for one in pupils if kinds is None or one.kind in kinds][:: plan.every]
    found: list[hearing_teach.Result] = []
    purposes, seeds = [plan.purpose] * len(lessons), range(seed, seed + len(lessons))
    with silent_processes(processes) as pool:
        for result in pool.map(_lesson, lessons, purposes, seeds):
            found.append(result)
            print(hearing_teach.summary_of(result), file=sys.stderr, flush=True)
    return Measured(hearing_teach.tables(found), missing(every), [])


def _lesson(pupil: Voice | hearing_teach.Pupil, purpose: str, seed: int) -> hearing_teach.Result:
    who = hearing_teach.pupil_of(pupil) if isinstance(pupil, Voice) else pupil
    return hearing_teach.result_of(who, purpose, seed)


def _alone(plan: Plan, seed: int) -> Measured:
    if gone := hearing_alone.missing(plan.purpose):
        return Measured([], gone, [])
    most = max(1, WORDS_ALONE // plan.every)
    words = hearing_alone.recordings(plan.purpose, most, seed)
    with native_messages_silenced():
        found, minutes = hearing_alone.strays(words, seed)
    return Measured(hearing_alone.tables(found, minutes), [], [])


def _by_voices(plan: Plan, processes: int) -> Measured:
    found_in = sentences() if plan.part == "sentences" else wordings()
    every = [one for one in found_in if plan.set_name in (None, one.set_name)]
    here = [voice for voice in voices(plan.purpose) if not voice.lacks]
    with silent_processes(processes) as pool:
        running = [
            pool.submit(
                attempts, voice, every[index % plan.every :: plan.every], noise_db=plan.noise_db
            )
            for index, voice in enumerate(here)
        ]
        found: list[Attempt] = []
        for voice, one in zip(here, running, strict=True):
            found += one.result()
            print(f"{voice.name}: {_counts(one.result())}", file=sys.stderr)
    return Measured(tables(found), missing(voices(plan.purpose)), found)


def tables(found: Sequence[Attempt]) -> list[Table]:
    """Attempts by set, kind of voice, voice and meaning; those that mean nothing for themselves."""
    meant = [one for one in found if one.sentence.meaning != NOTHING]
    groups: dict[str, Callable[[Attempt], str]] = {
        "by set": lambda one: one.sentence.set_name,
        "by kind of voice": lambda one: one.voice.kind,
        "by voice": lambda one: one.voice.name,
        "by meaning": lambda one: one.sentence.meaning.split()[0],
    }
    idle = [one for one in found if one.sentence.meaning == NOTHING]
    return [
        *(Table(title, _rows(meant, group)) for title, group in groups.items()),
        Table("not a command", _rows(idle, lambda one: one.sentence.set_name)),
        Table("why not right", _causes(found)),
    ]


def _causes(found: Sequence[Attempt]) -> list[Row]:
    """Each cause with its sentences; those of one sentence are counted together."""
    texts: dict[str, Counter[str]] = {}
    for one in found:
        if one.cause:
            texts.setdefault(one.cause, Counter())[one.sentence.text] += 1
    return [
        {
            "cause": cause,
            "times": counts.total(),
            "sentences": ", ".join(
                text if times == 1 else f"{text} ({times})" for text, times in counts.most_common()
            ),
        }
        for cause, counts in sorted(texts.items(), key=lambda item: -item[1].total())
    ]


def _rows(found: Sequence[Attempt], group: Callable[[Attempt], str]) -> list[Row]:
    names = list(dict.fromkeys(map(group, found)))
    rows = [_row(name, [one for one in found if group(one) == name]) for name in names]
    return [*rows, _row("all", found)] if found else []


def _row(name: str, found: Sequence[Attempt]) -> Row:
    counts = Counter(one.verdict for one in found)
    return {
        "group": name,
        "said": len(found),
        **{verdict: counts[verdict] for verdict in ("right", "asked", "missed", "wrong")},
        "right %": share_text(counts["right"], len(found)),
        "wrong %": share_text(counts["wrong"], len(found)),
    }


def _counts(found: Sequence[Attempt]) -> str:
    counts = Counter(one.verdict for one in found)
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())


def write_attempts(found: Sequence[Attempt], path: Path) -> None:
    """Keep each attempt as a line of JSON, to see what was misunderstood."""
    with path.open("w", encoding="utf-8") as file:
        for one in found:
            line = {
                "voice": one.voice.name,
                "set": one.sentence.set_name,
                "phase": one.sentence.phase.value,
                "text": one.sentence.text,
                "meaning": one.sentence.meaning,
                "heard": one.heard,
                "asked": one.asked,
                "verdict": one.verdict,
            }
            file.write(json.dumps(line) + "\n")
