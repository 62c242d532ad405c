"""Numbers, letters and times are spoken right: a recognizer hears them back."""

from collections.abc import Iterator

import pytest

from tests.heard_back import KINDS, Listener
from voicecoach.devices.clips import Clips
from voicecoach.devices.voices import natural_engine, natural_is_installed, synthesizer_for

pytestmark = [pytest.mark.voice, pytest.mark.model]
MISTAKES = {"numbers": 0, "letters": 3, "times": 0}
"""How many are misheard at most. Of the letters it is A, D and P with espeak-ng, A and L with the
natural voice: out of eighteen short names that rhyme."""


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


@pytest.fixture(scope="module", params=["system", "natural"])
def clips(request: pytest.FixtureRequest) -> Iterator[Clips]:
    if request.param == "natural" and not natural_is_installed():
        pytest.skip("the natural voice is not installed")
    synthesizer = (
        natural_engine("natural", 160)
        if request.param == "natural"
        else synthesizer_for(None, 160, pytest.fail)
    )
    yield Clips(synthesizer, None)
    synthesizer.close()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_is_heard_back(clips: Clips, listener: Listener, kind: str) -> None:
    mistakes = listener.mistakes(clips.render, KINDS[kind])
    assert len(mistakes) <= MISTAKES[kind], mistakes
