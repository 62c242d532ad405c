"""The rendered voice on a fake synthesizer: order, caches and failures."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from voicecoach.core.events import Device, DeviceLost, Event
from voicecoach.errors import VoiceError
from voicecoach.ports import Voice
from voicecoach.sound.clip import Clip
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.voice.clip_cache import ClipCache
from voicecoach.voice.clip_source import remember_identity
from voicecoach.voice.normalization import SPEECH_LEVEL_LUFS
from voicecoach.voice.rendered import RenderedVoice
from voicecoach.voice.speech_length import estimated_length_ms

LIMIT_S = 60.0


class ToneSynthesizer:
    """A tone as long as its text; while `gate` is closed, `render` blocks."""

    is_substitute = False

    def __init__(self) -> None:
        self.rendered: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.asked = threading.Event()
        self.closed = False

    @property
    def identity(self) -> str:
        return "tones"

    def render(self, text: str) -> Clip:
        self.asked.set()
        assert self.gate.wait(LIMIT_S)
        if text == "broken" or self.closed:
            raise VoiceError("The engine is broken. Mend it.")
        self.rendered.append(text)
        frames = 160 * len(text)
        return Clip((0.1 * np.sin(np.arange(frames) / 5)).astype(np.float32), 16000)

    def close(self) -> None:
        self.closed = True
        self.gate.set()


class Player:
    """A voice with its synthesizer, and the events it posted."""

    def __init__(
        self,
        cache_directory: Path | None = None,
        rate_hz: int | None = None,
        synthesizer: ToneSynthesizer | None = None,
    ) -> None:
        self.synthesizer = synthesizer or ToneSynthesizer()
        self.events: list[Event] = []
        self.lost = threading.Event()
        self.voice = RenderedVoice(
            self.synthesizer,
            self.post,
            cache_directory=cache_directory,
            words_per_minute=160,
            rate_hz=rate_hz,
        )

    def post(self, event: Event) -> None:
        self.events.append(event)
        self.lost.set()

    def clip_of(self, text: str) -> Clip:
        clips: SimpleQueue[Clip] = SimpleQueue()
        self.voice.when_rendered(text, clips.put)
        return clips.get(timeout=LIMIT_S)


def noting(uses: list[str], name: str) -> Callable[[Clip], None]:
    """A use of a clip that only notes its name."""

    def use(clip: Clip) -> None:
        uses.append(name)

    return use


@pytest.fixture
def stage() -> Iterator[Player]:
    stage = Player()
    yield stage
    stage.voice.close()


def test_the_rendered_voice_satisfies_the_port(stage: Player) -> None:
    voice: Voice = stage.voice
    assert voice.length_ms("Up.") > 0


def test_a_clip_is_trimmed_and_loudness_normalized(stage: Player) -> None:
    clip = stage.clip_of("ten frames" * 10)
    assert clip.rate_hz == 16000
    assert clip.duration_ms == 10 + 1000 + 30
    spoken = clip.samples[160:-480]
    assert loudness_lufs(spoken, 16000) == pytest.approx(SPEECH_LEVEL_LUFS, abs=0.3)


def test_a_rendered_clip_is_handed_over_at_once_by_the_calling_thread(stage: Player) -> None:
    first = stage.clip_of("Up.")
    threads: list[threading.Thread] = []
    clips: list[Clip] = []

    def use(clip: Clip) -> None:
        clips.append(clip)
        threads.append(threading.current_thread())

    stage.voice.when_rendered("Up.", use)
    assert clips == [first]
    assert threads == [threading.current_thread()]


def test_a_length_is_estimated_until_it_is_known(stage: Player) -> None:
    text = "Lower your heels slowly."
    assert stage.voice.length_ms(text) == estimated_length_ms(text, 160)
    clip = stage.clip_of(text)
    assert stage.voice.length_ms(text) == round(clip.duration_ms)


def test_requested_sentences_come_before_prepared_ones(stage: Player) -> None:
    stage.synthesizer.gate.clear()
    stage.voice.prepare(("one", "two", "three"))
    assert stage.synthesizer.asked.wait(LIMIT_S)  # "one" is being rendered
    arrived = threading.Event()
    stage.voice.when_rendered("three", lambda clip: None)
    stage.voice.when_rendered("urgent", lambda clip: arrived.set())
    stage.synthesizer.gate.set()
    assert arrived.wait(LIMIT_S)
    stage.clip_of("two")
    assert stage.synthesizer.rendered == ["one", "three", "urgent", "two"]


def test_a_sentence_is_rendered_once_however_often_it_is_asked_for(stage: Player) -> None:
    stage.synthesizer.gate.clear()
    uses: list[str] = []
    for name in ("first", "second", "third"):
        stage.voice.prepare(("Up.", "Up."))
        stage.voice.when_rendered("Up.", noting(uses, name))
    stage.synthesizer.gate.set()
    stage.clip_of("last")
    assert stage.synthesizer.rendered == ["Up.", "last"]
    assert uses == ["first", "second", "third"]


def test_clips_come_at_the_rate_that_was_asked_for() -> None:
    stage = Player(rate_hz=48000)
    clip = stage.clip_of("one hundred milliseconds"[:10])
    stage.voice.close()
    assert clip.rate_hz == 48000
    assert clip.duration_ms == pytest.approx(140, abs=1)


def test_a_second_session_reads_its_sentences_from_disk(tmp_path: Path) -> None:
    first, second = Player(tmp_path / "cache"), Player(tmp_path / "cache")
    rendered = first.clip_of("Up.")
    first.clip_of("Down.")  # only now "Up." is on disk for certain
    first.voice.close()

    read = second.clip_of("Up.")
    second.voice.close()

    assert second.synthesizer.rendered == []
    np.testing.assert_allclose(read.samples, rendered.samples, atol=1e-4)


def test_clips_are_let_go_again_and_come_back_from_disk(tmp_path: Path) -> None:
    synthesizer = ToneSynthesizer()
    voice = RenderedVoice(
        synthesizer,
        lambda _event: None,
        cache_directory=tmp_path / "cache",
        words_per_minute=160,
        memory_bytes=100_000,
    )
    texts = [f"This is sentence number {number}." for number in range(40)]
    voice.prepare(tuple(texts))
    lengths = []
    for text in (*texts, *texts):
        clips: SimpleQueue[Clip] = SimpleQueue()
        voice.when_rendered(text, clips.put)
        lengths.append(round(clips.get(timeout=LIMIT_S).duration_ms))
        assert voice.held_bytes <= 100_000
    assert lengths == 2 * [voice.length_ms(text) for text in texts]
    voice.close()
    assert sorted(synthesizer.rendered) == sorted(texts), "each is rendered once"


def test_a_failing_engine_is_reported_once_and_the_rest_is_silence(stage: Player) -> None:
    stage.clip_of("Up.")
    uses: list[str] = []
    for text in ("broken", "later", "broken"):
        stage.voice.when_rendered(text, noting(uses, text))
    assert stage.lost.wait(LIMIT_S)
    stage.voice.when_rendered("after", noting(uses, "after"))
    stage.voice.prepare(("after",))
    stage.voice.close()

    assert stage.events == [DeviceLost(Device.VOICE, "The engine is broken. Mend it.")]
    assert uses == []
    assert stage.voice.length_ms("after") == estimated_length_ms("after", 160)


def test_after_a_failure_sentences_in_memory_are_still_said(stage: Player) -> None:
    first = stage.clip_of("Up.")
    stage.voice.prepare(("broken",))
    assert stage.lost.wait(LIMIT_S)
    assert stage.clip_of("Up.") is first


def test_an_unexpected_error_is_reported_too(stage: Player) -> None:
    def use(clip: Clip) -> None:
        raise ZeroDivisionError

    stage.voice.when_rendered("Up.", use)
    assert stage.lost.wait(LIMIT_S)
    (event,) = stage.events
    assert isinstance(event, DeviceLost)
    assert "ZeroDivisionError" in event.reason


class NoEngine(ToneSynthesizer):
    """The synthesizer of a machine without an engine."""

    @property
    def identity(self) -> str:
        raise VoiceError("No engine. Install one.")


def test_a_missing_engine_is_reported_before_anything_is_asked(tmp_path: Path) -> None:
    events: SimpleQueue[Event] = SimpleQueue()
    voice = RenderedVoice(
        NoEngine(),
        events.put,
        cache_directory=tmp_path,
        words_per_minute=160,
    )
    event = events.get(timeout=LIMIT_S)
    voice.close()
    assert event == DeviceLost(Device.VOICE, "No engine. Install one.")
    assert events.empty()


class MortalSynthesizer(ToneSynthesizer):
    """One whose voice dies at the sentence "last"; the other one takes twice as long."""

    @property
    def identity(self) -> str:
        return "other tones" if self.is_substitute else "tones"

    def render(self, text: str) -> Clip:
        self.is_substitute = self.is_substitute or text == "last"
        clip = super().render(text)
        return Clip(np.tile(clip.samples, 2), clip.rate_hz) if self.is_substitute else clip


def test_when_the_voice_dies_another_one_says_all_that_is_left(tmp_path: Path) -> None:
    stage = Player(tmp_path, synthesizer=MortalSynthesizer())
    once = {text: stage.clip_of(text) for text in ("one", "two")}
    stage.clip_of("last")
    again = {text: stage.clip_of(text) for text in ("one", "two")}
    stage.voice.close()
    for text, clip in again.items():
        assert clip.duration_ms - 40 == pytest.approx(2 * (once[text].duration_ms - 40), abs=5)
    assert stage.synthesizer.rendered == ["one", "two", "last", "one", "two"]
    assert stage.events == []


def test_the_sentences_of_two_voices_are_kept_apart(tmp_path: Path) -> None:
    stage = Player(tmp_path, synthesizer=MortalSynthesizer())
    first = stage.clip_of("one")
    stage.clip_of("last")
    stage.clip_of("one")
    stage.voice.close()
    later = Player(tmp_path)
    kept = later.clip_of("one")
    later.clip_of("last")
    later.voice.close()
    assert kept.duration_ms == first.duration_ms
    assert later.synthesizer.rendered == ["last"]


def test_closing_breaks_off_a_rendering_without_calling_it_a_loss(stage: Player) -> None:
    stage.synthesizer.gate.clear()
    uses: list[Clip] = []
    stage.voice.when_rendered("Up.", uses.append)
    assert stage.synthesizer.asked.wait(LIMIT_S)
    stage.voice.close()
    stage.voice.close()
    stage.voice.when_rendered("Down.", uses.append)
    assert uses == []
    assert stage.events == []


class SlowEngine(ToneSynthesizer):
    """One that does not answer before it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()

    @property
    def identity(self) -> str:
        assert self.may_answer.wait(LIMIT_S)
        return "tones"


def test_a_cached_sentence_does_not_wait_for_the_engine(tmp_path: Path) -> None:
    remember_identity(tmp_path, "my tones", "tones")
    ClipCache(tmp_path, "tones").store("Welcome.", Clip(np.ones(100, np.float32), 16_000))
    engine, clips = SlowEngine(), SimpleQueue[Clip]()
    voice = RenderedVoice(
        engine,
        lambda _event: None,
        cache_directory=tmp_path,
        words_per_minute=160,
        cache_alias="my tones",
    )
    # Either before or after the worker has begun to wait for something to do.
    voice.when_rendered("Welcome.", clips.put)
    clip = clips.get(timeout=LIMIT_S)
    engine.may_answer.set()
    voice.close()
    assert len(clip.samples) == 100
