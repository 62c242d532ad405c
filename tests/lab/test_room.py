"""The virtual audio room carries sound unchanged, both ways, and leaves nothing behind."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from scripts.lab.onsets import first_sound, onsets_of
from scripts.lab.room import RATE_HZ, Room, Samples


def _chirp() -> Samples:
    """0.2 s from 300 to 3000 Hz: no part of it is like another."""
    times_s = np.arange(RATE_HZ // 5) / RATE_HZ
    sweep = np.sin(2 * np.pi * (300 * times_s + 6750 * times_s**2))
    return (0.3 * sweep * np.hanning(len(times_s))).astype(np.float32)


def _command_lines() -> Iterator[str]:
    for listing in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # a process may end meanwhile
            yield listing.read_text(errors="replace")


@pytest.mark.parametrize("shift", [0.0, 0.25, 0.5])
def test_an_onset_is_found_to_a_twentieth_of_a_frame(shift: float) -> None:
    clip = _chirp()
    late = np.interp(np.arange(len(clip)) - shift, np.arange(len(clip)), clip).astype(np.float32)
    rng = np.random.default_rng(1)
    recording = rng.normal(0, 0.001, 3 * RATE_HZ).astype(np.float32)
    recording[1000 : 1000 + len(clip)] += late
    recording[70000 : 70000 + len(clip)] += 0.1 * late
    frames = [onset.frame for onset in onsets_of(clip, recording)]
    assert frames == pytest.approx([1000 + shift, 70000 + shift], abs=0.05)


def test_other_sounds_have_no_onset() -> None:
    times_s = np.arange(2 * RATE_HZ) / RATE_HZ
    tone = (0.3 * np.sin(2 * np.pi * 800 * times_s)).astype(np.float32)
    assert onsets_of(_chirp(), tone) == []
    assert onsets_of(_chirp(), np.zeros(2 * RATE_HZ, np.float32)) == []
    assert onsets_of(_chirp(), np.zeros(5, np.float32)) == []


def test_the_first_sound_is_where_silence_ends() -> None:
    recording = np.zeros(1000, np.float32)
    assert first_sound(recording) is None
    recording[700] = -0.1
    assert first_sound(recording) == 700


def test_the_loudspeaker_is_recorded_on_the_frame(room: Room) -> None:
    clip = _chirp()
    sound = np.zeros(3 * RATE_HZ, np.float32)
    for start in (4800, 52800, 100801):
        sound[start : start + len(clip)] += clip
    with room.record() as recording:
        room.play(sound)
    frames = [onset.frame for onset in onsets_of(clip, recording.samples)]
    assert list(np.diff(frames)) == pytest.approx([48000, 48001], abs=0.1)


def test_a_person_is_heard_by_the_microphone_and_not_by_the_loudspeaker(
    room: Room, tmp_path: Path
) -> None:
    clip = _chirp()
    file = tmp_path / "word.wav"
    soundfile.write(file, clip, RATE_HZ)
    with room.record() as loudspeaker, room.record_microphone() as microphone:
        room.say(clip)
        room.say(file)
    assert len(onsets_of(clip, microphone.samples)) == 2
    assert first_sound(loudspeaker.samples) is None


def test_the_microphone_hears_a_faint_hum_and_never_exact_silence(room: Room) -> None:
    with room.record_microphone() as microphone:
        room.say(np.zeros(RATE_HZ // 2, np.float32))
    level_db = 20 * np.log10(np.std(microphone.samples[-RATE_HZ // 4 :]))
    assert level_db == pytest.approx(-70, abs=1)


def test_the_echo_has_the_level_asked_for(echoing_room: Room) -> None:
    clip = _chirp()
    with echoing_room.record_microphone() as microphone:
        command = ["pacat", "--playback", "--raw", "--format=float32le", "--rate=48000"]
        subprocess.run(
            [*command, "--channels=1"],
            input=np.concatenate([clip, np.zeros(RATE_HZ, np.float32)]).tobytes(),
            env=echoing_room.environment,
            check=True,
        )
    echo_db = 20 * np.log10(np.abs(microphone.samples).max() / np.abs(clip).max())
    assert echo_db == pytest.approx(-6, abs=0.5)


def test_rooms_side_by_side_do_not_hear_each_other(room: Room) -> None:
    clip = _chirp()
    with Room() as other, room.record_microphone() as here, other.record_microphone() as there:
        other.say(clip)
    assert first_sound(here.samples) is None
    assert len(onsets_of(clip, there.samples)) == 1


def test_a_closed_room_leaves_neither_process_nor_folder(room: Room) -> None:
    with Room() as other:
        folder = Path(other.environment["PULSE_RUNTIME_PATH"]).parent
        assert folder.is_dir()
        assert [line for line in _command_lines() if str(folder) in line]
    assert not folder.exists()
    assert not [line for line in _command_lines() if str(folder) in line]
