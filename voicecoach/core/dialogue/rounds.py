"""Rounds and blocks in words: going on to the next ones, and what is left of them."""

from voicecoach.core.dialogue.transitions import Move
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.timeline.steps import Work

MINUTE_MS = 60_000


class RoundMoves:
    """Leaves rounds and blocks, and tells how much longer it all takes."""

    def __init__(self, player: Player, sound: StepPlayer) -> None:
        self._player = player
        self._sound = sound

    def leave(self, move: Move, now_ms: int, meant_ms: int) -> None:
        """Go on with the next round, or after the block; where rounds are counted, count one."""
        player = self._player
        step, program = player.playhead.step, player.program
        if move is Move.NEXT_ROUND and isinstance(step, Work) and step.circuit:
            player.count_up(None, now_ms)
            return
        index = program.next_round if move is Move.NEXT_ROUND else program.next_block
        if index is not None:
            player.leave_exercise(now_ms, meant_ms, index)
        elif move is Move.SKIP_BLOCK:
            player.say(phrase("round.no-block"), now_ms)
        else:
            in_rounds = program.place is not None and program.place.rounds > 1
            player.say(phrase("round.is-last" if in_rounds else "left.no-rounds"), now_ms)

    def tell_time_left(self, now_ms: int) -> None:
        """Say about how much longer the workout takes."""
        player = self._player
        to_come = player.program.steps[player.program.index + 1 :]
        left_ms = self._sound.left_ms(to_come, now_ms)
        minutes = max(1, round(left_ms / MINUTE_MS))
        player.say(phrase("left.workout", n=minutes), now_ms)


def rounds_left(program: Program, playhead: Playhead) -> Phrase:
    """Answer to "how many rounds left": if the user counts them, the number of those done."""
    step, place = playhead.step, program.place
    if isinstance(step, Work) and step.circuit:
        return phrase("round.done-all", n=playhead.tally)
    if place is None or place.rounds == 1:
        return phrase("left.no-rounds")
    left = place.rounds - place.set_number
    return phrase("left.rounds", n=left) if left else phrase("round.is-last")
