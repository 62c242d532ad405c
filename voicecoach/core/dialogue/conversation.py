"""Conversation: executes, refuses or questions what the user says or presses."""

from typing import assert_never

from voicecoach.core.dialogue.arbiter import Arbiter, Ask, Drop, Obey, Ruling, Wake
from voicecoach.core.dialogue.commands import CommandExecutor
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.missed_speech import MissedSpeech, Sign, what_to_say
from voicecoach.core.dialogue.transitions import ONLY_ANSWERS, TRANSITIONS, Move, accepted_in
from voicecoach.core.effects import Earcon, Play
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.core.facts import EchoIgnored, IntentDoubted, IntentHeard, SpeechMissed
from voicecoach.core.phases import WORKING
from voicecoach.core.phrases import phrase
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.speech_timing import EARCON_MS, SpeechTiming
from voicecoach.core.playback.step_player import StepPlayer

_ABOUT_THE_STEP = frozenset(
    {Move.GO_ON, Move.BEGIN_WORK, Move.LEAVE_EXERCISE, Move.GO_BACK, Move.AGAIN}
)
"""Moves that, in a pause, mean the step that is paused."""
NOT_UNDERSTOOD = "?"
"""Shown in place of the words when they were not understood."""


class Conversation:
    """Finds the move that words or a key ask for, and acknowledges them with a sound."""

    def __init__(
        self,
        player: Player,
        sound: StepPlayer,
        outbox: Outbox,
        arbiter: Arbiter,
        executor: CommandExecutor,
        vocabulary: Vocabulary,
        timing: SpeechTiming,
    ) -> None:
        self._player = player
        self._sound = sound
        self._outbox = outbox
        self._arbiter = arbiter
        self._executor = executor
        self._vocabulary = vocabulary
        self._timing = timing
        self._missed = MissedSpeech()
        self._last_words = ""

    @property
    def last_words(self) -> str:
        """The last words that were taken for a command, or NOT_UNDERSTOOD."""
        return self._last_words

    def on_heard(self, event: Heard, now_ms: int) -> None:
        """Follow words, unless they are the coach's own."""
        if self._outbox.is_echo(event):
            self._outbox.note(EchoIgnored(event.words, event.began_ms))
        elif intent := self._intent_of(event.words):
            if not self._arbiter.is_asleep and not event.is_doubtful:
                self._missed.understood()
            phase = self._player.phase
            self._follow(self._arbiter.on_heard(intent, event, phase, now_ms), now_ms)

    def on_not_understood(self, event: NotUnderstood, now_ms: int) -> None:
        """Let the user know that speech to the coach was not understood."""
        phase = self._player.phase
        alone_ms = self._outbox.alone_ms(event.began_ms, event.ended_ms)
        is_deaf = self._arbiter.is_asleep or not accepted_in(phase)
        sign = None if is_deaf else self._missed.sign(event, alone_ms)
        if sign is None:
            return
        self._last_words = NOT_UNDERSTOOD
        if sign is Sign.SCREEN:
            return
        told = sign is Sign.WORDS
        self._outbox.note(SpeechMissed(phase.value, event.began_ms, told))
        self._sound.sign(Earcon.NOT_UNDERSTOOD, now_ms)
        if told:
            words = what_to_say(phase, self._vocabulary)
            self._player.say(words, now_ms, insist=False, from_ms=now_ms + EARCON_MS)

    def on_pressed(self, key: str, now_ms: int) -> None:
        """Follow a key."""
        self._missed.understood()
        phase = self._player.phase
        self._follow(self._arbiter.on_pressed(key, self._vocabulary, phase, now_ms), now_ms)

    def on_tapped(self, words: str, now_ms: int) -> None:
        """Follow a command that was chosen on a screen; other words are ignored."""
        if intent := self._intent_of(words):
            self._missed.understood()
            phase = self._player.phase
            self._follow(self._arbiter.on_tapped(intent, words, phase, now_ms), now_ms)

    def _intent_of(self, words: str) -> Intent | None:
        """Meaning of these words; an answer to a question that was not asked has none."""
        intent = self._vocabulary.intent_of(words)
        is_unasked = intent in ONLY_ANSWERS and intent not in accepted_in(self._player.phase)
        return None if is_unasked else intent

    def _follow(self, ruling: Ruling, now_ms: int) -> None:
        match ruling:
            case Obey(intent, words, began_ms):
                self._obey(intent, words, now_ms, began_ms)
            case Ask():
                self._doubt(ruling, now_ms)
            case Drop(words, began_ms):
                self._acknowledge(Intent.NO, words, began_ms)
            case Wake(words, began_ms):
                self._acknowledge(Intent.WAKE, words, began_ms)
                self._player.say(phrase("sleep.end"), now_ms)
            case None:
                pass
            case _:
                assert_never(ruling)

    def _doubt(self, ask: Ask, now_ms: int) -> None:
        phase = self._player.phase.value
        self._outbox.note(
            IntentDoubted(ask.intent.value, ask.words, phase, ask.began_ms, ask.aloud)
        )
        if ask.aloud:
            self._outbox.add(Play(Earcon.UNSURE, None))
            key = ask.move.value.replace(" ", "-")
            self._player.say(phrase(f"doubt.{key}"), now_ms, insist=False)
        elif self._missed.doubted():
            self._last_words = NOT_UNDERSTOOD
            self._sound.sign(Earcon.NOT_UNDERSTOOD, now_ms)

    def _acknowledge(
        self, intent: Intent, words: str, began_ms: int, *, accepted: bool = True
    ) -> None:
        """Record what was said, and let the user hear if it makes sense here."""
        self._last_words = words
        phase = self._player.phase.value
        self._outbox.note(IntentHeard(intent.value, words, phase, accepted, began_ms))
        self._outbox.add(Play(Earcon.HEARD if accepted else Earcon.REFUSED, None))

    def _obey(self, intent: Intent, words: str, now_ms: int, began_ms: int) -> None:
        """Execute a command that the user began to say at `began_ms`.

        It means the moment that they heard then, whose sounds were asked for a delay earlier.
        """
        meant_ms = min(self._timing.asked_ms(began_ms), now_ms)
        move = self._move_for(intent, meant_ms)
        self._acknowledge(intent, words, began_ms, accepted=move is not None)
        if move is None:
            self._player.say(phrase("refused"), now_ms, insist=False)
        else:
            if move is Move.SLEEP:
                self._arbiter.sleep()
            self._executor.make(
                move,
                number=self._vocabulary.number_of(words),
                exercise=self._vocabulary.exercise_in(words),
                now_ms=now_ms,
                meant_ms=meant_ms,
            )

    def _move_for(self, intent: Intent, meant_ms: int) -> Move | None:
        player = self._player
        if self._has_just_happened(intent, meant_ms):
            return Move.NOTHING
        playhead = player.playhead
        move = TRANSITIONS[player.phase].get(intent)
        if player.is_paused and move in _ABOUT_THE_STEP:
            move = TRANSITIONS[playhead.step.phase].get(intent, move)
        if intent is Intent.DONE and playhead.in_lead_in(meant_ms):
            return move if playhead.set_ended(meant_ms, by_user=True) else None
        return None if self._executor.would_change_nothing(move) else move

    def _has_just_happened(self, intent: Intent, meant_ms: int) -> bool:
        """True if the user asked for what came by itself while they were speaking.

        "Next" in the last second of a rest ends the rest; it does not skip the coming exercise.
        """
        arrival = self._player.arrival
        if arrival is None or self._player.is_paused or meant_ms >= arrival.at_ms:
            return False
        match TRANSITIONS[arrival.phase].get(intent):
            case Move.GO_ON | Move.END_SET:
                return True
            case Move.BEGIN_WORK:
                return self._player.phase in WORKING
            case Move.LEAVE_EXERCISE:
                here, there = self._player.place, arrival.place
                return here is None or there is None or here.item != there.item
            case _:
                return False
