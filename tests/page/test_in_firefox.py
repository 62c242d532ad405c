"""The page in Firefox, where it can be had: it shows, moves, fits and is tapped."""

from dataclasses import replace

import pytest

from scripts.lab.firefox import firefox, firefox_path
from tests.page.serving import served
from tests.terminal.screen_views import COUNTING, PAUSED
from voicecoach.core.view import Movement, MovementPart, Pictured
from voicecoach.core.workout.exercise import Side

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(firefox_path() is None, reason="there is no Firefox here"),
]

SHAPE = "[...document.querySelectorAll('#drawing path')].map((one) => one.getAttribute('d'))"
LEFT_OVER = (
    "[document.documentElement.scrollWidth - innerWidth,"
    " document.documentElement.scrollHeight - innerHeight]"
)


def test_firefox_shows_the_session_and_obeys_a_tap() -> None:
    with served() as page, firefox() as tab:
        began_ms = page.now_ms()
        parts = (MovementPart("up", 60_000), MovementPart("down", 60_000))
        pictured = Pictured("calf-raises", None, None, Side.RIGHT, "Stand.")
        moving = replace(COUNTING, pictured=pictured, movement=Movement(parts, began_ms))
        page.show(moving)
        tab.open(page.address)
        tab.wait_for("document.getElementById('count').textContent === '7'")
        tab.wait_for(f"{SHAPE}.length > 3")
        before = tab.evaluate(SHAPE)
        tab.wait_for(f"{SHAPE}.join() !== {','.join(before)!r}")
        assert tab.evaluate(LEFT_OVER) == [0, 0]
        tab.evaluate("document.querySelector('#taps button[value=pause]').click()")
        page.wait(lambda: page.tapped == ["pause"])
        page.show(PAUSED)
        tab.wait_for("document.body.dataset.phase === 'paused'")
        page.end()
        tab.wait_for("document.body.dataset.connection === 'over'")
