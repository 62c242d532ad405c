"""Balance on the first, the third and the thirtieth day of one user, as transcripts.

`--update-golden` writes them anew. On the thirtieth day the user balances longer than ever before
on the right foot, and puts the left one down too soon in another exercise.
"""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.lab.virtual_days import Conduct, VirtualDays
from voicecoach.simulation.scripted import Transcript

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden"
LAST_DAY = 30
CONDUCT: Mapping[int, Conduct] = {
    LAST_DAY: Conduct(
        {"single-leg-balance": (None, 17), "barefoot-balance": (51, 44, 47, 41)},
    )
}
"""Conduct on days that are not like the others."""
KEPT = (1, 3, LAST_DAY)


@pytest.fixture(scope="module")
def transcripts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, str]:
    """The transcripts by the day."""
    folder = tmp_path_factory.mktemp("days")
    found = {}
    days = VirtualDays(folder)
    for day in range(1, LAST_DAY + 1):
        out = io.StringIO()
        days.session("balance", day, CONDUCT.get(day), [Transcript(out)])
        found[day] = out.getvalue()
    return found


@pytest.mark.parametrize("day", KEPT)
def test_a_day_is_the_same_as_before(
    transcripts: Mapping[int, str], day: int, request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"balance-day-{day}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(transcripts[day], encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    assert transcripts[day] == expected, "If this is meant: pytest --update-golden"
