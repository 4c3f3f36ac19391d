"""Versions of packages, the offers that name them, and the installer that takes them."""

import os
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import station.install_update
from offline_store.update_wire import Offer, PackageKind
from station.install_update import installer_command
from station.installed_package import PackageVersion, installed_package
from station.programs import system_environment
from station.update_errors import InstallerMissing


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


def test_the_systems_installer_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apt with an administrator's rights, which it asks for; msiexec asks by itself."""
    package = Path("/home/u/updates/packages/tramso_0.2.0-1_amd64.deb")
    there = {"apt-get", "pkexec", "msiexec"}

    def which(name: str) -> str | None:
        return f"/usr/bin/{name}" if name in there else None

    monkeypatch.setattr(station.install_update, "which", which)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    apt = ("/usr/bin/apt-get", "install", "--yes", str(package))
    if os.name == "posix":
        assert installer_command(PackageKind.DEB, package) == ("/usr/bin/pkexec", *apt)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert installer_command(PackageKind.DEB, package) == apt
    assert installer_command(PackageKind.MSI, package)[:2] == ("/usr/bin/msiexec", "/i")
    there.clear()
    with pytest.raises(InstallerMissing):
        installer_command(PackageKind.DEB, package)
