"""The settings of identity cards: the camera, and what of personal numbers is not certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from station.errors import SettingInvalid
from station.recognition.personal_id import IdRules

# The provinces of Quyết định 19/2025/QĐ-TTg, as the first three digits of a personal number.
_SINCE_2025 = (
    *("001", "004", "008", "011", "012", "014", "015", "019", "020", "022", "024", "025"),
    *("031", "033", "037", "038", "040", "042", "044", "046", "048", "051", "052", "056"),
    *("066", "068", "075", "079", "080", "082", "086", "091", "092", "096"),
)


@dataclass(frozen=True, slots=True)
class CardSettings:
    """Cards at the counter.

    camera: as `tramso devices` names it; empty: the first found. camera_limit_s: how long it is
    looked through for a card. provinces, provinces_from: the codes that new numbers begin with, and
    since which day (YYYY-MM-DD); no codes: all are taken. countries_from: from this number on the
    first three digits name a country of birth.
    """

    camera: str = ""
    camera_limit_s: int = 60
    provinces: tuple[str, ...] = _SINCE_2025
    provinces_from: str = "2025-07-01"
    countries_from: int = 100

    def id_rules(self) -> IdRules:
        """What numbers are held against.

        Raises:
            SettingInvalid: a code is not three digits, or the day is none.
        """
        if wrong := next(self._no_codes(), None):
            raise SettingInvalid(key="cards.provinces", expected=f"three digits, not {wrong}")
        try:
            since = date.fromisoformat(self.provinces_from)
        except ValueError as error:
            raise SettingInvalid(key="cards.provinces_from", expected="YYYY-MM-DD") from error
        return IdRules(frozenset(self.provinces), since, self.countries_from)

    def _no_codes(self) -> Iterator[str]:
        for code in self.provinces:
            if not (len(code) == 3 and code.isascii() and code.isdecimal()):
                yield code
