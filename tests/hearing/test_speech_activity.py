"""Beginning and end of speech, for known signals and for recorded words in noise."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB, SpeechActivity
from voicecoach.sound.clip import Samples

RATE_HZ = 16_000
COMMANDS = Path(__file__).parents[1] / "data" / "commands"
ONSET_TOLERANCE_MS = 60


def noise(duration_ms: int, level_db: float, seed: int = 0) -> Samples:
    frames = duration_ms * RATE_HZ // 1000
    samples = np.random.default_rng(seed).standard_normal(frames) * 10 ** (level_db / 20)
    return samples.astype(np.float32)


def voiced(duration_ms: int, level_db: float = -20) -> Samples:
    """Something like a vowel: a few harmonics."""
    time_s = np.arange(duration_ms * RATE_HZ // 1000) / RATE_HZ
    tone = np.zeros_like(time_s)
    for harmonic in range(1, 12):
        tone += np.sin(2 * np.pi * 140 * harmonic * time_s) / harmonic
    return (tone / np.std(tone) * 10 ** (level_db / 20)).astype(np.float32)


def put(background: Samples, sound: Samples, at_ms: int) -> Samples:
    first = at_ms * RATE_HZ // 1000
    background[first : first + len(sound)] += sound
    return background


def follow(signal: Samples, block_frames: int = 320) -> SpeechActivity:
    activity = SpeechActivity(RATE_HZ)
    for first in range(0, len(signal), block_frames):
        activity.feed(signal[first : first + block_frames], first * 1000 / RATE_HZ)
    return activity


@pytest.mark.parametrize("background_db", [-80, -60, -40])
def test_beginning_and_end_of_a_vowel_are_found(background_db: int) -> None:
    activity = follow(put(noise(5000, background_db), voiced(400), 3000))
    last = activity.segments[-1]
    assert last.began_ms == pytest.approx(3000, abs=20)
    assert last.ended_ms == pytest.approx(3400, abs=30)


def test_steady_noise_is_not_speech_once_it_is_the_floor() -> None:
    activity = follow(noise(20_000, -40))
    assert [each for each in activity.segments if each.began_ms > 1000] == []
    assert activity.floor_db == pytest.approx(-40, abs=5)


def test_noise_that_sets_in_becomes_background_after_some_seconds() -> None:
    signal = np.concatenate((noise(3000, -70), noise(9000, -35, seed=1)))
    activity = follow(put(signal, voiced(400, -15), 9000))
    assert activity.segments[-1].began_ms == pytest.approx(9000, abs=20)
    assert activity.segments[-1].ended_ms == pytest.approx(9400, abs=40)


def test_speech_at_the_very_start_is_seen() -> None:
    activity = follow(put(noise(2000, -60), voiced(300), 200))
    assert activity.segments[0].began_ms <= 200
    assert activity.segments[0].ended_ms == pytest.approx(500, abs=40)


def test_a_click_is_not_speech() -> None:
    activity = follow(put(noise(4000, -60), voiced(8), 3000))
    assert all(each.began_ms < 1000 for each in activity.segments)


def test_a_gap_inside_a_word_does_not_split_it() -> None:
    signal = put(put(noise(5000, -60), voiced(150), 3000), voiced(200), 3300)
    last = follow(signal).segments[-1]
    assert last.began_ms == pytest.approx(3000, abs=20)
    assert last.ended_ms == pytest.approx(3500, abs=30)


def test_a_pause_separates_two_words() -> None:
    signal = put(put(noise(6000, -60), voiced(300), 3000), voiced(300), 3900)
    began_ms = [each.began_ms for each in follow(signal).segments[-2:]]
    assert began_ms == pytest.approx([3000, 3900], abs=20)


def test_a_segment_that_goes_on_has_no_end() -> None:
    last = follow(put(noise(4000, -60), voiced(1000), 3000)[: 3600 * 16]).segments[-1]
    assert last.ended_ms is None
    assert last.level_db == pytest.approx(-20, abs=6)


def test_the_size_of_the_blocks_does_not_matter() -> None:
    signal = put(noise(5000, -50), voiced(400), 3000)
    assert follow(signal, 320).segments == follow(signal, 100).segments


@pytest.mark.parametrize("noise_below_db", [40, 24, 12])
@pytest.mark.parametrize("word", ["down", "no", "go", "done", "yes", "ready"])
def test_the_beginning_of_a_recorded_word_is_found_in_noise(word: str, noise_below_db: int) -> None:
    clip, _ = soundfile.read(COMMANDS / f"{word}.flac", dtype="float32")
    loud = np.sort(np.square(clip))[len(clip) // 2 :]
    background_db = 10 * np.log10(np.mean(loud)) - noise_below_db
    energy = np.convolve(np.square(clip), np.ones(160), "same")
    true_ms = 3000 + np.flatnonzero(energy > energy.max() * 10**-2.5)[0] / 16
    signal = put(noise(5000, background_db), clip, 3000)
    spoken = [each for each in follow(signal).segments if (each.ended_ms or 9999) > true_ms + 100]
    assert spoken[0].began_ms == pytest.approx(true_ms, abs=ONSET_TOLERANCE_MS)


@pytest.mark.parametrize(
    ("coach_from_ms", "coach_until_ms", "expected"),
    [(0, 500, False), (2900, 3200, True), (3200, 3300, True), (3600, 4000, False)],
)
def test_speech_while_the_coach_speaks_is_marked(
    coach_from_ms: int, coach_until_ms: int, expected: bool
) -> None:
    signal = put(noise(4000, -70), voiced(400), 3000)
    activity = SpeechActivity(RATE_HZ)
    for at_ms in range(0, 4000, 20):
        threshold_db = -60.0 if coach_from_ms <= at_ms < coach_until_ms else NO_THRESHOLD_DB
        activity.feed(signal[at_ms * 16 : (at_ms + 20) * 16], at_ms, threshold_db)
    assert activity.segments[-1].is_over_coach is expected


def follow_over_coach(signal: Samples) -> SpeechActivity:
    activity = SpeechActivity(RATE_HZ)
    for first in range(0, len(signal), 320):
        activity.feed(signal[first : first + 320], first * 1000 / RATE_HZ, -45.0)
    return activity


def test_a_sentence_over_what_is_left_of_the_coach_stays_in_one_piece() -> None:
    signal = noise(6000, -70)
    for at_ms in range(500, 5500, 400):
        put(signal, voiced(300, -55), at_ms)
    activity = follow_over_coach(put(signal, voiced(1200, -22), 3000))
    (sentence,) = activity.segments
    assert sentence.began_ms == pytest.approx(3000, abs=20)
    assert sentence.ended_ms == pytest.approx(4200, abs=40)


def test_a_louder_voice_over_another_one_begins_a_segment_of_its_own() -> None:
    signal = put(noise(6000, -70), voiced(3000, -50), 1500)
    activity = follow(put(signal, voiced(600, -22), 3500))
    began_ms = [each.began_ms for each in activity.segments if each.began_ms > 1000]
    assert began_ms[:2] == pytest.approx([1500, 3500], abs=20)
