"""A whole session without sound and without a microphone, by what one sees and taps."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.lab.browser import Page
from scripts.lab.picture import page_address, shown, watch
from scripts.lab.room import ended
from scripts.lab.scripted_user import Coach, homeless

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMIT_S = 60.0
OPTIONS = ("--page", "--quiet", "--no-listen", "--no-duck", "--verbosity", "minimal")
COUNTS = "document.body.dataset.still === undefined"
"""True when it has counted in."""
COUNT = "Number(document.getElementById('count').textContent)"


def tap(page: Page, words: str, phase: str) -> None:
    """Tap a word, and wait for the phase that follows."""
    page.wait_for(f"document.querySelector(\"#taps button[value='{words}']\") !== null", LIMIT_S)
    page.click(f"#taps button[value='{words}']")
    page.wait_for(f"document.body.dataset.phase === '{phase}'", LIMIT_S)


def test_one_can_train_by_what_one_sees_and_taps(
    tmp_path: Path, new_page: Callable[[], Page]
) -> None:
    log, output = tmp_path / "log.jsonl", tmp_path / "out.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", "start", "toe-spreads", *OPTIONS, "--log", log],
            env=os.environ | homeless(tmp_path) | {"BROWSER": "true"},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    with ended(process):
        coach = Coach(process, log, output)
        page = new_page()
        page.resize(1280, 720)
        page.open(page_address(coach))
        page.wait_for("document.body.dataset.phase === 'greeting'", LIMIT_S)
        watch(page)
        tap(page, "ready", "announcing")
        tap(page, "ready", "counting")
        page.wait_for(f"{COUNTS} && {COUNT} >= 2", LIMIT_S)
        tap(page, "pause", "paused")
        paused_at = page.evaluate(COUNT)
        tap(page, "resume", "counting")
        page.wait_for(
            f"document.body.dataset.still === undefined && {COUNT} > {paused_at}", LIMIT_S
        )
        seen = [one.text for one in shown(page, "count")]
        tap(page, "ouch", "hurting")
        tap(page, "zero", "easing")
        page.press(" ")
        page.wait_for("document.body.dataset.phase === 'counting'", LIMIT_S)
        tap(page, "stop", "confirming")
        tap(page, "yes", "summary")
        page.wait_for("document.querySelectorAll('#summary li').length > 0", LIMIT_S)
        page.wait_for("document.body.dataset.connection === 'over'", LIMIT_S)
        assert coach.wait(LIMIT_S) == 0
    assert seen.index("3") < seen.index("2") < seen.index("1"), "it counts in"
    assert page.text("#exercise") == "Toe spreads"
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    heard = [line["words"] for line in lines if line["fact"] == "IntentHeard"]
    assert heard == ["ready", "ready", "pause", "resume", "ouch", "zero", "[space]", "stop", "yes"]
    (done,) = (line for line in lines if line["fact"] == "SetEnded")
    assert done["amount"] >= paused_at
