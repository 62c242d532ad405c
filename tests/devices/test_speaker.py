"""The speaker on a device that can be missing, fail or be lost."""

import weakref

import numpy as np
import pytest

from tests.devices.fake_streams import FakeClock, FakeLoudspeaker
from voicecoach.core.effects import Rank
from voicecoach.devices.speaker import CONVERTED_BYTES, SOUND_DELAY_MS, PortAudioSpeaker
from voicecoach.errors import AudioDeviceError
from voicecoach.sound.clip import Clip

CLICK = Clip(np.full(1, 0.5, dtype=np.float32), 48000)
LONG = Clip(np.full(48000, 0.5, dtype=np.float32), 48000)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def loudspeaker(clock: FakeClock) -> FakeLoudspeaker:
    return FakeLoudspeaker(clock)


@pytest.fixture
def speaker(clock: FakeClock, loudspeaker: FakeLoudspeaker) -> PortAudioSpeaker:
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    speaker.open()
    return speaker


def test_a_clip_is_heard_the_sound_delay_after_its_time(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    loudspeaker.pull(1)
    speaker.align_beat(1100)
    speaker.play(CLICK, 1100, Rank.COUNT)
    # The second block is heard from 1020 + 100 ms on.
    frames = np.flatnonzero(loudspeaker.pull(20))
    assert frames.tolist() == [(1100 + SOUND_DELAY_MS - 1120) * 48]


def test_the_first_words_come_at_once_and_all_others_at_their_time(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    loudspeaker.pull(1)
    speaker.play(CLICK, 1020, Rank.TALK)
    speaker.play(CLICK, 1100, Rank.TALK)
    frames = np.flatnonzero(loudspeaker.pull(20))
    assert frames.tolist() == [0, (1100 + SOUND_DELAY_MS - 1120) * 48]


def test_hush_ends_a_sentence_but_not_an_earcon(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    speaker.play(LONG, None, Rank.TALK)
    loudspeaker.pull(5)
    speaker.hush()
    speaker.play(CLICK, None, None)
    out = loudspeaker.pull(5)
    assert out[0] == pytest.approx(0.9, abs=0.1)
    assert not out[1300:].any()


def test_the_volume_outlives_the_loss_of_the_device(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    speaker.set_gain_db(-20)
    speaker.release()
    speaker.open()
    loudspeaker.pull(5)
    speaker.play(LONG, None, Rank.TALK)
    assert loudspeaker.pull(5) == pytest.approx(0.05, abs=1e-4)


def test_louder_and_quieter_count_from_the_volume_it_begins_with(
    clock: FakeClock, loudspeaker: FakeLoudspeaker
) -> None:
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms, volume_db=-14)
    speaker.open()
    speaker.set_gain_db(-6)
    loudspeaker.pull(5)
    speaker.play(LONG, None, Rank.TALK)
    assert loudspeaker.pull(5) == pytest.approx(0.05, abs=1e-4)


def test_a_clip_of_another_rate_is_converted_once(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock, rate_hz=44100)
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    speaker.open()
    for _ in range(2):
        speaker.play(LONG, None, Rank.TALK)
        out = loudspeaker.pull(100)
        assert np.count_nonzero(np.abs(out) > 0.01) == pytest.approx(44100, abs=50)
    assert speaker.rate_hz == 44100


def test_a_clip_can_be_converted_ahead_of_its_time(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock, rate_hz=48000)
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    clip = Clip(np.full(24000, 0.1, np.float32), 24000)
    speaker.prepare(clip)
    clip.samples[:] = 0  # what is played must have been there before
    speaker.open()
    speaker.play(clip, None, Rank.TALK)
    assert np.abs(loudspeaker.pull(20)).max() == pytest.approx(0.1, abs=0.02)


def test_converted_clips_are_let_go_again(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock, rate_hz=44100)
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    speaker.open()
    played = []
    for _ in range(2 * CONVERTED_BYTES // (4 * 44100)):
        clip = Clip(np.full(48000, 0.1, np.float32), 48000)
        played.append(weakref.ref(clip.samples))
        speaker.play(clip, None, Rank.TALK)
        loudspeaker.pull(60)
    assert played[0]() is None
    assert sum(one() is not None for one in played) < len(played) * 0.6


def test_a_callback_that_fails_gives_silence_and_is_reported(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    speaker.play(Clip(np.zeros((2, 2), dtype=np.float32), 48000), None, Rank.TALK)
    assert not loudspeaker.pull(1).any()
    reason = speaker.trouble()
    assert reason is not None
    assert "loudspeaker failed" in reason


def test_a_stream_that_ends_is_trouble(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    loudspeaker.pull(1)
    assert speaker.trouble() is None
    loudspeaker.end()
    assert "is gone" in (speaker.trouble() or "")


def test_a_stream_without_callbacks_is_trouble(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker, clock: FakeClock
) -> None:
    loudspeaker.pull(1)
    clock.now_ms += 2000
    assert speaker.trouble() is None
    clock.now_ms += 1100
    assert "has stopped" in (speaker.trouble() or "")


def test_the_end_of_an_old_stream_does_not_touch_a_new_one(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    end_of_old = loudspeaker.end
    speaker.release()
    speaker.open()
    end_of_old()
    assert speaker.trouble() is None
    assert [stream.is_closed for stream in loudspeaker.streams] == [True, False]


def test_without_a_device_sounds_are_counted(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock)
    loudspeaker.is_missing = True
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    with pytest.raises(AudioDeviceError):
        speaker.open()
    speaker.align_beat(0)
    speaker.hush()
    speaker.play(CLICK, 0, Rank.COUNT)
    speaker.close()
    assert speaker.stats().unheard == 1


def test_a_stream_that_does_not_start_is_given_back(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock)
    loudspeaker.can_start = False
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    with pytest.raises(AudioDeviceError):
        speaker.open()
    assert loudspeaker.streams[0].is_closed


def test_counts_add_up_over_openings(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    for _ in range(2):
        speaker.play(CLICK, None, None)
        loudspeaker.pull(3, underflowed=True)
        speaker.release()
        speaker.open()
    stats = speaker.stats()
    assert (stats.callbacks, stats.underflows, stats.played) == (6, 6, 2)


def test_a_slow_device_gets_a_longer_delay(clock: FakeClock) -> None:
    loudspeaker = FakeLoudspeaker(clock, latency_ms=300)
    speaker = PortAudioSpeaker(loudspeaker.open, clock.elapsed_ms)
    speaker.open()
    assert speaker.sound_delay_ms == 400


def test_a_device_with_more_latency_than_reported_plays_everything_later(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    loudspeaker.lead_ms = 900
    loudspeaker.pull(10)
    speaker.play(CLICK, 1200, Rank.COUNT)
    assert np.flatnonzero(loudspeaker.pull(10)).tolist() == [40 * 48]
    assert speaker.stats().dropped == 0


def test_it_may_be_interrupted_only_after_a_long_silence(
    speaker: PortAudioSpeaker, loudspeaker: FakeLoudspeaker
) -> None:
    speaker.play(CLICK, None, None)
    loudspeaker.pull(200)
    assert not speaker.is_interruptible()
    loudspeaker.pull(100)
    assert speaker.is_interruptible()


def test_a_device_is_at_work_once_it_takes_sound_and_not_when_it_fills_its_buffer(
    clock: FakeClock, loudspeaker: FakeLoudspeaker, speaker: PortAudioSpeaker
) -> None:
    speaker.open()
    assert not speaker.is_at_work()
    for _ in range(10):
        out = np.zeros(960, dtype=np.float32)
        loudspeaker.fill(out, 100, False)
    assert not speaker.is_at_work()
    loudspeaker.pull(10)
    assert speaker.is_at_work()
    speaker.release()
    assert not speaker.is_at_work()


def test_a_stream_has_time_to_go_on_after_the_machine_slept(
    clock: FakeClock, loudspeaker: FakeLoudspeaker, speaker: PortAudioSpeaker
) -> None:
    loudspeaker.pull(10)
    assert speaker.trouble() is None
    clock.now_ms += 3_600_000
    assert speaker.trouble() is None
    for _ in range(14):
        clock.now_ms += 200
        assert speaker.trouble() is None
    clock.now_ms += 400
    assert speaker.trouble() is not None


def test_words_after_a_sleep_of_the_machine_are_heard_at_once(
    clock: FakeClock, loudspeaker: FakeLoudspeaker, speaker: PortAudioSpeaker
) -> None:
    loudspeaker.pull(200)
    clock.now_ms += 40_000
    speaker.play(CLICK, round(clock.now_ms), Rank.TALK)
    assert loudspeaker.pull(50).any()
