"""What a session does when something hurts: it asks how much, and goes by the number.

The rule is that of pain monitoring (Thomeé 1997, Silbernagel 2007): up to 2 of 10 is safe, up to 5
acceptable, above 5 too much; and it must have settled by the next morning.
"""

from voicecoach.core.dialogue.dose_changes import DoseChanges
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.player import Player
from voicecoach.core.progression.rules import ACCEPTABLE_PAIN, MILD_PAIN
from voicecoach.core.workout.adjustment import easier

WORST_PAIN = 10


class PainRule:
    """Applies the rule to a session on its stage."""

    def __init__(self, player: Player, adaptation: DoseChanges) -> None:
        self._player = player
        self._adaptation = adaptation
        self._told_to_ask = False
        self._is_eased = False
        """Whether this pain has made the exercise easier."""

    def halt(self, now_ms: int) -> None:
        """Stand still, and ask how much it hurts; outside of all exercises, say whom to ask."""
        if self._player.place is None:
            self._player.say(phrase("pain.outside"), now_ms)
            return
        self._is_eased = False
        self._player.ledger.asked_pain(self._player.place)
        self._player.pause(Phase.HURTING, phrase("pain.ask"), now_ms)

    def take_pain(self, level: int | None, now_ms: int) -> None:
        """Up to 2 they may go on; up to 5 only with less; above that it is over for today."""
        player = self._player
        if level is None or level > WORST_PAIN:
            player.say(phrase("refused"), now_ms)
            return
        report = player.ledger.report_pain(level)
        if report is None:
            return
        player.output.note(report)
        ask_somebody = () if self._told_to_ask or not level else (phrase("pain.professional"),)
        self._told_to_ask = self._told_to_ask or bool(level)
        if level <= MILD_PAIN:
            player.pause(Phase.EASING, phrase("pain.mild", n=level), now_ms, *ask_somebody)
        elif level <= ACCEPTABLE_PAIN:
            way = () if self._is_eased else self._adaptation.ease_here() or ()
            self._is_eased = True
            choice = phrase("pain.moderate-choice")
            words = phrase("pain.moderate", n=level)
            player.pause(Phase.EASING, words, now_ms, *ask_somebody, *way, choice)
        else:
            self._end_exercise(report.exercise, level, ask_somebody, now_ms)

    def _end_exercise(
        self, exercise: str, level: int, ask_somebody: tuple[Phrase, ...], now_ms: int
    ) -> None:
        player = self._player
        player.leave_out(exercise)
        player.leave_exercise(now_ms, now_ms)
        words = phrase("pain.severe", n=level)
        if player.phase is Phase.SUMMARY:
            player.say(player.output.joined(words, *ask_somebody), now_ms)
        else:
            choice = phrase("pain.severe-choice")
            player.pause(Phase.PAUSED, words, now_ms, *ask_somebody, choice)

    def answer_morning(self, now_ms: int, *, settled: bool) -> None:
        """Whether pain was gone the next morning; if not, today is easier."""
        player = self._player
        answered = player.ledger.answer_morning(settled=settled)
        player.output.note(answered)
        words = phrase("morning.settled") if settled else phrase("morning.noted")
        for index, item in enumerate(player.routine.items):
            lower = easier(item) if item.exercise.slug == answered.exercise else None
            if lower and not settled:
                self._adaptation.change(index, lower)
                words = phrase("morning.unsettled")
        player.go_on(now_ms, now_ms)
        player.say(words, now_ms)
