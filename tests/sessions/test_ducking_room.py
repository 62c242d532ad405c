"""Music in the virtual audio room: softer while the coach speaks, and after it as before."""

import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import soundfile

from scripts.lab.room import RATE_HZ, Room, Samples, ended
from scripts.lab.scripted_user import Coach, coach_in, is_fact
from scripts.lab.waiting import until
from voicecoach.sound.ducking import OTHERS_DUCK_DB

pytestmark = [pytest.mark.room, pytest.mark.long]

TONE_HZ = 15000.0
"""Above the coach's voice, which has 22,050 samples a second."""
TONE_DB = -26.0
BRIEFLY = ("toe-spreads", "--ready-wait", "3", "--no-listen", "--fresh")
LIMIT_S = 60.0


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A room in which another program plays a tone on the coach's loudspeaker."""
    seconds = np.arange(RATE_HZ * 180) / RATE_HZ
    tone = 10 ** (TONE_DB / 20) * np.sqrt(2) * np.sin(2 * np.pi * TONE_HZ * seconds)
    soundfile.write(tmp_path / "tone.wav", tone.astype(np.float32), RATE_HZ)
    command = ("pacat", "--playback", "--file-format=wav", "--device=speaker")
    with Room() as room:
        player = subprocess.Popen(
            [*command, "--client-name=music", str(tmp_path / "tone.wav")], env=room.environment
        )
        with ended(player):
            until_music_has(room, 1.0)
            yield room


def volume_of_music(room: Room) -> float | None:
    """As the sound server has it; None: it does not play."""
    pulsectl = pytest.importorskip("pulsectl")
    with pulsectl.Pulse("test", server=room.environment["PULSE_SERVER"]) as pulse:
        playing = [
            one
            for one in pulse.sink_input_list()
            if one.proplist.get("application.name") == "music"
        ]
    return round(float(playing[0].volume.value_flat), 2) if playing else None


def until_music_has(room: Room, volume: float) -> None:
    """Wait until the sound server has this volume for it."""
    until(lambda: volume_of_music(room) == volume, LIMIT_S)


LOWERED = round(10 ** (OTHERS_DUCK_DB / 60), 2)


def tone_db(samples: Samples) -> float:
    """The level of the tone alone, whatever else sounds."""
    window = np.hanning(len(samples))
    wave = np.exp(-2j * np.pi * TONE_HZ * np.arange(len(samples)) / RATE_HZ)
    amplitude = np.sqrt(2) * np.abs((samples * window * wave).sum()) / window.sum()
    return float(20 * np.log10(amplitude + 1e-9))


@contextmanager
def speaking_coach(
    room: Room,
    folder: Path,
    *options: str,
    name: str = "session",
    environ: Mapping[str, str] | None = None,
) -> Iterator[Coach]:
    """A coach who is in the middle of a sentence."""
    with coach_in(room, folder, *BRIEFLY, *options, name=name, environ=environ) as coach:
        sounded = (line for line in coach.follow(LIMIT_S) if is_fact("Sounded")(line))
        assert len(list(islice(sounded, 2))) == 2
        yield coach


def test_the_loudspeaker_has_the_music_softer_while_the_coach_speaks(
    room: Room, tmp_path: Path
) -> None:
    with room.record() as recording:
        recording.wait_for(1.0)
        with speaking_coach(room, tmp_path) as coach:
            until_music_has(room, LOWERED)
            recording.wait_for(1.0)
            spoken = len(recording.samples)
            coach.process.send_signal(signal.SIGINT)
            coach.wait(LIMIT_S)
        recording.wait_for(1.0)
    second = recording.samples[RATE_HZ // 4 : RATE_HZ]
    assert tone_db(second) == pytest.approx(TONE_DB, abs=0.3)
    during = recording.samples[spoken - RATE_HZ // 2 : spoken]
    assert tone_db(during) == pytest.approx(TONE_DB + OTHERS_DUCK_DB, abs=0.3)
    assert tone_db(recording.samples[-RATE_HZ // 2 :]) == pytest.approx(TONE_DB, abs=0.3)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_coach_who_is_sent_away_brings_the_volume_back(
    room: Room, tmp_path: Path, ending: signal.Signals
) -> None:
    with speaking_coach(room, tmp_path) as coach:
        until_music_has(room, LOWERED)
        coach.process.send_signal(ending)
        coach.wait(LIMIT_S)
    assert volume_of_music(room) == 1.0
    assert not (tmp_path / "data" / "voicecoach" / "ducked.json").exists()


def test_streams_left_lowered_by_a_killed_coach_are_restored_by_the_next(
    room: Room, tmp_path: Path
) -> None:
    with speaking_coach(room, tmp_path) as coach:
        until_music_has(room, LOWERED)
        coach.process.kill()
        coach.wait(LIMIT_S)
    assert volume_of_music(room) == LOWERED
    with speaking_coach(room, tmp_path, name="second") as coach:
        until_music_has(room, LOWERED)
        coach.process.send_signal(signal.SIGTERM)
        coach.wait(LIMIT_S)
    assert volume_of_music(room) == 1.0


def test_without_ducking_music_stays_as_it_is(room: Room, tmp_path: Path) -> None:
    with speaking_coach(room, tmp_path, "--no-duck"), room.record() as recording:
        recording.wait_for(2.0)
        assert volume_of_music(room) == 1.0


NO_SERVER = {"PULSE_SERVER": "unix:/nowhere"}


def test_without_a_server_a_wish_for_ducking_is_answered(room: Room, tmp_path: Path) -> None:
    with speaking_coach(room, tmp_path, "--duck", environ=NO_SERVER) as coach:
        until(lambda: "no PulseAudio or PipeWire" in coach.printed(), LIMIT_S)
    assert "Traceback" not in coach.printed()


def test_without_a_server_ducking_that_nobody_asked_for_is_not_mentioned(
    room: Room, tmp_path: Path
) -> None:
    with speaking_coach(room, tmp_path, environ=NO_SERVER) as coach:
        coach.process.send_signal(signal.SIGINT)
        coach.wait(LIMIT_S)
    assert "PulseAudio" not in coach.printed()
    assert "Traceback" not in coach.printed()
