"""`voicecoach render`: the counts of the written file are on their beat, to the frame."""

import os
import signal
import subprocess
import sys
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile

from scripts.lab.bundled_content import bundled_content
from scripts.lab.onsets import onsets_of
from scripts.lab.room import ended
from scripts.lab.scripted_user import homeless
from scripts.lab.waiting import until
from tests.cli.command import runner_in
from tests.sound.ebu_meter import measured_dbtp, measured_lufs
from voicecoach.app.session.chapters import Contents
from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.preparing import WorkoutRequest, prepare
from voicecoach.app.session.rendering import RATE_HZ, SoundFormat, text_path_of, write_sound
from voicecoach.core.effects import Earcon
from voicecoach.core.progression.past import NO_PAST, Past
from voicecoach.core.verbosity import Verbosity
from voicecoach.settings import Settings
from voicecoach.sound.clip import Clip, Samples, lead_ms
from voicecoach.sound.earcons import earcon_clip
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.choice import synthesizer_for
from voicecoach.voice.clip_source import ClipSource
from voicecoach.voice.vowel import vowel_frame

SUFFIXES = ("mp3", "ogg", "flac", "wav")
LIMIT_S = 60.0
BEAT_MS = 1500
"""Of the heel-to-toe walk."""


class NoiseSynthesizer:
    """Says each sentence as a burst of noise of its own."""

    def render(self, text: str) -> Clip:
        noise = np.random.default_rng(zlib.crc32(text.encode())).normal(0, 0.1, RATE_HZ // 4)
        smooth = np.convolve(noise, np.hanning(12) / 4, "same") * np.hanning(len(noise))
        return Clip(smooth.astype(np.float32), RATE_HZ, vowel_frame=lead_ms_of(text) * 24)


def lead_ms_of(text: str) -> int:
    """Time from the beginning of a burst to its "vowel", ms."""
    return zlib.crc32(text.encode()) % 150


class NothingRemembered:
    """The history of a new user."""

    def past(self) -> Past:
        return NO_PAST

    def unfinished(self) -> None:
        return None


NEW_USER = bundled_content(Path(os.devnull))
SETTINGS = Settings(words_per_minute=160, listen=False, ready_wait_ms=5000)


def prepared(name: str = "heel-to-toe-walk", settings: Settings = SETTINGS) -> Preparation:
    wanted = WorkoutRequest(is_heard=False)
    return prepare(name, wanted, settings, NEW_USER, NothingRemembered(), now_s=0)


def written(path: Path, preparation: Preparation) -> tuple[Contents, int]:
    return write_sound(
        preparation, NoiseSynthesizer(), SoundFormat.of(path), path, lambda _ms: None
    )


def onsets_ms(text: str, sound: Samples) -> list[float]:
    clip = NoiseSynthesizer().render(text).samples
    return [onset.frame * 1000 / RATE_HZ for onset in onsets_of(clip, sound)]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_counts_of_a_file_keep_their_beat(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"walk.{suffix}"
    contents, length_ms = written(path, prepared())
    sound, rate_hz = soundfile.read(path, dtype="float32")
    assert (rate_hz, len(sound)) == (RATE_HZ, length_ms * RATE_HZ // 1000)
    chain = [
        [at_ms + lead_ms_of(str(number)) for at_ms in onsets_ms(str(number), sound)]
        for number in range(4, 11)
    ]
    assert len({lead_ms_of(str(number)) for number in range(4, 11)}) == 7
    # Twice, for there are two sets.
    assert [len(found) for found in chain] == [2] * 7
    for which in (0, 1):
        intervals_ms = np.diff([found[which] for found in chain])
        assert intervals_ms == pytest.approx([BEAT_MS] * 6, abs=0.05)
    assert [chapter.title for chapter in contents.chapters] == [
        "Welcome",
        "1. Heel-to-toe walk",
        "The end",
    ]
    at_ms = contents.chapters[1].at_ms
    assert onsets_ms("Heel-to-toe walk.", sound) == pytest.approx([at_ms], abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_as_loud_as_podcasts_are_and_leaves_room_for_peaks(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"walk.{suffix}"
    written(path, prepared())
    sound, rate_hz = soundfile.read(path, dtype="float32")
    assert -18 <= measured_lufs(sound, rate_hz) <= -16
    assert measured_dbtp(sound) <= -1


@pytest.mark.slow
def test_the_text_has_every_spoken_word_under_its_chapter(tmp_path: Path) -> None:
    contents, length_ms = written(tmp_path / "walk.wav", prepared())
    text = contents.text(length_ms)
    assert text.startswith("Heel-to-toe walk, 0")
    welcome, walk, end = text.split("\n\n")[1:]
    assert "Pause the player whenever you need more time." in welcome
    assert "Get into position." in walk
    assert walk.count("7 8 9 10\n") == 2
    assert "That's all of it. Well done." in end
    assert "One exercise in " in end
    assert "?" not in text


@pytest.mark.slow
def test_a_file_in_fewer_words_with_tones_keeps_its_beat(tmp_path: Path) -> None:
    path = tmp_path / "walk.wav"
    settings = replace(SETTINGS, verbosity=Verbosity.MINIMAL, beeps=True)
    contents, length_ms = written(path, prepared(settings=settings))
    sound, _ = soundfile.read(path, dtype="float32")
    beep = earcon_clip(Earcon.BEEP, RATE_HZ).samples
    frames = [onset.frame for onset in onsets_of(beep, sound, likeness=0.95)]
    intervals_ms = np.diff(frames) * 1000 / RATE_HZ
    # Twice eighteen that are neither the tenth nor the last, and three before each set.
    assert len(frames) == 2 * (18 + 3)
    assert sum(abs(interval_ms - BEAT_MS) < 0.05 for interval_ms in intervals_ms) == 2 * 16
    text = contents.text(length_ms)
    assert "Toe to heel" not in text
    assert "Pause the player" not in text
    assert not any(line.split()[-1] == "10" for line in text.splitlines() if line)


@pytest.mark.slow
def test_counts_at_the_users_pace_and_open_holds_end_by_themselves(tmp_path: Path) -> None:
    for name in ("marble-pickups", "barefoot-balance"):
        contents, length_ms = written(tmp_path / f"{name}.wav", prepared(name))
        text = contents.text(length_ms)
        assert "One exercise in " in text
        assert "Longest balance" not in text


def test_an_existing_sound_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "balance.mp3"
    path.write_text("mine")
    result = runner_in(tmp_path)("render", "balance", "-o", str(path))
    assert result.exit_code == 1
    assert "already exists" in result.output
    assert "--force" in result.output
    assert path.read_text() == "mine"


def test_the_text_lies_beside_the_sound_and_takes_the_place_of_no_other_file(
    tmp_path: Path,
) -> None:
    sound, text = tmp_path / "balance.flac", tmp_path / "balance.txt"
    assert text_path_of(sound, replace=False) == text
    text.write_text("mine")
    assert text_path_of(sound, replace=False) == tmp_path / "balance.flac.txt"
    assert text_path_of(sound, replace=True) == text
    sound.write_text("with that text")
    assert text_path_of(sound, replace=False) == text


@pytest.mark.parametrize("name", ["balance.m4a", "balance"])
def test_an_unknown_format_names_the_known_ones(tmp_path: Path, name: str) -> None:
    result = runner_in(tmp_path)("render", "balance", "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert "must end in one of .mp3, .ogg, .flac, .wav." in result.output


def test_a_missing_folder_is_reported_before_rendering(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "balance.mp3"
    result = runner_in(tmp_path)("render", "balance", "-o", str(path))
    assert f"There is no folder {path.parent}" in result.output


def test_an_unknown_routine_leaves_nothing_behind(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("render", "balence", "-o", str(tmp_path / "b.mp3"))
    assert result.exit_code == 1
    assert 'did you mean "balance"?' in result.output
    assert list(tmp_path.glob("*b.mp3*")) == []


@pytest.mark.parametrize(
    ("routine", "week", "expected"),
    [
        ("run-walk", "10", "has 9 weeks, so there is no week 10. Name one of them."),
        ("balance", "2", "is the same in every week, so there is no week 2. Leave out --week."),
    ],
)
def test_a_week_that_a_routine_lacks_is_refused(
    tmp_path: Path, routine: str, week: str, expected: str
) -> None:
    out = str(tmp_path / "b.mp3")
    result = runner_in(tmp_path)("render", routine, "--week", week, "-o", out)
    assert result.exit_code == 1
    assert expected in " ".join(result.output.split())


def test_a_file_can_be_of_any_week_of_a_routine() -> None:
    for week in range(1, 10):
        wanted = WorkoutRequest(is_heard=False, week=week)
        found = prepare("run-walk", wanted, SETTINGS, NEW_USER, NothingRemembered(), now_s=0)
        assert found.routine.week == week


@pytest.mark.voice
def test_the_command_writes_a_file_with_tags_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "toes.mp3"
    (tmp_path / "toes.txt").write_text("mine")
    result = runner_in(tmp_path)("render", "toe-spreads", "-o", str(path), "--verbosity", "minimal")
    assert result.exit_code == 0, result.output
    assert "3 chapters" in result.output
    found = mutagen.File(path)
    assert str(found["TIT2"]) == "Toe spreads"
    text = (tmp_path / "toes.mp3.txt").read_text()
    assert str(found["USLT::eng"]) == text
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "toes.mp3",
        "toes.mp3.txt",
        "toes.txt",
    ]
    assert (tmp_path / "toes.txt").read_text() == "mine"


@pytest.mark.voice
def test_the_vowels_of_the_counts_are_heard_on_the_beat_and_their_beginnings_are_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "walk.wav"
    synthesizer = synthesizer_for(None, 160, pytest.fail)
    with closing(synthesizer):
        # Kept, because not every engine gives the same sound twice.
        clips = ClipSource(synthesizer, tmp_path / "clips")
        write_sound(prepared(), clips, SoundFormat.of(path), path, lambda _ms: None)
        four = with_rate(clips.render("4"), RATE_HZ)
    sound, _ = soundfile.read(path, dtype="float32")
    beat_ms = onsets_of(four.samples, sound)[0].frame * 1000 / RATE_HZ + lead_ms(four)
    before_ms, after_ms = 150, 400
    vowels_ms, begins_ms = [], []
    for number in range(4, 11):
        at_ms = beat_ms + (number - 4) * BEAT_MS - before_ms
        begin = round(at_ms * RATE_HZ / 1000)
        part = sound[begin : begin + (before_ms + after_ms) * RATE_HZ // 1000]
        vowels_ms.append(vowel_frame(part, RATE_HZ) * 1000 / RATE_HZ - before_ms)
        begins_ms.append(int((np.abs(part) > 0.01).argmax()) * 1000 / RATE_HZ - before_ms)
    assert vowels_ms == pytest.approx([0] * 7, abs=4)
    assert max(begins_ms) - min(begins_ms) > 60


@pytest.mark.voice
@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_leaves_no_half_file(tmp_path: Path, wish: signal.Signals) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = folder / "full.flac"
    path.write_text("the one from before")
    command = [sys.executable, "-m", "voicecoach", "render", "full", "-o", str(path), "--force"]
    output = tmp_path / "printed.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(command, env=os.environ | homeless(tmp_path), stderr=file)
    with ended(process):
        until(
            lambda: (
                process.poll() is not None
                or any(one.stat().st_size for one in folder.glob(".*.part"))
            ),
            LIMIT_S,
        )
        assert process.poll() is None, "it was ready before it was interrupted"
        process.send_signal(wish)
        process.wait(LIMIT_S)
    told = output.read_text()
    assert process.returncode == 130
    assert "Traceback" not in told
    assert [one.name for one in folder.iterdir()] == ["full.flac"]
    assert path.read_text() == "the one from before"
