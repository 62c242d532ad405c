"""`voicecoach hear`: the commands that a session would recognize in a recording."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.command import runner_in
from voicecoach.app.recordings import BLOCK_MS, paired_blocks
from voicecoach.cli.commands.hear import PHASES
from voicecoach.core.dialogue.transitions import accepted_in
from voicecoach.core.phases import Phase
from voicecoach.errors import SettingsError
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

COMMANDS = Path(__file__).parents[2] / "data" / "commands"
FIELDS = ["intent", "words", "began_s", "ended_s", "decided_s"]


def sound_file(path: Path, samples: Samples, rate_hz: int = 16_000) -> Path:
    """A file with these samples, shape (frames,) or (frames, channels)."""
    soundfile.write(path, samples, rate_hz)
    return path


def stop_twice() -> Samples:
    """A minute in which somebody says "stop" at 5 s and "help" at 40 s."""
    samples = np.random.default_rng(1).normal(0, 10**-3.5, 60 * 16_000).astype(np.float32)
    for word, at_s in (("stop", 5), ("help", 40)):
        clip, _ = soundfile.read(COMMANDS / f"{word}.flac", dtype="float32")
        samples[at_s * 16_000 : at_s * 16_000 + len(clip)] += clip
    return samples


@pytest.mark.model
def test_each_command_is_a_json_object_with_its_times_and_totals_go_to_stderr(
    tmp_path: Path,
) -> None:
    path = sound_file(tmp_path / "minute.wav", stop_twice())
    result = runner_in(tmp_path)("hear", str(path), "--json")
    heard = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["intent"] for one in heard] == ["stop", "help"]
    assert [list(one) for one in heard] == [FIELDS, FIELDS]
    for one, at_s in zip(heard, (5, 40), strict=True):
        assert at_s <= one["began_s"] < one["ended_s"] <= at_s + 1.1
        assert one["began_s"] + 0.2 < one["decided_s"] < one["ended_s"] + 1.5
    assert "2 commands in 60.0 s" in result.stderr


@pytest.mark.model
def test_any_rate_and_stereo_give_the_same_commands(tmp_path: Path) -> None:
    samples = with_rate(Clip(stop_twice(), 16_000), 44_100).samples
    stereo = np.stack((samples, np.zeros_like(samples)), axis=1) * 2
    path = sound_file(tmp_path / "minute.flac", np.clip(stereo, -1, 1), 44_100)
    lines = runner_in(tmp_path)("hear", str(path)).stdout.splitlines()
    assert [line.split()[2] for line in lines[:-1]] == ["stop", "help"]
    assert "2 commands in 60.0 s" in lines[-1]


@pytest.mark.model
def test_a_phase_hears_only_its_own_commands(tmp_path: Path) -> None:
    word = str(COMMANDS / "yes.flac")
    run = runner_in(tmp_path)
    assert '"intent": "yes"' in run("hear", word, "--json", "--phase", "confirming").stdout
    assert run("hear", word, "--json", "--phase", "holding").stdout == ""


@pytest.mark.model
def test_taught_words_are_heard_as_the_person_says_them(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "voicecoach" / "taught"
    folder.mkdir(parents=True)
    taught = {"pronunciations": {"no": ["L AW D ER"]}, "level_db": None, "noise_db": None}
    (folder / "anna.json").write_text(json.dumps(taught))
    run = runner_in(tmp_path)
    line = ("hear", str(COMMANDS / "louder.flac"), "--json", "--phase", "confirming")
    assert '"no"' not in run(*line).stdout
    assert '"intent": "no"' in run(*line, "--person", "Anna").stdout


@pytest.mark.model
def test_damaged_lessons_are_reported_and_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "voicecoach" / "taught"
    folder.mkdir(parents=True)
    (folder / "me.json").write_text("{")
    result = runner_in(tmp_path)("hear", str(COMMANDS / "stop.flac"), "--json")
    assert '"intent": "stop"' in result.stdout
    assert "Left out" in result.stderr
    assert result.exit_code == 0


def test_an_unknown_phase_is_answered_with_a_suggestion(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("hear", str(COMMANDS / "yes.flac"), "--phase", "confirm")
    assert result.exit_code == 2
    assert 'did you mean "confirming"?' in result.stderr


def test_the_phases_to_choose_from_are_those_with_commands() -> None:
    assert [phase.value for phase in Phase if accepted_in(phase)] == list(PHASES)


def test_a_file_without_sound_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no sound")
    result = runner_in(tmp_path)("hear", str(path))
    assert result.exit_code == 1
    assert f"Can't read {path} as sound" in result.stderr
    assert "WAV" in result.stderr


def test_recordings_of_different_length_are_refused(tmp_path: Path) -> None:
    recorded = sound_file(tmp_path / "recorded.wav", np.zeros(32_000, np.float32))
    played = sound_file(tmp_path / "played.wav", np.zeros(16_000, np.float32))
    result = runner_in(tmp_path)("hear", str(recorded), "--played", str(played))
    assert result.exit_code == 1
    assert "lasts 2.0 s" in result.stderr
    assert "lasts 1.0 s" in result.stderr


def test_both_files_come_block_by_block_at_the_same_time(tmp_path: Path) -> None:
    click = np.zeros(48_000, np.float32)
    click[24_000:24_048] = 0.5
    recorded = sound_file(tmp_path / "recorded.wav", with_rate(Clip(click, 48_000), 16_000).samples)
    played = sound_file(tmp_path / "played.wav", click, 48_000)
    loud = [
        (index * BLOCK_MS, float(np.abs(one).max()) > 0.1, float(np.abs(other).max()) > 0.1)
        for index, (one, other) in enumerate(paired_blocks(recorded, played))
    ]
    assert [each for each in loud if any(each[1:])] == [(500, True, True)]


def test_a_recording_that_was_cut_off_ends_as_an_error(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "cut.flac", stop_twice())
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(SettingsError, match="Can't read"):
        list(paired_blocks(path, None))


@pytest.mark.model
def test_speech_that_is_not_understood_is_listed_and_not_counted(tmp_path: Path) -> None:
    samples = stop_twice()[: 20 * 16_000]
    word, _ = soundfile.read(COMMANDS / "resume.flac", dtype="float32")
    samples[10 * 16_000 : 10 * 16_000 + len(word)] += word
    path = sound_file(tmp_path / "words.wav", samples)
    result = runner_in(tmp_path)("hear", str(path), "--json", "--phase", "holding")
    heard = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["intent"] for one in heard] == ["stop", "?"]
    assert "1 command in 20.0 s" in result.stderr


@pytest.mark.parametrize("rate_hz", [1, 10, 999, 2_000_000_000])
def test_a_rate_that_no_voice_has_is_told_in_one_line(tmp_path: Path, rate_hz: int) -> None:
    path = sound_file(tmp_path / "odd.wav", stop_twice()[:1000], 16_000)
    content = bytearray(path.read_bytes())
    content[24:28] = rate_hz.to_bytes(4, "little")
    path.write_bytes(content)
    result = runner_in(tmp_path)("hear", str(path))
    assert result.exit_code == 1
    assert f"no voice is recorded with {rate_hz:,} samples per second" in result.output
    assert result.output.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    result = runner_in(tmp_path)("hear", str(tmp_path / "pipe.wav"))
    assert result.exit_code == 1
    assert "it is not a regular file" in result.output


@pytest.mark.model
def test_one_sample_that_is_not_a_number_does_not_end_the_hearing(tmp_path: Path) -> None:
    samples = stop_twice()
    samples[2 * 16_000] = np.nan
    path = tmp_path / "float.wav"
    soundfile.write(path, samples, 16_000, subtype="FLOAT")
    result = runner_in(tmp_path)("hear", str(path))
    assert result.exit_code == 0, result.output
    assert "stop" in result.stdout
    assert "help" in result.stdout


@pytest.mark.model
@pytest.mark.parametrize("left", [0.0, -1.0], ids=["right alone", "antiphase"])
def test_the_channel_with_the_voice_is_heard(tmp_path: Path, left: float) -> None:
    samples = stop_twice()
    path = sound_file(tmp_path / "stereo.wav", np.stack((left * samples, samples), axis=1))
    assert "stop" in runner_in(tmp_path)("hear", str(path)).stdout


def test_a_recorder_that_was_killed_is_told(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "killed.wav", stop_twice())
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = bytes(4)
    path.write_bytes(content)
    result = runner_in(tmp_path)("hear", str(path))
    assert result.exit_code == 1
    assert "its header was never finished" in result.output


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_name_that_is_not_utf_8_is_heard(tmp_path: Path) -> None:
    path = sound_file(tmp_path / "plain.wav", stop_twice()[: 10 * 16_000])
    odd = path.rename(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav")))
    result = runner_in(tmp_path)("hear", str(odd))
    assert result.exit_code == 0, result.output
    assert "stop" in result.stdout
