"""A lesson in which the coach learns how a user says commands: what is asked for, and when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import Enum

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phrases import Phrase, phrase

ROUNDS = 2
"""Times that each command is asked for: a feature of both takes is not an accident."""
MOST_TRIES = 3
"""Takes of a command in one round, after which the lesson goes on without it."""
MOST_SILENT = 4
"""Times in a row that nothing is heard, after which the lesson ends."""
LONGEST_MS = 2200
"""Duration of the longest command, in one breath."""
LEAST_RESEMBLANCE = -4.0
"""Log likelihood by which a take may be more like other speech than like the command that was asked
for, or like what is near to it. Of 48 takes by four voices with strong accents 46 are above it, of
272 of other commands 51, which do no harm, as a saying is learned only if it fits two takes."""
USUAL = (
    *(Intent.READY, Intent.NEXT, Intent.SKIP, Intent.PAUSE, Intent.STOP, Intent.REPEAT),
    *(Intent.HELP, Intent.OUCH, Intent.SLOWER, Intent.FASTER, Intent.YES, Intent.NO),
)
"""The commands of a lesson for which nobody has named any."""


class TakeVerdict(Enum):
    """Fault of a take, or GOOD."""

    GOOD = "good"
    SILENT = "silent"
    """Nothing was said."""
    LONG = "long"
    """More than a command was said."""
    UNLIKE = "unlike"
    """Something else was said."""


def usual_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The first wordings of the usual commands of a lesson."""
    return tuple(vocabulary.words[intent][0] for intent in USUAL)


def judge_take(duration_ms: int | None, resemblance: float) -> TakeVerdict:
    """Judge a take by its duration (None: nothing was said) and its resemblance to the command."""
    if duration_ms is None:
        return TakeVerdict.SILENT
    if duration_ms > LONGEST_MS:
        return TakeVerdict.LONG
    return TakeVerdict.GOOD if resemblance >= LEAST_RESEMBLANCE else TakeVerdict.UNLIKE


class Lesson:
    """The course of a lesson from one take to the next."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words`: the commands to ask for, in this order."""
        self._places = [word for _ in range(ROUNDS) for word in words]
        self._words = len(words)
        self._place = 0
        self._tries = 0
        self._silent = 0
        self._last: TakeVerdict | None = None
        self._good: Counter[str] = Counter()

    @property
    def asked(self) -> str | None:
        """The command to be said now; None: the lesson is over."""
        return None if self.is_given_up or self._place >= self.length else self._places[self._place]

    @property
    def length(self) -> int:
        """Number of takes that are wanted."""
        return len(self._places)

    @property
    def number(self) -> int:
        """Number of the take that is asked for now, from 1."""
        return self._place + 1

    @property
    def is_given_up(self) -> bool:
        """True if nobody answers."""
        return self._silent >= MOST_SILENT

    @property
    def good(self) -> Mapping[str, int]:
        """Number of good takes of each command."""
        return self._good

    def request(self) -> tuple[Phrase, ...]:
        """The sentences that ask for the command that is to be said now."""
        asked = self.asked
        if asked is None:
            return ()
        match self._last:
            case TakeVerdict.SILENT | TakeVerdict.LONG | TakeVerdict.UNLIKE as last:
                return (phrase(f"teach.{last.value}", words=asked),)
        begins_again = self._place == self._words and self._tries == 0
        opening = (phrase("teach.once-more"),) if begins_again else ()
        return (*opening, phrase("teach.say", words=asked))

    def answer(self, verdict: TakeVerdict) -> None:
        """Go on after a take of what was asked for."""
        asked = self.asked
        assert asked is not None, "the lesson goes on"
        self._silent = self._silent + 1 if verdict is TakeVerdict.SILENT else 0
        self._tries += 1
        is_good = verdict is TakeVerdict.GOOD
        self._good[asked] += is_good
        if is_good or self._tries >= MOST_TRIES:
            self._place += 1
            self._tries = 0
        self._last = None if self._tries == 0 else verdict
