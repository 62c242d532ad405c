"""Words and numbers of a view, for every display."""

from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import PhraseBook, phrase
from voicecoach.core.view import Big, Countdown, CountProgress, PausedTime, Stopwatch, View

_ASKING = frozenset(
    {
        Phase.READY,
        Phase.SWITCHING,
        Phase.RESTING,
        Phase.RATING,
        Phase.HURTING,
        Phase.EASING,
        Phase.PAUSED,
        Phase.CONFIRMING,
    }
)
"""Phases with a word of their own on the screen."""


def state_word(view: View, book: PhraseBook) -> str:
    """Current instruction: the part of the rep, else the word for the phase; may be empty."""
    return view.tempo_word or phase_word(view.phase, book)


def phase_word(phase: Phase, book: PhraseBook) -> str:
    """Instruction of a phase, such as "rest"; empty in phases that have none."""
    return book.sentence(phrase(f"screen.phase.{phase.value}")) if phase in _ASKING else ""


def of_total(big: Big | None, book: PhraseBook) -> str:
    """The total that a number goes towards, such as "of 12"."""
    return book.sentence(phrase("screen.of", total=total_of(big)))


def shown_big(big: Big, now_ms: int) -> str:
    """The current number, letter or time in its shortest form: "7", "C", "45", "1:30"."""
    match big:
        case CountProgress(done=done):
            return done
        case Countdown(ends_ms=ends_ms, total_ms=total_ms):
            # It ends later than its total by the sound delay, so never show more than the total.
            return clock_time(_seconds_left(min(ends_ms - now_ms, total_ms)))
        case Stopwatch(began_ms=began_ms):
            return clock_time(max(0, now_ms - began_ms) // 1000)
        case PausedTime(shown_ms=shown_ms):
            return clock_time(_seconds_left(shown_ms))


def _seconds_left(left_ms: int) -> int:
    # Rounded up, so that 5 is shown from the moment "five" is said.
    return max(0, -(-left_ms // 1000))


def clock_time(seconds: int) -> str:
    """Seconds as "45", from a minute on as "1:30"."""
    return str(seconds) if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"


def total_of(big: Big | None) -> str:
    """Total of the number: "12", "Z", "45"; empty if there is none."""
    match big:
        case CountProgress(target=target):
            return target
        case Countdown(total_ms=total_ms):
            return clock_time(_seconds_left(total_ms))
        case _:
            return ""


def progress(big: Big | None, now_ms: int) -> float | None:
    """Progress from 0 to 1; None if there is no total."""
    match big:
        case CountProgress(done=done, target=target):
            return share_counted(done, target)
        case Countdown(ends_ms=ends_ms, total_ms=total_ms) if total_ms > 0:
            return _between_0_and_1(1 - (ends_ms - now_ms) / total_ms)
        case _:
            return None


def share_counted(done: str, target: str) -> float | None:
    """Share of a count that is done, from 0 to 1; None if that can't be told."""
    if done.isdecimal() and target.isdecimal() and int(target) > 0:
        return _between_0_and_1(int(done) / int(target))
    if len(target) == 1 and target.isascii() and target.isalpha():
        if done == "0":
            return 0.0
        if len(done) == 1:
            return _between_0_and_1((ord(done) - 64) / (ord(target) - 64))
    return None


def _between_0_and_1(value: float) -> float:
    return min(1.0, max(0.0, value))


def keys_for(hints: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Pairs (key, hint) for the hints that have a key, in the order of the hints.

    A key that fits several hints belongs to its first meaning among them, as when it is pressed.
    """
    intents = {intent: hint for hint in hints if (intent := vocabulary.intent_of(hint))}
    by_hint: dict[str, str] = {}
    for key, meanings in vocabulary.keys.items():
        meant = next((intent for intent in meanings if intent in intents), None)
        if meant is not None:
            by_hint.setdefault(intents[meant], key)
    return tuple((by_hint[hint], hint) for hint in hints if hint in by_hint)
