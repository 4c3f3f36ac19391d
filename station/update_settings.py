"""Settings of updates that central offers."""

import re
from dataclasses import dataclass

from offline_store.sending_order import Hours
from station.errors import SettingInvalid


@dataclass(frozen=True, slots=True)
class UpdateSettings:
    """root: the file that says whose signatures count; empty: no updates are taken from central.

    ring: to which desks this one belongs, such as `pilot`. hours: when packages may be fetched by
    themselves, `HH:MM-HH:MM` at the counter; empty for any time. every_h: hours between two looks.
    """

    root: str = ""
    ring: str = "wide"
    hours: str = ""
    every_h: int = 6

    def open_hours(self) -> Hours | None:
        """When packages may be fetched; None at any time.

        Raises:
            SettingInvalid: `hours` is not that.
        """
        try:
            return Hours.parse(self.hours) if self.hours else None
        except ValueError as error:
            raise SettingInvalid(key="updates.hours", expected="HH:MM-HH:MM") from error

    def require_sense(self) -> None:
        """See that ring and hours are some.

        Raises:
            SettingInvalid: one is not.
        """
        if not re.fullmatch(r"[a-z0-9-]{1,40}", self.ring):
            raise SettingInvalid(key="updates.ring", expected="small letters, digits and -")
        self.open_hours()
