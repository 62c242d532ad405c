"""`scripts/model/evaluate MODEL_DIR`: measures how well a Vosk model recognizes commands."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scripts.lab.machine import machine
from scripts.lab.recordings import SPEECH
from scripts.model.evaluation import items, measures, synthetic
from scripts.model.evaluation.conditions import CONDITIONS, Condition, Room
from scripts.model.evaluation.listening import Ears, Kind, Listener, Tally
from scripts.model.evaluation.pocketsphinx_ears import PocketsphinxEars
from voicecoach.devices.native_messages import native_messages_silenced
from voicecoach.errors import VoicecoachError

_WER_S = 600
_DELAY_WORDS = 12
_CUT_WORDS = 10


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@click.option("--part", type=click.Choice(["test", "valid"]), default="test", show_default=True,
              help="valid: recordings kept out of training to choose by.")  # fmt: skip
@click.option("--most", default=100, show_default=True, help="Recordings of each word.")
@click.option("--minutes", default=60.0, show_default=True, help="Of each kind of talk.")
@click.option("--clean-only", is_flag=True, help="Leave out the noises.")
@click.option("--pocketsphinx", is_flag=True, help="Measure pocketsphinx in place of a model.")
@click.option("--json", "path", type=click.Path(path_type=Path), help="Write the figures there.")
def main(
    directory: Path | None,
    part: str,
    most: int,
    minutes: float,
    clean_only: bool,
    pocketsphinx: bool,
    path: Path | None,
) -> None:
    """Measure a Vosk model on recordings that its training has not heard."""
    if (directory is None) != pocketsphinx:
        raise click.UsageError("Name a model's directory, or --pocketsphinx.")
    if not SPEECH.is_dir():
        raise click.ClickException(
            f"There are no recordings in {SPEECH}. Name their folder in VOICECOACH_SPEECH."
        )
    began_s = time.perf_counter()
    scope = Scope(part, most, 60 * minutes, CONDITIONS[:1] if clean_only else CONDITIONS)
    with native_messages_silenced():
        try:
            figures = measure(directory, scope)
        except VoicecoachError as error:
            raise click.ClickException(str(error)) from error
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error.name} is not installed here.") from error
    print(f"\n{machine()}, {time.perf_counter() - began_s:.0f} s")
    if path:
        path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Scope:
    """Amount of material."""

    part: str
    most_a_word: int
    talk_s: float
    conditions: tuple[Condition, ...]


def measure(directory: Path | None, scope: Scope) -> dict[str, Any]:
    """All figures by name, also printed as they come; None: those of pocketsphinx."""
    ears: Ears = Listener(directory) if directory else PocketsphinxEars()
    room = Room(scope.part)
    if ears.unknown:
        print(f"It does not know: {', '.join(ears.unknown)}")
    figures: dict[str, Any] = {"model": str(directory or "pocketsphinx"), "part": scope.part}
    print(f"\n{'words':24}{'':14}{'n':>6}{'right':>8}{'missed':>8}{'wrong':>8}{'sure: right':>13}"
          f"{'wrong':>8}")  # fmt: skip
    for name, group in _groups(scope).items():
        for condition in scope.conditions:
            tallies = measures.words_in(ears, group, condition, room)
            figures[f"{name}, {condition}"] = _show(f"{name:24}{condition!s:14}", _sum(tallies))
            if condition.kind == "clean":
                _show_words(tallies)
    outside = measures.outside_words_in(
        ears, items.outside_words(scope.part, scope.most_a_word), room
    )
    figures["outside"] = _show(f"{'words outside':24}{'clean':14}", outside)
    for name, talk in _talks(scope).items():
        figures[name] = _show_alarms(name, measures.false_alarms(ears, talk, items.COMMANDS))
    if isinstance(ears, Listener) and directory:
        figures |= _measure_vosk(ears, directory, room, scope.part)
    figures["memory_mb"] = round(measures.peak_memory_mb())
    print(f"memory of the whole process: {figures['memory_mb']} MB")
    return figures


def _groups(scope: Scope) -> dict[str, list[items.Item]]:
    found = {"recorded": items.words(scope.part, scope.most_a_word)}
    if scope.part == "test":
        found["cut from sentences"] = items.cut_words(_CUT_WORDS)
    return found | synthetic.voices(scope.part)


def _talks(scope: Scope) -> dict[str, Iterator[items.Item]]:
    found = {"sentences": items.sentences(scope.part, scope.talk_s)}
    if scope.part == "test":
        found["strangers"] = items.strangers(scope.talk_s)
    return found


def _measure_vosk(listener: Listener, directory: Path, room: Room, part: str) -> dict[str, Any]:
    """Measurements that only a Vosk model allows."""
    figures: dict[str, Any] = {}
    if part == "test":
        spoken = items.phrases()
        phrases = Listener(directory, sorted({item.text for item in spoken}))
        tallies = measures.words_in(phrases, spoken, Condition(), room)
        figures["phrases"] = _show(f"{'phrases':24}{'clean':14}", _sum(tallies))
    figures["delay"] = _show_delays(listener, room, part)
    figures["word errors"] = _show_errors(listener, part)
    figures["size_mb"] = round(sum(each.stat().st_size for each in directory.rglob("*")) / 1e6, 1)
    print(f"size of the model: {figures['size_mb']} MB")
    return figures


def _sum(tallies: Mapping[str, Tally]) -> Tally:
    total = Tally()
    for tally in tallies.values():
        total.kinds += tally.kinds
        total.sure += tally.sure
        total.confused += tally.confused
    return total


def _show(title: str, tally: Tally) -> dict[str, float]:
    shares = {kind.value: round(tally.share(kind), 1) for kind in Kind}
    shares |= {f"sure {kind.value}": round(tally.sure_share(kind), 1) for kind in Kind}
    print(
        f"{title}{tally.total:6}{shares['right']:8}{shares['missed']:8}{shares['wrong']:8}"
        f"{shares['sure right']:13}{shares['sure wrong']:8}  {_most(tally.confused)}",
        flush=True,
    )
    return {"n": tally.total, **shares}


def _show_words(tallies: Mapping[str, Tally]) -> None:
    for word, tally in sorted(tallies.items()):
        if tally.kinds[Kind.RIGHT] < tally.total:
            _show(f"    {word:34}", tally)


def _show_alarms(name: str, found: measures.FalseAlarms) -> dict[str, float]:
    hours = max(found.hours, 1e-9)
    print(
        f"{name}: {found.hours * 60:.0f} min, false command words "
        f"{found.words.total() / hours:.1f} an hour ({_most(found.words)}), heard alone "
        f"{found.alone.total() / hours:.1f} "
        f"({_most(found.alone)}); {found.found} of {found.said} said in it were heard; "
        f"real-time factor {found.cpu_s / max(found.seconds, 1e-9):.3f}",
        flush=True,
    )
    return {
        "hours": round(found.hours, 3),
        "words an hour": round(found.words.total() / hours, 2),
        "alone an hour": round(found.alone.total() / hours, 2),
        "real-time factor": round(found.cpu_s / max(found.seconds, 1e-9), 4),
    }


def _show_delays(listener: Listener, room: Room, part: str) -> dict[str, float] | None:
    found = measures.delays(listener, items.words(part, _DELAY_WORDS), room)
    if found is None:
        print("end of a word to its partial text: too few words were heard to tell")
        return None
    print(
        f"end of a word to its partial text: median {found.median_ms:.0f} ms, nine in ten "
        f"{found.most_ms:.0f} ms ({found.words} words)"
    )
    return {"median ms": round(found.median_ms), "nine in ten ms": round(found.most_ms)}


def _show_errors(listener: Listener, part: str) -> float:
    errors = said = 0
    for item in items.sentences(part, _WER_S):
        words = item.text.split()
        errors += measures.word_errors(words, listener.transcribe(item.samples).split())
        said += len(words)
    print(f"word errors on sentences without a grammar: {100 * errors / max(said, 1):.1f} %")
    return round(100 * errors / max(said, 1), 1)


def _most(counts: Counter[str], most: int = 5) -> str:
    return ", ".join(f"{text} {count}" for text, count in counts.most_common(most))


if __name__ == "__main__":
    sys.exit(main())
