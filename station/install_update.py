"""Hand a fetched version to the system's own installer. Only a person's word starts this."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from offline_store.update_wire import PackageKind
from station.programs import system_environment
from station.update_errors import InstallerMissing


def installer_command(kind: PackageKind, package: Path) -> tuple[str, ...]:
    """What installs a package of that kind; asks for an administrator's rights by itself.

    Raises:
        InstallerMissing: a program that it needs is not here.
    """
    if kind is PackageKind.MSI:
        return (_program("msiexec"), "/i", str(package), "/passive")
    words = (_program("apt-get"), "install", "--yes", str(package))
    if os.name == "posix" and os.geteuid() == 0:
        return words
    return (_program("pkexec"), *words)


def start_installer(command: Sequence[str]) -> None:
    """Start it: in this program's place, or on Windows beside it."""
    if sys.platform == "win32":
        subprocess.Popen(command)
    else:
        os.execve(command[0], list(command), system_environment())


def _program(name: str) -> str:
    found = which(name)
    if found is None:
        raise InstallerMissing(program=name)
    return found
