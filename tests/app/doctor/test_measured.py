"""Measurements are read at the next start, for the same devices only."""

from pathlib import Path

import pytest

from voicecoach.app.doctor.measured import Measured, read_measured, write_measured
from voicecoach.errors import SettingsError

FOUND = Measured(
    None, "Speakers", noise_db=-70, user_db=-30, delay_ms=210, volume_db=-4, late_ms=170
)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "measured.json"
    write_measured(path, FOUND)
    assert read_measured(path, None, "Speakers") == FOUND
    assert [one.name for one in path.parent.iterdir()] == ["measured.json"]


@pytest.mark.parametrize("devices", [(None, None), ("Headset", "Speakers")])
def test_other_devices_begin_with_the_usual_values(
    tmp_path: Path, devices: tuple[str | None, str | None]
) -> None:
    path = tmp_path / "measured.json"
    write_measured(path, FOUND)
    assert read_measured(path, *devices) == Measured(*devices)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "\x00", "[" * 10_000),
        *(
            f'{{"device_in": null, "device_out": null, "{name}": {value}}}'
            for name in ("volume_db", "late_ms")
            for value in ('"loud"', "NaN", "1e999", "-1e6", "null", "[]")
        ),
    ],
)
def test_a_damaged_file_means_the_usual_values(tmp_path: Path, text: str) -> None:
    path = tmp_path / "measured.json"
    path.write_text(text)
    assert read_measured(path, None, None) == Measured(None, None)
    assert read_measured(tmp_path / "none.json", None, None) == Measured(None, None)


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="Can't store the measurements"):
        write_measured(tmp_path / "file" / "measured.json", FOUND)
