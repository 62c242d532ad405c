"""A workout that never reads a clock: events and the time go in, effects come out."""

from collections.abc import Mapping
from dataclasses import field
from typing import assert_never

from voicecoach.core.control import Control, control_of
from voicecoach.core.dialogue.arbiter import Arbiter
from voicecoach.core.dialogue.commands import CommandExecutor
from voicecoach.core.dialogue.conversation import Conversation
from voicecoach.core.dialogue.dose_changes import Announcements, DoseChanges
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.pain import PainRule
from voicecoach.core.dialogue.view_builder import view_of
from voicecoach.core.effects import Effect, SetVolume, Show
from voicecoach.core.events import (
    Device,
    DeviceLost,
    DeviceRestored,
    Event,
    Heard,
    NotUnderstood,
    Pressed,
    StoodStill,
    Tapped,
)
from voicecoach.core.facts import DeviceChanged, ResumeDeclined, SessionStarted
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.playback.ledger import Ledger, ResultOf
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.player import Player
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.progression.records import NO_RECORDS, Records
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.resuming import Continuation
from voicecoach.core.view import View
from voicecoach.core.workout.exercise import Side
from voicecoach.dataclass import dataclass

_EARS = frozenset({Device.MICROPHONE, Device.MODEL})
_GOES_ON_WITHOUT_SOUND = frozenset({Phase.GREETING, Phase.SUMMARY})
"""Phases in which a missing loudspeaker does not cause a pause, since captions will do."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Facts of earlier sessions that change this one."""

    continuation: Continuation | None = None
    """An unfinished workout that the first step asks about, or that is taken up at once."""
    takes_up: bool = False
    """True if it is taken up without a question."""
    declines: str | None = None
    """Key of an unfinished session that is not to be offered again."""
    last_times: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Results of each exercise the last time, by its slug."""
    records: Records = NO_RECORDS
    """Results that those of today are compared with."""
    next_workout: tuple[Phrase, ...] = ()
    """Next workout of the schedule, in sentences."""
    result_of: ResultOf | None = None
    """For a test: its result, which takes the place of the summary."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """Options of a session, beside its routine."""

    speed: float = 1.0
    """1: the tempo of the exercises; 2: twice as fast."""
    level: int | None = None
    minutes: float | None = None
    side: Side | None = None
    """The wishes of the user that are recorded with the session."""
    announcements: Announcements = field(default_factory=Announcements)
    is_heard: bool = True
    """True if the user can answer; else nothing is asked at the end."""
    listens: bool = True
    """True if the coach listens for commands."""
    signs_misses: bool = True
    """True if the coach lets the user know that it did not understand."""
    since_midnight_ms: int | None = None
    """Time of day when the session's clock stands at 0; None: it is unknown."""
    has_keys: bool = True
    """True if the user has a keyboard."""
    delivery: Delivery = IN_FULL
    """Verbosity at the beginning."""
    tempos: Mapping[str, float] = field(default_factory=dict)
    """Factors on the speed that the user chose for exercises, by their slugs."""
    gain_db: float = 0.0
    """Volume that the user chose, relative to the usual one."""


def _ledger(timing: SpeechTiming, options: SessionOptions, remembered: Remembered) -> Ledger:
    """The ledger of a session, which compares it with earlier ones."""
    return Ledger(
        timing,
        asks=options.is_heard,
        result_of=remembered.result_of,
        records=remembered.records,
        next_workout=remembered.next_workout,
    )


class Session:
    """One workout from the greeting to the summary.

    `begin`, `handle` and `advance` return what is to be done now, in order. Every time is in
    milliseconds on one clock of the caller's, which never steps back; `deadline_ms` says when
    `advance` is wanted at the latest.
    """

    def __init__(
        self,
        program: Program,
        *,
        book: PhraseBook,
        vocabulary: Vocabulary,
        timing: SpeechTiming,
        options: SessionOptions | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        self._remembered = remembered = remembered or Remembered()
        self._options = options = options or SessionOptions()
        self._book = book
        self._vocabulary = vocabulary
        self._timing = timing
        self._arbiter = Arbiter()
        self._outbox = outbox = Outbox(book, timing, self._arbiter.attention)
        timing = outbox.timing
        self._sound = StepPlayer(
            outbox,
            timing,
            speed=options.speed,
            delivery=options.delivery,
            tempos=options.tempos,
        )
        ledger = _ledger(timing, options, remembered)
        self._player = player = Player(
            program, self._sound, outbox, ledger, remembered.continuation
        )
        doses = DoseChanges(player, outbox, ledger, options.announcements)
        pain = PainRule(player, outbox, ledger, doses)
        executor = CommandExecutor(
            player,
            self._sound,
            outbox,
            doses,
            pain,
            remembered.last_times,
            options.since_midnight_ms,
            options.gain_db,
        )
        self._conversation = Conversation(
            player, self._sound, outbox, self._arbiter, executor, vocabulary, timing
        )
        self._notices: dict[Device, str] = {}
        """Sentences about lost devices, for the screen."""
        self._shown: View | None = None
        self._fit_prompts()

    @property
    def phase(self) -> Phase:
        """Phase of the session."""
        return self._player.phase

    @property
    def control(self) -> Control:
        """The user's ways to give commands now."""
        return self._outbox.control

    @property
    def deadline_ms(self) -> int | None:
        """Time at which `advance` is wanted next; None: only an event can change anything."""
        return self._sound.deadline_ms

    def begin(self, now_ms: int) -> list[Effect]:
        """Start the session; returns its first effects."""
        remembered, options, routine = self._remembered, self._options, self._player.program.routine
        self._outbox.note(
            SessionStarted(routine.slug, options.level, options.minutes, options.side)
        )
        if remembered.declines:
            self._outbox.note(ResumeDeclined(remembered.declines))
        if options.gain_db:
            self._outbox.add(SetVolume(options.gain_db))
        self._player.begin(now_ms)
        if remembered.takes_up:
            self._player.take_up(now_ms)
        return self._flush(now_ms)

    def advance(self, now_ms: int) -> list[Effect]:
        """Do whatever became due since the last call, each thing at its own time."""
        return self._flush(now_ms)

    def handle(self, event: Event, now_ms: int) -> list[Effect]:
        """Follow an event; once the session is finished, nothing follows from any."""
        if isinstance(event, StoodStill):
            self._on_standstill(event, now_ms)
        self._player.catch_up(now_ms)
        if self.phase is not Phase.FINISHED:
            match event:
                case Heard():
                    self._conversation.on_heard(event, now_ms)
                case NotUnderstood():
                    if self._options.signs_misses:
                        self._conversation.on_not_understood(event, now_ms)
                case Pressed(key):
                    self._conversation.on_pressed(key, now_ms)
                case Tapped(words):
                    self._conversation.on_tapped(words, now_ms)
                case DeviceLost() | DeviceRestored():
                    self._on_device(event, now_ms)
                case StoodStill():
                    pass  # it came before all that was due
                case _:
                    assert_never(event)
        return self._flush(now_ms)

    def _flush(self, now_ms: int) -> list[Effect]:
        self._player.catch_up(now_ms)
        self._outbox.update_attention(self.phase, now_ms)
        view = view_of(
            self._player,
            self._sound,
            book=self._book,
            vocabulary=self._vocabulary,
            now_ms=now_ms,
            timing=self._timing,
            heard=self._conversation.last_words,
            caption=self._outbox.caption,
            notice=" ".join(self._notices_now()),
        )
        if view != self._shown:
            self._shown = view
            self._outbox.add(Show(view))
        return self._outbox.take()

    def _notices_now(self) -> list[str]:
        asleep = self._arbiter.is_asleep
        sleeping = [self._book.sentence(phrase("screen.asleep"))] if asleep else []
        # Two devices may be missing for one reason, such as a library.
        return list(dict.fromkeys((*self._notices.values(), *sleeping)))

    def _fit_prompts(self) -> None:
        """Word the prompts for the ways in which the user can answer them now."""
        hears = self._options.listens and not self._notices.keys() & _EARS
        self._outbox.control = control_of(hears=hears, has_keys=self._options.has_keys)

    @property
    def _could_resume(self) -> bool:
        """True if a pause could begin now, and the user could end it."""
        return not self._player.is_paused and self._outbox.control is not Control.NONE

    def _on_standstill(self, event: StoodStill, now_ms: int) -> None:
        """Count nothing that nobody did: stop where the program stood still, and ask.

        In the summary, or where nobody could end a pause, the step goes on from there.
        """
        asks = self._could_resume and self.phase is not Phase.SUMMARY
        words = phrase("pause.stood-still") if asks else None
        self._player.stop_the_clock(event.since_ms, words, now_ms)

    def _on_device(self, event: DeviceLost | DeviceRestored, now_ms: int) -> None:
        device = event.device
        lost = isinstance(event, DeviceLost)
        if lost == (device in self._notices):
            return
        if isinstance(event, DeviceLost):
            self._notices[device] = event.reason
        else:
            del self._notices[device]
        self._fit_prompts()
        reason = self._notices.get(device, "")
        self._outbox.note(DeviceChanged(device.value, not lost, reason))
        words = phrase(f"device.{device.value}-{'lost' if lost else 'back'}")
        if lost and device is Device.SPEAKER and self.phase in _GOES_ON_WITHOUT_SOUND:
            words = phrase("device.speaker-missing")
        elif lost and device is Device.SPEAKER and self._could_resume:
            self._player.pause(Phase.PAUSED, words, now_ms)
            return
        elif not lost:
            self._player.withdraw(phrase(f"device.{device.value}-lost"))
            if device is Device.SPEAKER and self.phase is Phase.PAUSED:
                # Its prompt told that the sound was gone.
                words = phrase("device.speaker-back-paused")
                self._player.pause(Phase.PAUSED, words, now_ms)
                return
        if lost and self._outbox.control is Control.NONE:
            if self._player.is_paused:
                # Said as the question of the pause, it has an end.
                self._player.pause(self.phase, words, now_ms)
                return
            self._player.stop_waiting(now_ms)
        self._player.say(words, now_ms)
