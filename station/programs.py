"""What stands beside this program: the window, central, and on Windows what it brings along."""

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


def bundled_file(name: str) -> Path:
    """Where a package that brings its own data has this file or folder; need not exist."""
    return Path(sys.executable).parent / name


def twain_32_program() -> tuple[str, ...]:
    """What starts the worker for TWAIN sources of 32 bits, where a package brought one along."""
    python = bundled_file("twain32") / "python.exe"
    if getattr(sys, "frozen", False) and python.is_file():
        return (str(python), "-m", "scanners.twain_worker")
    return ()
