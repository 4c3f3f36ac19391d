"""The personal number (số định danh cá nhân), and whether it fits what else is known of a person.

Twelve digits: three of the province, or of the country of birth, where the birth was registered;
one of century and sex; two of the year of birth; six at random (NĐ 137/2015 Điều 13, kept by Luật
Căn cước 26/2023). There is no check digit. A number that does not fit is a reason to look, never to
refuse: sex and date of birth may have been put right since it was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Of the provinces as they were up to 30 June 2025; numbers given then stay as they are.
PROVINCES = frozenset(
    f"{number:03}"
    for number in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25),
        *(26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48),
        *(49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75),
        *(77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
_LENGTH = 12
_OLD_LENGTH = 9


class IdDoubt(StrEnum):
    """What of a number does not fit."""

    LENGTH = "length"  # neither twelve digits, nor the nine of the old number
    PROVINCE = "province"  # of no province, and of no country
    PROVINCE_GONE = "province-gone"  # of a province that was gone when this person was born
    NOT_BORN = "not-born"  # of a year to come
    YEAR = "year"  # of another year of birth
    SEX = "sex"  # of the other sex


@dataclass(frozen=True, slots=True)
class IdRules:
    """What may change by decree: the codes given since a day, and where countries begin.

    codes: three digits each; empty: any province's. since: the day from which only they are given.
    countries_from: 1 to 1000; from there on, a code names a country.
    """

    codes: frozenset[str] = frozenset()
    since: date = date(2025, 7, 1)
    countries_from: int = 100


@dataclass(frozen=True, slots=True)
class PersonalId:
    """What a number of twelve digits says. sex: `Nam` or `Nữ`."""

    province: str
    birth_year: int
    sex: str


def read_personal_id(number: str) -> PersonalId | None:
    """Take a number apart; None where it is not twelve digits."""
    if not _digits(number, _LENGTH):
        return None
    century, female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    return PersonalId(number[:3], year, "Nữ" if female else "Nam")


def doubts_of(
    number: str, *, born: str = "", sex: str = "", today: date, rules: IdRules
) -> tuple[IdDoubt, ...]:
    """What of a number does not fit; nothing for an empty number, or an old one of nine digits.

    born: dd/mm/yyyy, yyyy, or anything else where it is not known; sex: `Nam`, `Nữ` or empty.
    """
    if not number or _digits(number, _OLD_LENGTH):
        return ()
    person = read_personal_id(number)
    if person is None:
        return (IdDoubt.LENGTH,)
    return tuple(_doubts(person, born, sex, today, rules))


def _doubts(
    person: PersonalId, born: str, sex: str, today: date, rules: IdRules
) -> Iterator[IdDoubt]:
    abroad = int(person.province) >= rules.countries_from
    if not (abroad or person.province in PROVINCES or person.province in rules.codes):
        yield IdDoubt.PROVINCE
    # The year alone: who was born in the year of the change may have either code.
    elif (
        rules.codes
        and not abroad
        and person.birth_year > rules.since.year
        and person.province not in rules.codes
    ):
        yield IdDoubt.PROVINCE_GONE
    if person.birth_year > today.year:
        yield IdDoubt.NOT_BORN
    if _digits(born[-4:], 4) and int(born[-4:]) != person.birth_year:
        yield IdDoubt.YEAR
    if sex and sex != person.sex:
        yield IdDoubt.SEX


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdecimal()
