"""What stands beside this program: the window, central, and on Windows what it brings along."""

import os
import sys
from pathlib import Path


def window_program() -> tuple[str, ...]:
    """What starts the window; nothing at the station imports it."""
    return (str(Path(sys.executable).with_name("tramso-desk")),)


def central_program() -> tuple[str, ...]:
    """What starts the reference central; a frozen build has a program of that name beside it."""
    if getattr(sys, "frozen", False):
        return (str(Path(sys.executable).with_name("tramso-central")),)
    return (sys.executable, "-m", "central")


def system_environment() -> dict[str, str]:
    """The environment for a program of the system's own.

    A frozen build looks for libraries in its own folder first (PyInstaller); what it starts of the
    system's would take them for the system's.
    """
    environment = dict(os.environ)
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
    return environment


def bundled_file(name: str) -> Path:
    """Where a package that brings its own data has this file or folder; need not exist."""
    return Path(sys.executable).parent / name


def twain_32_program() -> tuple[str, ...]:
    """What starts the worker for TWAIN sources of 32 bits, where a package brought one along."""
    python = bundled_file("twain32") / "python.exe"
    if getattr(sys, "frozen", False) and python.is_file():
        return (str(python), "-m", "scanners.twain_worker")
    return ()
