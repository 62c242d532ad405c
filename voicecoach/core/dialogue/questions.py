"""Answers the user's questions about the workout, aloud."""

from collections.abc import Mapping
from typing import Literal, assert_never

from voicecoach.core.dialogue.answers import (
    how,
    how_am_i_doing,
    how_many_left,
    what_time,
    whats_next,
    which_side,
    why,
)
from voicecoach.core.dialogue.rounds import RoundMoves, rounds_left
from voicecoach.core.dialogue.transitions import Move
from voicecoach.core.facts import RecordsTold, WordsAsked, WordsWish
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.step_player import StepPlayer

DAY_MS = 24 * 3_600_000
MOST_TRIES = 8
"""Limit on the search for an answer that is still true when there is room for it."""
Question = Literal[
    Move.TELL_LEFT,
    Move.TELL_NEXT,
    Move.TELL_SIDE,
    Move.TELL_TIME,
    Move.TELL_PROGRESS,
    Move.SAY_AGAIN,
    Move.TELL_HELP,
    Move.TELL_WHY,
    Move.TELL_HOW,
    Move.TELL_ROUNDS,
    Move.TELL_TIME_LEFT,
    Move.TELL_LAST,
]
"""Moves that tell something and change nothing."""


class Questions:
    """Answers questions, in the time that there is between counts or in a pause made for them."""

    def __init__(
        self,
        player: Player,
        sound: StepPlayer,
        outbox: Outbox,
        rounds: RoundMoves,
        last_times: Mapping[str, tuple[Phrase, ...]],
        since_midnight_ms: int | None,
    ) -> None:
        """`last_times`: results of each exercise the last time, by its slug.

        `since_midnight_ms`: time of day when the session's clock stands at 0; None: it is unknown.
        """
        self._player = player
        self._sound = sound
        self._outbox = outbox
        self._rounds = rounds
        self._last_times = last_times
        self._since_midnight_ms = since_midnight_ms

    def answer(self, move: Question, now_ms: int) -> None:
        """Answer a question aloud."""
        player = self._player
        match move:
            case Move.TELL_LEFT:
                self._tell_left(now_ms)
            case Move.TELL_NEXT:
                player.say(whats_next(player.program), now_ms)
            case Move.TELL_SIDE | Move.TELL_TIME | Move.TELL_PROGRESS | Move.SAY_AGAIN:
                if answer := self._answer(move, now_ms):
                    player.say(answer, now_ms)
            case Move.TELL_HELP:
                self._say_at_length(phrase(f"help.{player.phase.value}"), now_ms)
            case Move.TELL_WHY | Move.TELL_HOW:
                self._explain(move, now_ms)
            case Move.TELL_ROUNDS:
                player.say(rounds_left(player.program, player.playhead), now_ms)
            case Move.TELL_TIME_LEFT:
                self._rounds.tell_time_left(now_ms)
            case Move.TELL_LAST:
                self._tell_last(now_ms)
            case _:
                assert_never(move)

    def has_answer(self, move: Question) -> bool:
        """True if a question has an answer now."""
        match move:
            case Move.TELL_SIDE:
                return which_side(self._player.program) is not None
            case Move.TELL_TIME:
                return self._since_midnight_ms is not None
            case Move.TELL_LAST:
                return self._player.place is not None
            case Move.SAY_AGAIN:
                return self._outbox.last_said is not None
            case _:
                return True

    def _answer(self, move: Move, now_ms: int) -> Phrase | None:
        """Answer to a question about the session; None: there is none."""
        player, since_midnight_ms = self._player, self._since_midnight_ms
        match move:
            case Move.TELL_SIDE:
                return which_side(player.program)
            case Move.TELL_PROGRESS:
                return how_am_i_doing(player.program, player.active_ms(now_ms))
            case Move.TELL_TIME if since_midnight_ms is not None:
                return what_time((since_midnight_ms + now_ms) % DAY_MS)
            case Move.SAY_AGAIN:
                return self._outbox.last_said
            case _:
                return None

    def _tell_last(self, now_ms: int) -> None:
        if place := self._player.place:
            slug = place.exercise.slug
            self._outbox.note(RecordsTold(slug))
            known = self._last_times.get(slug) or (phrase("last.never"),)
            self._say_at_length(self._outbox.joined(*known), now_ms)

    def _tell_left(self, now_ms: int) -> None:
        """Say what will be left when the answer is heard, which may be some reps later.

        Another number takes longer or shorter to say, and may find its room at another time: the
        search goes on from there until number and time agree.
        """
        player = self._player
        if player.is_paused:
            player.say(self._left_at(self._sound.step_time_ms(now_ms)), now_ms)
            return
        at_ms = now_ms
        answer = self._left_at(at_ms)
        for _ in range(MOST_TRIES):
            at_ms = player.playhead.time_for(answer, at_ms)
            previous, answer = answer, self._left_at(at_ms)
            if answer == previous:
                break
        player.say(answer, now_ms, from_ms=at_ms)

    def _left_at(self, at_ms: int) -> Phrase:
        return how_many_left(self._player.program, self._player.playhead, at_ms)

    def _explain(self, move: Move, now_ms: int) -> None:
        place = self._player.place
        if place and move is Move.TELL_HOW:
            self._outbox.note(WordsAsked(place.exercise.slug, WordsWish.EXPLAIN))
        if place is None:
            self._player.say(phrase("refused"), now_ms)
        elif move is Move.TELL_HOW and self._player.phase not in WORKING:
            self._player.explain(how(place.exercise), now_ms)
        else:
            self._say_at_length((why if move is Move.TELL_WHY else how)(place.exercise), now_ms)

    def _say_at_length(self, words: Phrase, now_ms: int) -> None:
        """Say what is too long to fit between counts: work is paused for it."""
        if self._player.phase in WORKING:
            self._player.pause(Phase.PAUSED, words, now_ms)
        else:
            self._player.say(words, now_ms)
