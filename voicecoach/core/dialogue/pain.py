"""Pain during a session: the coach asks how much it hurts, and goes by the number.

The rule is that of pain monitoring (Thomeé 1997, Silbernagel 2007): up to 2 of 10 is safe, up to 5
acceptable, above 5 too much; and it must have settled by the next morning. It was made for known
complaints of a tendon, and the coach says with the first pain what it does not hold for.
"""

from voicecoach.core.dialogue.dose_changes import DoseChanges
from voicecoach.core.dialogue.transport import Transport
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.ledger import Ledger
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.program import Program
from voicecoach.core.progression.adjustment import easier
from voicecoach.core.progression.rules import ACCEPTABLE_PAIN, MILD_PAIN
from voicecoach.core.workout.exercise import Exercise

WORST_PAIN = 10
"""The highest number of the scale."""
_ADVICE = (phrase("pain.professional"), phrase("pain.red-flags"))


class PainRule:
    """Applies the rule to what the player plays."""

    def __init__(
        self, player: Transport, outbox: Outbox, ledger: Ledger, doses: DoseChanges
    ) -> None:
        self._player = player
        self._outbox = outbox
        self._ledger = ledger
        self._doses = doses
        self._has_advised = False
        """True if the user was told to see a professional, and what the scale is not made for."""
        self._is_eased = False
        """True if this pain has made the exercise easier."""

    def halt(self, now_ms: int) -> None:
        """Pause, and ask how much it hurts; outside of exercises, suggest a professional."""
        place = self._player.program.place
        if place is None:
            outside = (phrase("pain.outside"), phrase("pain.professional"))
            self._player.say(self._outbox.joined(*outside, phrase("pain.red-flags")), now_ms)
            return
        self._is_eased = False
        self._ledger.asked_pain(place)
        self._player.pause(Phase.HURTING, phrase("pain.ask"), now_ms)

    def take_pain(self, level: int | None, now_ms: int) -> None:
        """Let the user go on up to 2, with less up to 5; above that end the exercise for today."""
        player = self._player
        if level is None or level > WORST_PAIN:
            player.say(phrase("refused"), now_ms)
            return
        report = self._ledger.report_pain(level)
        if report is None:
            return
        self._outbox.note(report)
        told = phrase(f"pain.level.{level}")
        if level > ACCEPTABLE_PAIN:
            self._end_exercise(report.exercise, told, now_ms)
            return
        advice = () if self._has_advised or not level else _ADVICE
        self._has_advised = self._has_advised or bool(level)
        if level <= MILD_PAIN:
            choice = phrase("pain.mild-choice")
            player.pause(Phase.EASING, told, now_ms, *advice, choice)
        else:
            change = () if self._is_eased else self._doses.ease_here() or ()
            self._is_eased = True
            choice = phrase("pain.moderate-choice")
            player.pause(Phase.EASING, told, now_ms, *advice, *change, choice)

    def _end_exercise(self, slug: str, told: Phrase, now_ms: int) -> None:
        """Leave the exercise, and whatever is to come that loads the same part of the body.

        The advice is given every time, and nothing cheerful is asked afterwards.
        """
        player = self._player
        spared = _loading_the_same(player.program, slug)
        player.replan(player.program.without({slug, *(one.slug for one in spared)}))
        self._ledger.spare()
        player.leave_exercise(now_ms, now_ms)
        names = [one.name for one in spared]
        advice = (
            phrase("pain.severe"),
            *((phrase("pain.spared", names=names),) if names else ()),
            phrase("pain.severe-advice"),
        )
        if player.phase is Phase.SUMMARY:
            player.say(self._outbox.joined(told, *advice), now_ms)
        else:
            choice = phrase("pain.severe-choice")
            player.pause(Phase.PAUSED, told, now_ms, *advice, choice)

    def answer_morning(self, now_ms: int, *, settled: bool) -> None:
        """Record whether the pain was gone the next morning; if not, make the exercise easier."""
        player = self._player
        answered = self._ledger.answer_morning(settled=settled)
        self._outbox.note(answered)
        words = phrase("morning.settled") if settled else phrase("morning.noted")
        for index, item in enumerate(player.program.routine.items):
            lower = easier(item) if item.exercise.slug == answered.exercise else None
            if lower and not settled:
                self._doses.change(index, lower)
                words = phrase("morning.unsettled")
        player.go_on(now_ms, now_ms)
        player.say(words, now_ms)


def _loading_the_same(program: Program, slug: str) -> tuple[Exercise, ...]:
    """The exercises to come that load a part of the body that this one loads."""
    to_come = {
        step.place.exercise.slug for step in program.steps[program.next_exercise :] if step.place
    }
    return tuple(one for one in program.routine.loading_the_same(slug) if one.slug in to_come)
