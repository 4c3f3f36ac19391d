"""Versions of packages, the offers that name them, and the installer that takes them."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import station.install_update
from offline_store.update_wire import Offer, PackageKind
from station.install_update import installer_command, require_unchanged
from station.installed_package import PackageVersion, installed_package
from station.programs import system_environment
from station.update_errors import InstallerMissing, UpdateUntrusted


def test_versions_are_in_the_order_of_their_numbers() -> None:
    """By number and not by letter, the packaging last."""
    texts = ["0.1.0-1", "0.1.0-2", "0.1.0-10", "0.1.9-1", "0.1.10-1", "0.10.0-1", "1.0.0-1"]
    versions = [PackageVersion.parse(text) for text in texts]
    assert sorted(reversed(versions)) == versions
    assert [str(version) for version in versions] == texts


@pytest.mark.parametrize("text", ["", "0.1.0", "0.1.0~1-1", "0.1.0-1-1", "a-1", "1.0-"])
def test_other_versions_are_none(text: str) -> None:
    """What no package of ours is called is not guessed at."""
    with pytest.raises(ValueError):  # noqa: PT011
        PackageVersion.parse(text)


def test_an_offer_is_known_by_its_file() -> None:
    """Version and kind stand in the name that the build gives; others are refused."""
    deb = Offer(file="tramso_0.2.0-3_amd64.deb", rings=("wide",))
    assert (deb.version, deb.kind) == ("0.2.0-3", PackageKind.DEB)
    msi = Offer(file="tramso_0.2.0-3_x64.msi", rings=("wide",))
    assert (msi.version, msi.kind) == ("0.2.0-3", PackageKind.MSI)
    for file in ("tramso_0.2.0-3_amd64.msi", "../tramso_0.2.0-3_amd64.deb", "x.deb"):
        with pytest.raises(ValidationError):
            Offer(file=file, rings=("wide",))
    with pytest.raises(ValidationError):
        Offer(file="tramso_0.2.0-3_amd64.deb", rings=("Wide ring",))


def test_a_program_from_the_sources_is_in_no_package() -> None:
    """Nothing is offered to it, so that nothing is installed beside it."""
    assert installed_package() is None


def test_a_program_of_the_system_gets_the_systems_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a frozen build adds to find its own is taken out again for others."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/tramso/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    assert system_environment()["LD_LIBRARY_PATH"] == "/usr/local/lib"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    assert system_environment()["LD_LIBRARY_PATH"] == "/opt/tramso/_internal"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in system_environment()


def test_the_systems_installer_is_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An administrator's own, verified copy for apt; nothing is found by the user's path."""
    package = tmp_path / "tramso_0.2.0-1_amd64.deb"
    programs = {name: tmp_path / name for name in ("apt-get", "pkexec")}
    for program in programs.values():
        program.touch()
    monkeypatch.setattr(station.install_update, "_APT", programs["apt-get"])
    monkeypatch.setattr(station.install_update, "_PKEXEC", programs["pkexec"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    if os.name == "posix":
        command = installer_command(PackageKind.DEB, package, "ab" * 32)
        assert command[:3] == (str(programs["pkexec"]), "/bin/sh", "-c")
        assert command[4:] == ("tramso", str(package), package.name, "ab" * 32)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert installer_command(PackageKind.DEB, package, "ab" * 32) == command[1:]
    (tmp_path / "System32").mkdir()
    (tmp_path / "System32/msiexec.exe").touch()
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    windows = installer_command(PackageKind.MSI, package, "")
    assert windows == (str(tmp_path / "System32/msiexec.exe"), "/i", str(package), "/passive")
    programs["apt-get"].unlink()
    with pytest.raises(InstallerMissing):
        installer_command(PackageKind.DEB, package, "")


@pytest.mark.skipif(os.name != "posix", reason="apt is of Debian")
def test_the_administrator_installs_what_was_signed_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A package that was changed after it was verified does not get to apt; no copy stays."""
    monkeypatch.setattr(station.install_update, "_APT", Path(sys.executable))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    package = tmp_path / "tramso_0.2.0-1_amd64.deb"
    package.write_bytes(b"signed")
    digest = hashlib.sha256(b"signed").hexdigest()
    require_unchanged(package, digest)
    command = list(installer_command(PackageKind.DEB, package, digest))
    apt = f'cp "$d/$2" "{tmp_path}/installed"; echo "$d"'
    command[2] = command[2].replace('/usr/bin/apt-get install --yes "$d/$2"', apt)
    assert apt in command[2]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (tmp_path / "installed").read_bytes() == b"signed"
    assert not Path(said.stdout.strip()).exists()
    (tmp_path / "installed").unlink()
    package.write_bytes(b"another")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    assert not (tmp_path / "installed").exists()
    with pytest.raises(UpdateUntrusted):
        require_unchanged(package, digest)
