"""`voicecoach hear`: the commands that a session would recognize in a recording."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.options import language_option, model_option, person_option
from voicecoach.cli.settings_option import settings_option
from voicecoach.dataclass import dataclass

if TYPE_CHECKING:
    from voicecoach.core.dialogue.intents import Grammar, Vocabulary
    from voicecoach.devices.vosk_recognizer import VoskModel

PHASES = (
    "offering",
    "morning",
    "early",
    "greeting",
    "announcing",
    "ready",
    "counting",
    "holding",
    "tallying",
    "switching",
    "resting",
    "rating",
    "hurting",
    "easing",
    "paused",
    "confirming",
    "summary",
)
"""Phases with commands; written out here, because importing the core would slow every `--help`."""


@dataclass(frozen=True, slots=True)
class HeardIntent:
    """One command in a recording; times are in seconds from the start of the recording."""

    intent: str
    words: str
    began_s: float
    ended_s: float
    decided_s: float
    """Time at which a session would have acted."""


NOT_UNDERSTOOD = "?"
"""In place of the intent and the words of speech to the coach that was not understood."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--played",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Recording of what the loudspeaker played meanwhile, of the same length.",
)
@click.option(
    "--phase",
    help=f"Listen as in this phase of a session: {', '.join(PHASES)}.  [default: for the commands "
    "of all phases, but not for answers to questions]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
@model_option
@person_option
@language_option
@settings_option
def hear(
    file: Path,
    played: Path | None,
    phase: str | None,
    as_json: bool,
    model: Path | None,
    person: str,
    language: str,
) -> None:
    """List the commands that a session would hear in FILE.

    FILE is a recording of any common format and sample rate. With --played, the coach's own voice
    is removed as in a session. Speech that seems meant for the coach and holds no command is "?".
    """
    from voicecoach.app.own_content import usable_language
    from voicecoach.app.teaching.taught import usable_taught
    from voicecoach.app.telling import tell
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.devices.vosk_recognizer import VoskModel
    from voicecoach.simulation.dither import seed_dither
    from voicecoach.speech_models.lookup import find_model

    vocabulary = usable_language(language).vocabulary
    directory = find_model(model, language=language)
    taught = usable_taught(person, directory, tell)
    grammar = _grammar(vocabulary, phase)
    began_s = time.perf_counter()
    counts: Counter[str] = Counter()
    with native_messages_silenced():
        loaded = VoskModel(directory, pronunciations=taught.pronunciations)
        seed_dither(1)  # so that a recording gives the same commands each time
        for heard in _heard(file, played, vocabulary, grammar, loaded):
            counts[heard.intent] += heard.intent != NOT_UNDERSTOOD
            click.echo(json.dumps(asdict(heard)) if as_json else _line(heard))
    click.echo(_totals(file, counts, time.perf_counter() - began_s), err=as_json)


def _grammar(vocabulary: "Vocabulary", phase: str | None) -> "Grammar":
    from voicecoach.core.dialogue.grammar import grammar_for, grammar_without_phase
    from voicecoach.core.phases import Phase
    from voicecoach.suggestions import did_you_mean

    if phase is None:
        return grammar_without_phase(vocabulary)
    if phase not in PHASES:
        hint = did_you_mean(phase, PHASES)
        raise click.BadParameter(
            f'there is no phase "{phase}"{hint or "."} Phases: {", ".join(PHASES)}.',
            param_hint="--phase",
        )
    return grammar_for(vocabulary, Phase(phase))


def _heard(
    file: Path,
    played: Path | None,
    vocabulary: "Vocabulary",
    grammar: "Grammar",
    model: "VoskModel",
) -> Iterator[HeardIntent]:
    from voicecoach.app.recordings import paired_blocks
    from voicecoach.core.dialogue.missed_speech import MissedSpeech
    from voicecoach.hearing.chain import HearingChain
    from voicecoach.hearing.signal_format import RATE_HZ
    from voicecoach.hearing.spotter import CommandSpotter
    from voicecoach.sound.clip import milliseconds_of

    blocks = paired_blocks(file, played)
    chain = HearingChain(CommandSpotter(model.new_recognizer))
    chain.listen_for(grammar)
    misses = MissedSpeech()
    until_ms = 0.0
    for recorded, sounded in blocks:
        at_ms, until_ms = until_ms, until_ms + milliseconds_of(len(recorded), RATE_HZ)
        for heard in chain.process(recorded, sounded, at_ms):
            # A session would confirm a doubtful command; here it is left out.
            if (intent := vocabulary.intent_of(heard.words)) and not heard.is_doubtful:
                times_s = (heard.began_ms / 1000, heard.ended_ms / 1000, round(until_ms) / 1000)
                yield HeardIntent(intent.value, heard.words, *times_s)
        if (missed := chain.take_not_understood()) and misses.is_meant(missed):
            times_s = (missed.began_ms / 1000, missed.ended_ms / 1000, round(until_ms) / 1000)
            yield HeardIntent(NOT_UNDERSTOOD, NOT_UNDERSTOOD, *times_s)


def _line(heard: HeardIntent) -> str:
    return (
        f"{heard.began_s:8.2f} s  {heard.intent:<14} {heard.words:<20} "
        f"decided at {heard.decided_s:.2f} s"
    )


def _totals(file: Path, counts: Counter[str], took_s: float) -> str:
    from voicecoach.app.recordings import length_s

    heard_s = length_s(file)
    total = counts.total()
    which = ", ".join(f"{intent} {count}" for intent, count in counts.most_common())
    what = f"{total} command{'' if total == 1 else 's'}" if total else "No command"
    return f"{what} in {heard_s:.1f} s of sound{': ' if which else ''}{which} (took {took_s:.1f} s)"
