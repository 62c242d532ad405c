"""`voicecoach models`: list, install from the network and from disk, verify, use."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.lab.https_server import Behavior, Server, serving
from scripts.lab.scripted_user import homeless
from tests.cli.command import runner_in
from tests.speech_models.test_lookup import make_model
from tests.speech_models.test_store import zipped_model
from voicecoach.settings_file import read_settings
from voicecoach.speech_models.catalog import BUNDLED_CATALOG, read_catalog


def catalog_of(folder: Path, server: Server) -> Path:
    """A catalog whose only model is on this server."""
    path = folder / "catalog.toml"
    content = server.behavior.content
    path.write_text(
        f'[tiny]\nabout = "a test"\nurl = "{server.url}"\nsize_bytes = {len(content)}\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )
    return path


def command(folder: Path, server: Server, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as its user does, trusting this server."""
    authority = folder / "authority.pem"
    authority.write_bytes(server.authority)
    return subprocess.run(
        [sys.executable, "-m", "voicecoach", "models", *words],
        env=os.environ | homeless(folder) | {"SSL_CERT_FILE": str(authority)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_catalog_names_the_official_small_model() -> None:
    entry = read_catalog()["small-en-us"]
    assert entry.url.startswith("https://alphacephei.com/vosk/models/")
    assert entry.file_name == "vosk-model-small-en-us-0.15.zip"
    assert (entry.size_bytes, len(entry.sha256)) == (41_205_931, 64)
    assert BUNDLED_CATALOG.is_file()


def test_a_model_is_downloaded_installed_and_used(tmp_path: Path) -> None:
    content = zipped_model(tmp_path).read_bytes()
    with serving(Behavior(content, breaks_after=[700])) as server:
        catalog = str(catalog_of(tmp_path, server))
        done = command(tmp_path, server, "install", "tiny", "--catalog", catalog, "--use")
    assert done.returncode == 0, done.stderr
    assert "downloading" in done.stderr
    assert server.behavior.ranges == ["", "bytes=700-"]
    store = tmp_path / "data" / "voicecoach" / "models"
    assert "From now on, sessions use tiny." in done.stdout
    settings = read_settings(tmp_path / "config" / "voicecoach" / "settings.toml")
    assert settings == {"model": str(store / "tiny")}
    listed = json.loads(runner_in(tmp_path)("models", "list", "--json").output)
    assert [(one["name"], one["in_use"]) for one in listed][:2] == [
        ("bundled", False),
        ("tiny", True),
    ]
    assert list((store / ".downloads").iterdir()) == []


def test_without_the_network_it_says_where_to_get_the_file(tmp_path: Path) -> None:
    with serving(Behavior(b"x" * 100)) as server:
        catalog = str(catalog_of(tmp_path, server))
    done = command(tmp_path, server, "install", "tiny", "--catalog", catalog)
    assert done.returncode == 1
    assert f"Or get {server.url} on any computer" in done.stderr
    assert "voicecoach models install vosk-model-tiny-0.1.zip" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_from_disk_is_installed_under_its_name(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    result = run("models", "install", str(zipped_model(tmp_path)))
    assert result.exit_code == 0, result.output
    assert "Installed tiny-0.1 in" in result.output
    assert "voicecoach models use tiny-0.1" in result.output
    again = run("models", "install", str(tmp_path / "vosk-model-tiny-0.1.zip"))
    assert again.exit_code == 1
    assert "already installed" in again.output


def test_a_file_named_like_a_known_model_must_be_that_model(tmp_path: Path) -> None:
    path = zipped_model(tmp_path).rename(tmp_path / "vosk-model-small-en-us-0.15.zip")
    result = runner_in(tmp_path)("models", "install", str(path))
    assert result.exit_code == 1
    assert "is not the expected file" in result.output


def test_a_checksum_that_differs_is_refused(tmp_path: Path) -> None:
    path = zipped_model(tmp_path)
    result = runner_in(tmp_path)("models", "install", str(path), "--sha256", "0" * 64)
    assert "SHA-256" in result.output
    good = hashlib.sha256(path.read_bytes()).hexdigest().upper()
    assert runner_in(tmp_path)("models", "install", str(path), "--sha256", good).exit_code == 0


@pytest.mark.parametrize("name", ["../evil", "", "Name With Spaces", ".hidden"])
def test_an_invalid_model_name_is_refused(tmp_path: Path, name: str) -> None:
    path = str(zipped_model(tmp_path))
    result = runner_in(tmp_path)("models", "install", path, "--name", name)
    if name:
        assert result.exit_code == 1
        assert "is not a valid model name" in " ".join(result.output.split())
    else:
        assert "Installed tiny-0.1" in result.output


def test_an_unknown_model_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("models", "install", "small-en")
    assert result.exit_code == 1
    assert 'did you mean "small-en-us"?' in result.output


def test_any_directory_can_be_used_and_left_again(tmp_path: Path) -> None:
    run, model = runner_in(tmp_path), make_model(tmp_path / "elsewhere")
    assert run("models", "use", str(model)).exit_code == 0
    rows = {one["name"]: one for one in json.loads(run("models", "list", "--json").output)}
    assert rows["elsewhere"]["in_use"]
    assert rows["elsewhere"]["state"] == "directory"
    assert run("models", "use", "bundled").exit_code == 0
    rows = {one["name"]: one for one in json.loads(run("models", "list", "--json").output)}
    assert rows["bundled"]["in_use"]


def test_a_directory_without_a_model_is_not_used(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    assert "lacks am/final.mdl" in run("models", "use", str(tmp_path)).output
    assert "Installed: bundled." in run("models", "use", "nothing").output
    assert "models install small-en-us" in run("models", "use", "small-en-us").output


def test_a_deleted_model_in_use_is_shown_as_missing(tmp_path: Path) -> None:
    run, model = runner_in(tmp_path), make_model(tmp_path / "stick")
    run("models", "use", str(model))
    model.rename(tmp_path / "away")
    rows = {one["name"]: one for one in json.loads(run("models", "list", "--json").output)}
    assert rows["stick"]["state"] == "missing"
    result = run("models", "verify")
    assert result.exit_code == 1
    assert "FAILED" in result.output


def test_a_model_that_can_not_be_loaded_fails_its_check(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("models", "install", str(zipped_model(tmp_path)))
    directory = tmp_path / "data" / "voicecoach" / "models" / "tiny-0.1"
    (directory / "graph" / "Gr.fst").unlink()
    result = run("models", "verify", "tiny-0.1")
    assert result.exit_code == 1
    assert "lacks graph/Gr.fst" in result.output


@pytest.mark.model
def test_the_bundled_model_passes_every_check(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("models", "verify")
    assert result.exit_code == 0, result.output
    assert "FAILED" not in result.output
    assert "commands can be heard" in result.output
