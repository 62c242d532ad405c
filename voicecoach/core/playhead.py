"""Where in a step the session is: what was sounded, what is to come, and how to go on from there.

A playhead plays one step. It is told the time and gives back the cues that are due; it can say
how far the step has come, and be laid out anew from there.
"""

from dataclasses import dataclass, replace

from voicecoach.core.effects import Rank
from voicecoach.core.phrases import Phrase, verbatim
from voicecoach.core.score import (
    PAUSE_BETWEEN_LINES_MS,
    ROOM_ROUND_SPEECH_MS,
    LengthOf,
    Score,
    displace,
    drop_in,
    find_room,
    insert_cue,
    score_break,
    score_remaining_break,
    score_talk,
    score_work,
    sound_length_ms,
)
from voicecoach.core.steps import Break, Cue, Step, Talk, Work

LONGEST_WAIT_FOR_ROOM_MS = 4000
"""An answer that finds no room between counts for so long takes the place of lesser words."""
LESSER = frozenset({Rank.TEMPO, Rank.COACHING})


@dataclass(frozen=True, slots=True)
class Position:
    """How far a step has come."""

    line: int = 0
    """Talk: the first line that was not said to its end."""
    remaining_ms: int | None = None
    """Break: what is left of it; None: all."""
    units: int = 0
    """Work on a beat: units completed."""
    held_ms: int = 0
    """Work on time: time held."""


class Playhead:
    """Plays one step from a position on."""

    def __init__(
        self,
        step: Step,
        position: Position,
        *,
        start_ms: int,
        speed: float,
        length_of: LengthOf,
    ) -> None:
        self.step = step
        self.label = ""
        """The last number or letter counted; empty before the first."""
        self.tempo_word: Phrase | None = None
        self._length_of = length_of
        self._origin = position
        self._cursor = 0
        self._score = self._lay_out(position, start_ms, speed)

    def _lay_out(self, position: Position, start_ms: int, speed: float) -> Score:
        match self.step:
            case Talk() as talk:
                line = position.line
                return score_talk(
                    talk, from_line=line, start_ms=start_ms, length_of=self._length_of
                )
            case Break() as pause:
                if position.remaining_ms is None:
                    return score_break(pause, start_ms=start_ms, length_of=self._length_of)
                return score_remaining_break(
                    pause, start_ms=start_ms, remaining_ms=position.remaining_ms
                )
            case Work() as work:
                score = score_work(
                    work,
                    from_unit=position.units,
                    into_ms=position.held_ms,
                    start_ms=start_ms,
                    speed=speed,
                    lead_in=True,
                )
                return drop_in(score, self._reminders(work), length_of=self._length_of)

    @staticmethod
    def _reminders(work: Work) -> list[Phrase]:
        """The exercise's cues, beginning with another one in each set and on each side."""
        place = work.place
        cues = [verbatim(cue) for cue in place.exercise.cues]
        turn = (place.set_number * 2 + (place.side is not None and place.side.value == "left")) % (
            len(cues) or 1
        )
        return cues[turn:] + cues[:turn]

    @property
    def deadline_ms(self) -> int | None:
        """When the next cue is due or the step ends; None: never by itself."""
        upcoming = [cue.at_ms for cue in self._score.cues[self._cursor : self._cursor + 1]]
        ends = [self._score.end_ms] if self._score.end_ms is not None else []
        return min(upcoming + ends, default=None)

    @property
    def end_ms(self) -> int | None:
        """When the step ends by itself; None: it does not."""
        return self._score.end_ms

    @property
    def began_ms(self) -> int:
        """For work: when it began, pauses and lead-in left out; in the lead-in it lies ahead."""
        return self._score.began_ms

    def take_due(self, now_ms: int) -> Cue | None:
        """The next cue whose time has come, each of them once; None: none is due."""
        if self._cursor == len(self._score.cues):
            return None
        cue = self._score.cues[self._cursor]
        if cue.at_ms > now_ms:
            return None
        self._cursor += 1
        self.label = cue.label or self.label
        if cue.rank is Rank.TEMPO and isinstance(cue.sound, Phrase):
            self.tempo_word = cue.sound
        return cue

    def in_lead_in(self, now_ms: int) -> bool:
        """Whether this is work that has not begun, or not begun again after a pause."""
        return isinstance(self.step, Work) and now_ms < self._score.began_ms + self._origin.held_ms

    def position(self, now_ms: int) -> Position:
        """How far the step has come."""
        match self.step:
            case Talk():
                return Position(line=self._origin.line + self._lines_said(now_ms))
            case Break():
                end_ms = self._score.end_ms or now_ms
                return Position(remaining_ms=max(0, end_ms - now_ms))
            case Work(on_beat=True):
                completed = sum(end <= now_ms for end in self._score.unit_ends_ms)
                return Position(units=self._origin.units + completed)
            case Work():
                held_ms = now_ms - self._score.began_ms
                return Position(held_ms=max(self._origin.held_ms, held_ms))

    def _lines_said(self, now_ms: int) -> int:
        return sum(
            cue.rank is Rank.TALK and cue.at_ms + self._length_of_cue(cue) <= now_ms
            for cue in self._score.cues[: self._cursor]
        )

    def _length_of_cue(self, cue: Cue) -> int:
        return sound_length_ms(cue.sound, self._length_of)

    def say(self, answer: Phrase, now_ms: int) -> bool:
        """Fit in a sentence as soon as can be; a talk goes on after it, with the line it was in.

        Returns whether what sounds now must fall silent first. In work and breaks the sentence
        waits for room between the counts, takes that of lesser words if need be, and is left
        unsaid if there is none: a count is worth more than a sentence.
        """
        if isinstance(self.step, Talk):
            self._say_before_the_rest(self.step, answer, now_ms)
            return True
        self._say_between(answer, now_ms)
        return False

    def _say_before_the_rest(self, talk: Talk, answer: Phrase, now_ms: int) -> None:
        position = self.position(now_ms)
        resume_ms = now_ms + self._length_of(answer) + PAUSE_BETWEEN_LINES_MS
        rest = score_talk(
            talk, from_line=position.line, start_ms=resume_ms, length_of=self._length_of
        )
        self._origin, self._cursor = position, 0
        self._score = insert_cue(rest, Cue(now_ms, answer, Rank.ANSWER))

    def _say_between(self, answer: Phrase, now_ms: int) -> None:
        length_ms = self._length_of(answer)
        patience_ms = now_ms + LONGEST_WAIT_FOR_ROOM_MS + length_ms
        end_ms = self._score.end_ms or now_ms
        freed = displace(self._score, from_ms=now_ms, until_ms=patience_ms, ranks=LESSER)
        at_ms = self._room(self._score, answer, now_ms, min(end_ms, patience_ms))
        if at_ms is None:
            at_ms = self._room(freed, answer, now_ms, end_ms)
            longest_lesser_ms = 1000
            self._score = displace(
                self._score,
                from_ms=(at_ms or end_ms) - longest_lesser_ms,
                until_ms=(at_ms or end_ms) + length_ms + ROOM_ROUND_SPEECH_MS,
                ranks=LESSER,
                keep_first=self._cursor,
            )
        if at_ms is not None:
            self._replace_upcoming(insert_cue(self._score, Cue(at_ms, answer, Rank.ANSWER)))

    def _room(self, score: Score, answer: Phrase, now_ms: int, before_ms: int) -> int | None:
        return find_room(
            self._sounding(now_ms) + [cue for cue in score.cues if cue.at_ms > now_ms],
            after_ms=now_ms,
            before_ms=before_ms,
            length_ms=self._length_of(answer),
            length_of=self._length_of,
        )

    def _sounding(self, now_ms: int) -> list[Cue]:
        return [cue for cue in self._score.cues[: self._cursor][-3:] if cue.at_ms <= now_ms]

    def _replace_upcoming(self, score: Score) -> None:
        """Take over the cues of another score that were not sounded yet."""
        sounded = self._score.cues[: self._cursor]
        upcoming = tuple(cue for cue in score.cues if cue not in sounded)
        self._score = replace(score, cues=sounded + upcoming)

    def change_speed(self, speed: float, now_ms: int) -> None:
        """Go on at another speed, from the end of the unit under way."""
        if not isinstance(self.step, Work) or not self.step.on_beat:
            return
        completed = self.position(now_ms).units - self._origin.units
        begun = 0 if self.in_lead_in(now_ms) else completed + 1
        if begun >= len(self._score.unit_ends_ms):
            return
        first_new = self._origin.units + begun
        start_ms = self._score.unit_ends_ms[begun - 1] if begun else self._score.began_ms
        rest = score_work(
            self.step,
            from_unit=first_new,
            into_ms=0,
            start_ms=start_ms,
            speed=speed,
            lead_in=False,
        )
        kept = tuple(
            cue
            for cue in self._score.cues
            if (cue.at_ms <= start_ms if cue.unit is None else cue.unit < first_new)
        )
        ends_ms = (*self._score.unit_ends_ms[:begun], *rest.unit_ends_ms)
        self._replace_upcoming(
            Score((*kept, *rest.cues), rest.end_ms, ends_ms, self._score.began_ms)
        )
