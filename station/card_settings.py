"""The settings of identity cards: camera, chip, and what of numbers and chips is not certain."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from station.errors import SettingInvalid
from station.recognition.personal_id import IdRules

# The provinces of Quyết định 19/2025/QĐ-TTg, as the first three digits of a personal number.
_SINCE_2025 = (
    *("001", "004", "008", "011", "012", "014", "015", "019", "020", "022", "024", "025"),
    *("031", "033", "037", "038", "040", "042", "044", "046", "048", "051", "052", "056"),
    *("066", "068", "075", "079", "080", "082", "086", "091", "092", "096"),
)

# What Vietnam's cards say in DG13, in the order of the numbers that were seen.
DETAILS = (
    *("number", "name", "birth_date", "sex", "nationality", "ethnicity", "religion", "origin"),
    *("residence", "features", "issued_on", "valid_until", "family"),
)


@dataclass(frozen=True, slots=True)
class CardSettings:
    """Cards at the counter.

    camera: as `tramso devices` names it; empty: the first found. camera_limit_s: how long it is
    looked through for a card. provinces, provinces_from: the codes that new numbers begin with, and
    since which day (YYYY-MM-DD); no codes: all are taken. countries_from: from this number on the
    first three digits name a country of birth.

    chip_reader: the card reader as `tramso devices` names it; empty: any, for cards without
    contacts. chip_limit_s: how long a card is waited for. chip_issuers: the folder of the
    authorities' certificates; empty: `chip-issuers` in the desk's home. chip_portrait: whether the
    portrait is read, which takes longest. chip_number_from_id: whether the last six digits of the
    personal number are the card access number. chip_details: under which number of DG13 each text
    stands. The last two are as seen on cards, and published nowhere.
    """

    camera: str = ""
    camera_limit_s: int = 60
    provinces: tuple[str, ...] = _SINCE_2025
    provinces_from: str = "2025-07-01"
    countries_from: int = 100
    chip_reader: str = ""
    chip_limit_s: int = 30
    chip_issuers: str = ""
    chip_portrait: bool = True
    chip_number_from_id: bool = True
    chip_details: Mapping[str, str] = field(
        default_factory=lambda: {name: str(at) for at, name in enumerate(DETAILS, 1)}
    )

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

    def details(self) -> Mapping[str, int]:
        """The number of each text of DG13.

        Raises:
            SettingInvalid: a name is not of `DETAILS`, or a number is none from 1 to 99.
        """
        for name, number in self.chip_details.items():
            if name not in DETAILS or re.fullmatch("[1-9][0-9]?", number) is None:
                raise SettingInvalid(key="cards.chip_details", expected=f"1 to 99 for {DETAILS}")
        return {name: int(number) for name, number in self.chip_details.items()}

    def _no_codes(self) -> Iterator[str]:
        for code in self.provinces:
            if not (len(code) == 3 and code.isascii() and code.isdecimal()):
                yield code
