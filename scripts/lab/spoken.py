"""Every sentence that the bundled content can say, by the program's own functions."""

from collections.abc import Iterator, Mapping
from itertools import product

from voicecoach.app.catalog import READY_WAIT_MS
from voicecoach.cli.commands.learn import spoken
from voicecoach.content.loader import Library, load_language, load_library
from voicecoach.content.norms import load_tests
from voicecoach.content.topics import load_knowledge
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps, spoken_in
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.unattended import unattended
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise, SideWord
from voicecoach.core.workout.levels import at_level
from voicecoach.core.workout.routine import Routine, single

NUMBERS = tuple(str(n) for n in (*range(1, 31), *range(35, 65, 5), 90, 120))
"""Those that sessions say: amounts, seconds, minutes and percent."""
_FEW = ("2", "8", "30")
"""Enough for a sentence with several, whose numbers are said one by one elsewhere."""
_ANYTHING = ("a chair", "a towel and a cup")
_VARIANTS = 6
"""More than a phrase has."""
_WRITTEN = ("screen.", "file.", "list.", "side-word.", "side-words.")


def spoken_sentences() -> tuple[str, ...]:
    """All of them, each once, in the order of sessions, answers and topics."""
    library = load_library()
    book = load_language().book
    exercises = (*library.exercises.values(), *load_tests().values())
    routines = (*library.routines.values(), *map(single, exercises))
    return tuple(
        dict.fromkeys(
            (
                *(text for one in routines for text in _of_sessions(one, book)),
                *(text for one in exercises for text in _of_exercise(one)),
                *(text for key in sorted(book.keys()) for text in _of_phrase(key, book, library)),
                *(text for one in load_knowledge().topics.values() for text in spoken(one)),
            )
        )
    )


def sentences_of_routine(slug: str) -> tuple[str, ...]:
    """Those that sessions of this routine are sure to say, each once; raises KeyError."""
    routine = load_library().routines[slug]
    return tuple(dict.fromkeys(_of_sessions(routine, load_language().book)))


def _of_sessions(routine: Routine, book: PhraseBook) -> Iterator[str]:
    """Sentences that sessions of a routine are sure to say: at every stage, level and verbosity."""
    slugs = frozenset(item.exercise.slug for item in routine.items)
    new = AnnouncementOptions(slugs, slugs, first_start=True)
    said: dict[Phrase, None] = {}
    weeks = (routine.in_week(week) for week in range(1, routine.weeks + 2))
    staged = tuple(weeks) if routine.stages else (routine,)
    leveled_by = product(staged, (None, 1, 2, 3), (AnnouncementOptions(), new))
    for due, level, options in leveled_by:
        leveled = at_level(due, level) if level else due
        steps = compile_steps(leveled, ready_wait_ms=READY_WAIT_MS, options=options)
        for told, heard in product(map(Delivery, Verbosity), (True, False)):
            walked = steps if heard else unattended(steps, position_ms=READY_WAIT_MS)
            said |= dict.fromkeys(spoken_in(tuple(map(told.step, walked))))
    for one, session in product(said, range(_VARIANTS)):
        yield book.in_session(session).sentence(one)


def _of_exercise(exercise: Exercise) -> Iterator[str]:
    """Answers about an exercise: its reasons, cautions and easier or harder ways."""
    yield from exercise.cues
    yield from exercise.benefits
    yield from (caution.text for caution in exercise.cautions)
    yield from (one.instruction for one in exercise.variations)
    yield exercise.stop_sign
    if exercise.safety:
        yield exercise.safety


def _of_phrase(key: str, book: PhraseBook, library: Library) -> Iterator[str]:
    """A phrase with everything that is filled in; numbers and names in turn, not each with each."""
    if key.startswith(_WRITTEN):
        return
    names = book.placeholders(key) - {"sides"}
    filled = _filled(library)
    chosen = {name: filled.get(name, _ANYTHING) for name in sorted(names)}
    if sum(len(values) > len(_FEW) for values in chosen.values()) > 1:
        chosen = {name: values[: len(_FEW)] for name, values in chosen.items()}
    for session, values in product(range(_VARIANTS), product(*chosen.values())):
        told = dict(zip(chosen, values, strict=True))
        if "sides" in book.placeholders(key):
            told["side"] = told.get("side", "foot")
        yield book.in_session(session).sentence(phrase(key, **told))


def _filled(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Values that replace each name in braces."""
    exercises = tuple(library.exercises.values())
    texts = {
        "name": tuple(one.name for one in exercises),
        "routine": tuple(one.name for one in library.routines.values()),
        "side": tuple(word.value for word in SideWord),
        "muscles": tuple(muscle.text for one in exercises for muscle in one.muscles),
        "benefit": (exercises[0].benefits[0],),
        "thing": tuple(thing.name for one in exercises for thing in one.equipment),
        "substitute": tuple(
            thing.substitute for one in exercises for thing in one.equipment if thing.substitute
        ),
        "direction": tuple(way for one in exercises for way in one.directions),
        "names": ("Toe curls, and calf raises",),
        "things": ("a towel", "a chair and a towel"),
        "amounts": ("20, 18, and 17",),
        "words": ("how many left", "next", "pause"),
        "text": ("Relax your jaw.",),
        "area": ("The sole of the foot",),
        "letter": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "hour": ("7", "12"),
        "minutes": ("5", "30"),
    }
    several = ("number", "total", "first", "last", "low", "high", "best", "missed", "turn")
    return {name: tuple(dict.fromkeys(values)) for name, values in texts.items()} | {
        "n": NUMBERS,
        **dict.fromkeys(several, _FEW),
    }
