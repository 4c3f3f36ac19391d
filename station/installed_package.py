"""In which package this program was installed, by what the system's own installer says."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Self

from offline_store.update_wire import PackageKind
from station.programs import system_environment
from station.registry_settings import PROGRAM, machine_registry

_DPKG_LIMIT_S = 30.0


@dataclass(frozen=True, order=True, slots=True)
class PackageVersion:
    """Of the program, and of its packaging."""

    program: tuple[int, ...]
    revision: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `0.1.0-2`.

        Raises:
            ValueError: it is not that.
        """
        if not re.fullmatch(r"\d+(\.\d+)*-\d+", text):
            raise ValueError(text)
        program, _, revision = text.partition("-")
        return cls(tuple(int(part) for part in program.split(".")), int(revision))

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.program))}-{self.revision}"


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """Which one is here, for which installer."""

    kind: PackageKind
    version: PackageVersion


@cache
def installed_package() -> InstalledPackage | None:
    """The package whose program runs; None where it came otherwise, such as from the sources."""
    if not getattr(sys, "frozen", False):
        return None
    if sys.platform == "win32":
        told = machine_registry(PROGRAM)
        kind, version = str(told.get("InstallKind", "")), str(told.get("Version", ""))
    else:
        kind, version = "deb", _version_by_dpkg()
    try:
        return InstalledPackage(PackageKind(kind), PackageVersion.parse(version))
    except ValueError:
        return None


def _version_by_dpkg() -> str:
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return ""
    done = subprocess.run(
        [dpkg, "-W", "-f", "${Version}", "tramso"],
        capture_output=True,
        text=True,
        env=system_environment(),
        timeout=_DPKG_LIMIT_S,
        check=False,
    )
    return done.stdout.strip()
