"""The form in which the user called the program, for the commands that messages advise."""

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "voicecoach"
VARIABLE = "VOICECOACH_PROGRAM"
"""Set by scripts/coach: the command that called the script."""
_WORDS = re.compile(rf"(?<![\w/.-])(?<!-m ){NAME}(?= [a-z])")


def program() -> str:
    """The beginning of a command line that works where the user is, such as "scripts/coach"."""
    return _quoted(called_as(sys.argv[0], os.environ))


def called_as(first: str, environ: Mapping[str, str]) -> str:
    """The program for the user's command line; `first` is how Python names it (`sys.argv[0]`)."""
    if script := environ.get(VARIABLE):
        return script
    path = Path(first)
    if path.stem == "__main__" and path.parent.name == NAME:
        return f"{_shortest(sys.executable, environ)} -m {NAME}"
    # Anything else, such as pytest, only uses the package.
    return _shortest(first, environ) if path.stem == NAME else NAME


def with_program(text: str) -> str:
    """A text with every command in it as the user has to write it."""
    return _WORDS.sub(lambda _match: program(), text)


def to_install(extra: str, environ: Mapping[str, str] = os.environ) -> str:
    """The command that installs what an extra of the package needs, where the program runs."""
    if script := environ.get(VARIABLE):
        return f"{_quoted(script)} --with {extra}"
    # Not NAME[extra]: the package is in no index.
    wanted = " ".join(f'"{one}"' for one in _requirements(extra))
    return f"{with_pip()} install {wanted}"


def with_pip() -> str:
    """The pip of the environment in which the program runs."""
    return f"{_quoted(sys.executable)} -m pip"


def _requirements(extra: str) -> list[str]:
    # Late, because hardly any command needs it, and it takes longer than all else here.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        known = requires(NAME) or []
    except PackageNotFoundError:
        known = []
    parts = [one.partition(";") for one in known]
    marker = re.compile(rf"""extra == ["']{re.escape(extra)}["']""")
    return [name.strip() for name, _, condition in parts if marker.search(condition)]


def _shortest(path: str, environ: Mapping[str, str]) -> str:
    """The name alone if the shell finds this very file by it, else the path."""
    name = Path(path).name
    found = shutil.which(name, path=environ.get("PATH"))
    return Path(name).stem if found and os.path.samefile(found, _file(path)) else path


def _file(path: str) -> str:
    """The file itself: Windows leaves the extension out of the name of a program."""
    return path if os.path.exists(path) else f"{path}.exe"


def _quoted(text: str) -> str:
    first, *rest = text.split(" -m ")
    return " -m ".join([f'"{first}"' if " " in first else first, *rest])
