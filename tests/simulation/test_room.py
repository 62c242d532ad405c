"""The parts of the simulated room, each against its known effect on sound."""

import numpy as np
import pytest

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import Rank
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.simulation.acoustics import (
    Convolver,
    EchoPath,
    RoomShape,
    SimulatedLoudspeaker,
    impulse_response,
)
from voicecoach.simulation.microphone import (
    TAPS,
    DriftingClock,
    MicrophoneTraits,
    SimulatedMicrophone,
)
from voicecoach.simulation.person import Reply, SimulatedPerson, says
from voicecoach.simulation.room import ROOM_BLOCK_FRAMES, OfflineRoom, RoomOutlivedError
from voicecoach.simulation.sounds import at_speech_level, babble, speech_level_db, white_noise
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.level import level_of

QUIET = np.zeros(1, np.float32)


def noise(frames: int, seed: int = 1) -> Samples:
    return np.random.default_rng(seed).normal(0, 0.1, frames).astype(np.float32)


def in_blocks(samples: Samples) -> Samples:
    """The signal in rows of one block each."""
    return samples.reshape(-1, ROOM_BLOCK_FRAMES)


def tone(frames: int, rate_hz: float) -> Samples:
    return np.asarray(np.sin(2 * np.pi * 440 * np.arange(frames) / rate_hz), np.float32)


@pytest.mark.parametrize("taps", [1, ROOM_BLOCK_FRAMES, 3 * ROOM_BLOCK_FRAMES + 7])
def test_convolving_in_blocks_equals_convolving_at_once(taps: int) -> None:
    signal, response = noise(10 * ROOM_BLOCK_FRAMES), noise(taps, seed=2)
    convolver = Convolver(response, ROOM_BLOCK_FRAMES)
    made = np.concatenate([convolver.process(block) for block in in_blocks(signal)])
    np.testing.assert_allclose(made, np.convolve(signal, response)[: len(signal)], atol=1e-5)


def test_reverberation_falls_by_60_db_in_its_time() -> None:
    response = impulse_response(RoomShape(reverberation_ms=300), 16_000, seed=3)
    early, late = response[16 * 50 : 16 * 60], response[16 * 250 : 16 * 260]
    assert level_of(early) - level_of(late) == pytest.approx(40, abs=2.5)


def test_direct_sound_comes_first_and_further_away_is_more_reverberant() -> None:
    near, far = (
        impulse_response(RoomShape(distance_m=meters), 16_000, seed=3) for meters in (0.5, 2.0)
    )
    assert np.flatnonzero(near)[0] == 23  # 0.5 m at 343 m/s
    assert np.flatnonzero(far)[0] == 93
    assert near[23] > 2 * far[93]


def test_a_loud_loudspeaker_bends_the_sound_and_a_soft_one_does_not() -> None:
    def harmonic_share(amplitude: float) -> float:
        path = EchoPath(
            SimulatedLoudspeaker(drive=1.5),
            RoomShape(),
            rate_hz=16_000,
            block_frames=ROOM_BLOCK_FRAMES,
        )
        played = amplitude * np.tile(tone(800, 16_000), 20)
        echo = np.concatenate([path.process(block) for block in in_blocks(played)])[-8000:]
        spectrum = np.abs(np.fft.rfft(echo))
        return float(spectrum[660] / spectrum[220])  # 2 Hz a bin: 1320 over 440 Hz

    assert harmonic_share(0.9) > 10 * harmonic_share(0.05)


def test_the_echo_comes_as_late_as_the_devices_make_it() -> None:
    def first_loud(delay_ms: float) -> int:
        path = EchoPath(
            SimulatedLoudspeaker(),
            RoomShape(),
            rate_hz=16_000,
            block_frames=ROOM_BLOCK_FRAMES,
            delay_ms=delay_ms,
        )
        click = np.zeros(20 * ROOM_BLOCK_FRAMES, np.float32)
        click[0] = 1
        echo = np.concatenate([path.process(block) for block in in_blocks(click)])
        return int(np.argmax(np.abs(echo) > 0.1))

    assert first_loud(60) - first_loud(0) == 960


@pytest.mark.slow
@pytest.mark.parametrize("ppm", [-100, 50])
def test_a_clock_of_its_own_gives_more_or_fewer_samples_of_the_same_sound(ppm: int) -> None:
    seconds = 30
    true = tone(seconds * 16_000, 16_000)
    clock = DriftingClock(ppm)
    given = np.concatenate([clock.process(block) for block in in_blocks(true)])
    assert len(given) - len(true) == pytest.approx(seconds * 16_000 * ppm * 1e-6, abs=2)
    late = TAPS // 2
    wanted = tone(len(given) - late, 16_000 * (1 + ppm * 1e-6))
    np.testing.assert_allclose(given[100 + late :], wanted[100:], atol=0.01)


def test_a_microphone_clips_and_repeats_its_noise() -> None:
    background = noise(500)
    microphone = SimulatedMicrophone(MicrophoneTraits(background))
    recorded = [microphone.record(np.zeros(ROOM_BLOCK_FRAMES, np.float32)) for _ in range(5)]
    np.testing.assert_allclose(np.concatenate(recorded)[500:1000], background, atol=1e-4)
    assert microphone.record(np.full(ROOM_BLOCK_FRAMES, 3, np.float32)).max() == 1


def test_levels_of_speech_leave_pauses_out() -> None:
    speech = noise(16_000)
    with_pause = np.concatenate((speech, np.zeros(64_000, np.float32)))
    assert speech_level_db(with_pause) == pytest.approx(-20, abs=0.3)
    assert speech_level_db(at_speech_level(with_pause, -26)) == pytest.approx(-26, abs=0.01)
    assert level_of(white_noise(16_000, -40, seed=1)) == pytest.approx(-40, abs=0.01)


def test_babble_is_the_same_again_and_never_silent() -> None:
    voices = [noise(8000, seed) for seed in range(3)]
    mixed = babble(voices, talkers=4, frames=64_000, seed=5)
    np.testing.assert_array_equal(mixed, babble(voices, talkers=4, frames=64_000, seed=5))
    assert min(level_of(block) for block in in_blocks(mixed)) > -60


class Listener:
    """Hearing that keeps its input, and recognizes "stop" when the microphone is loud."""

    def __init__(self) -> None:
        self.wants_quiet = False
        self.at_ms: list[float] = []
        self.recorded: list[Samples] = []
        self.reference: list[Samples] = []
        self.told = False
        self.missed: NotUnderstood | None = None

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        self.at_ms.append(at_ms)
        self.recorded.append(microphone)
        self.reference.append(reference)
        if self.told or np.abs(microphone).max(initial=0.0) < 0.3:
            return []
        self.told = True
        return [Heard("stop", round(at_ms), round(at_ms) + 20)]

    def take_not_understood(self) -> NotUnderstood | None:
        missed, self.missed = self.missed, None
        return missed


def room_with(
    hearing: Listener, *replies: Reply, ppm: float = 0.0, limit_ms: int = 10_000
) -> tuple[OfflineRoom, SimulatedPerson]:
    person = SimulatedPerson(replies, rate_hz=16_000, sound_delay_ms=200)
    path = EchoPath(
        SimulatedLoudspeaker(gain_db=-30),
        RoomShape(),
        rate_hz=16_000,
        block_frames=ROOM_BLOCK_FRAMES,
    )
    microphone = SimulatedMicrophone(MicrophoneTraits(QUIET, ppm))
    room = OfflineRoom(
        echo=path, microphone=microphone, person=person, hearing=hearing, limit_ms=limit_ms
    )
    return room, person


def loud_clip(duration_ms: int) -> Clip:
    return Clip(np.full(duration_ms * 16, 0.5, np.float32), 16_000)


def first_loud_ms(blocks: list[Samples], level: float) -> float:
    return float(np.argmax(np.abs(np.concatenate(blocks)) > level)) / 16


def test_a_clip_leaves_the_loudspeaker_after_the_sound_delay_and_is_the_reference() -> None:
    hearing = Listener()
    room, _ = room_with(hearing)
    room.play(loud_clip(500), 1000, Rank.TALK)
    assert room.wait(3000) is None
    assert room.now_ms() == 3000
    assert first_loud_ms(room.played, 0.4) == pytest.approx(1200, abs=0.1)
    assert first_loud_ms(hearing.reference, 0.4) == pytest.approx(1200, abs=0.1)
    assert 1200 < first_loud_ms(hearing.recorded, 0.001) < 1215


def test_the_coach_falls_silent_while_somebody_wants_quiet_and_when_it_is_hushed() -> None:
    hearing = Listener()
    room, _ = room_with(hearing)
    room.play(loud_clip(5000), 0, Rank.TALK)
    room.wait(1000)
    hearing.wants_quiet = True
    room.wait(2000)
    assert level_of(room.played[45]) - level_of(room.played[-1]) == pytest.approx(15, abs=0.1)
    room.hush()
    room.wait(2100)
    assert room.played[-1].max() == 0


def test_a_person_answers_what_is_heard_and_the_session_gets_the_command() -> None:
    hearing = Listener()
    reply = Reply(says("Paused."), np.full(1600, 0.5, np.float32), after_ms=300)
    room, person = room_with(hearing, reply)
    person.sounded(1000, "Paused.", Rank.ANSWER)
    heard = room.wait(5000)
    assert heard == Heard("stop", 1500, 1520)
    assert room.now_ms() == 1520
    assert person.unsaid == 0


def test_a_reply_waits_for_its_turn() -> None:
    silence = np.zeros(160, np.float32)
    _, person = room_with(Listener(), Reply(says("One."), silence), Reply(says("Two."), silence))
    person.sounded(0, "Two.", None)
    assert person.unsaid == 2
    person.sounded(10, "One.", None)
    person.sounded(20, "Two.", None)
    assert [utterance.began_ms for utterance in person.spoken] == [210, 220]


@pytest.mark.parametrize("ppm", [-200.0, 200.0])
def test_a_microphone_with_its_own_clock_gives_its_samples_at_the_rooms_times(ppm: float) -> None:
    hearing = Listener()
    room, _ = room_with(hearing, ppm=ppm)
    room.wait(9000)
    assert sum(map(len, hearing.recorded)) == pytest.approx(9 * 16_000 * (1 + ppm * 1e-6), abs=2)
    assert sum(map(len, hearing.reference)) == 9 * 16_000
    late_ms = [at_ms - index * 20 for index, at_ms in enumerate(hearing.at_ms)]
    assert max(map(abs, late_ms)) < 0.1


def test_a_session_that_never_ends_is_an_error() -> None:
    room, _ = room_with(Listener(), limit_ms=1000)
    with pytest.raises(RoomOutlivedError, match="1 s"):
        room.wait(None)
