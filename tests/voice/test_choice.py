"""The choice between the natural voice and the system's, and the remembered identity."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from voicecoach.errors import VoiceError
from voicecoach.sound.clip import Clip
from voicecoach.voice.choice import FallbackSynthesizer, cache_alias, meant_voice, synthesizer_for
from voicecoach.voice.clip_source import ClipSource, remembered_identity
from voicecoach.voice.hibari_engine import readable
from voicecoach.voice.synthesizer import ChildSynthesizer

CHILD = """
import json, sys, wave
options = json.loads(input())
def answer(**words): print(json.dumps(words), flush=True)
NAME = {name!r}
if NAME == "broken":
    answer(trouble="engine", detail="no onnxruntime for this processor")
    sys.exit()
answer(engine=NAME, voice=options["voice"] or "v", voices=[["v", "Vee", ["en-us"]]])
for line in sys.stdin:
    if NAME == "hibari" and "Die" in line:
        sys.exit()
    with wave.open(json.loads(line)["path"], "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(1600))
    answer(rendered="")
"""

Maker = Callable[[str], FallbackSynthesizer]


def engine(name: str) -> ChildSynthesizer:
    command = (sys.executable, "-I", "-S", "-c", CHILD.format(name=name))
    return ChildSynthesizer(None, 160, command=command, kind=name)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def made(told: list[str]) -> Iterator[Maker]:
    """Makes synthesizers whose first engine is a small program of this name."""
    several: list[FallbackSynthesizer] = []

    def make(name: str) -> FallbackSynthesizer:
        several.append(FallbackSynthesizer(engine(name), lambda: engine("espeak"), told.append))
        return several[-1]

    yield make
    for one in several:
        one.close()


def test_a_working_natural_voice_speaks(made: Maker, told: list[str]) -> None:
    voice = made("hibari")
    voice.start()
    assert voice.identity == "hibari hibari v 160"
    assert len(voice.render("Up.").samples) == 800
    assert told == []
    assert not voice.is_substitute


def test_a_failing_natural_voice_is_reported_in_one_line_with_the_reason(
    made: Maker, told: list[str]
) -> None:
    voice = made("broken")
    voice.start()
    assert len(voice.render("Up.").samples) == 800
    assert [one.name for one in voice.list_voices()] == ["Vee"]
    assert voice.is_substitute
    assert told == [
        "The natural voice can't speak (no onnxruntime for this processor). "
        "Going on with the system's voice."
    ]


def test_a_voice_that_dies_in_the_middle_is_replaced_in_the_same_way(
    made: Maker, told: list[str]
) -> None:
    voice = made("hibari")
    assert voice.identity == "hibari hibari v 160"
    assert len(voice.render("Die.").samples) == 800
    assert voice.identity == "espeak espeak v 160"
    assert len(voice.render("Up.").samples) == 800
    assert len(told) == 1
    assert "failed twice" in told[0]


def test_a_voice_that_was_closed_is_not_replaced(made: Maker, told: list[str]) -> None:
    voice = made("hibari")
    voice.close()
    with pytest.raises(VoiceError, match="closed"):
        voice.render("Up.")
    assert told == []


def test_without_any_voice_the_error_is_raised(told: list[str]) -> None:
    voice = FallbackSynthesizer(engine("broken"), lambda: engine("broken"), told.append)
    with pytest.raises(VoiceError, match="no onnxruntime"):
        voice.render("Up.")
    voice.close()


@pytest.mark.parametrize(
    ("setting", "language", "meant"),
    [
        (None, "en", "natural"),
        ("auto", "en", "natural"),
        ("auto", "en-gb", "natural"),
        (None, "de", "system"),
        ("auto", "de", "system"),
        ("natural", "en", "natural"),
        ("natural", "de", "system"),
        ("natural-heart", "en", "natural-heart"),
        ("system", "en", "system"),
        ("gmw/en-us", "en", "gmw/en-us"),
        ("Samantha", "de", "Samantha"),
    ],
)
def test_a_setting_means_a_voice(setting: str | None, language: str, meant: str) -> None:
    assert meant_voice(setting, language) == meant


@pytest.mark.parametrize("setting", ["system", "gmw/en-us"])
def test_a_voice_of_the_system_has_no_substitute(setting: str, told: list[str]) -> None:
    synthesizer = synthesizer_for(setting, 160, told.append)
    assert isinstance(synthesizer, ChildSynthesizer)
    synthesizer.close()
    assert told == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A", "[A](/ˈA/)"),
        ("From A to Z.", "From [A](/ˈA/) to Z."),
        ("A towel.", "A towel."),
        ("Take a towel.", "Take a towel."),
        ("Stand in A. Hold.", "Stand in [A](/ˈA/). Hold."),
    ],
)
def test_the_letter_a_is_not_read_as_the_article(text: str, read: str) -> None:
    assert readable(text) == read


class SlowEngine:
    """An engine that counts its requests."""

    is_substitute = False

    def __init__(self, identity: str = "engine voice 160") -> None:
        self.asked: list[str] = []
        self._identity = identity

    @property
    def identity(self) -> str:
        self.asked.append("identity")
        return self._identity

    def render(self, text: str) -> Clip:
        self.asked.append(text)
        tone = np.sin(np.arange(4800) * 0.1) * 0.3
        return Clip(tone.astype(np.float32), 24_000)

    def close(self) -> None:
        pass


ALIAS = cache_alias(None, 160)


def test_kept_sentences_need_no_engine_at_the_next_start(tmp_path: Path) -> None:
    ClipSource(SlowEngine(), tmp_path, cache_alias=ALIAS).render("Up.")
    engine = SlowEngine()
    clips = ClipSource(engine, tmp_path, cache_alias=ALIAS)
    assert clips.kept("Up.") is not None
    assert clips.kept("Down.") is None
    assert engine.asked == []
    assert remembered_identity(tmp_path, ALIAS) == "engine voice 160"


def test_another_voice_than_the_remembered_one_is_noticed(tmp_path: Path) -> None:
    ClipSource(SlowEngine(), tmp_path, cache_alias=ALIAS).render("Up.")
    clips = ClipSource(SlowEngine("engine other 160"), tmp_path, cache_alias=ALIAS)
    assert clips.kept("Up.") is not None
    clips.confirm()
    assert clips.kept("Up.") is None
    assert remembered_identity(tmp_path, ALIAS) == "engine other 160"


def test_a_substitute_is_not_what_the_next_session_begins_with(tmp_path: Path) -> None:
    ClipSource(SlowEngine(), tmp_path, cache_alias=ALIAS).render("Up.")
    substitute = SlowEngine("engine other 160")
    substitute.is_substitute = True
    clips = ClipSource(substitute, tmp_path, cache_alias=ALIAS)
    clips.render("Down.")
    assert clips.voice == "engine other 160"
    assert remembered_identity(tmp_path, ALIAS) == "engine voice 160"


def test_another_alias_is_another_voice(tmp_path: Path) -> None:
    ClipSource(SlowEngine(), tmp_path, cache_alias=ALIAS).render("Up.")
    engine = SlowEngine("engine voice 200")
    assert ClipSource(engine, tmp_path, cache_alias=cache_alias(None, 200)).kept("Up.") is None
    assert engine.asked == ["identity"]


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00"])
def test_a_damaged_memory_only_means_that_the_engine_is_asked(tmp_path: Path, text: str) -> None:
    (tmp_path / "voices.json").write_text(text)
    clips = ClipSource(SlowEngine(), tmp_path, cache_alias=ALIAS)
    assert len(clips.render("Up.").samples) > 0
    assert remembered_identity(tmp_path, ALIAS) == "engine voice 160"


def test_two_languages_never_share_the_name_of_a_request() -> None:
    assert cache_alias("system", 160, "de") != cache_alias("system", 160)


def test_the_default_shares_the_sentences_of_the_voice_that_it_means() -> None:
    assert cache_alias(None, 160) == cache_alias("natural", 160)
    assert cache_alias(None, 160) != cache_alias("system", 160)


def test_the_natural_voice_leaves_other_languages_to_the_system(told: list[str]) -> None:
    synthesizer = synthesizer_for("natural", 160, told.append, "de")
    assert isinstance(synthesizer, ChildSynthesizer)
    assert told == ['The natural voice does not speak "de". Using the system voice instead.']
    synthesizer_for(None, 160, told.append, "de").close()
    assert len(told) == 1
