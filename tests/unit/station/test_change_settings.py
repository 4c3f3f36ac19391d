"""A desk's own settings file, changed by the program: whole, looked at first, never in silence."""

from pathlib import Path

import pytest

from station.change_settings import BEFORE, change_settings
from station.errors import SettingInvalid, SettingLocked, SettingUnknown
from station.settings import FILE_NAME, read_settings

NOWHERE = Path("no-such-machine-file.toml")


def test_keys_are_put_beside_what_is_there(tmp_path: Path) -> None:
    """Every shape of value comes through; the file as it was stays beside it."""
    before = (
        '# by IT\n[agency]\nname = "Cũ"\n[fees]\nexemptions = ["a \\"b\\"", "c"]\n'
        '[devices.environment]\n"SANE.DIR" = "C:\\\\x"\n[scanning]\ndpi = 300\n'
    )
    (tmp_path / FILE_NAME).write_text(before, "utf-8")
    settings = change_settings(
        tmp_path,
        {"agency.name": "Phường “Mới”", "scanning.dpi": 400, "store.keyring": False},
        NOWHERE,
    )
    assert settings == read_settings(tmp_path, NOWHERE)
    assert settings.agency.name == "Phường “Mới”"
    assert settings.fees.exemptions == ('a "b"', "c")
    assert settings.devices.environment == {"SANE.DIR": "C:\\x"}
    assert (settings.scanning.dpi, settings.store.keyring) == (400, False)
    assert (tmp_path / BEFORE).read_text("utf-8") == before


def test_a_new_desk_gets_a_file(tmp_path: Path) -> None:
    """With the folder it lies in."""
    home = tmp_path / "desk"
    change_settings(home, {"agency.code": "H26.1.1"}, NOWHERE)
    assert read_settings(home, NOWHERE).agency.code == "H26.1.1"
    assert not (home / BEFORE).exists()


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("agency.nmae", "x", SettingUnknown),
        ("scanning.dpi", "many", SettingInvalid),
        ("signing.officer_token", "x", SettingLocked),
    ],
)
def test_what_may_not_be_is_not_written(
    tmp_path: Path, key: str, value: str, error: type[Exception]
) -> None:
    """Unknown, of the wrong shape, or locked by IT: the file stays as it was."""
    machine = tmp_path / "machine.toml"
    machine.write_text('locked = ["signing.officer_token"]\n', "utf-8")
    (tmp_path / FILE_NAME).write_text('[agency]\nname = "Cũ"\n', "utf-8")
    with pytest.raises(error):
        change_settings(tmp_path, {"agency.code": "H26.1.1", key: value}, machine)
    assert (tmp_path / FILE_NAME).read_text("utf-8") == '[agency]\nname = "Cũ"\n'
