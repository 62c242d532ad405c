"""The natural voice: its melody, its pauses, and what is used of the library."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voicecoach.core.timeline.pauses import Pause
from voicecoach.sound.clip import Clip, Samples
from voicecoach.voice.hibari_engine import (
    CLOSING_SHARE,
    COUNTING_HZ,
    OUTPUT_RATE_HZ,
    SENTENCE_PAUSE_MS,
    UNVOICED_HZ,
    Engine,
    asking_tone,
    closes,
    counting_tone,
    is_counted,
    rises,
)
from voicecoach.voice.normalization import LEAD_MARGIN_MS, TAIL_MARGIN_MS, normalized

FALLING = np.concatenate(
    (np.zeros(8), np.geomspace(260, 130, 30), np.geomspace(120, 45, 4), np.zeros(10))
).astype(np.float32)
"""The pitch of a word said alone, with its faded end."""


@pytest.mark.parametrize("text", ["1", "27", "A", "hold", "heel up", "Right foot"])
def test_text_without_the_end_of_a_sentence_is_counted(text: str) -> None:
    assert is_counted(text)


@pytest.mark.parametrize("text", ["Stand tall.", "Shall we begin?", "Half way!"])
def test_a_sentence_is_not(text: str) -> None:
    assert not is_counted(text)


@pytest.mark.parametrize("text", ["1.", "27.", "A.", "Z.", "[N](/ˈɛn,/)."])
def test_the_last_of_a_series_is_told_by_its_end(text: str) -> None:
    assert closes(text)
    assert not is_counted(text)


@pytest.mark.parametrize("text", ["10", "A", "Good.", "Exercise 1.", "10 seconds."])
def test_nothing_else_is_the_last_of_a_series(text: str) -> None:
    assert not closes(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shall we begin?", True),
        ("To the one before?", True),
        ("Calf raises hurt last time, had it settled?", True),
        ("How bad is it?", False),
        ("From zero to ten, how bad is it?", False),
        ("Too easy, about right, or too hard?", False),
        ("Stand tall.", False),
    ],
)
def test_questions_for_yes_or_no_rise(sentence: str, expected: bool) -> None:
    assert rises(sentence) is expected


def semitones(low_hz: float, high_hz: float) -> float:
    return float(12 * np.log2(high_hz / low_hz))


def test_a_count_has_nearly_one_pitch_and_no_fall() -> None:
    pitch_hz = counting_tone(FALLING)
    voiced = pitch_hz[pitch_hz > 0]
    assert np.array_equal(pitch_hz > 0, FALLING > 0)
    assert semitones(voiced.min(), voiced.max()) < 4
    assert np.median(voiced) == pytest.approx(COUNTING_HZ, rel=0.03)


def test_the_last_count_falls_from_the_pitch_of_the_others_but_less_than_a_word_alone() -> None:
    last = counting_tone(FALLING, CLOSING_SHARE)
    voiced = last[last > 0]
    assert np.median(voiced) == pytest.approx(COUNTING_HZ, rel=0.03)
    assert 5 < semitones(float(voiced[-1]), float(voiced[0])) < 9
    assert np.diff(voiced).max() <= 0


@pytest.mark.parametrize("factor", [0.8, 1.0, 1.2])
def test_all_counts_have_the_same_pitch(factor: float) -> None:
    voiced = counting_tone(FALLING * np.float32(factor))
    assert np.median(voiced[voiced > 0]) == pytest.approx(COUNTING_HZ, rel=0.03)


def test_the_end_of_a_question_is_its_highest_part_and_its_beginning_stays() -> None:
    flat = np.where(FALLING > 0, 200, 0).astype(np.float32)
    pitch_hz = asking_tone(flat)
    assert np.array_equal(pitch_hz[:14], flat[:14])
    assert semitones(200, float(pitch_hz.max())) == pytest.approx(7, abs=0.1)
    assert int(pitch_hz.argmax()) >= 40


@pytest.mark.parametrize("frames", [0, 1, 30])
def test_unvoiced_sound_stays_unvoiced(frames: int) -> None:
    whispered = np.zeros(frames, np.float32)
    assert not counting_tone(whispered).any()
    assert not asking_tone(whispered).any()


@pytest.mark.parametrize("tone", [counting_tone, asking_tone])
def test_silence_does_not_become_a_hum(tone: Callable[[Samples], Samples]) -> None:
    noisy = FALLING.copy()
    noisy[:8] = noisy[-10:] = 1.0  # as the model gives it
    pitch_hz = tone(noisy)
    assert pitch_hz[:8].max() <= UNVOICED_HZ
    assert pitch_hz[-10:].max() <= UNVOICED_HZ


@pytest.fixture(scope="module")
def engine() -> Engine:
    pytest.importorskip("hibari")
    return Engine(None, 160, "en")


@pytest.mark.voice
class TestSpoken:
    """With the library itself."""

    def test_the_same_text_always_sounds_the_same(self, engine: Engine) -> None:
        assert np.array_equal(engine.spoken("Stand tall."), engine.spoken("Stand tall."))

    def test_a_file_is_written(self, engine: Engine, tmp_path: Path) -> None:
        engine.render("Stand tall.", str(tmp_path / "a.wav"))
        with wave.open(str(tmp_path / "a.wav")) as file:
            assert file.getframerate() == OUTPUT_RATE_HZ
            assert 0.5 < file.getnframes() / OUTPUT_RATE_HZ < 2

    @pytest.mark.parametrize("text", ["", ".", "?!", "…"])
    def test_nothing_to_say_is_silence(self, engine: Engine, text: str) -> None:
        assert not engine.spoken(text).any()

    def test_sentences_are_joined_with_a_pause(self, engine: Engine) -> None:
        both = engine.spoken("Stand tall. Breathe.")
        alone = [engine.spoken(text) for text in ("Stand tall.", "Breathe.")]
        pause = len(both) - sum(map(len, alone))
        assert pause * 1000 / OUTPUT_RATE_HZ == pytest.approx(SENTENCE_PAUSE_MS, abs=1)
        between_lines_ms = Pause.SENTENCE.ms + LEAD_MARGIN_MS + TAIL_MARGIN_MS
        assert between_lines_ms == SENTENCE_PAUSE_MS

    @pytest.mark.parametrize("word", ["1", "10", "Lift", "Hold", "30", "65", "85", "87"])
    def test_a_count_begins_with_the_word_and_not_before_it(
        self, engine: Engine, word: str
    ) -> None:
        clip = normalized(Clip(engine.spoken(word), OUTPUT_RATE_HZ))
        assert clip.vowel_frame * 1000 / OUTPUT_RATE_HZ < 170

    def test_counts_are_equally_high_and_have_their_own_ends(self, engine: Engine) -> None:
        pitches = [_pitch_hz(engine.spoken(str(number))) for number in range(1, 13)]
        assert semitones(min(pitches), max(pitches)) < 2

    def test_every_number_and_letter_has_a_vowel_to_set_on_the_beat(self, engine: Engine) -> None:
        for text in (*map(str, range(1, 31)), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
            clip = normalized(Clip(engine.spoken(text), OUTPUT_RATE_HZ))
            assert 0 < clip.vowel_frame < len(clip.samples) * 0.7, text


def _pitch_hz(samples: Samples) -> float:
    """Pitch of the loudest tenth of a second, by autocorrelation."""
    frames = OUTPUT_RATE_HZ // 10
    energy = np.convolve(np.square(samples), np.ones(frames), "valid")
    part = samples[int(energy.argmax()) :][:frames]
    likeness = np.correlate(part, part, "full")[len(part) - 1 :]
    shortest, longest = OUTPUT_RATE_HZ // 350, OUTPUT_RATE_HZ // 100
    return OUTPUT_RATE_HZ / (shortest + int(likeness[shortest:longest].argmax()))
