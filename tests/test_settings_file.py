"""One setting changes, every other character stays."""

from pathlib import Path

import pytest

from voicecoach.errors import SettingsError
from voicecoach.settings_file import change_setting, read_settings, with_setting

TEXT = '# mine\nvoice = "Ada"   # clear\n\nmodel = "/old"\nspeed = 1.5\n'


def test_a_value_is_replaced_in_its_line() -> None:
    assert with_setting(TEXT, "model", "/new") == TEXT.replace('"/old"', '"/new"')


def test_a_new_setting_comes_first() -> None:
    assert with_setting('voice = "Ada"', "model", "/new") == 'model = "/new"\nvoice = "Ada"'
    assert with_setting("", "listen", False) == "listen = false\n"


def test_a_setting_is_taken_out() -> None:
    assert with_setting(TEXT, "model", None) == TEXT.replace('model = "/old"\n', "")
    assert with_setting(TEXT, "listen", None) == TEXT


@pytest.mark.parametrize("value", ["C:\\Users\\Ada", 'a "quoted" one', "Füße", "a\tb"])
def test_any_text_can_be_a_value(tmp_path: Path, value: str) -> None:
    path = tmp_path / "new" / "settings.toml"
    change_setting(path, "model", value)
    assert read_settings(path) == {"model": value}
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_other_lines_keep_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'voice = "Ada"\r\nspeed = 1.5\r\n')
    change_setting(path, "voice", "Eva")
    assert path.read_bytes() == b'voice = "Eva"\nspeed = 1.5\r\n'


def test_a_file_behind_a_link_is_changed_where_it_is(tmp_path: Path) -> None:
    kept, path = tmp_path / "kept.toml", tmp_path / "settings.toml"
    kept.write_text('voice = "Ada"\n', encoding="utf-8")
    path.symlink_to(kept)
    change_setting(path, "voice", "Eva")
    assert path.is_symlink()
    assert kept.read_text(encoding="utf-8") == 'voice = "Eva"\n'


def test_a_setting_that_can_not_be_changed_safely_is_left_to_its_owner() -> None:
    text = 'voice = """\nmodel = "in a text"\n"""\nmodel = "/old"\n'
    with pytest.raises(SettingsError, match="Change it in the settings file"):
        with_setting(text, "model", "/new")


def test_a_file_that_is_wrong_already_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("modle = 1\n")
    with pytest.raises(SettingsError, match="modle"):
        change_setting(path, "model", "/new")
    assert path.read_text() == "modle = 1\n"
