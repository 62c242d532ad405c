"""Only `models install` and a page that was asked for open a connection; the rest is watched."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import voicecoach
from scripts.lab.room import Room
from scripts.lab.scripted_user import homeless
from voicecoach.cli.app import app

PACKAGE = Path(voicecoach.__file__).parent
CONNECTING = "speech_models/download"
"""The module that may fetch something."""
SERVING = frozenset({"page/server", "page/addresses"})
"""Those that may listen, in the process of the page."""
NETWORK = frozenset(
    {"socket", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib"}
)
NETWORK_PACKAGES = frozenset({"requests", "urllib3", "httpx", "aiohttp", "websockets", "certifi"})
# Inherited by every child that is a Python, so that the speech engine's process is watched, too.
WATCH = """
import os, sys

def watch(event, arguments):
    # Local sockets are not a network: the sound server is behind one.
    local = event in ("socket.connect", "socket.bind") and isinstance(arguments[1], (str, bytes))
    network = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
               "socket.sendto", "urllib.Request", "ftplib.connect", "smtplib.connect")
    if event in network and not local:
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{event} {arguments!r}\\n")

sys.addaudithook(watch)
"""
COMMANDS: dict[str, list[list[str]]] = {
    "start": [["quick", "--rehearse"], ["quick", "--rehearse", "--minutes", "4", "--level", "2"]],
    "render": [["toe-spreads", "-o", "toes.wav", "--verbosity", "minimal", "--minutes", "1"]],
    "test": [["balance", "--rehearse"], ["calves", "--rehearse"]],
    "plan": [["balance"], ["calf-raises"]],
    "schedule": [["mon,wed", "07:00"], []],
    "today": [[]],
    "history": [[], ["--json"]],
    "progress": [[], ["--html", "progress.html"], ["--png", "progress.png"]],
    "export": [["all.json"], ["sets.csv"], ["done.ics"], ["--schema"]],
    "import": [["all.json"]],
    "forget": [["--yes"]],
    "devices": [[]],
    "doctor": [["--no-words"], ["--no-words", "--json"]],
    "hear": [["silence.wav"]],
    "teach": [["--list"], ["--list", "--json"], ["--forget"], ["nothing"]],
    "learn": [[], ["why"], ["why", "--aloud", "--rehearse"], ["why", "--json"]],
    "list": [[], ["--json"]],
    "voices": [[], ["--json", "--all"], ["-o", "sample.wav", "--voice", "natural"]],
    "show": [["balance"], ["calf-raises"]],
    "check": [[]],
    "new": [["routine", "mine"], ["exercise", "mine"]],
    "completion": [["bash"]],
    "models list": [[], ["--json"]],
    "models verify": [[], ["bundled"]],
    "models use": [["bundled"], ["nothing"], ["small-en-us"]],
    "models install": [["model.zip"], ["model.zip", "--force", "--use"]],
}
"""Every command, so that a new one is not forgotten; of `models install` what needs no network."""


def environment(folder: Path) -> dict[str, str]:
    """One in which every connection of a Python is written down."""
    (folder / "sitecustomize.py").write_text(WATCH)
    return (
        os.environ
        | homeless(folder)
        | {"PYTHONPATH": str(folder), "WATCHED": str(folder / "connections.txt")}
    )


def connections(folder: Path) -> str:
    """Contents of the log of connections."""
    log = folder / "connections.txt"
    return log.read_text() if log.exists() else ""


def names(group: click.Group, before: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from names(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_is_watched() -> None:
    assert set(COMMANDS) == set(names(app))


def test_the_watch_notices_a_connection(tmp_path: Path) -> None:
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), check=True)
    assert "socket.connect" in connections(tmp_path)


@pytest.mark.slow
def test_no_command_but_the_download_opens_a_connection(tmp_path: Path) -> None:
    import numpy as np
    import soundfile

    from tests.speech_models.test_store import zipped_model

    soundfile.write(tmp_path / "silence.wav", np.zeros(1600), 16_000)
    zipped_model(tmp_path).rename(tmp_path / "model.zip")
    lines = [
        [*name.split(), *arguments] for name, several in COMMANDS.items() for arguments in several
    ]
    lines += [["--help"], ["--version"], *([*name.split(), "--help"] for name in COMMANDS)]
    # All in one process, which is several times faster than one each.
    code = (
        "from click.testing import CliRunner\n"
        "from voicecoach.cli.app import app\n"
        f"for line in {lines!r}:\n"
        "    result = CliRunner().invoke(app, line)\n"
        "    print(line, result.exit_code, repr(result.exception))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert connections(tmp_path) == ""
    assert done.stdout.count("\n") == len(lines)
    crashed = [line for line in done.stdout.splitlines() if not line.endswith(("None", "(1)"))]
    assert crashed == []


@pytest.mark.room
def test_a_session_with_sound_and_ears_opens_no_connection(room: Room, tmp_path: Path) -> None:
    environ = (
        room.environment
        | environment(tmp_path)
        | {
            name: value
            for name, value in room.environment.items()
            if name.startswith(("PULSE", "ALSA"))
        }
    )
    with subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "start", "toe-spreads", "--ready-wait", "3"],
        env=environ,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    ) as session:
        assert session.stdout is not None
        counted = any(b" of " in line and line.strip()[:1] == b"2" for line in session.stdout)
        session.terminate()
    assert counted
    assert connections(tmp_path) == ""


@cache
def imported() -> tuple[tuple[str, str], ...]:
    """Every import of the package, as (module, what it imports)."""
    return tuple(
        (path.relative_to(PACKAGE).with_suffix("").as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in names_in(node)
    )


def names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_the_download_and_the_page_can_open_a_connection() -> None:
    able = {
        module
        for module, name in imported()
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK)
        or name.split(".")[0] in NETWORK_PACKAGES
    }
    # The installer only hands the authorities to trust on to it.
    assert able == {CONNECTING, "app/model_install"} | SERVING


def test_only_the_process_of_the_page_knows_what_serves_it() -> None:
    users = {
        module
        for module, name in imported()
        if name.startswith(("voicecoach.page.server", "voicecoach.page.addresses"))
    }
    assert users == {"page/child"}


def test_only_the_installation_knows_that_module() -> None:
    users = {
        module
        for module, name in imported()
        if name
        in (
            "voicecoach.speech_models.download.fetch",
            "voicecoach.speech_models.download.trusted_authorities",
        )
    }
    assert users == {"app/model_install"}
