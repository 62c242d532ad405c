"""Scene: a view as the page draws it, in plain values for JSON, with the time at which it is due.

The session asks for a sound a constant delay before it is heard; the scene with its count is due
when it is heard, so that eyes and ears agree. The page has it before that, and waits.
"""

from voicecoach.core.dialogue.conversation import NOT_UNDERSTOOD
from voicecoach.core.dialogue.hints import taps_of
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.transitions import accepted_in
from voicecoach.core.dialogue.view_words import share_counted, state_word, total_of
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import PhraseBook, phrase
from voicecoach.core.view import (
    Big,
    Countdown,
    CountProgress,
    Movement,
    PausedTime,
    Pictured,
    Stopwatch,
    View,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_SILENT = frozenset({Phase.PAUSED, Phase.HURTING, Phase.EASING, Phase.CONFIRMING})
"""Phases that begin with silence, and are shown at once."""
_SUMMING_UP = frozenset({Phase.SUMMARY, Phase.FINISHED})


class Scenes:
    """Makes the scenes of one session, in turn: some of what was said stays on the page."""

    def __init__(self, vocabulary: Vocabulary, book: PhraseBook) -> None:
        self._vocabulary = vocabulary
        self._book = book
        self._phase: Phase | None = None
        self._caption = ""
        self._summary: list[str] = []

    def scene(
        self, view: View, *, asked_ms: int, sound_delay_ms: int, late_ms: int = 0
    ) -> dict[str, Json]:
        """The scene of a view that was asked for at this time on the session's clock.

        `sound_delay_ms` is that of the loudspeaker, `late_ms` how much later it really sounds.
        """
        self._keep(view)
        delay_ms = 0 if view.phase in _SILENT else sound_delay_ms + late_ms
        is_missed = view.heard == NOT_UNDERSTOOD
        at = view.ahead or view
        return {
            "due": asked_ms + delay_ms,
            "phase": view.phase.value,
            "routine": view.routine,
            "ahead": view.ahead is not None,
            "exercise": at.exercise,
            "place": at.place,
            "set": at.set_label,
            "side": at.side,
            "state": state_word(view, self._book),
            "big": _counting_in(view) or _big(view.big, late_ms),
            "movement": _movement(view.movement, late_ms),
            "caption": self._caption,
            "summary": [*self._summary],
            "heard": "" if is_missed else view.heard,
            "missed": is_missed,
            "notice": view.notice,
            "next": "" if view.ahead else view.next_up,
            "picture": picture_wanted(view.pictured),
            "taps": [*taps_of(view.phase, self._vocabulary)],
            "numbers": view.phase is Phase.HURTING and Intent.NUMBER in accepted_in(view.phase),
        }

    def _keep(self, view: View) -> None:
        """Keep the last sentence that says more than the large letters beside it."""
        if view.phase in WORKING and view.phase is not self._phase:
            self._caption = ""  # what was said before the work is over
        self._phase = view.phase
        said = _said(view)
        done = view.big.done if isinstance(view.big, CountProgress) else None
        if not said.isdecimal() and said not in (done, view.tempo_word):
            self._caption = view.caption
        if view.phase in _SUMMING_UP and view.caption and view.caption not in self._summary:
            self._summary.append(view.caption)


def _said(view: View) -> str:
    return view.caption.rstrip(".")


def _counting_in(view: View) -> Json:
    """The "three, two, one" before the work, in the place of what has not begun; None: it has."""
    match view.big:
        case CountProgress(done=done):
            # The first count begins to sound before it is counted.
            is_under_way = view.movement is not None and view.movement.began_ms is not None
            is_to_come = done == "0" and not is_under_way
        case big:
            is_to_come = isinstance(big, PausedTime)
    if view.phase not in WORKING or not is_to_come or not _said(view).isdecimal():
        return None
    return {"kind": "lead", "shown": _said(view)}


def _big(big: Big | None, late_ms: int) -> Json:
    total = total_of(big)
    match big:
        case CountProgress(done=done, target=target):
            share = share_counted(done, target)
            return {"kind": "count", "shown": done, "total": total, "share": share}
        case Countdown(ends_ms=ends_ms, total_ms=total_ms):
            return {"kind": "countdown", "ends": ends_ms + late_ms, "lasts": total_ms}
        case Stopwatch(began_ms=began_ms):
            return {"kind": "stopwatch", "began": began_ms + late_ms}
        case PausedTime(shown_ms=shown_ms):
            return {"kind": "paused", "left": shown_ms}
        case None:
            return None


def picture_wanted(pictured: Pictured | None) -> dict[str, Json] | None:
    """Subject of a picture that the process of the page is to find."""
    if pictured is None:
        return None
    return {
        "name": pictured.name,
        "variation": pictured.variation,
        "direction": pictured.direction,
        "side": pictured.side.value if pictured.side else None,
        "text": pictured.text,
    }


def _movement(movement: Movement | None, late_ms: int) -> Json:
    if movement is None:
        return None
    began_ms = movement.began_ms
    return {
        "parts": [[part.word, part.duration_ms] for part in movement.parts],
        "began": None if began_ms is None else began_ms + late_ms,
    }


NUMBER_SIGN = "#"
"""In a label, stands for a number that the page puts there."""
_LABELS = (
    *("say", "heard", "next", "of", "not-understood", "microphone", "microphone-off"),
    *("connecting", "lost", "back", "over", "full-screen"),
)


def labels(
    book: PhraseBook, vocabulary: Vocabulary, *, routine: str, is_silent: bool
) -> dict[str, Json]:
    """All words of the page that do not change with the scene, in the language of the coach.

    In a silent session a screen reader is to read the captions too.
    """
    named: dict[str, Json] = {
        name: book.sentence(phrase(f"screen.page.{name}")) for name in _LABELS
    }
    named["watching"] = book.sentence(phrase("screen.page.watching", n=NUMBER_SIGN))
    numbers = (vocabulary.words[Intent.ZERO][0], *vocabulary.words[Intent.NUMBER][:10])
    return {**named, "routine": routine, "numbers": [*numbers], "silent": is_silent}
