"""Settings of the screen that the citizen looks at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitizenScreenSettings:
    """at_start: whether it opens with the window.

    screen: the name of the screen that it fills, as the system calls it, such as `HDMI-1`; empty:
    the first that the clerk's window is not on. Where there is no such screen it is a window as
    large as a tablet.
    """

    at_start: bool = False
    screen: str = ""
