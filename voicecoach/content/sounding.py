"""Words of a routine that can't sound, since they have no room beside others."""

from collections.abc import Iterator
from dataclasses import replace

from voicecoach.content.linking import item_tables
from voicecoach.content.loader import load_language
from voicecoach.content.problems import Problem
from voicecoach.content.toml_file import TomlFile
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.effects import Rank
from voicecoach.core.phrases import Phrase, PhraseBook, verbatim
from voicecoach.core.playback.layout import Layout
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import IN_FULL
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Break, Cue, Place, Step, Work
from voicecoach.core.workout.routine import Routine, RoutineItem

_MS_PER_WORD = 375
"""At 160 words a minute."""
_MS_PER_SENTENCE = 300
_MOST_STEPS = 4000
"""Of a routine; what is said in the first of them is said in the others."""


def silent_problems(file: TomlFile, routine: Routine) -> Iterator[Problem]:
    """A warning for each note, area, part and name of a station that can't be heard."""
    weeks = routine.stages or (None,)
    paths = [path for path, *_ in item_tables(file.data)]
    items = [item for stage in weeks for item in (stage.items if stage else routine.items)]
    if len(paths) != len(items):
        return  # an exercise of another file is wrong, which is told there
    book = load_language().book
    layout = Layout(SpeechTiming(lambda wanted: _length_ms(book, wanted)), IN_FULL)
    begins = 0
    for stage in weeks:
        own = stage.items if stage else routine.items
        steps = compile_steps(replace(routine, items=own), ready_wait_ms=0)[:_MOST_STEPS]
        yield from _problems(steps, own, paths[begins : begins + len(own)], layout, book)
        begins += len(own)


def _length_ms(book: PhraseBook, wanted: Phrase) -> int:
    return _MS_PER_SENTENCE + _MS_PER_WORD * len(book.sentence(wanted).split())


def _problems(
    steps: tuple[Step, ...],
    items: tuple[RoutineItem, ...],
    paths: list[KeyPath],
    layout: Layout,
    book: PhraseBook,
) -> Iterator[Problem]:
    seen: set[int] = set()
    for step in steps:
        match step:
            case Work(place=place) if place.item not in seen and not step.circuit:
                seen.add(place.item)
                yield from _of_work(step, items[place.item], paths[place.item], layout, book)
            case Break(slot=slot) if slot and (lost := _lost_name(step, layout)):
                yield _no_room_to_name(step.place, lost, paths, book)


def _of_work(
    work: Work, item: RoutineItem, path: KeyPath, layout: Layout, book: PhraseBook
) -> Iterator[Problem]:
    score = layout.step(work, StepProgress(), start_ms=0, speed=1.0)
    heard = {cue.sound for cue in score.cues}
    lasts_ms = sum(unit.duration_ms for unit in work.units)
    for index, note in enumerate(item.notes):
        where = (*path, "notes", index)
        if note.at_ms >= lasts_ms:
            text = f"the set is over after {lasts_ms / 1000:g} s"
            yield _silent(where, note.at_ms, text, "say it earlier")
        elif verbatim(note.text) not in heard:
            other = _beside(note.at_ms, score.cues, score.began_ms, book)
            yield _silent(where, note.at_ms, f"the coach says {other} then", "move or shorten it")
    for at_ms, words in _own_words(work):
        if words not in heard:
            told = f'"{book.sentence(words)}" is longer than its time'
            yield _silent((*path, "exercise"), at_ms, told, "give it more time, or fewer words")


def _own_words(work: Work) -> Iterator[tuple[int, Phrase]]:
    """The areas and the parts of a set that has one time, with their times."""
    if work.on_beat:
        return
    for cue in work.units[0].cues:
        is_area = isinstance(cue.sound, Phrase) and cue.sound.key == "work.area"
        if isinstance(cue.sound, Phrase) and (is_area or cue.rank is Rank.TEMPO):
            yield cue.at_ms, cue.sound


def _beside(at_ms: int, cues: tuple[Cue, ...], began_ms: int, book: PhraseBook) -> str:
    """The words nearest to this time of the set."""
    said = [cue for cue in cues if isinstance(cue.sound, Phrase)]
    nearest = min(said, key=lambda cue: abs(cue.at_ms - began_ms - at_ms), default=None)
    if nearest is None or not isinstance(nearest.sound, Phrase):
        return "something else"
    return f'"{book.sentence(nearest.sound)}"'


def _silent(path: KeyPath, at_ms: int, why: str, remedy: str) -> Problem:
    return Problem(
        path, f"warning: at {at_ms / 1000:g} s this can't be heard, since {why}: {remedy}"
    )


def _lost_name(rest: Break, layout: Layout) -> Phrase | None:
    """The name of the next station, if a rest on a clock has no room for it."""
    score = layout.step(rest, StepProgress(), start_ms=0, speed=1.0)
    heard = {cue.sound for cue in score.cues}
    names = (line.phrase for line in rest.ahead if line.role is Role.NAME)
    return next((name for name in names if name not in heard), None)


def _no_room_to_name(place: Place, lost: Phrase, paths: list[KeyPath], book: PhraseBook) -> Problem:
    text = f'the rest after it is too short to say "{book.sentence(lost)}"'
    return Problem(
        paths[place.item], f"warning: {text}: make it longer, or leave it out altogether"
    )
