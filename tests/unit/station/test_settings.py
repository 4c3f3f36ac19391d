"""Settings: layers, locks, and errors that help."""

from pathlib import Path

import pytest

from station.errors import SettingInvalid, SettingLocked, SettingUnknown
from station.settings import read_settings


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_files_the_built_in_values_hold(tmp_path: Path) -> None:
    """A new desk has the defaults and says that no file gave any."""
    settings = read_settings(tmp_path, tmp_path / "none.toml")
    assert settings.scanning.dpi == 300
    assert settings.given_by == {}


def test_the_desk_wins_over_the_machine(tmp_path: Path) -> None:
    """The later layer wins, and doctor can say who gave a value."""
    machine = _write(tmp_path / "etc/tramso.toml", "[scanning]\ndpi = 400\nmode = 'gray'\n")
    _write(tmp_path / "home/tramso.toml", "[scanning]\ndpi = 600\n")

    settings = read_settings(tmp_path / "home", machine)

    assert (settings.scanning.dpi, settings.scanning.mode) == (600, "gray")
    assert settings.given_by == {"scanning.dpi": "desk", "scanning.mode": "machine"}


def test_a_locked_key_refuses_the_desk(tmp_path: Path) -> None:
    """What IT locked, the desk's file cannot weaken."""
    machine = _write(tmp_path / "etc/tramso.toml", 'locked = ["signing.timestamp_debt_allowed"]\n')
    _write(tmp_path / "home/tramso.toml", "[signing]\ntimestamp_debt_allowed = true\n")

    with pytest.raises(SettingLocked) as refused:
        read_settings(tmp_path / "home", machine)

    assert refused.value.facts == {"key": "signing.timestamp_debt_allowed"}


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    """A slip of the pen is found, not ignored."""
    _write(tmp_path / "tramso.toml", "[scanning]\ndpj = 300\n")
    with pytest.raises(SettingUnknown) as unknown:
        read_settings(tmp_path, tmp_path / "none.toml")
    assert unknown.value.facts == {"key": "scanning.dpj", "nearest": "scanning.dpi"}


@pytest.mark.parametrize(
    "text",
    [
        "[scanning]\ndpi = 'many'\n",
        "[scanning]\ndpi = true\n",
        "[reading]\nwithout = ['light', 'magic']\n",
        "[officer]\ntitle = 'one'\n",
        "[devices.environment]\nA = 1\n",
        "locked = 'all'\n[scanning]\n",
        "not toml at all",
    ],
)
def test_a_wrong_shape_is_refused(tmp_path: Path, text: str) -> None:
    """Every value has the shape of its default; anything else is said, with the key."""
    _write(tmp_path / "tramso.toml", text)
    with pytest.raises((SettingInvalid, SettingUnknown)):
        read_settings(tmp_path, tmp_path / "none.toml")


def test_the_readme_of_settings_names_every_key() -> None:
    """docs/operations.md describes every setting."""
    from station.settings import setting_keys

    text = (Path(__file__).parents[3] / "docs/operations.md").read_text("utf-8")
    assert [key for key, _ in setting_keys() if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    "box", ["", "1 2 3", "a b c d", "0 0 100 100", "0 0 596 40", "-1 0 200 40", "100 470 400 534"]
)
def test_a_signature_lies_on_the_page_and_on_no_other(tmp_path: Path, box: str) -> None:
    """A box that is none, off the page, too small or over the other one is found at the start."""
    (tmp_path / "tramso.toml").write_text(f'[copy]\nagency_box = "{box}"\n', "utf-8")
    with pytest.raises(SettingInvalid) as refused:
        read_settings(tmp_path, tmp_path / "none.toml")
    assert refused.value.facts["key"] == "copy.agency_box"


def test_signatures_show_where_the_settings_say(tmp_path: Path) -> None:
    """Swapped, the agency's stands right and the officer's left."""
    (tmp_path / "tramso.toml").write_text(
        '[copy]\nofficer_box = "57 470 277 534"\nagency_box = "318 470 538 534"\n', "utf-8"
    )
    officer, agency = read_settings(tmp_path, tmp_path / "none.toml").copy.looks()
    assert (officer.box, agency.box) == ((57, 470, 277, 534), (318, 470, 538, 534))
