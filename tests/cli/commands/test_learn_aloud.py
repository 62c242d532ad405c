"""Reading aloud is heard from a real loudspeaker, and Ctrl-C ends it at once."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from scripts.lab.room import RATE_HZ, Room, Samples, ended
from scripts.lab.scripted_user import homeless
from scripts.lab.waiting import until

HEARD_S = 2.0
"""Sound after which the user has heard enough."""
WHOLE_S = 80.0
"""The topic lasts for longer."""
LIMIT_S = 60.0
COMMAND = [sys.executable, "-m", "voicecoach", "learn", "why", "--aloud"]


def _loud_s(samples: Samples) -> float:
    """Duration of the sound, in blocks of 20 ms."""
    block = RATE_HZ // 50
    blocks = samples[: len(samples) // block * block].reshape(-1, block)
    return float(np.sum(np.abs(blocks).max(axis=1) > 0.02)) / 50


@pytest.mark.voice
def test_a_topic_is_heard_until_it_is_interrupted(room: Room, tmp_path: Path) -> None:
    output = tmp_path / "printed.txt"
    with room.record() as recording, output.open("wb") as file:
        process = subprocess.Popen(COMMAND, env=room.environment | homeless(tmp_path), stdout=file)
        with ended(process):
            until(lambda: _loud_s(recording.samples) >= HEARD_S, LIMIT_S)
            process.send_signal(signal.SIGINT)
            code = process.wait(LIMIT_S)
        before_s = _loud_s(recording.samples)
        recording.wait_for(0.5)
        after_s = _loud_s(recording.samples)
    assert code == 130
    assert HEARD_S <= before_s < WHOLE_S / 2
    assert after_s - before_s <= 0.1
    assert "Why strengthen your feet" in output.read_text()
