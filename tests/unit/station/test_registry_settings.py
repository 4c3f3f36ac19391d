"""Settings in Windows' registry: what an installation was told, and policy, in their order."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from station.errors import SettingInvalid, SettingLocked, SettingUnknown
from station.registry_settings import INSTALLED, POLICY
from station.settings import Settings, read_settings


def _read(
    home: Path,
    *,
    told: Mapping[str, object] | None = None,
    policy: Mapping[str, object] | None = None,
    machine: str = "",
    desk: str = "",
) -> Settings:
    home.mkdir(exist_ok=True)
    (home / "tramso.toml").write_text(desk, "utf-8")
    file = home.parent / "machine.toml"
    file.write_text(machine, "utf-8")
    values = {INSTALLED: told or {}, POLICY: policy or {}}
    return read_settings(home, file, lambda key: values[key])


def test_kinds_of_the_registry_become_the_settings(tmp_path: Path) -> None:
    """Text, numbers, yes and no, and lists, in each way that the registry or an MSI writes them."""
    settings = _read(
        tmp_path / "home",
        told={
            "agency.name": "Ủy ban nhân dân phường Đức Nhuận",
            "scanning.dpi": 400,
            "register.block_size": "50",
            "store.keyring": 0,
            "copy.sheets_must_add_up": "false",
            "officer.title": "KT. CHỦ TỊCH; PHÓ CHỦ TỊCH",
            "signing.timestamp_servers": ["http://a.example", "http://b.example"],
            "sync.central_url": "",
        },
    )
    assert settings.agency.name == "Ủy ban nhân dân phường Đức Nhuận"
    assert (settings.scanning.dpi, settings.register.block_size) == (400, 50)
    assert settings.store.keyring is False
    assert settings.copy.sheets_must_add_up is False
    assert settings.officer.title == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert settings.signing.timestamp_servers == ("http://a.example", "http://b.example")
    assert set(settings.given_by.values()) == {"installation"}
    # An installer writes what it was not told as an empty text: that says nothing.
    assert "sync.central_url" not in settings.given_by


def test_the_files_come_after_the_installation_and_policy_after_them(tmp_path: Path) -> None:
    """Each layer wins over those before it; policy over all, even over the machine's file."""
    settings = _read(
        tmp_path / "home",
        told={"scanning.dpi": 150, "scanning.mode": "gray", "agency.code": "H26.99.1"},
        machine="[scanning]\ndpi = 200\nmode = 'bitonal'\n[agency]\ncode = 'H26.99.2'\n",
        desk="[scanning]\ndpi = 600\n",
        policy={"agency.code": "H26.99.3"},
    )
    assert (settings.scanning.dpi, settings.scanning.mode) == (600, "bitonal")
    assert settings.agency.code == "H26.99.3"
    assert settings.given_by == {
        "scanning.dpi": "desk",
        "scanning.mode": "machine",
        "agency.code": "policy",
    }


def test_what_policy_says_no_desk_changes(tmp_path: Path) -> None:
    """The desk's own file is refused where policy has the key, as where the machine locks it."""
    with pytest.raises(SettingLocked) as refused:
        _read(
            tmp_path / "home",
            policy={"signing.timestamp_debt_allowed": 0},
            desk="[signing]\ntimestamp_debt_allowed = true\n",
        )
    assert refused.value.facts == {"key": "signing.timestamp_debt_allowed"}


def test_a_slip_of_the_pen_in_the_registry_is_found(tmp_path: Path) -> None:
    """An unknown key names the nearest; a value of the wrong kind says which kind it must be."""
    with pytest.raises(SettingUnknown) as unknown:
        _read(tmp_path / "home", policy={"scanning.dpj": 300})
    assert unknown.value.facts == {"key": "scanning.dpj", "nearest": "scanning.dpi"}
    for key, value in (
        ("scanning.dpi", "many"),
        ("store.keyring", "perhaps"),
        ("devices.environment", "A=B"),
        ("agency.name", 7),
    ):
        with pytest.raises(SettingInvalid) as invalid:
            _read(tmp_path / "home", told={key: value})
        assert invalid.value.facts["key"] == key
