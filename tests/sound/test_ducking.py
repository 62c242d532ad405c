"""Other programs are lowered around speech, and restored to the user's volumes."""

import pytest

from voicecoach.sound.ducking import (
    DUCK_HOLD_MS,
    DUCK_LEAD_MS,
    OTHERS_DUCK_DB,
    LoweredStream,
    OtherStream,
    OtherVolumes,
    SpeechTimes,
    VolumeChange,
    Volumes,
)

SHARE = 10 ** (OTHERS_DUCK_DB / 60)
MUSIC = OtherStream(7, "music", (0.5, 0.6))
QUIET: Volumes = (0.5 * SHARE, 0.6 * SHARE)


def down_at(times: SpeechTimes, *moments_ms: float) -> list[bool]:
    return [times.is_lowered(moment_ms) for moment_ms in moments_ms]


def test_others_are_down_from_a_little_before_the_words_until_well_after_them() -> None:
    times = SpeechTimes()
    times.spoke(1000, 1500)
    ends_ms = 1500 + DUCK_HOLD_MS
    moments = 1000 - DUCK_LEAD_MS - 1, 1000 - DUCK_LEAD_MS, 1200, ends_ms - 1, ends_ms
    assert down_at(times, *moments) == [False, True, True, True, False]


def test_they_stay_down_between_the_counts_of_a_set() -> None:
    times = SpeechTimes()
    for number in range(20):
        times.spoke(1000 + 2000 * number, 1500 + 2000 * number)
        assert all(down_at(times, *range(1000 + 2000 * number, 2850 + 2000 * number, 50)))
    assert not times.is_lowered(39_500 + DUCK_HOLD_MS)


def test_a_hush_ends_words_and_forgets_those_to_come() -> None:
    times = SpeechTimes()
    times.spoke(1000, 9000)
    times.spoke(9500, 9900)
    times.hushed(2000)
    assert down_at(times, 2000, 2000 + DUCK_HOLD_MS - 1, 2000 + DUCK_HOLD_MS, 9700) == [
        *(True, True),
        *(False, False),
    ]


def test_the_next_change_is_known_ahead() -> None:
    times = SpeechTimes()
    assert times.next_change_ms(0) is None
    times.spoke(1000, 1500)
    assert times.next_change_ms(0) == 1000 - DUCK_LEAD_MS
    assert times.next_change_ms(1000) == 1500 + DUCK_HOLD_MS
    assert times.next_change_ms(1500 + DUCK_HOLD_MS) is None


def test_a_stream_is_lowered_once_and_goes_back() -> None:
    volumes = OtherVolumes()
    assert volumes.lower([MUSIC]) == [VolumeChange(7, MUSIC.volumes, QUIET)]
    quiet = OtherStream(7, "music", QUIET)
    assert volumes.lower([quiet]) == []
    assert list(volumes.lowered) == [LoweredStream("music", MUSIC.volumes, QUIET)]
    assert volumes.restore([quiet]) == [VolumeChange(7, QUIET, MUSIC.volumes)]
    assert list(volumes.lowered) == []
    assert volumes.restore([MUSIC]) == []


def test_it_is_as_much_quieter_as_it_says() -> None:
    (change,) = OtherVolumes().lower([OtherStream(1, "a", (1.0,))])
    # PulseAudio's volumes are cubic in amplitude.
    assert change.after[0] ** 3 == pytest.approx(10 ** (OTHERS_DUCK_DB / 20))


@pytest.mark.parametrize("chosen", [(0.1, 0.1), (0.9, 0.9), (0.0, 0.0)])
def test_a_volume_that_the_user_has_set_meanwhile_stays(chosen: Volumes) -> None:
    volumes = OtherVolumes()
    volumes.lower([MUSIC])
    assert volumes.restore([OtherStream(7, "music", chosen)]) == []
    assert volumes.lowered == ()


def test_the_next_song_of_a_program_is_not_lowered_twice() -> None:
    """The server gives a new stream the last volume of the program's previous one."""
    volumes = OtherVolumes()
    volumes.lower([MUSIC])
    next_song = OtherStream(8, "music", QUIET)
    assert volumes.lower([next_song]) == [VolumeChange(8, QUIET, QUIET)]
    assert volumes.restore([next_song]) == [VolumeChange(8, QUIET, MUSIC.volumes)]


def test_a_program_that_ended_while_it_was_lowered_goes_back_when_it_is_there_again() -> None:
    volumes = OtherVolumes()
    volumes.lower([MUSIC])
    assert volumes.restore([]) == []
    assert volumes.lowered == (LoweredStream("music", MUSIC.volumes, QUIET),)
    later = OtherVolumes(volumes.lowered)
    again = OtherStream(31, "music", QUIET)
    assert later.restore([again]) == [VolumeChange(31, QUIET, MUSIC.volumes)]
    assert later.lowered == ()


def test_a_change_that_was_killed_halfway_is_undone() -> None:
    half_way = OtherStream(7, "music", (0.45, 0.54))
    later = OtherVolumes([LoweredStream("music", MUSIC.volumes, QUIET)])
    assert later.restore([half_way]) == [VolumeChange(7, half_way.volumes, MUSIC.volumes)]


def test_two_streams_of_one_program_both_go_back() -> None:
    volumes = OtherVolumes()
    volumes.lower([MUSIC, OtherStream(8, "music", (1.0, 1.0))])
    lowered = [OtherStream(7, "music", QUIET), OtherStream(8, "music", (SHARE, SHARE))]
    assert [change.after for change in volumes.restore(lowered)] == [(0.5, 0.6), (1.0, 1.0)]


def test_a_stream_of_another_number_of_channels_is_not_taken_for_the_one_before() -> None:
    later = OtherVolumes([LoweredStream("music", MUSIC.volumes, QUIET)])
    assert later.restore([OtherStream(7, "music", (QUIET[0],))]) == []
