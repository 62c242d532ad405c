"""Without the packages of the natural voice the system's speaks, as it did before there was one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

from scripts.lab.scripted_user import homeless

pytestmark = [pytest.mark.voice, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
NATURAL = ("hibari", "hibari_tts", "onnxruntime")


@pytest.fixture(scope="module")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all packages of this environment but those of the natural voice."""
    folder = tmp_path_factory.mktemp("packages")
    for place in sys.path:
        if "site-packages" in Path(place).parts:
            for package in Path(place).iterdir():
                link = folder / package.name
                if not package.name.startswith(NATURAL) and not link.exists():
                    link.symlink_to(package)
    return folder


def run(lacking: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Without -S the packages would be found where they are installed.
    return subprocess.run(
        [sys.executable, "-S", "-m", "voicecoach", *arguments],
        cwd=home,
        env=os.environ | homeless(home) | {"PYTHONPATH": f"{ROOT}{os.pathsep}{lacking}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_lacks_it_indeed(lacking: Path, tmp_path: Path) -> None:
    listed = run(lacking, tmp_path, "voices")
    assert listed.returncode == 0, listed.stderr
    assert "not installed: " in listed.stdout
    assert "in use" in listed.stdout


def test_the_default_is_then_the_systems_voice_and_one_line_says_so(
    lacking: Path, tmp_path: Path
) -> None:
    for name, voice in {"default.wav": (), "system.wav": ("--voice", "system")}.items():
        done = run(lacking, tmp_path, "voices", *voice, "-o", name)
        assert done.returncode == 0, done.stderr
        told = done.stderr.splitlines()
        assert len(told) == (0 if voice else 1)
        assert all("The natural voice is not installed" in line for line in told)
    default, system = (soundfile.info(tmp_path / f"{name}.wav") for name in ("default", "system"))
    assert default.duration == pytest.approx(system.duration, abs=0.1)
    assert default.samplerate == system.samplerate


def test_a_whole_session_is_rendered(lacking: Path, tmp_path: Path) -> None:
    done = run(lacking, tmp_path, "render", "toe-spreads", "--minutes", "1", "-o", "toes.wav")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert soundfile.info(tmp_path / "toes.wav").duration > 30


def test_a_session_is_rehearsed_as_ever(lacking: Path, tmp_path: Path) -> None:
    done = run(lacking, tmp_path, "start", "quick", "--rehearse")
    assert done.returncode == 0, done.stderr
    assert "The natural voice" not in done.stderr
