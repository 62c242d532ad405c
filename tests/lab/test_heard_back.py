"""Numbers, letters and times are spoken right: by their sounds, and as a recognizer hears them."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from string import ascii_uppercase

import pytest

from scripts.lab.heard_back import KINDS, Listener
from voicecoach.core.playback.collisions import LEAST_SHARE
from voicecoach.sound.time_scale import shortened
from voicecoach.voice.choice import natural_is_installed, synthesizer_for
from voicecoach.voice.clip_source import ClipSource
from voicecoach.voice.hibari_engine import readable as readable_for_natural
from voicecoach.voice.pyttsx3_engine import readable

pytestmark = [pytest.mark.voice, pytest.mark.model]

UNCLEAR: Mapping[str, Mapping[str, frozenset[str]]] = {
    "system": {"letters": frozenset("DR"), "hurried numbers": frozenset({"13", "18"})},
    "natural": {"letters": frozenset("P")},
}
"""Items that may be misheard. In espeak-ng at 160 words a minute D is taken for B, R for nothing;
but their sounds are right (see below). At a fast rate 13 is taken for 30 more often than not, and
18 once in twelve times for nothing. The natural voice's P is K to version 6 of the model; version 5
heard it right."""


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


@pytest.fixture(scope="module", params=["system", "natural"])
def voice(request: pytest.FixtureRequest) -> str:
    if request.param == "natural" and not natural_is_installed():
        pytest.skip("the natural voice is not installed")
    return str(request.param)


@pytest.fixture(scope="module")
def clips(voice: str) -> Iterator[ClipSource]:
    synthesizer = synthesizer_for(voice, 160, pytest.fail)
    yield ClipSource(synthesizer, None)
    synthesizer.close()


@pytest.mark.parametrize("kind", KINDS)
def test_spoken_items_are_heard_back(
    clips: ClipSource, voice: str, listener: Listener, kind: str
) -> None:
    mistakes = listener.mistakes(clips.render, KINDS[kind])
    assert mistakes.keys() <= UNCLEAR[voice].get(kind, frozenset()), mistakes


def test_numbers_are_heard_back_when_they_are_spoken_as_fast_as_may_be(
    clips: ClipSource, voice: str, listener: Listener
) -> None:
    def hurried(text: str) -> object:
        clip = clips.render(text)
        return shortened(clip, int(clip.duration_ms * LEAST_SHARE))

    mistakes = listener.mistakes(hurried, KINDS["numbers"])  # type: ignore[arg-type]
    assert mistakes.keys() <= UNCLEAR[voice].get("hurried numbers", frozenset()), mistakes


def test_the_recognizer_knows_every_word_that_it_should_hear(listener: Listener) -> None:
    wordings = [word for kind in KINDS.values() for words in kind.values() for word in words]
    assert [wording for wording in wordings if not listener.knows(wording)] == []


# By their sounds, in the International Phonetic Alphabet: all letters, and those in a sentence.

NAMES = [
    "eɪ",
    "biː",
    "siː",
    "diː",
    "iː",
    "ɛf",
    "dʒiː",
    "eɪtʃ",
    "aɪ",
    "dʒeɪ",
    "keɪ",
    "ɛl",
    "ɛm",
    "ɛn",
    "oʊ",
    "piː",
    "kjuː",
    "ɑːɹ",
    "ɛs",
    "tiː",
    "juː",
    "viː",
    "dʌbəljuː",
    "ɛks",
    "waɪ",
    "ziː",
]
SOUNDS: Mapping[str, str] = {
    **dict(zip(ascii_uppercase, NAMES, strict=True)),
    "From A to Z.": "fɹʌm eɪ tə ziː",
    "From A to Z, with each foot.": "fɹʌm eɪ tə ziː wɪð iːtʃ fʊt",
    "Take a seat.": "teɪk ɐ siːt",
}
HIBARI: Mapping[str, str] = {
    "dʒ": "ʤ",
    "tʃ": "ʧ",
    "eɪ": "A",
    "aɪ": "I",
    "oʊ": "O",
    "ː": "",
    "bəl": "bᵊl",
}
"""Their spelling in the natural voice's phonemes."""


def _plain(sounds: str) -> str:
    """Without stress and punctuation."""
    return " ".join(re.sub("[ˈˌ.,]", "", sounds).split())


def _of_espeak(text: str) -> str:
    command = ("espeak-ng", "-q", "--ipa", "-v", "en-us", readable(text, "espeak"))
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def sounds_of(voice: str) -> Callable[[str], str]:
    if voice == "natural":
        hibari = pytest.importorskip("hibari").Hibari()
        return lambda text: " ".join(hibari.phonemize(readable_for_natural(text)))
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    return _of_espeak


@pytest.mark.parametrize("text", SOUNDS)
def test_letters_have_the_sounds_of_their_names(
    voice: str, sounds_of: Callable[[str], str], text: str
) -> None:
    expected = SOUNDS[text]
    for one, other in HIBARI.items() if voice == "natural" else ():
        expected = expected.replace(one, other)
    assert _plain(sounds_of(text)) == expected
