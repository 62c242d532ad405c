"""Benefit of a lesson of `voicecoach teach`: words of a voice before it and after.

A synthetic voice says a word the same way each time. So its two takes in the lesson are the word
played slower and faster, which also changes its pitch and the apparent size of the throat; later it
speaks at other speeds. Speakers who recorded a word at least three times give takes of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from scripts.benchmarks.hearing_alone import missing, recordings, strays
from scripts.benchmarks.hearing_direct import LEAD_MS, TAIL_MS, background, heard_in
from scripts.benchmarks.hearing_report import Row, Table
from scripts.benchmarks.hearing_sentences import phase_of
from scripts.benchmarks.intervals import share_text
from scripts.benchmarks.said import USER_DB, Voice, say
from scripts.lab.recordings import SINGLE_WORDS, SPEECH, manifest, read_recording
from voicecoach.app.teaching.teacher import Schooling
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.lesson import LEAST_RESEMBLANCE, usual_words
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.takes import TakeRecorder
from voicecoach.simulation.sounds import at_speech_level
from voicecoach.sound.clip import Clip, Samples, frames_of, milliseconds_of
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model

LESSON_SPEEDS = (0.95, 1.05)
LATER_SPEEDS = (0.85, 1.15)
UNTAUGHT = ("done", "harder", "resume", "why")
"""Commands that the lesson leaves alone, and must not make worse."""
OTHERS, OTHERS_OF_A_WORD = 40, 10
"""Words of others after each lesson, and recordings from which they are drawn."""
RECORDED = "recorded"
NOISES_DB = (None, 12.0)


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody whose words are learned, with takes of each command: first those of the lesson."""

    name: str
    kind: str
    lesson: Mapping[str, Sequence[Samples]]
    later: Mapping[str, Sequence[Samples]]
    """Takes of commands that were in the lesson, and of others."""


@dataclass(frozen=True, slots=True)
class Said:
    """Outcome of one take."""

    pupil: str
    kind: str
    word: str
    is_taught: bool
    noise_db: float | None
    before: str
    after: str
    """Verdicts: right, asked, missed or wrong."""


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of a lesson."""

    said: list[Said]
    strangers: int
    """Words of others that are not commands, each said alone..."""
    obeyed_before: int
    obeyed_after: int
    """... and how many of them were obeyed before the lesson and after."""
    learned: int
    """Words with a new pronunciation."""


def pupil_of(voice: Voice) -> Pupil:
    """A synthetic voice as a pupil."""
    words = usual_words(load_language().vocabulary)
    return Pupil(
        voice.name,
        voice.kind,
        {word: [_at_speed(say(voice, word), speed) for speed in LESSON_SPEEDS] for word in words},
        {word: [say(voice, word, speed) for speed in LATER_SPEEDS] for word in (*words, *UNTAUGHT)},
    )


def _at_speed(samples: Samples, speed: float) -> Samples:
    return with_rate(Clip(samples, round(RATE_HZ * speed)), RATE_HZ).samples


def speakers(purpose: str) -> Iterator[Pupil]:
    """Speakers with three recordings of a command or more: two teach, the others come later."""
    if missing(purpose):
        return
    part, place = SINGLE_WORDS[purpose]
    vocabulary = load_language().vocabulary
    takes: dict[str, dict[str, list[Path]]] = defaultdict(lambda: defaultdict(list))
    for row in manifest(part):
        word = row["text"].lower()
        if row["path"].startswith(place) and vocabulary.intent_of(word):
            takes[row["speaker"]][word].append(SPEECH / part / row["path"])
    for speaker, words in takes.items():
        enough = {word: paths for word, paths in words.items() if len(paths) > 2}
        if enough:
            sounds = {
                word: [at_speech_level(read_recording(one), USER_DB) for one in paths]
                for word, paths in enough.items()
            }
            yield Pupil(
                speaker,
                RECORDED,
                {word: each[:2] for word, each in sounds.items()},
                {word: each[2:] for word, each in sounds.items()},
            )


def result_of(pupil: Pupil, purpose: str, seed: int) -> Result:
    """Hold a lesson with a pupil, and let the chain hear them, and others, before and after."""
    schooling = Schooling(load_language().vocabulary, tuple(pupil.lesson), {})
    for word, takes in pupil.lesson.items():
        for take in (cut for one in takes if (cut := _taken(one)) is not None):
            if schooling.learner.resemblance(word, take) < LEAST_RESEMBLANCE:
                schooling.learner.discard_last(word)
    learned = schooling.learned().pronunciations
    usual = VoskModel(bundled_model())
    taught = VoskModel(bundled_model(), pronunciations=learned) if learned else usual
    is_measured = pupil.kind != RECORDED and not missing(purpose)
    others = recordings(purpose, OTHERS_OF_A_WORD, seed)[:OTHERS] if is_measured else []
    before_others, _ = strays(others, seed, usual) if others else ([], 0.0)
    after_others, _ = strays(others, seed, taught) if others and learned else (before_others, 0.0)
    said = [
        Said(
            pupil.name,
            pupil.kind,
            word,
            word in pupil.lesson,
            noise_db,
            before := _verdict(usual, word, take, noise_db),
            _verdict(taught, word, take, noise_db) if learned else before,
        )
        for word, takes in pupil.later.items()
        for take in takes
        for noise_db in NOISES_DB
    ]
    return Result(
        said,
        len(others),
        sum(bool(one.obeyed) for one in before_others),
        sum(bool(one.obeyed) for one in after_others),
        len(learned),
    )


def _taken(samples: Samples) -> Samples | None:
    """Cut a recording as a lesson does; None: it hears nothing in it."""
    signal = np.pad(samples, (frames_of(LEAD_MS, RATE_HZ), frames_of(TAIL_MS, RATE_HZ)))
    signal = (signal + background(len(signal), None)).astype(np.float32)
    recorder = TakeRecorder()
    recorder.begin(LEAD_MS / 2)
    block = frames_of(20, RATE_HZ)
    for first in range(0, len(signal), block):
        at_ms = milliseconds_of(first, RATE_HZ)
        if take := recorder.process(signal[first : first + block], at_ms):
            return take.samples
    return None


def _verdict(model: VoskModel, word: str, take: Samples, noise_db: float | None) -> str:
    vocabulary = load_language().vocabulary
    wanted = vocabulary.intent_of(word)
    assert wanted is not None
    grammar = grammar_for(vocabulary, phase_of(wanted, word))
    heard = heard_in(np.asarray(take), grammar, noise_db=noise_db, with_model=model)
    sure = [vocabulary.intent_of(one.words) for one in heard if not one.is_doubtful]
    if sure:
        return "right" if sure == [wanted] else "wrong"
    return "asked" if heard else "missed"


def tables(results: Sequence[Result]) -> list[Table]:
    """Before and after a lesson: by condition, by kind of voice, and by voice."""
    found = [one for result in results for one in result.said]
    taught = [one for one in found if one.is_taught]
    conditions = {
        f"{'taught' if is_taught else 'others'}, {_condition(noise_db)}": [
            one for one in found if (one.is_taught, one.noise_db) == (is_taught, noise_db)
        ]
        for is_taught, noise_db in product((True, False), NOISES_DB)
    }
    kinds = {kind: [one for one in taught if one.kind == kind] for kind in _names(taught, "kind")}
    pupils = {
        name: [one for one in taught if one.pupil == name] for name in _names(taught, "pupil")
    }
    words = {word: [one for one in taught if one.word == word] for word in _names(taught, "word")}
    return [
        Table(
            "before and after a lesson",
            [_row(name, each) for name, each in conditions.items() if each],
        ),
        Table("by kind of voice, taught words", [_row(name, each) for name, each in kinds.items()]),
        Table("by voice, taught words", [_row(name, each) for name, each in pupils.items()]),
        Table("words of others that are not commands, alone", [_others_row(results)]),
        Table("by word", [_row(name, each) for name, each in words.items()]),
    ]


def summary_of(result: Result) -> str:
    """Summary of a lesson in a few words, shown before the tables are ready."""
    parts = [f"{result.said[0].pupil}: {result.learned} learned"]
    for is_taught, noise_db in product((True, False), NOISES_DB):
        some = [x for x in result.said if (x.is_taught, x.noise_db) == (is_taught, noise_db)]
        before, after = Counter(x.before for x in some), Counter(x.after for x in some)
        name = f"{'taught' if is_taught else 'others'}, {_condition(noise_db)}"
        right = f"{before['right']} > {after['right']} right"
        wrong = f"{before['wrong']} > {after['wrong']} wrong"
        parts.append(f"{name}: {right}, {wrong} of {len(some)}")
    taken = f"{result.obeyed_before} > {result.obeyed_after}"
    return "; ".join([*parts, f"strangers' words {taken} of {result.strangers}"])


def _others_row(results: Sequence[Result]) -> Row:
    said = sum(result.strangers for result in results)
    before = sum(result.obeyed_before for result in results)
    after = sum(result.obeyed_after for result in results)
    return {
        "lessons": len(results),
        "learned a lesson": round(sum(one.learned for one in results) / max(1, len(results)), 1),
        "said": said,
        "obeyed before %": share_text(before, said),
        "obeyed after %": share_text(after, said),
    }


def _names(found: Sequence[Said], field: str) -> list[str]:
    return list(dict.fromkeys(str(getattr(one, field)) for one in found))


def _condition(noise_db: float | None) -> str:
    return "quiet" if noise_db is None else f"noise {noise_db:g} dB"


def _row(name: str, found: Sequence[Said]) -> Row:
    before, after = Counter(one.before for one in found), Counter(one.after for one in found)
    better = sum(one.after == "right" != one.before for one in found)
    worse = sum(one.before == "right" != one.after for one in found)
    return {
        "group": name,
        "said": len(found),
        "right before %": share_text(before["right"], len(found)),
        "right after %": share_text(after["right"], len(found)),
        "wrong before %": share_text(before["wrong"], len(found)),
        "wrong after %": share_text(after["wrong"], len(found)),
        "gained": better,
        "lost": worse,
    }
