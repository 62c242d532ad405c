"""Built distributions hold the package with all its data, and nothing else."""

import email
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parent.parent
_REPORT = """
import voicecoach
from voicecoach.speech_models.lookup import find_model
print(voicecoach.__file__, find_model(), sep="\\n")
"""


def _build(target: str, source: Path, folder: Path) -> Path:
    # hatchling itself, and not `pip wheel`: that would fetch it anew, from the network.
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout."""
    return zipfile.ZipFile(_build("wheel", _ROOT, tmp_path_factory.mktemp("wheel")))


def test_the_wheel_holds_every_file_of_the_package_and_the_model(wheel: zipfile.ZipFile) -> None:
    package = {f"voicecoach/{name}" for name in _files(_ROOT / "voicecoach")}
    model = _files(_ROOT / "models" / "en-commands")
    bundled = {f"voicecoach/bundled_models/en-commands/{name}" for name in model}
    contents = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert "am/final.mdl" in model
    assert contents == package | bundled


def test_the_wheel_carries_the_license_and_the_command(wheel: zipfile.ZipFile) -> None:
    described = {
        name.split(".dist-info/")[1]: wheel.read(name).decode()
        for name in wheel.namelist()
        if ".dist-info/" in name
    }
    assert described["licenses/LICENSE"].startswith("MIT License")
    assert "voicecoach = voicecoach.__main__:main" in described["entry_points.txt"]


LINUX = {"sys_platform": "linux", "platform_machine": "x86_64", "python_version": "3.11"}


@pytest.mark.parametrize(
    ("system", "speaks"),
    [
        ({}, True),
        ({"platform_machine": "aarch64", "python_version": "3.14"}, True),
        ({"sys_platform": "darwin", "platform_machine": "arm64", "python_version": "3.14"}, True),
        ({"sys_platform": "darwin", "python_version": "3.13"}, True),
        ({"sys_platform": "win32", "platform_machine": "AMD64"}, True),
        ({"sys_platform": "darwin", "python_version": "3.14"}, False),
        ({"platform_machine": "armv7l"}, False),
        ({"platform_machine": "armv8l"}, False),  # a 32-bit system that was started with linux32
        ({"python_version": "3.15"}, False),
    ],
)
def test_the_natural_voice_is_required_where_there_are_wheels_for_it(
    wheel: zipfile.ZipFile, system: dict[str, str], speaks: bool
) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    required = email.message_from_bytes(wheel.read(name)).get_all("Requires-Dist") or []
    needed = [
        one.name
        for one in map(Requirement, required)
        if one.marker is None or one.marker.evaluate({**LINUX, **system, "extra": ""})
    ]
    assert ("hibari-tts" in needed) is speaks
    assert "pyttsx3" in needed


def test_the_package_finds_its_model_where_it_was_installed(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    wheel.extractall(tmp_path)
    report = subprocess.run(
        [sys.executable, "-c", _REPORT],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert [Path(line).relative_to(tmp_path).parts[0] for line in report] == ["voicecoach"] * 2


def test_a_wheel_built_from_the_source_archive_is_the_same(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    archive = _build("sdist", _ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as unpacked:
        # The argument `filter` came with Python 3.11.4, and Debian 12 has 3.11.2.
        unpacked.extraction_filter = getattr(tarfile, "data_filter", None)
        unpacked.extractall(tmp_path / "source")
    (source,) = (tmp_path / "source").iterdir()
    again = zipfile.ZipFile(_build("wheel", source, tmp_path / "wheel"))
    assert sorted(again.namelist()) == sorted(wheel.namelist())
