"""The page of a real session in a browser, for the README: scripts/pictures page."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.lab.browser import Page, browser

PICTURE = Path(__file__).parent / "page.png"
WORKOUT = "calf-raises"
WHEN = "4"
"""The count that is shown."""
WIDTH, HEIGHT = 1120, 640
LIMIT_S = 120
_ADDRESS = re.compile(r"http://\S+/")
_OPTIONS = ("--page", "--quiet", "--no-listen", "--verbosity", "minimal", "--ready-wait", "3")


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as home, browser() as new_page:
        folders = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
        with subprocess.Popen(
            [sys.executable, "-m", "voicecoach", "start", WORKOUT, *_OPTIONS],
            env=os.environ | folders,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as session:
            try:
                _take(new_page(), _address(session))
            finally:
                session.terminate()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size / 1000:.0f} kB")


def _address(session: "subprocess.Popen[str]") -> str:
    assert session.stdout is not None
    found = (_ADDRESS.search(line) for line in session.stdout)
    return next(one.group().rstrip(")") for one in found if one)


def _take(page: Page, address: str) -> None:
    page.resize(WIDTH, HEIGHT)
    page.prefer(prefers_color_scheme="light")
    page.open(address)
    page.wait_for(f"document.getElementById('count').textContent === {WHEN!r}", LIMIT_S)
    page.screenshot(PICTURE)


if __name__ == "__main__":
    main()
