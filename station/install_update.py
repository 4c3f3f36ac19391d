"""Hand a fetched version to the system's own installer. Only a person's word starts this."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from offline_store.update_wire import PackageKind
from station.programs import system_environment
from station.update_errors import InstallerMissing, UpdateUntrusted

# Nothing that gets an administrator's rights is looked for on the path of who asks for it.
_APT = Path("/usr/bin/apt-get")
_PKEXEC = Path("/usr/bin/pkexec")
# The package lies where its user may write until the very moment: the administrator takes a copy
# of their own, holds that against what was signed, and installs that.
_INSTALL_COPY = """set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
unset TMPDIR
d=$(mktemp -d)
trap 'rm -rf "$d"' EXIT
cp -- "$1" "$d/$2"
echo "$3  $d/$2" | sha256sum -c --quiet -
/usr/bin/apt-get install --yes "$d/$2"
"""


def installer_command(kind: PackageKind, package: Path, sha256: str) -> tuple[str, ...]:
    """What installs a package of that kind; asks for an administrator's rights by itself.

    sha256: of the package as it was signed, in hexadecimal.

    Raises:
        InstallerMissing: a program that it needs is not here.
    """
    if kind is PackageKind.MSI:
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
        return (_there(system / "msiexec.exe"), "/i", str(package.absolute()), "/passive")
    _there(_APT)
    script = ("/bin/sh", "-c", _INSTALL_COPY, "tramso")
    words = (*script, str(package.absolute()), package.name, sha256)
    if os.name == "posix" and os.geteuid() == 0:
        return words
    return (_there(_PKEXEC), *words)


def require_unchanged(package: Path, sha256: str) -> None:
    """That it is still what was signed.

    Raises:
        UpdateUntrusted: it is another file, or none (`damaged`).
    """
    try:
        with package.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UpdateUntrusted(reason="damaged") from error
    if found != sha256:
        raise UpdateUntrusted(reason="damaged")


def start_installer(command: Sequence[str]) -> None:
    """Start it: in this program's place, or on Windows beside it."""
    if sys.platform == "win32":
        subprocess.Popen(command)
    else:
        os.execve(command[0], list(command), system_environment())


def _there(program: Path) -> str:
    if not program.is_file():
        raise InstallerMissing(program=program.stem)
    return str(program)
