"""What a session does when something hurts: it asks how much, and goes by the number.

The rule is that of pain monitoring (Thomeé 1997, Silbernagel 2007): up to 2 of 10 is safe, up to 5
acceptable, above 5 too much; and it must have settled by the next morning.
"""

from voicecoach.core.dialogue.dose_changes import Adaptation
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.player import Stage
from voicecoach.core.progression.rules import ACCEPTABLE_PAIN, MILD_PAIN
from voicecoach.core.workout.adjustment import easier

WORST_PAIN = 10


class PainRule:
    """Applies the rule to a session on its stage."""

    def __init__(self, stage: Stage, adaptation: Adaptation) -> None:
        self._stage = stage
        self._adaptation = adaptation
        self._told_to_ask = False
        self._is_eased = False
        """Whether this pain has made the exercise easier."""

    def halt(self, now_ms: int) -> None:
        """Stand still, and ask how much it hurts; outside of all exercises, say whom to ask."""
        if self._stage.place is None:
            self._stage.say(phrase("pain.outside"), now_ms)
            return
        self._is_eased = False
        self._stage.ledger.asked_pain(self._stage.place)
        self._stage.freeze(Phase.HURTING, phrase("pain.ask"), now_ms)

    def take_pain(self, level: int | None, now_ms: int) -> None:
        """Up to 2 they may go on; up to 5 only with less; above that it is over for today."""
        stage = self._stage
        if level is None or level > WORST_PAIN:
            stage.say(phrase("refused"), now_ms)
            return
        report = stage.ledger.report_pain(level)
        if report is None:
            return
        stage.output.note(report)
        ask_somebody = () if self._told_to_ask or not level else (phrase("pain.professional"),)
        self._told_to_ask = self._told_to_ask or bool(level)
        if level <= MILD_PAIN:
            stage.freeze(Phase.EASING, phrase("pain.mild", n=level), now_ms, *ask_somebody)
        elif level <= ACCEPTABLE_PAIN:
            way = () if self._is_eased else self._adaptation.ease_here() or ()
            self._is_eased = True
            choice = phrase("pain.moderate-choice")
            words = phrase("pain.moderate", n=level)
            stage.freeze(Phase.EASING, words, now_ms, *ask_somebody, *way, choice)
        else:
            self._end_exercise(report.exercise, level, ask_somebody, now_ms)

    def _end_exercise(
        self, exercise: str, level: int, ask_somebody: tuple[Phrase, ...], now_ms: int
    ) -> None:
        stage = self._stage
        stage.leave_out(exercise)
        stage.leave_exercise(now_ms, now_ms)
        words = phrase("pain.severe", n=level)
        if stage.phase is Phase.SUMMARY:
            stage.say(stage.output.joined(words, *ask_somebody), now_ms)
        else:
            choice = phrase("pain.severe-choice")
            stage.freeze(Phase.PAUSED, words, now_ms, *ask_somebody, choice)

    def answer_morning(self, now_ms: int, *, settled: bool) -> None:
        """Whether pain was gone the next morning; if not, today is easier."""
        stage = self._stage
        answered = stage.ledger.answer_morning(settled=settled)
        stage.output.note(answered)
        words = phrase("morning.settled") if settled else phrase("morning.noted")
        for index, item in enumerate(stage.routine.items):
            lower = easier(item) if item.exercise.slug == answered.exercise else None
            if lower and not settled:
                self._adaptation.change(index, lower)
                words = phrase("morning.unsettled")
        stage.go_on(now_ms, now_ms)
        stage.say(words, now_ms)
