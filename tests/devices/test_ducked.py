"""The file of lowered streams: written whole, and never a reason to fail."""

from pathlib import Path

import pytest

from voicecoach.devices.ducked import MOST_STREAMS, read_ducked, write_ducked
from voicecoach.sound.ducking import LoweredStream

LEFT = (LoweredStream("music", (0.5, 0.6), (0.3, 0.4)), LoweredStream("film", (1.0,), (0.6,)))


def test_a_written_file_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "ducked.json"
    write_ducked(path, LEFT)
    assert read_ducked(path) == LEFT


def test_without_lowered_streams_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "ducked.json"
    write_ducked(path, ())
    write_ducked(path, LEFT)
    write_ducked(path, ())
    assert list(tmp_path.iterdir()) == []
    assert read_ducked(path) == ()


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "3", "[" * 10_000, '[{"name": "a"}]', '[{"name": 1, "b": 2}]']
)
def test_a_damaged_file_means_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ducked.json"
    path.write_text(text)
    assert read_ducked(path) == ()


@pytest.mark.parametrize("volume", ["1e308", "NaN", "-0.5", '"loud"', "true", "9", "null"])
def test_a_damaged_volume_makes_nothing_loud_and_costs_no_other(
    tmp_path: Path, volume: str
) -> None:
    path = tmp_path / "ducked.json"
    sound = '{"name": "film", "before": [1.0], "after": [0.6]}'
    path.write_text(f'[{{"name": "music", "before": [{volume}], "after": [0.5]}}, {sound}]')
    assert read_ducked(path) == (LEFT[1],)


def test_errors_of_the_disk_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    write_ducked(tmp_path / "taken" / "ducked.json", LEFT)


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "ducked.json"
    write_ducked(path, [LoweredStream(str(number), (1.0,), (0.5,)) for number in range(50)])
    assert [one.name for one in read_ducked(path)] == [str(n) for n in range(50 - MOST_STREAMS, 50)]
