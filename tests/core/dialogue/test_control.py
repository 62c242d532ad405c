"""Prompts fit the ways in which the user can answer them."""

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.content.loader import load_library
from voicecoach.core.control import Control, control_of
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Show
from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Heard
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.session import Session, SessionOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.routine import single

BOOK = LANGUAGE.book
WAIT_MS = 20_000


def session(
    *, listens: bool = True, has_keys: bool = True, exercise: str = "calf-raises"
) -> Session:
    """A session of one exercise."""
    routine = single(load_library().exercises[exercise])
    return Session(
        Program(routine, compile_steps(routine, ready_wait_ms=WAIT_MS)),
        book=BOOK,
        vocabulary=LANGUAGE.vocabulary,
        timing=SpeechTiming(lambda one: 40 * len(BOOK.sentence(one))),
        options=SessionOptions(listens=listens, has_keys=has_keys),
    )


def prompt(one: Session, now_ms: int = 0) -> str:
    """The caption while the session waits for the user to be ready."""
    shown = list(one.begin(now_ms))
    while one.phase is not Phase.READY:
        assert one.deadline_ms is not None
        now_ms = one.deadline_ms
        shown += one.advance(now_ms)
    captions = [effect.view.caption for effect in shown if hasattr(effect, "view")]
    return captions[-1]


@pytest.mark.parametrize(
    ("listens", "has_keys", "expected"),
    [
        (True, True, "Say ready, or I'll begin in 20 seconds."),
        (True, False, "Say ready, or I'll begin in 20 seconds."),
        (False, True, "Press Enter, or I'll begin in 20 seconds."),
        (False, False, "Get into position. I'll begin in 20 seconds."),
    ],
)
def test_the_user_is_asked_for_what_they_can_do(
    listens: bool, has_keys: bool, expected: str
) -> None:
    assert prompt(session(listens=listens, has_keys=has_keys)) == expected


def test_if_nobody_can_answer_no_wait_is_endless() -> None:
    one = session(listens=False, has_keys=False, exercise="toe-curls")
    assert prompt(one) == "Get into position."
    while one.phase is not Phase.COUNTING:
        assert one.deadline_ms is not None
        one.advance(one.deadline_ms)


@pytest.mark.parametrize("device", [Device.MICROPHONE, Device.MODEL])
def test_prompts_follow_the_ears_of_the_coach(device: Device) -> None:
    one = session()
    one.begin(0)
    found = []
    for event in (DeviceLost(device, "gone"), DeviceRestored(device)):
        one.handle(event, 10)
        found.append(one.control)
    assert found == [Control.KEYS, Control.VOICE]


def test_a_lost_loudspeaker_pauses_only_where_somebody_can_end_the_pause() -> None:
    for has_keys, expected in [(True, Phase.PAUSED), (False, Phase.ANNOUNCING)]:
        one = session(listens=False, has_keys=has_keys)
        one.begin(0)
        while one.phase is not Phase.ANNOUNCING:
            assert one.deadline_ms is not None
            one.advance(one.deadline_ms)
        assert one.deadline_ms is not None
        one.handle(DeviceLost(Device.SPEAKER, "gone"), one.deadline_ms)
        assert one.phase is expected


def test_a_phrase_without_a_form_for_the_control_stays_as_it_is() -> None:
    plain = phrase("pause.paused", control="keys")
    assert BOOK.sentence(plain) == BOOK.sentence(phrase("pause.paused"))


def test_a_form_for_a_side_is_found_beside_that_for_a_control() -> None:
    told = phrase("dose.say-down", side="foot", control="keys")
    assert BOOK.sentence(told) == "Press Enter when your foot touches the floor."
    assert BOOK.original("dose.say-down.keys.foot") == "dose.say-down"


@pytest.mark.parametrize(
    ("hears", "has_keys", "expected"),
    [
        (True, False, Control.VOICE),
        (False, True, Control.KEYS),
        (False, False, Control.NONE),
    ],
)
def test_the_control_is_the_best_one_there_is(
    hears: bool, has_keys: bool, expected: Control
) -> None:
    assert control_of(hears=hears, has_keys=has_keys) is expected


def test_no_prompt_for_keys_asks_to_say_anything() -> None:
    for key in sorted(BOOK.keys()):
        if key.endswith(".keys"):
            assert " say " not in f" {BOOK.sentence(phrase(key, n=3, name='x', number=1)).lower()}"


def test_a_gate_without_end_opens_when_the_last_ears_are_lost() -> None:
    one = session(has_keys=False, exercise="toe-curls")
    one.begin(0)
    while one.deadline_ms is not None:
        one.advance(one.deadline_ms)
    waits = one.phase
    one.handle(DeviceLost(Device.MICROPHONE, "gone"), 200_000)
    while one.phase is not Phase.COUNTING:
        assert one.deadline_ms is not None, f"it waits without end in {waits}"
        one.advance(one.deadline_ms)


@pytest.mark.parametrize("intent", [Intent.PAUSE, Intent.STOP, Intent.OUCH])
def test_no_pause_is_without_end_when_the_last_ears_are_lost(intent: Intent) -> None:
    one = session(has_keys=False)
    now_ms = 0
    one.begin(now_ms)
    while one.phase is not Phase.COUNTING:
        assert one.deadline_ms is not None
        now_ms = one.deadline_ms
        one.advance(now_ms)
    now_ms += 8000
    word = LANGUAGE.vocabulary.words[intent][0]
    one.handle(Heard(word, now_ms, now_ms), now_ms)
    assert one.phase in (Phase.PAUSED, Phase.CONFIRMING, Phase.HURTING)
    shown = one.handle(DeviceLost(Device.MICROPHONE, "gone"), now_ms + 4000)
    said = [effect.view.caption for effect in shown if isinstance(effect, Show)]
    assert said[-1] == "I can't hear you. I'll go on by myself."
    while one.phase is not Phase.FINISHED:
        assert one.deadline_ms is not None, "it waits without end"
        one.advance(one.deadline_ms)
