"""Collisions of words: of two that would sound at once, the one of lower rank gives way."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor

from voicecoach.core.effects import ON_THE_VOWEL, Earcon, Rank
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.score import Score, in_order
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.company import Reminder
from voicecoach.core.timeline.steps import Cue
from voicecoach.dataclass import dataclass

ROOM_ROUND_SPEECH_MS = 150
"""Silence on both sides of words that are fitted in between cues."""
LONGEST_WAIT_FOR_ROOM_MS = 4000
"""Time after which an answer without room between counts takes the place of lesser words."""
LONGEST_WAIT_OF_EARCON_MS = 1500
"""Time after which an earcon would not be understood as an answer any more."""
LONGEST_WAIT_OF_A_CUE_MS = 12_000
"""Time within which a cue is said or left out, so that it is never about what is long over."""
LEAST_SHARE = 0.7
"""Limit on speaking a word faster, as a share of its length: at this speed the recognizer still
hears 29 of 30 numbers."""
_LESSER = frozenset({Rank.TEMPO, Rank.COACHING})
_ON_THE_BEAT = frozenset({Rank.TEMPO, Rank.COUNT})
_WORTH = {rank: place for place, rank in enumerate(Rank)}


@dataclass(frozen=True, slots=True)
class CollisionResolver:
    """Moves, shortens or drops cues of a score that were not sounded yet."""

    timing: SpeechTiming

    def _end_ms(self, cue: Cue) -> int:
        length_ms = self.timing.length_ms(cue.sound)
        return cue.begins_ms + (length_ms if cue.within_ms is None else cue.within_ms)

    def settle(self, score: Score, *, sounded: int = 0) -> Score:
        """The same score without overlapping words.

        A word on the beat that gives way leaves a tick, so that the beat goes on; any other is left
        out. The first `sounded` cues stay as they are.
        """
        spans = sorted(
            (cue.begins_ms, self._end_ms(cue))
            for cue in score.cues[:sounded]
            if isinstance(cue.sound, Phrase)
        )
        settled = []
        for cue in sorted(self._hurried(score.cues[sounded:]), key=lambda one: _WORTH[one.rank]):
            if isinstance(cue.sound, Phrase):
                span = cue.begins_ms, self._end_ms(cue)
                place = bisect(spans, span)
                before_ms = spans[place - 1][1] if place else span[0]
                after_ms = spans[place][0] if place < len(spans) else span[1]
                if before_ms > span[0] or after_ms < span[1]:
                    if cue.rank in _ON_THE_BEAT:
                        settled.append(cue.toned(Earcon.TICK))
                    continue
                spans.insert(place, span)
            settled.append(cue)
        return replace(score, cues=(*score.cues[:sounded], *in_order(settled)))

    def _hurried(self, cues: Sequence[Cue]) -> Sequence[Cue]:
        """The cues, with words on time spoken faster where the next of them comes too soon.

        A word that would be hard to understand so fast is left as it is, and gives way later.
        """
        hurried, gone = list(cues), set()
        on_time = [place for place, cue in enumerate(cues) if _is_word_on_time(cue)]
        for turn, place in enumerate(on_time):
            for following in on_time[turn + 1 :] if place not in gone else ():
                cue, then = cues[place], cues[following]
                if share := self._share(cue, then):
                    hurried[place] = self._faster(cue, share)
                if share or _WORTH[cue.rank] > _WORTH[then.rank]:
                    break
                gone.add(following)
        return hurried

    def _share(self, cue: Cue, then: Cue) -> float | None:
        """Share of its length to which a word must be shortened so as not to touch the next one.

        1: it fits; None: it would be too fast.
        """
        after_ms = self._end_ms(cue) - cue.at_ms
        room_ms = then.begins_ms - cue.at_ms
        share = 1.0 if after_ms <= room_ms else room_ms / after_ms
        return share if share >= LEAST_SHARE else None

    def _faster(self, cue: Cue, share: float) -> Cue:
        if share == 1:
            return cue
        within_ms = floor((self._end_ms(cue) - cue.begins_ms) * share)
        return replace(cue, lead_ms=ceil(cue.lead_ms * share), within_ms=within_ms)

    def drop_in(self, score: Score, cues: Sequence[Reminder], *, from_ms: int) -> Score:
        """The same work with these cues between its own, where they touch nothing.

        Each waits a while for room, and is left out if there is none, or if it belongs before
        `from_ms`.
        """
        if score.end_ms is None:
            return score
        span_ms = score.end_ms - score.began_ms
        for cue in cues:
            after_ms = score.began_ms + round(span_ms * cue.share)
            if after_ms >= from_ms:
                score = self.remind(score, cue.words, after_ms=after_ms)
        return score

    def remind(self, score: Score, words: Phrase, *, after_ms: int) -> Score:
        """The same work with a cue soon after this time, if there is room for it."""
        latest_ms = after_ms + LONGEST_WAIT_OF_A_CUE_MS
        before_ms = latest_ms if score.end_ms is None else min(latest_ms, score.end_ms)
        at_ms = self._room(score.cues, words, after_ms, before_ms)
        return score if at_ms is None else _with(score, Cue(at_ms, words, Rank.COACHING))

    def fit(
        self, score: Score, answer: Phrase, *, now_ms: int, sounded: int, insist: bool
    ) -> Score | None:
        """The same score with an answer where it touches nothing; None: there is not enough room.

        It waits a while for a gap. Without one, reminders and the words of the tempo give way if it
        may `insist`, and then it waits longer; a count never gives way.
        """
        end_ms = score.end_ms if score.end_ms is not None else now_ms + 60_000
        soon_ms = min(end_ms, now_ms + LONGEST_WAIT_FOR_ROOM_MS + self.timing.length_ms(answer))
        patient = ((_is_lesser, soon_ms), (_is_lesser, end_ms)) if insist else ()
        for gives_way, before_ms in ((_nothing, soon_ms), *patient):
            firm = [
                cue for index, cue in enumerate(score.cues) if index < sounded or not gives_way(cue)
            ]
            at_ms = self._room(firm, answer, now_ms, before_ms)
            if at_ms is not None:
                return self._with_room(score, Cue(at_ms, answer, Rank.ANSWER), sounded)
        return None

    def _with_room(self, score: Score, cue: Cue, sounded: int) -> Score:
        """The same score with this cue, without the words that it would touch."""
        from_ms = cue.at_ms - ROOM_ROUND_SPEECH_MS
        until_ms = self._end_ms(cue) + ROOM_ROUND_SPEECH_MS
        upcoming = []
        for other in score.cues[sounded:]:
            words = isinstance(other.sound, Phrase)
            if not words or other.begins_ms >= until_ms or self._end_ms(other) <= from_ms:
                upcoming.append(other)
            elif other.rank in _ON_THE_BEAT:
                upcoming.append(other.toned(Earcon.TICK))
        return _with(replace(score, cues=(*score.cues[:sounded], *upcoming)), cue)

    def stretch(self, score: Score, answer: Phrase, *, now_ms: int, sounded: int) -> Score | None:
        """The same break, prolonged for an answer; None: it never ends."""
        if score.end_ms is None:
            return None
        timed = [cue for cue in score.cues[sounded:] if cue.rank is Rank.CALL]
        spoken = [cue for cue in score.cues if cue not in timed]
        at_ms = self._room(spoken, answer, now_ms, None)
        assert at_ms is not None
        after_ms = at_ms + self.timing.length_ms(answer) + ROOM_ROUND_SPEECH_MS
        delay_ms = max(0, after_ms - min((cue.begins_ms for cue in timed), default=score.end_ms))
        moved = [replace(cue, at_ms=cue.at_ms + delay_ms) for cue in timed]
        longer = replace(score, cues=in_order((*spoken, *moved)), end_ms=score.end_ms + delay_ms)
        return _with(longer, Cue(at_ms, answer, Rank.ANSWER))

    def prolong(self, score: Score, *, by_ms: int, now_ms: int, sounded: int) -> Score:
        """The same break, ending later; the time that is left is called again if necessary."""
        if score.end_ms is None:
            return score
        end_ms = score.end_ms + by_ms
        timed = [cue for cue in score.cues if cue.rank is Rank.CALL]
        spoken = [
            cue
            for index, cue in enumerate(score.cues)
            if index < sounded or cue.rank is not Rank.CALL
        ]
        moved = [replace(cue, at_ms=cue.at_ms + by_ms) for cue in timed]
        upcoming = [cue for cue in moved if cue.begins_ms >= now_ms]
        return replace(score, cues=in_order((*spoken, *upcoming)), end_ms=end_ms)

    def room_for(self, score: Score, earcon: Earcon, *, now_ms: int) -> int | None:
        """First time soon at which an earcon covers no words; None: there is none."""
        before_ms = now_ms + LONGEST_WAIT_OF_EARCON_MS
        return self._room(score.cues, earcon, now_ms, before_ms)

    def _room(
        self, cues: Sequence[Cue], words: Phrase | Earcon, after_ms: int, before_ms: int | None
    ) -> int | None:
        """First time at which these words touch none of these cues; None: there is none."""
        at_ms = after_ms
        needed_ms = self.timing.length_ms(words) + ROOM_ROUND_SPEECH_MS
        for cue in cues:
            end_ms = self._end_ms(cue)
            if end_ms + ROOM_ROUND_SPEECH_MS <= at_ms or end_ms == cue.begins_ms:
                continue
            if cue.begins_ms >= at_ms + needed_ms:
                break
            at_ms = max(at_ms, end_ms + ROOM_ROUND_SPEECH_MS)
        return at_ms if before_ms is None or at_ms + needed_ms <= before_ms else None


def _nothing(cue: Cue) -> bool:
    return False


def _is_lesser(cue: Cue) -> bool:
    return cue.rank in _LESSER


def _is_word_on_time(cue: Cue) -> bool:
    return cue.rank in ON_THE_VOWEL and isinstance(cue.sound, Phrase)


def _with(score: Score, cue: Cue) -> Score:
    """The same score with one more cue, after those of the same time."""
    return replace(score, cues=in_order((*score.cues, cue)))
