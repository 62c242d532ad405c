"""Recognition of commands: in noise, over others and over the coach, and false ones.

The parts without a room (sentences, commands, alone, feedback) are measured when asked for.
"""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.benchmarks import hearing_spoken, hearing_words
from scripts.benchmarks.hearing_listeners import LISTENERS
from scripts.benchmarks.hearing_report import Table, summary_of, tables, text_of
from scripts.benchmarks.hearing_scenes import Outcome, Scene, run_scene
from scripts.lab.machine import machine
from scripts.lab.processes import silent_processes
from voicecoach.voice.choice import NATURAL

_LOOP_LONGEST_S = 900.0
"""The loop takes so many things for commands that less time tells how many."""
_OTHERS = ("other words", "common voice", "librispeech")


@dataclass(frozen=True, slots=True)
class Extent:
    """Amount of each kind of speech."""

    most_a_word: int
    """So many recordings of each word."""
    noises_db: tuple[int, ...]
    babbles_db: tuple[int, ...]
    echoes_db: tuple[int, ...]
    talk_s: float
    """Of each source, at most."""
    coach_s: float
    """For each level of the echo."""


PARTS = ("words", "talk", "coach", "silence")
FULL = Extent(25, (24, 12, 6), (24, 20, 12, 10, 6), (0, 6, 12), 5400, 2400)
QUICK = Extent(2, (12,), (20,), (0, 12), 60, 60)


def _scenes(extent: Extent, seed: int) -> Iterator[Scene]:
    has_recordings = "recorded" in hearing_words.groups()
    start = Scene(
        "",
        "clean",
        "",
        most_a_word=extent.most_a_word,
        seed=seed,
    )
    for listener in LISTENERS:
        start = replace(start, listener=listener)
        talk_s, coach_s = extent.talk_s, extent.coach_s
        if listener != "chain":
            talk_s, coach_s = min(talk_s, _LOOP_LONGEST_S), min(coach_s, _LOOP_LONGEST_S)
        for group in hearing_words.groups():
            words = replace(start, name="words", group=group)
            yield words
            if has_recordings:
                yield from _noisy(words, extent)
            for echo_db in extent.echoes_db:
                over = f"coach {echo_db:+d} dB"
                yield replace(words, condition=over, echo_db=float(echo_db))
        for source in _OTHERS if has_recordings else ():
            yield replace(start, name="talk", condition="others", group=source, longest_s=talk_s)
        for echo_db in extent.echoes_db:
            over = f"coach {echo_db:+d} dB"
            yield replace(
                start, name="coach", condition=over, echo_db=float(echo_db), longest_s=coach_s
            )
    hushed = replace(start, name="silence", condition="coach +0 dB", listener="chain")
    for group in hearing_words.groups():
        yield replace(hushed, group=group, echo_db=0.0, hushes=True)


def _noisy(words: Scene, extent: Extent) -> Iterator[Scene]:
    for kind, levels_db in (("noise", extent.noises_db), ("babble", extent.babbles_db)):
        for noise_db in levels_db:
            condition = f"{kind} {noise_db} dB"
            yield replace(words, condition=condition, noise=kind, noise_db=float(noise_db))


def _run_all(scenes: list[Scene], processes: int) -> list[Outcome]:
    """The outcomes in the order of the scenes; the longest scenes are begun first."""
    with silent_processes(processes) as pool:
        longest_first = sorted(scenes, key=lambda scene: -scene.longest_s)
        running = {pool.submit(run_scene, scene): scene for scene in longest_first}
        for count, done in enumerate(as_completed(running), start=1):
            scene = running[done]
            where = f"{count}/{len(scenes)} {scene.condition} {scene.group} {scene.listener}"
            print(f"{where}: {summary_of(done.result())}", file=sys.stderr)
        outcomes = {running[done]: done.result() for done in running}
    return [outcomes[scene] for scene in scenes]


def _measure_scenes(options: Namespace) -> None:
    extent = QUICK if options.quick else FULL
    extent = replace(extent, most_a_word=options.most or extent.most_a_word)
    scenes = [
        replace(scene, coach=options.coach, purpose=options.voices)
        for scene in _scenes(extent, options.seed)
        if options.part in (None, scene.name)
        and options.listener in (None, scene.listener)
        and options.words in (None, scene.group)
        and (options.condition or "") in scene.condition
        and (options.coach == NATURAL or scene.echo_db is not None)
    ]
    for line in hearing_words.missing():
        print(f"Not measured: {line}.", file=sys.stderr)
    began_s = time.perf_counter()
    found = tables(_run_all(scenes, options.processes))
    _report(options, found, hearing_words.missing(), time.perf_counter() - began_s)


def _measure_spoken(options: Namespace) -> None:
    every = 10 if options.quick else options.every
    plan = hearing_spoken.Plan(options.part, options.voices, every, options.set, options.noise)
    began_s = time.perf_counter()
    found = hearing_spoken.measured(plan, options.processes, options.seed)
    for line in found.missing:
        print(f"Not measured: {line}.", file=sys.stderr)
    if options.attempts:
        hearing_spoken.write_attempts(found.attempts, options.attempts)
    _report(options, found.tables, found.missing, time.perf_counter() - began_s)


def _report(
    options: Namespace, found: Sequence[Table], not_measured: Sequence[str], took_s: float
) -> None:
    processes, seed = options.processes, options.seed
    print(f"hearing: {machine()}, seed {seed}, {took_s:.0f} s in {processes} processes\n")
    for table in found:
        print(text_of(table))
    report = {
        "benchmark": "hearing",
        "machine": machine(),
        "part": options.part,
        "seed": seed,
        "took_s": round(took_s),
        "not_measured": not_measured,
        "tables": {table.title: table.rows for table in found},
    }
    line = json.dumps(report)
    print(line)
    if options.json:
        options.json.write_text(line + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="minutes in place of an hour")
    parser.add_argument("--part", choices=(*PARTS, *hearing_spoken.PARTS), help="only this part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the JSON to this file, too")
    parser.add_argument(
        "--coach",
        default=NATURAL,
        metavar="VOICE",
        help="the coach's; another: only scenes with it",
    )
    parser.add_argument("--listener", choices=LISTENERS, help="only this one")
    parser.add_argument("--words", metavar="GROUP", help='only these: "recorded", or a voice')
    parser.add_argument("--condition", metavar="TEXT", help='only with this: "coach", "+0 dB"')
    parser.add_argument("--most", type=int, metavar="N", help="so many recordings of each word")
    purposes = ("testing", "tuning")
    parser.add_argument("--voices", choices=purposes, default="testing", help="and recordings")
    spoken = parser.add_argument_group(", ".join(hearing_spoken.PARTS))
    spoken.add_argument("--every", type=int, default=1, metavar="N", help="only one of N for each")
    spoken.add_argument(
        "--set",
        metavar="NAME",
        help="only this set of sentences; of lessons: only these kinds of voice, with commas",
    )
    spoken.add_argument("--noise", type=float, metavar="DB", help="recorded noise this far below")
    spoken.add_argument("--attempts", type=Path, metavar="FILE", help="write each one as JSON")
    given = parser.parse_args()
    if given.part in hearing_spoken.PARTS:
        _measure_spoken(given)
    else:
        _measure_scenes(given)
