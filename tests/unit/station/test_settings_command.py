"""`tramso settings`: what holds, who said it, what is locked."""

import json
from pathlib import Path
from typing import Any

import pytest

import station.settings
from station.cli.main import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with a file of its own, below a machine's file that locks a key."""
    machine = tmp_path / "machine.toml"
    machine.write_text(
        'locked = ["signing.level"]\n[signing]\nlevel = "B-LT"\n[sync]\nenrol_code = "secret"\n',
        "utf-8",
    )
    monkeypatch.setattr(station.settings, "machine_file", lambda: machine)
    home = tmp_path / "home"
    home.mkdir()
    (home / "tramso.toml").write_text('[officer]\ntitle = ["KT. CHỦ TỊCH"]\n', "utf-8")
    return home


def _told(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> dict[str, dict[str, Any]]:
    assert main(["settings", "--home", str(home), "--json", *words]) == 0
    return {each["key"]: each for each in json.loads(capsys.readouterr().out)["settings"]}


def test_each_setting_says_who_gave_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Built in, the machine's, the desk's; a code that lets a desk in is shown to nobody."""
    told = _told(capsys, home)
    assert told["officer.title"]["given_by"] == "desk"
    assert told["officer.title"]["value"] == ["KT. CHỦ TỊCH"]
    assert (told["signing.level"]["given_by"], told["signing.level"]["locked"]) == ("machine", True)
    assert (told["scanning.dpi"]["given_by"], told["scanning.dpi"]["locked"]) == ("built-in", False)
    assert told["sync.enrol_code"]["value"] is None
    assert [key for key, each in told.items() if not each["meaning"]] == []


def test_what_is_locked_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alone under `--locked`, and beside its value for people."""
    assert list(_told(capsys, home, "--locked")) == ["signing.level"]
    assert set(_told(capsys, home, "--given")) == {
        "signing.level",
        "sync.enrol_code",
        "officer.title",
    }
    assert main(["settings", "--home", str(home), "signing.level", "sync.enrol_code"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "signing.level = B-LT  (machine, locked)",
        "sync.enrol_code = (given)  (machine)",
    ]


def test_a_key_that_there_is_not(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest one is named."""
    assert main(["settings", "--home", str(home), "--json", "signing.levle"]) == 3
    error = json.loads(capsys.readouterr().err)["error"]
    assert (error["code"], error["facts"]["nearest"]) == ("setting-unknown", "signing.level")
