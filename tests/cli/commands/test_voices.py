"""`voicecoach voices`: engines, voices and samples."""

import json
from pathlib import Path

import pytest
import soundfile

from tests.cli.command import runner_in
from voicecoach.sound.loudness import loudness_lufs

pytestmark = pytest.mark.voice


def test_every_engine_is_listed_with_the_voice_in_use(tmp_path: Path) -> None:
    rows = json.loads(runner_in(tmp_path)("voices", "--json").output)
    assert {row["engine"] for row in rows} == {"natural", "system"}
    assert len([row for row in rows if row["in_use"]]) == 1
    natural = [row for row in rows if row["engine"] == "natural"]
    assert natural[0]["voice"] == "natural" or "voicecoach[natural]" in natural[0]["note"]


def test_other_languages_are_listed_on_request(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    some, every = (json.loads(run("voices", "--json", *more).output) for more in ((), ("--all",)))
    assert len(every) > len(some)


def test_a_sample_is_written_at_the_level_of_all_voices(tmp_path: Path) -> None:
    path = tmp_path / "sample.wav"
    result = runner_in(tmp_path)("voices", "-o", str(path))
    assert result.exit_code == 0, result.output
    samples, rate_hz = soundfile.read(path, dtype="float32")
    assert loudness_lufs(samples, rate_hz) == pytest.approx(-17, abs=1)


def test_an_unknown_voice_names_some_that_exist(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("voices", "--voice", "nobody", "-o", str(tmp_path / "s.wav"))
    assert result.exit_code == 1
    assert "has no voice 'nobody'" in result.output
