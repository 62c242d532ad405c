"""Executes the commands of the user on the player."""

from collections.abc import Iterator, Mapping
from typing import Literal, assert_never

from voicecoach.core.dialogue.dose_changes import DoseChanges
from voicecoach.core.dialogue.pain import PainRule
from voicecoach.core.dialogue.questions import Question, Questions
from voicecoach.core.dialogue.rounds import RoundMoves
from voicecoach.core.dialogue.transitions import Move
from voicecoach.core.effects import SetVolume
from voicecoach.core.facts import (
    Effort,
    TalkTurned,
    TempoTurned,
    VolumeTurned,
    Wish,
    WordsAsked,
    WordsWish,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.steps import FASTEST, SLOWEST
from voicecoach.dataclass import dataclass

SPEED_STEP = 1.15
VOLUME_STEP_DB = 4.0
QUIETEST_DB, LOUDEST_DB = -20.0, 8.0

_Way = Literal[Move.LEAVE_EXERCISE, Move.GO_TO, Move.GO_BACK]
_Interruption = Literal[Move.PAUSE, Move.ASK_TO_FINISH, Move.RESUME, Move.FINISH]
_DoseMove = Literal[
    Move.COUNT_UP,
    Move.HALT,
    Move.TAKE_PAIN,
    Move.SETTLED,
    Move.UNSETTLED,
    Move.RATE_EASY,
    Move.RATE_RIGHT,
    Move.RATE_HARD,
    Move.EASE,
    Move.HARDEN,
    Move.TOO_EASY,
    Move.TOO_HARD,
    Move.SHORTEN,
    Move.EXTEND,
    Move.PROLONG,
]


@dataclass(frozen=True, slots=True)
class _Stopped:
    """The user asked to finish, or seemed to."""

    at_ms: int
    was_paused: bool


class CommandExecutor:
    """Executes the moves that the user asks for."""

    def __init__(
        self,
        player: Player,
        sound: StepPlayer,
        outbox: Outbox,
        doses: DoseChanges,
        pain: PainRule,
        last_times: Mapping[str, tuple[Phrase, ...]],
        since_midnight_ms: int | None,
        gain_db: float = 0.0,
    ) -> None:
        """`last_times`: results of each exercise the last time, by its slug.

        `since_midnight_ms`: time of day when the session's clock stands at 0; None: it is unknown.
        `gain_db` is the volume at the beginning, relative to the usual one.
        """
        self._player = player
        self._sound = sound
        self._outbox = outbox
        self._doses = doses
        self._pain = pain
        self._gain_db = gain_db
        self._stopped: _Stopped | None = None
        """The user's last request to finish, and the state of the session then."""
        self._rounds = RoundMoves(player, sound)
        self._questions = Questions(
            player, sound, outbox, self._rounds, last_times, since_midnight_ms
        )

    def would_change_nothing(self, move: Move | None) -> bool:
        """True if a dial is at its end, no exercise is at hand, or a question has no answer."""
        match move:
            case Move.FASTER | Move.SLOWER:
                return turned_speed(move, self._sound.speed) == self._sound.speed
            case Move.LOUDER | Move.QUIETER:
                return turned_gain_db(move, self._gain_db) == self._gain_db
            case Move.EASE | Move.HARDEN | Move.TOO_EASY | Move.TOO_HARD:
                return self._player.place is None
            case Move.TELL_SIDE | Move.TELL_TIME | Move.TELL_LAST | Move.SAY_AGAIN:
                return not self._questions.has_answer(move)
            case _:
                return False

    def make(
        self,
        move: Move,
        *,
        number: int | None,
        now_ms: int,
        meant_ms: int,
        exercise: str | None = None,
    ) -> None:
        """Execute a move.

        `number` and `exercise` are those that the user named, if any; `meant_ms` is the time that
        they meant.
        """
        player = self._player
        match move:
            case Move.GO_ON | Move.END_SET:
                player.go_on(now_ms, meant_ms)
            case Move.BEGIN_WORK:
                player.begin_work(now_ms)
            case Move.LEAVE_EXERCISE | Move.GO_TO | Move.GO_BACK:
                self._go(move, exercise, now_ms, meant_ms)
            case Move.AGAIN:
                self._again(now_ms)
            case Move.PAUSE | Move.ASK_TO_FINISH | Move.RESUME | Move.FINISH:
                self._interrupt(move, now_ms)
            case Move.FASTER | Move.SLOWER:
                self._change_speed(move, now_ms)
            case Move.LOUDER | Move.QUIETER:
                self._change_volume(move)
            case Move.TALK_LESS | Move.TALK_MORE:
                self._change_verbosity(move, now_ms)
            case Move.SLEEP:
                self._sleep(now_ms, meant_ms)
            case Move.NEXT_ROUND | Move.SKIP_BLOCK:
                self._rounds.leave(move, now_ms, meant_ms)
            case Move.TAKE_UP:
                player.take_up(now_ms)
            case Move.BEGIN_AFRESH:
                player.begin_afresh(now_ms)
                player.say(phrase("resume.afresh"), now_ms)
            case Move.NOTHING:
                pass
            case _:
                self._make_other(move, number, now_ms)

    def _interrupt(self, move: _Interruption, now_ms: int) -> None:
        """Pause, ask whether to finish, go on after that, or finish."""
        player = self._player
        match move:
            case Move.PAUSE:
                player.pause(Phase.PAUSED, phrase("pause.paused"), now_ms)
            case Move.ASK_TO_FINISH:
                self._stopped = _Stopped(now_ms, was_paused=player.is_paused)
                player.pause(Phase.CONFIRMING, phrase("pause.finish-here"), now_ms)
            case Move.RESUME:
                player.resume(now_ms)
            case Move.FINISH:
                player.finish(now_ms)
            case _:
                assert_never(move)

    def _sleep(self, now_ms: int, meant_ms: int) -> None:
        """Say that only the wake word counts; take back a "stop" that was not meant.

        "Stop listening" is obeyed at its first word, so it begins before "finish here?" was asked.
        Said to that question, it or "go to sleep" does not answer it: the session pauses.
        """
        words = phrase("sleep.begin")
        stopped, player = self._stopped, self._player
        if player.phase is not Phase.CONFIRMING or stopped is None:
            player.say(words, now_ms)
        elif stopped.was_paused or meant_ms >= stopped.at_ms:
            player.pause(Phase.PAUSED, words, now_ms)
        else:
            player.resume(now_ms)
            player.say(words, now_ms)

    def _make_other(self, move: _DoseMove | Question, number: int | None, now_ms: int) -> None:
        """Count, change the dose, take an answer about it, or answer a question."""
        doses = self._doses
        match move:
            case Move.COUNT_UP:
                self._player.count_up(number, now_ms)
            case Move.HALT:
                self._pain.halt(now_ms)
            case Move.TAKE_PAIN:
                self._pain.take_pain(number, now_ms)
            case Move.SETTLED | Move.UNSETTLED:
                self._pain.answer_morning(now_ms, settled=move is Move.SETTLED)
            case Move.RATE_EASY:
                doses.rate(Effort.EASY, now_ms)
            case Move.RATE_RIGHT:
                doses.rate(Effort.RIGHT, now_ms)
            case Move.RATE_HARD:
                doses.rate(Effort.HARD, now_ms)
            case Move.EASE:
                doses.ease(Wish.EASIER, now_ms)
            case Move.HARDEN:
                doses.harden(now_ms)
            case Move.TOO_EASY:
                doses.felt(Effort.EASY, Wish.TOO_EASY, now_ms)
            case Move.TOO_HARD:
                doses.felt(Effort.HARD, Wish.TOO_HARD, now_ms)
            case Move.SHORTEN:
                doses.shorten(number, now_ms)
            case Move.EXTEND:
                doses.extend(number, now_ms)
            case Move.PROLONG:
                doses.prolong(number, now_ms)
            case _:
                self._questions.answer(move, now_ms)

    def _go(self, move: _Way, exercise: str | None, now_ms: int, meant_ms: int) -> None:
        """Go to another place of the workout; only `Move.GO_TO` takes an exercise."""
        player = self._player
        match move:
            case Move.LEAVE_EXERCISE:
                player.leave_exercise(now_ms, meant_ms)
            case Move.GO_BACK:
                player.go_to(player.program.before, now_ms)
            case Move.GO_TO:
                index = player.program.exercise(exercise) if exercise else None
                if index is None:
                    player.say(phrase("refused"), now_ms)
                else:
                    player.leave_exercise(now_ms, meant_ms, index)
            case _:
                assert_never(move)

    def _change_speed(self, move: Move, now_ms: int) -> None:
        self._sound.set_speed(turned_speed(move, self._sound.speed), now_ms)
        if place := self._player.place:
            slug = place.exercise.slug
            self._outbox.note(TempoTurned(slug, self._sound.tempos[slug]))
        if self._player.phase is not Phase.COUNTING:
            self._player.say(phrase(f"tempo.{move.value}"), now_ms)

    def _change_verbosity(self, move: Move, now_ms: int) -> None:
        player = self._player
        less = move is Move.TALK_LESS
        delivery = self._sound.delivery
        turned = delivery.with_less_talk() if less else delivery.with_more_talk(player.place)
        if turned == delivery:
            player.say(phrase("talk.least" if less else "talk.most"), now_ms)
        else:
            self._outbox.note(*talk_choices(delivery, turned))
            player.deliver(turned, now_ms)
            player.say(phrase("talk.less" if less else "talk.more"), now_ms)

    def _change_volume(self, move: Move) -> None:
        self._gain_db = turned_gain_db(move, self._gain_db)
        self._outbox.note(VolumeTurned(self._gain_db))
        self._outbox.add(SetVolume(self._gain_db))

    def _again(self, now_ms: int) -> None:
        place, step = self._player.place, self._player.playhead.step
        if place and step.phase in (Phase.ANNOUNCING, Phase.READY):
            self._outbox.note(WordsAsked(place.exercise.slug, WordsWish.REPEAT))
        self._player.again(now_ms)


def talk_choices(before: Delivery, after: Delivery) -> Iterator[TalkTurned]:
    """Choice of the user that this change of the talk amounts to."""
    if after.verbosity is not before.verbosity:
        yield TalkTurned(after.verbosity, None)
    for (slug, variation), level in after.wordings.items():
        if level is not before.wordings.get((slug, variation)):
            yield TalkTurned(level, slug)


def turned_speed(move: Move, speed: float) -> float:
    """Speed after this move; unchanged at the end of the dial, or by another move."""
    factor = {Move.FASTER: SPEED_STEP, Move.SLOWER: 1 / SPEED_STEP}.get(move, 1.0)
    return min(FASTEST, max(SLOWEST, speed * factor))


def turned_gain_db(move: Move, gain_db: float) -> float:
    """Gain after this move; unchanged at the end of the dial, or by another move."""
    step_db = {Move.LOUDER: VOLUME_STEP_DB, Move.QUIETER: -VOLUME_STEP_DB}.get(move, 0.0)
    return min(LOUDEST_DB, max(QUIETEST_DB, gain_db + step_db))
