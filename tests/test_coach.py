"""The loop performs what the session asks for, in virtual time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LANGUAGE,
    SINGLE_LEG_BALANCE,
    length_of,
    session,
)
from voicecoach.coach import LAST_SOUND_MS, Coach, Parts
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.events import Device, DeviceLost, Event
from voicecoach.core.facts import Fact, IntentHeard, SessionEnded, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import verbatim
from voicecoach.core.session import Session
from voicecoach.core.view import View
from voicecoach.core.workout.exercise import Exercise
from voicecoach.simulation.scripted import ScriptedInbox, ScriptEndedError, heard, pressed
from voicecoach.sound.clip import Clip


@dataclass
class World:
    """Every part of a coach but the inbox; it remembers what it was told."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    """Requests to the loudspeaker."""
    rendering: dict[str, Callable[[Clip], None]] = field(default_factory=dict)
    """Sentences of a slow voice that are not rendered yet."""
    slow: frozenset[str] = frozenset()
    facts: list[tuple[int, Fact]] = field(default_factory=list)
    sounds: list[tuple[int, str, Rank | None]] = field(default_factory=list)
    listened: list[Grammar] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    rate_hz: int = 16_000
    sound_delay_ms: int = 0

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        self.asked.append(("play", len(clip.samples), at_ms, rank))

    def hush(self) -> None:
        self.asked.append(("hush",))

    def align_beat(self, at_ms: int) -> None:
        self.asked.append(("align", at_ms))

    def set_gain_db(self, gain_db: float) -> None:
        self.asked.append(("gain", gain_db))

    def length_ms(self, text: str) -> int:
        return length_of(verbatim(text))

    def lead_ms(self, text: str) -> int:
        return 0

    def prepare(self, texts: tuple[str, ...]) -> None:
        raise AssertionError("the loop prepares nothing")

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        if text in self.slow:
            self.rendering[text] = use
        else:
            use(clip_of(text))

    def listen_for(self, grammar: Grammar) -> None:
        self.listened.append(grammar)

    def show(self, view: View) -> None:
        self.views.append(view)

    def note(self, at_ms: int, fact: Fact) -> None:
        self.facts.append((at_ms, fact))

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        self.sounds.append((at_ms, sound, rank))

    def played(self, text: str) -> list[tuple[object, ...]]:
        return [call for call in self.asked if call[:2] == ("play", len(text))]


def clip_of(text: str) -> Clip:
    """A clip that can be told by its length."""
    return Clip(np.zeros(len(text), dtype=np.float32), 16_000)


def run(
    *exercises: Exercise,
    script: Iterable[tuple[int, Event]] = (),
    slow: frozenset[str] = frozenset(),
) -> tuple[World, Session, ScriptedInbox]:
    world, inbox, playing = World(slow=slow), ScriptedInbox(script), session(*exercises)
    earcons = {earcon: clip_of("x" * 1000) for earcon in Earcon}
    parts = Parts(inbox, world, world, world, world, world, earcons)
    Coach(playing, parts, book=LANGUAGE.book, vocabulary=LANGUAGE.vocabulary).run()
    return world, playing, inbox


def test_a_long_workout_is_played_to_its_end_and_its_last_sound() -> None:
    exercises = (CALF_RAISES, SINGLE_LEG_BALANCE, BAREFOOT_BALANCE, HEEL_TO_TOE_WALK) * 5
    world, playing, inbox = run(*exercises)
    assert playing.phase is Phase.FINISHED
    assert inbox.now_ms() > 35 * 60_000
    ended_ms = next(at for at, fact in world.facts if isinstance(fact, SessionEnded))
    assert inbox.now_ms() > ended_ms + LAST_SOUND_MS
    assert len([fact for _, fact in world.facts if isinstance(fact, SetEnded)]) == 5 * 7


def test_devices_missing_from_the_start_are_told_before_the_first_words() -> None:
    losses = [DeviceLost(one, "It is gone.") for one in (Device.HISTORY, Device.MICROPHONE)]
    world, _, _ = run(CALF_RAISES, script=[(0, loss) for loss in losses])
    news = [
        "I can't keep what you do today. The workout goes on.",
        "I can't hear you. Use the keys.",
    ]
    welcome = "Welcome. This is the sample."
    assert [sound for _, sound, _ in world.sounds[:3]] == [*news, welcome]
    assert [sound for _, sound, _ in world.sounds].count(welcome) == 1
    assert welcome not in [view.caption for view in world.views[:2]]


def test_keys_pressed_before_the_first_words_skip_nothing() -> None:
    world, _, _ = run(CALF_RAISES, script=[pressed(0, "enter")] * 3)
    undisturbed, _, _ = run(CALF_RAISES)
    assert world.sounds == undisturbed.sounds
    assert not [fact for _, fact in world.facts if isinstance(fact, IntentHeard)]


def test_a_count_is_played_at_its_own_time() -> None:
    world, _, _ = run(HEEL_TO_TOE_WALK)
    counts = [at_ms for at_ms, _, rank in world.sounds if rank is Rank.COUNT]
    for at_ms in counts:
        assert ("play", 1, at_ms, Rank.COUNT) in world.asked or at_ms == counts[-1]
    assert ("align", counts[0]) in world.asked


class SlowSpeaker(World):
    """A voice whose every word lasts 800 ms."""

    def length_ms(self, text: str) -> int:
        return 800

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        use(Clip(np.ones(12_800, np.float32), 16_000))


def test_a_count_too_long_for_its_slot_is_played_shortened() -> None:
    world, inbox = SlowSpeaker(), ScriptedInbox()
    playing = session(HEEL_TO_TOE_WALK, speed=2.0, voice=lambda _: 800)
    earcons = {earcon: clip_of("x") for earcon in Earcon}
    parts = Parts(inbox, world, world, world, world, world, earcons)
    Coach(playing, parts, book=LANGUAGE.book, vocabulary=LANGUAGE.vocabulary).run()
    counts = [call for call in world.asked if call[0] == "play" and call[3] is Rank.COUNT]
    lengths_ms = [frames / 16 for _, frames, _, _ in counts if isinstance(frames, int)]
    assert lengths_ms[:8] == [800, 800, 800, 750, 750, 750, 750, 800]


def test_a_sentence_rendered_after_a_hush_stays_silent() -> None:
    welcome = "Welcome. This is the sample."
    script = [pressed(500, "enter"), pressed(900, "q"), pressed(1200, "y")]
    world, _, _ = run(CALF_RAISES, script=script, slow=frozenset({welcome}))
    world.rendering[welcome](clip_of(welcome))
    assert world.played(welcome) == []


def test_a_sentence_rendered_late_but_still_wanted_is_played() -> None:
    goodbye = "See you soon."
    world, _, _ = run(HEEL_TO_TOE_WALK, slow=frozenset({goodbye}))
    world.rendering[goodbye](clip_of(goodbye))
    assert len(world.played(goodbye)) == 1


def test_the_ears_follow_the_phase() -> None:
    world, _, _ = run(HEEL_TO_TOE_WALK)
    vocabulary = LANGUAGE.vocabulary
    assert world.listened[0] == grammar_for(vocabulary, Phase.GREETING)
    assert grammar_for(vocabulary, Phase.COUNTING) in world.listened
    assert {"stop", "pause"} <= world.listened[0].at_once
    assert world.listened[-1] == vocabulary.grammar(frozenset())


def test_words_and_keys_reach_the_session_and_the_log() -> None:
    script = [heard(2000, "louder"), pressed(4000, "q"), heard(8000, "yes")]
    world, playing, _ = run(CALF_RAISES, script=script)
    wanted = [(at, fact.intent) for at, fact in world.facts if isinstance(fact, IntentHeard)]
    assert wanted == [(2400, "louder"), (4000, "stop"), (8400, "yes")]
    assert ("gain", 4.0) in world.asked
    assert playing.phase is Phase.FINISHED
    assert world.views[-1].phase is Phase.FINISHED


def test_a_script_that_ends_in_a_pause_is_an_error_and_no_endless_wait() -> None:
    with pytest.raises(ScriptEndedError):
        run(CALF_RAISES, script=[pressed(500, "p")])
