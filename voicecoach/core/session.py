"""A workout that never reads a clock: events and the time go in, effects come out."""

from dataclasses import dataclass, replace
from typing import assert_never

from voicecoach.core.achieved import set_ended
from voicecoach.core.answers import how, how_many_left, whats_next, why
from voicecoach.core.attention import ANSWERS, UNCERTAIN, Attention, Question
from voicecoach.core.dials import turned_gain_db, turned_speed
from voicecoach.core.effects import Earcon, Effect, Listen, Note, Play, SetVolume, Show
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event, Heard, Pressed
from voicecoach.core.intents import Intent, Vocabulary
from voicecoach.core.phases import WORKING, Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.records import (
    DeviceChanged,
    EchoIgnored,
    Fact,
    IntentDoubted,
    IntentHeard,
    SessionStarted,
)
from voicecoach.core.routine import Routine
from voicecoach.core.score import LengthOf
from voicecoach.core.showing import view_of
from voicecoach.core.stage import Stage
from voicecoach.core.steps import Step
from voicecoach.core.transitions import TRANSITIONS, Move, accepted_in
from voicecoach.core.view import View

MOST_TRIES = 8
"""How often an answer is adapted to the moment at which there is room for it."""
_GOES_ON_WITHOUT_SOUND = frozenset({Phase.GREETING, Phase.SUMMARY})
"""Where a missing loudspeaker is no reason to stand still: captions do."""
_ABOUT_THE_STEP = frozenset(
    {Move.GO_ON, Move.BEGIN_WORK, Move.LEAVE_EXERCISE, Move.GO_BACK, Move.AGAIN}
)
"""Moves that, in a pause, mean the step that is frozen."""


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What may differ between two sessions of the same routine."""

    sound_delay_ms: int = 0
    """How much later than asked for a sound is heard."""
    speed: float = 1.0
    """1: the tempo of the exercises; 2: twice as fast."""


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
        length_of: LengthOf,
        options: SessionOptions | None = None,
    ) -> None:
        self._routine = routine
        self._steps = steps
        self._book = book
        self._vocabulary = vocabulary
        self._options = options or SessionOptions()
        self._stage = Stage(
            steps,
            book=book,
            length_of=length_of,
            sound_delay_ms=self._options.sound_delay_ms,
            speed=self._options.speed,
        )
        self._gain_db = 0.0
        self._notices: dict[Device, str] = {}
        self._heard = ""
        self._question: Question | None = None
        self._attention = Attention.AWAKE
        self._paid = Attention.AWAKE
        """What the ears were told last."""
        self._shown: View | None = None

    @property
    def phase(self) -> Phase:
        """Where the session is."""
        return self._stage.phase

    @property
    def deadline_ms(self) -> int | None:
        """When `advance` is wanted next; None: only an event can change anything."""
        return self._stage.deadline_ms

    def begin(self, now_ms: int) -> list[Effect]:
        """The first effects."""
        self._note(SessionStarted(self._routine.slug))
        self._stage.begin(now_ms)
        return self._flush(now_ms)

    def advance(self, now_ms: int) -> list[Effect]:
        """Whatever became due since the last call, each thing at its own time."""
        return self._flush(now_ms)

    def handle(self, event: Event, now_ms: int) -> list[Effect]:
        """What follows from an event; nothing, once the session is finished."""
        self._stage.catch_up(now_ms)
        if self.phase is not Phase.FINISHED:
            match event:
                case Heard():
                    self._on_heard(event, now_ms)
                case Pressed():
                    self._on_pressed(event, now_ms)
                case DeviceLost() | DeviceRestored():
                    self._on_device(event, now_ms)
                case _:
                    assert_never(event)
        return self._flush(now_ms)

    def _flush(self, now_ms: int) -> list[Effect]:
        self._stage.catch_up(now_ms)
        self._pay_attention(now_ms)
        view = view_of(
            self._stage,
            self._routine,
            book=self._book,
            vocabulary=self._vocabulary,
            now_ms=now_ms,
            sound_delay_ms=self._options.sound_delay_ms,
            heard=self._heard,
            notice=" ".join(self._notices_now()),
        )
        if view != self._shown:
            self._shown = view
            self._stage.effects.append(Show(view))
        effects, self._stage.effects = self._stage.effects, []
        return effects

    def _notices_now(self) -> list[str]:
        asleep = self._attention is Attention.ASLEEP
        sleeping = [self._book.sentence(phrase("screen.asleep"))] if asleep else []
        return [*self._notices.values(), *sleeping]

    def _pay_attention(self, now_ms: int) -> None:
        """Let the ears follow what was asked, or sleep on in another phase."""
        if self._question and not self._question.is_open(self.phase, now_ms):
            self._question = None
        attention = self._attention
        if attention is Attention.AWAKE and self._question and self._question.is_asked:
            attention = Attention.ASKED
        effects = [
            replace(effect, attention=attention) if isinstance(effect, Listen) else effect
            for effect in self._stage.effects
        ]
        if attention is not self._paid and not any(isinstance(each, Listen) for each in effects):
            effects.append(Listen(self.phase, attention))
        self._paid = attention
        self._stage.effects = effects

    def _note(self, fact: Fact) -> None:
        self._stage.effects.append(Note(fact))

    # What the user wants

    def _on_heard(self, event: Heard, now_ms: int) -> None:
        guard = self._stage.guard
        if guard.is_echo(event.words, began_ms=event.began_ms, ended_ms=event.ended_ms):
            self._note(EchoIgnored(event.words, event.began_ms))
        elif intent := self._wanted(event.words):
            self._weigh(intent, event, now_ms)

    def _weigh(self, intent: Intent, event: Heard, now_ms: int) -> None:
        """Obey what is certain, ask about the rest. Asleep, only one word counts.

        Who says the same again means it, however unclear they speak.
        """
        if self._attention is Attention.ASLEEP:
            if intent is Intent.WAKE:
                self._wake(event.words, now_ms, event.began_ms)
            return
        question = self._question
        if question and not question.is_open(self.phase, now_ms):
            question = None
        self._question = None
        is_asked = question is not None and question.is_asked
        if question and is_asked and intent is Intent.YES:
            self._obey(question.intent, question.words, now_ms, question.began_ms)
        elif is_asked and intent is Intent.NO:
            self._acknowledge(intent, event.words, event.began_ms)
        elif event.is_doubtful and not (question and question.intent is intent):
            self._doubt(intent, event, now_ms)
        else:
            self._obey(intent, event.words, now_ms, event.began_ms)

    def _doubt(self, intent: Intent, event: Heard, now_ms: int) -> None:
        """Ask about what is worth a question; the rest is easily said again."""
        move = TRANSITIONS[self.phase].get(intent)
        if move is None or move is Move.COUNT_UP:
            return
        asks, phase = move in UNCERTAIN, self.phase
        self._note(IntentDoubted(intent.value, event.words, phase.value, event.began_ms, asks))
        self._question = Question(intent, event.words, event.began_ms, phase, now_ms, asks)
        if not asks:
            return
        self._stage.effects.append(Play(Earcon.UNSURE, None))
        self._stage.say(phrase(f"doubt.{move.value.replace(' ', '-')}"), now_ms, insist=False)

    def _acknowledge(
        self, intent: Intent, words: str, began_ms: int, *, accepted: bool = True
    ) -> None:
        """Note what was said, and let the user hear whether it fits."""
        self._heard = words
        self._note(IntentHeard(intent.value, words, self.phase.value, accepted, began_ms))
        self._stage.effects.append(Play(Earcon.HEARD if accepted else Earcon.REFUSED, None))

    def _sleep(self, now_ms: int) -> None:
        self._attention = Attention.ASLEEP
        self._stage.say(phrase("sleep.begin"), now_ms)

    def _wake(self, words: str, now_ms: int, began_ms: int) -> None:
        self._attention = Attention.AWAKE
        self._acknowledge(Intent.WAKE, words, began_ms)
        self._stage.say(phrase("sleep.end"), now_ms)

    def _wanted(self, words: str) -> Intent | None:
        """What these words mean; a number that nobody asked for means nothing."""
        intent = self._vocabulary.intent_of(words)
        idle_number = intent is Intent.NUMBER and intent not in accepted_in(self.phase)
        return None if idle_number else intent

    def _on_pressed(self, event: Pressed, now_ms: int) -> None:
        words = f"[{event.key}]"
        question = self._question
        is_asked = question and question.is_asked and question.is_open(self.phase, now_ms)
        answer = self._vocabulary.intent_of_key(event.key, ANSWERS)
        if is_asked and answer in ANSWERS:
            self._weigh(answer, Heard(words, now_ms, now_ms), now_ms)
            return
        self._question = None
        asleep = self._attention is Attention.ASLEEP
        accepted = accepted_in(self.phase) | ({Intent.WAKE} if asleep else set())
        intent = self._vocabulary.intent_of_key(event.key, accepted)
        if asleep and intent is Intent.WAKE:
            self._wake(words, now_ms, now_ms)
        elif intent:
            self._obey(intent, words, now_ms, now_ms)

    def _obey(self, intent: Intent, words: str, now_ms: int, began_ms: int) -> None:
        """`began_ms` is when the user began; what they heard then was asked for a delay earlier."""
        meant_ms = min(began_ms - self._options.sound_delay_ms, now_ms)
        move = self._move_for(intent, meant_ms)
        self._acknowledge(intent, words, began_ms, accepted=move is not None)
        if move is None:
            self._stage.say(phrase("refused"), now_ms, insist=False)
        else:
            self._make(move, now_ms, meant_ms)

    def _move_for(self, intent: Intent, meant_ms: int) -> Move | None:
        stage = self._stage
        if self._has_just_happened(intent, meant_ms):
            return Move.NOTHING
        move = TRANSITIONS[self.phase].get(intent)
        if stage.is_frozen and move in _ABOUT_THE_STEP:
            move = TRANSITIONS[stage.playhead.step.phase].get(intent, move)
        playhead = stage.playhead
        if intent is Intent.DONE and playhead.in_lead_in(meant_ms):
            return move if set_ended(playhead, meant_ms, by_user=True) else None
        return None if self._at_its_limit(move) else move

    def _has_just_happened(self, intent: Intent, meant_ms: int) -> bool:
        """Whether the user asked for what came by itself while they were speaking.

        Who says "next" at the very end of a rest wants it to be over, not to miss the exercise.
        """
        arrival = self._stage.arrival
        if arrival is None or self._stage.is_frozen or meant_ms >= arrival.at_ms:
            return False
        match TRANSITIONS[arrival.phase].get(intent):
            case Move.GO_ON | Move.BEGIN_WORK | Move.END_SET:
                return True
            case Move.LEAVE_EXERCISE:
                here, there = self._stage.place, arrival.place
                return here is None or there is None or here.item != there.item
            case _:
                return False

    def _at_its_limit(self, move: Move | None) -> bool:
        match move:
            case Move.FASTER | Move.SLOWER:
                return turned_speed(move, self._stage.speed) == self._stage.speed
            case Move.LOUDER | Move.QUIETER:
                return turned_gain_db(move, self._gain_db) == self._gain_db
            case _:
                return False

    def _make(self, move: Move, now_ms: int, meant_ms: int) -> None:
        stage = self._stage
        match move:
            case Move.GO_ON | Move.END_SET:
                stage.go_on(now_ms, meant_ms)
            case Move.BEGIN_WORK:
                stage.begin_work(now_ms)
            case Move.LEAVE_EXERCISE:
                stage.leave_exercise(now_ms, meant_ms)
            case Move.GO_BACK:
                stage.go_back(now_ms)
            case Move.AGAIN:
                stage.again(now_ms)
            case Move.FREEZE:
                stage.freeze(Phase.PAUSED, phrase("pause.paused"), now_ms)
            case Move.ASK_TO_FINISH:
                stage.freeze(Phase.CONFIRMING, phrase("pause.finish-here"), now_ms)
            case Move.THAW:
                stage.thaw(now_ms)
            case Move.FINISH:
                stage.finish(now_ms)
            case Move.FASTER | Move.SLOWER:
                self._change_speed(move, now_ms)
            case Move.LOUDER | Move.QUIETER:
                self._change_volume(move)
            case Move.TELL_LEFT:
                self._tell_left(now_ms)
            case Move.TELL_NEXT:
                stage.say(whats_next(self._steps, stage.index), now_ms)
            case Move.TELL_HELP:
                self._say_at_length(phrase(f"help.{self.phase.value}"), now_ms)
            case Move.TELL_WHY | Move.TELL_HOW:
                self._explain(move, now_ms)
            case Move.SLEEP:
                self._sleep(now_ms)
            case Move.HALT:
                stage.freeze(Phase.PAUSED, phrase("pause.hurts"), now_ms)
            case Move.COUNT_UP:
                stage.count_up(self._vocabulary.number_of(self._heard), now_ms)
            case Move.NOTHING:
                pass
            case _:
                assert_never(move)

    def _change_speed(self, move: Move, now_ms: int) -> None:
        self._stage.set_speed(turned_speed(move, self._stage.speed), now_ms)
        if self.phase is not Phase.COUNTING:
            self._stage.say(phrase(f"tempo.{move.value}"), now_ms)

    def _change_volume(self, move: Move) -> None:
        self._gain_db = turned_gain_db(move, self._gain_db)
        self._stage.effects.append(SetVolume(self._gain_db))

    def _tell_left(self, now_ms: int) -> None:
        """What will be left when the answer is heard, which may be some reps later.

        Another number is longer or shorter, and may find its room at another time: the search goes
        on from there until number and moment agree.
        """
        stage = self._stage
        if stage.is_frozen:
            stage.say(self._left_at(stage.moment(now_ms)), now_ms)
            return
        at_ms = now_ms
        answer = self._left_at(at_ms)
        for _ in range(MOST_TRIES):
            at_ms = stage.playhead.moment_for(answer, at_ms)
            sooner, answer = answer, self._left_at(at_ms)
            if answer == sooner:
                break
        stage.say(answer, now_ms, from_ms=at_ms)

    def _left_at(self, at_ms: int) -> Phrase:
        return how_many_left(self._steps, self._stage.index, self._stage.playhead, at_ms)

    def _explain(self, move: Move, now_ms: int) -> None:
        place = self._stage.place
        if place is None:
            self._stage.say(phrase("refused"), now_ms)
        else:
            self._say_at_length((why if move is Move.TELL_WHY else how)(place.exercise), now_ms)

    def _say_at_length(self, words: Phrase, now_ms: int) -> None:
        """What is too long to fit between counts: work stands still for it."""
        if self.phase in WORKING:
            self._stage.freeze(Phase.PAUSED, words, now_ms)
        else:
            self._stage.say(words, now_ms)

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
        elif lost and device is Device.SPEAKER and not self._stage.is_frozen:
            self._stage.freeze(Phase.PAUSED, words, now_ms)
            return
        self._stage.say(words, now_ms)
