"""A workout that never reads a clock: events and the time go in, effects come out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from voicecoach.core.dialogue.arbiter import Arbiter, Ask, Drop, Obey, Verdict, Wake
from voicecoach.core.dialogue.commands import CommandExecutor
from voicecoach.core.dialogue.dose_changes import Announcements, DoseChanges
from voicecoach.core.dialogue.intents import Intent, Vocabulary
from voicecoach.core.dialogue.transitions import ONLY_ANSWERS, TRANSITIONS, Move, accepted_in
from voicecoach.core.dialogue.view_builder import view_of
from voicecoach.core.effects import Attention, Earcon, Effect, Listen, Play, Show
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event, Heard, Pressed
from voicecoach.core.facts import (
    DeviceChanged,
    EchoIgnored,
    Fact,
    IntentDoubted,
    IntentHeard,
    ResumeDeclined,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.playhead import set_ended
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.resuming import Continuation
from voicecoach.core.timeline.steps import Step
from voicecoach.core.view import View
from voicecoach.core.workout.routine import Routine

_GOES_ON_WITHOUT_SOUND = frozenset({Phase.GREETING, Phase.SUMMARY})
"""Where a missing loudspeaker is no reason to stand still: captions do."""
_ABOUT_THE_STEP = frozenset(
    {Move.GO_ON, Move.BEGIN_WORK, Move.LEAVE_EXERCISE, Move.GO_BACK, Move.AGAIN}
)
"""Moves that, in a pause, mean the step that is frozen."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known from before, as far as it changes this session."""

    continuation: Continuation | None = None
    """An unfinished workout that the first step asks about, or that is taken up at once."""
    takes_up: bool = False
    """Whether it is taken up without a question."""
    declines: str | None = None
    """The key of an unfinished session that is not to be offered again."""
    last_times: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """How each exercise was the last time, by its slug."""
    result_of: Callable[[Sequence[SetEnded]], Sequence[Phrase]] | None = None
    """For a test: what is told at its end."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What may differ between two sessions of the same routine."""

    speed: float = 1.0
    """1: the tempo of the exercises; 2: twice as fast."""
    level: int | None = None
    minutes: float | None = None
    """What the user asked for, and is kept with the session."""
    announcements: Announcements = field(default_factory=Announcements)
    is_heard: bool = True
    """Whether somebody hears the user; False: nothing is asked at the end."""
    delivery: Delivery = IN_FULL
    """In how many words it is told."""


class Session:
    """One workout from the greeting to the summary.

    `begin`, `handle` and `advance` return what is to be done now, in order. Every time is in
    milliseconds on one clock of the caller's, which never steps back; `deadline_ms` says when
    `advance` is wanted at the latest.
    """

    def __init__(
        self,
        routine: Routine,
        steps: tuple[Step, ...],
        *,
        book: PhraseBook,
        vocabulary: Vocabulary,
        timing: SpeechTiming,
        options: SessionOptions | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        self._remembered = remembered or Remembered()
        self._book = book
        self._vocabulary = vocabulary
        self._timing = timing
        self._options = options or SessionOptions()
        self._player = Player(
            routine,
            steps,
            book=book,
            timing=timing,
            speed=self._options.speed,
            continuation=self._remembered.continuation,
            result_of=self._remembered.result_of,
            asks=self._options.is_heard,
            delivery=self._options.delivery,
        )
        adaptation = DoseChanges(self._player, self._options.announcements)
        self._executor = CommandExecutor(self._player, adaptation, self._remembered.last_times)
        self._arbiter = Arbiter()
        self._notices: dict[Device, str] = {}
        self._heard = ""
        self._paid = Attention.AWAKE
        """What the ears were told last."""
        self._shown: View | None = None

    @property
    def phase(self) -> Phase:
        """Where the session is."""
        return self._player.phase

    @property
    def deadline_ms(self) -> int | None:
        """When `advance` is wanted next; None: only an event can change anything."""
        return self._player.deadline_ms

    def begin(self, now_ms: int) -> list[Effect]:
        """The first effects."""
        remembered, options = self._remembered, self._options
        self._note(SessionStarted(self._player.routine.slug, options.level, options.minutes))
        if remembered.declines:
            self._note(ResumeDeclined(remembered.declines))
        self._player.begin(now_ms)
        if remembered.takes_up and remembered.continuation:
            self._player.take_up(remembered.continuation, now_ms)
        return self._flush(now_ms)

    def advance(self, now_ms: int) -> list[Effect]:
        """Whatever became due since the last call, each thing at its own time."""
        return self._flush(now_ms)

    def handle(self, event: Event, now_ms: int) -> list[Effect]:
        """What follows from an event; nothing, once the session is finished."""
        self._player.catch_up(now_ms)
        if self.phase is not Phase.FINISHED:
            match event:
                case Heard():
                    self._on_heard(event, now_ms)
                case Pressed(key):
                    verdict = self._arbiter.on_pressed(key, self._vocabulary, self.phase, now_ms)
                    self._follow(verdict, now_ms)
                case DeviceLost() | DeviceRestored():
                    self._on_device(event, now_ms)
                case _:
                    assert_never(event)
        return self._flush(now_ms)

    def _flush(self, now_ms: int) -> list[Effect]:
        self._player.catch_up(now_ms)
        self._pay_attention(now_ms)
        view = view_of(
            self._player,
            book=self._book,
            vocabulary=self._vocabulary,
            now_ms=now_ms,
            timing=self._timing,
            heard=self._heard,
            notice=" ".join(self._notices_now()),
        )
        if view != self._shown:
            self._shown = view
            self._player.output.add(Show(view))
        return self._player.output.take()

    def _notices_now(self) -> list[str]:
        asleep = self._arbiter.is_asleep
        sleeping = [self._book.sentence(phrase("screen.asleep"))] if asleep else []
        return [*self._notices.values(), *sleeping]

    def _pay_attention(self, now_ms: int) -> None:
        """Let the ears follow what was asked, or sleep on in another phase."""
        attention = self._arbiter.attention(self.phase, now_ms)
        effects = [
            replace(effect, attention=attention) if isinstance(effect, Listen) else effect
            for effect in self._player.output.effects
        ]
        if attention is not self._paid and not any(isinstance(each, Listen) for each in effects):
            effects.append(Listen(self.phase, attention))
        self._paid = attention
        self._player.output.effects = effects

    def _note(self, fact: Fact) -> None:
        self._player.output.note(fact)

    # What the user wants

    def _on_heard(self, event: Heard, now_ms: int) -> None:
        guard = self._player.output.guard
        if guard.is_echo(event.words, began_ms=event.began_ms, ended_ms=event.ended_ms):
            self._note(EchoIgnored(event.words, event.began_ms))
        elif intent := self._wanted(event.words):
            self._follow(self._arbiter.on_heard(intent, event, self.phase, now_ms), now_ms)

    def _wanted(self, words: str) -> Intent | None:
        """What these words mean; a number that nobody asked for means nothing."""
        intent = self._vocabulary.intent_of(words)
        return None if self._is_idle(intent) else intent

    def _is_idle(self, intent: Intent | None) -> bool:
        """Whether it answers a question that nobody asked."""
        return intent in ONLY_ANSWERS and intent not in accepted_in(self.phase)

    def _follow(self, verdict: Verdict, now_ms: int) -> None:
        match verdict:
            case Obey(intent, words, began_ms):
                self._obey(intent, words, now_ms, began_ms)
            case Ask():
                self._doubt(verdict, now_ms)
            case Drop(words, began_ms):
                self._acknowledge(Intent.NO, words, began_ms)
            case Wake(words, began_ms):
                self._acknowledge(Intent.WAKE, words, began_ms)
                self._player.say(phrase("sleep.end"), now_ms)
            case None:
                pass
            case _:
                assert_never(verdict)

    def _doubt(self, ask: Ask, now_ms: int) -> None:
        phase = self.phase.value
        self._note(IntentDoubted(ask.intent.value, ask.words, phase, ask.began_ms, ask.aloud))
        if ask.aloud:
            self._player.output.add(Play(Earcon.UNSURE, None))
            key = ask.move.value.replace(" ", "-")
            self._player.say(phrase(f"doubt.{key}"), now_ms, insist=False)

    def _acknowledge(
        self, intent: Intent, words: str, began_ms: int, *, accepted: bool = True
    ) -> None:
        """Note what was said, and let the user hear whether it fits."""
        self._heard = words
        self._note(IntentHeard(intent.value, words, self.phase.value, accepted, began_ms))
        self._player.output.add(Play(Earcon.HEARD if accepted else Earcon.REFUSED, None))

    def _obey(self, intent: Intent, words: str, now_ms: int, began_ms: int) -> None:
        """`began_ms` is when the user began; what they heard then was asked for a delay earlier."""
        meant_ms = min(self._timing.asked_ms(began_ms), now_ms)
        move = self._move_for(intent, meant_ms)
        self._acknowledge(intent, words, began_ms, accepted=move is not None)
        if move is None:
            self._player.say(phrase("refused"), now_ms, insist=False)
        else:
            if move is Move.SLEEP:
                self._arbiter.sleep()
            number = self._vocabulary.number_of(words)
            self._executor.make(move, number=number, now_ms=now_ms, meant_ms=meant_ms)

    def _move_for(self, intent: Intent, meant_ms: int) -> Move | None:
        player = self._player
        if self._has_just_happened(intent, meant_ms):
            return Move.NOTHING
        move = TRANSITIONS[self.phase].get(intent)
        if player.is_paused and move in _ABOUT_THE_STEP:
            move = TRANSITIONS[player.playhead.step.phase].get(intent, move)
        playhead = player.playhead
        if intent is Intent.DONE and playhead.in_lead_in(meant_ms):
            return move if set_ended(playhead, meant_ms, by_user=True) else None
        return None if self._executor.would_change_nothing(move) else move

    def _has_just_happened(self, intent: Intent, meant_ms: int) -> bool:
        """Whether the user asked for what came by itself while they were speaking.

        Who says "next" at the very end of a rest wants it to be over, not to miss the exercise.
        """
        arrival = self._player.arrival
        if arrival is None or self._player.is_paused or meant_ms >= arrival.at_ms:
            return False
        match TRANSITIONS[arrival.phase].get(intent):
            case Move.GO_ON | Move.BEGIN_WORK | Move.END_SET:
                return True
            case Move.LEAVE_EXERCISE:
                here, there = self._player.place, arrival.place
                return here is None or there is None or here.item != there.item
            case _:
                return False

    # What the devices do

    def _on_device(self, event: DeviceLost | DeviceRestored, now_ms: int) -> None:
        device = event.device
        lost = isinstance(event, DeviceLost)
        if lost == (device in self._notices):
            return
        if isinstance(event, DeviceLost):
            self._notices[device] = event.reason
        else:
            del self._notices[device]
        reason = self._notices.get(device, "")
        self._note(DeviceChanged(device.value, not lost, reason))
        words = phrase(f"device.{device.value}-{'lost' if lost else 'back'}")
        if lost and device is Device.SPEAKER and self.phase in _GOES_ON_WITHOUT_SOUND:
            words = phrase("device.speaker-missing")
        elif lost and device is Device.SPEAKER and not self._player.is_paused:
            self._player.pause(Phase.PAUSED, words, now_ms)
            return
        self._player.say(words, now_ms)
