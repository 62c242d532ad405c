"""The synthesizer with this machine's speech engine, and the voice that uses it."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from voicecoach.core.events import Event
from voicecoach.errors import VoiceError
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.voice import pyttsx3_engine as system_engine
from voicecoach.voice.normalization import loudness_normalized, trimmed
from voicecoach.voice.rendered import RenderedVoice
from voicecoach.voice.speech_length import estimated_length_ms
from voicecoach.voice.synthesizer import ChildSynthesizer, child_command

pytestmark = pytest.mark.voice

LIMIT_S = 60.0
PARTS = ("heel", "left foot", "right arm", "big toe", "knee", "hip", "shoulder", "chin")
ENDS = ("and hold.", "slowly, then rest.", "to the wall; breathe out.", "for six more.", "now!")


@pytest.fixture(scope="module")
def synthesizer() -> Iterator[ChildSynthesizer]:
    synthesizer = ChildSynthesizer()
    synthesizer.start()
    yield synthesizer
    synthesizer.close()


def sentences() -> list[str]:
    return [
        f"Move your {part} {count} times {end}"
        for count in range(2, 7)
        for part in PARTS
        for end in ENDS
    ]


def kill_child(synthesizer: ChildSynthesizer) -> None:
    child = synthesizer._child
    assert child is not None
    child._process.kill()
    child._process.wait()


def energy(samples: Samples) -> float:
    return float(np.square(samples, dtype=np.float64).sum())


def ends_in_silence(clip: Clip) -> bool:
    """True if the sound has the engine's closing pause, which a truncated sentence lacks."""
    tail = clip.samples[-clip.rate_hz // 50 :]
    return bool(np.abs(tail).max() < 0.01 * np.abs(clip.samples).max())


def test_two_hundred_sentences_are_whole_although_the_engine_is_killed_in_between(
    synthesizer: ChildSynthesizer,
) -> None:
    texts = sentences()
    assert len(texts) == 200
    for index, text in enumerate(texts):
        if index in (70, 140):
            kill_child(synthesizer)
        clip = synthesizer.render(text)
        assert ends_in_silence(clip), text
        expected_ms = estimated_length_ms(text, 160)
        assert trimmed(clip).duration_ms == pytest.approx(expected_ms, rel=0.3), text


def test_the_numbers_to_thirty_are_whole_and_each_its_own(
    synthesizer: ChildSynthesizer,
) -> None:
    clips = {n: trimmed(synthesizer.render(str(n))) for n in range(1, 31)}
    assert all(300 < clip.duration_ms < 1100 for clip in clips.values())
    assert len({clip.samples.tobytes() for clip in clips.values()}) == 30
    again = trimmed(synthesizer.render("6"))
    assert again.duration_ms == pytest.approx(clips[6].duration_ms, abs=10)


def test_trimming_cuts_nothing_that_sounds(synthesizer: ChildSynthesizer) -> None:
    for text in ("six", "five", "half", "breath", "hold", "left", "eight", "off", "stop"):
        raw = synthesizer.render(text).samples
        kept = trimmed(Clip(raw, 22050)).samples
        assert energy(raw) - energy(kept) < 1e-6 * energy(raw), text


def test_all_sentences_come_out_equally_loud(synthesizer: ChildSynthesizer) -> None:
    for text in ("6", "Up.", "Rest.", "Lower your heels slowly, and keep your back straight."):
        clip = loudness_normalized(trimmed(synthesizer.render(text)))
        assert loudness_lufs(clip.samples, clip.rate_hz) == pytest.approx(-17, abs=1.3), text


@pytest.mark.parametrize(
    "text",
    ["naïve café, 5 °C", "腕立て", "💪", "Привет", "<b>bold</b> & [[x]]", "a\x00b", "\ud800a"],
)
def test_text_that_is_not_plain_english_is_rendered_somehow(
    synthesizer: ChildSynthesizer, text: str
) -> None:
    assert synthesizer.render(text).duration_ms > 100


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "-", "?!"])
def test_text_without_words_is_silence_and_does_not_hang(
    synthesizer: ChildSynthesizer, text: str
) -> None:
    clip = trimmed(synthesizer.render(text))
    assert clip.duration_ms < 1500
    assert synthesizer.render("Up.").duration_ms > 200


def test_a_long_text_is_rendered_whole(synthesizer: ChildSynthesizer) -> None:
    once = trimmed(synthesizer.render("Stand on one leg and breathe.")).duration_ms
    often = trimmed(synthesizer.render("Stand on one leg and breathe. " * 30)).duration_ms
    assert often > 29 * once


def test_eight_threads_may_ask_at_once(synthesizer: ChildSynthesizer) -> None:
    clips: list[Clip] = []
    threads = [
        threading.Thread(target=lambda n=n: clips.append(synthesizer.render(f"Thread {n} rests.")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)
    assert [clip.duration_ms > 900 for clip in clips] == [True] * 8


def test_every_start_has_the_rate_that_was_asked_for() -> None:
    lengths_ms = []
    for words_per_minute in (160, 160, 160, 120, 220):
        synthesizer = ChildSynthesizer(None, words_per_minute)
        lengths_ms.append(trimmed(synthesizer.render("Lower your heels slowly.")).duration_ms)
        synthesizer.close()
    normal, *others, slow, fast = lengths_ms
    assert others == pytest.approx([normal, normal], rel=0.02)
    assert slow == pytest.approx(normal * 160 / 120, rel=0.08)
    assert fast == pytest.approx(normal * 160 / 220, rel=0.08)


def test_a_voice_can_be_chosen_and_a_wrong_name_is_explained(
    synthesizer: ChildSynthesizer,
) -> None:
    last = synthesizer.list_voices()[-1]
    other = ChildSynthesizer(last.id)
    assert other.identity != synthesizer.identity
    assert other.render("Up.").duration_ms > 200
    other.close()
    wrong = ChildSynthesizer("Gandalf")
    with pytest.raises(VoiceError, match="no voice 'Gandalf'"):
        wrong.render("Up.")
    wrong.close()


def test_the_child_ends_with_its_input_as_when_its_parent_is_gone() -> None:
    child = subprocess.run(
        child_command(Path(system_engine.__file__)),
        input='{"voice": null, "words_per_minute": 160, "language": "en"}\n',
        capture_output=True,
        encoding="ascii",
        timeout=LIMIT_S,
        check=True,
    )
    assert child.stdout.startswith('{"engine":')
    assert child.stdout.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
def test_ctrl_c_in_the_terminal_leaves_the_child_to_its_parent(
    synthesizer: ChildSynthesizer,
) -> None:
    synthesizer.render("Up.")
    child = synthesizer._child
    assert child is not None
    child._process.send_signal(signal.SIGINT)
    assert synthesizer.render("Down.").duration_ms > 200
    assert synthesizer._child is child


def test_a_session_is_rendered_once_and_read_from_disk_the_next_time(tmp_path: Path) -> None:
    texts = sentences()[:40]
    sessions = [clips_of(texts, tmp_path) for _ in range(2)]
    assert len(list(tmp_path.iterdir())) == 41
    for rendered, read in zip(*sessions, strict=True):
        np.testing.assert_allclose(read.samples, rendered.samples, atol=1e-4)


def clips_of(texts: list[str], cache_directory: Path) -> list[Clip]:
    """Clips that a session gets for these sentences."""
    events: list[Event] = []
    clips: dict[str, Clip] = {}
    arrived = threading.Semaphore(0)

    def keep(text: str, clip: Clip) -> None:
        clips[text] = clip
        arrived.release()

    voice = RenderedVoice(
        ChildSynthesizer(),
        events.append,
        cache_directory=cache_directory,
        words_per_minute=160,
    )
    for text in [*texts, "One more, after which all others are on disk."]:
        voice.when_rendered(text, partial(keep, text))
    assert all(arrived.acquire(timeout=LIMIT_S) for _ in range(len(texts) + 1))
    voice.close()
    assert events == []
    return [clips[text] for text in texts]
