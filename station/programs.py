"""How this program starts those that stand beside it: the window, and central."""

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
