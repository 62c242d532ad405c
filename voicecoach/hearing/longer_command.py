"""A longer command whose first word was obeyed at once: "stop listening" after "stop"."""

from collections.abc import Callable, Sequence

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.dataclass import dataclass
from voicecoach.hearing.decision import Reading
from voicecoach.hearing.utterances import SpeechSegment, Utterance

WENT_ON_MS = 200
"""Speech after the decision that may be more words."""
QUIET_MS = 240
"""Quiet after which the words are over."""
LONGEST_MS = 2000
"""Time after the decision in which they must be over."""
LEAST_MARGIN = 0.0
"""Required margin of the longer command."""

ReadingOf = Callable[[Utterance], Reading]


@dataclass(frozen=True, slots=True)
class _Obeyed:
    command: str
    began_ms: int
    decided_ms: int


class LongerCommand:
    """Reads an utterance once more if it went on after its first word was obeyed."""

    def __init__(self) -> None:
        self._obeyed: _Obeyed | None = None

    def obeyed(self, commands: Sequence[str], began_ms: int, now_ms: int, grammar: Grammar) -> None:
        """Remember a command that was obeyed at once, if a longer one begins with it."""
        (command, *more) = commands
        is_urgent = not more and command in grammar.at_once
        is_beginning = any(each.startswith(f"{command} ") for each in grammar.commands)
        self._obeyed = _Obeyed(command, began_ms, now_ms) if is_urgent and is_beginning else None

    def read(
        self, segments: Sequence[SpeechSegment], now_ms: float, reading_of: ReadingOf
    ) -> tuple[Reading, Utterance] | None:
        """The longer command and its utterance, once it is over; None: there is none so far."""
        obeyed = self._obeyed
        if obeyed is None or not segments:
            return None
        last = segments[-1]
        goes_on = last.ended_ms is None or now_ms - last.ended_ms < QUIET_MS
        if goes_on and now_ms - obeyed.decided_ms < LONGEST_MS:
            return None
        self._obeyed = None
        if last.ended_ms is None or last.ended_ms - obeyed.decided_ms < WENT_ON_MS:
            return None
        spoken = tuple(each for each in segments if (each.ended_ms or now_ms) > obeyed.began_ms)
        utterance = Utterance(spoken, is_talk=False)
        reading = reading_of(utterance)
        is_longer = len(reading.commands) == 1 and reading.commands[0].startswith(
            f"{obeyed.command} "
        )
        return (reading, utterance) if is_longer and reading.margin >= LEAST_MARGIN else None
