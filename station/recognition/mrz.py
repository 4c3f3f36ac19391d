"""The machine-readable zone of an identity card: three lines of thirty (ICAO 9303-5, TD1).

Line 1: kind of card, state, document number with its check digit, 15 optional places. Line 2: date
of birth, sex and date of expiry, the dates with a check digit each, nationality, 11 optional places
and the check digit over all. Line 3: surname and given names in plain letters; no check digit.

Vietnam's cards have the last nine of the personal number as document number, the whole number in
the optional places of line 1, and at that line's end a check digit over it. Its name line has no
tone marks, so it never stands in for the printed name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from station.recognition.errors import MrzUnreadable

MRZ_CODE = "MRZ"  # the type of the code that such a zone is on a page
LINES, LENGTH = 3, 30
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
FILLER = "<"
STATE = "VNM"
_WEIGHTS = (7, 3, 1)
_NEVER = "991231"  # of cards without an end
_ID_PLACES = slice(15, 27)

# Where only digits, or only letters, may stand on a card of Vietnam's: line → (from, to).
_DIGITS = {0: ((5, 27), (29, 30)), 1: ((0, 7), (8, 15), (29, 30))}
_LETTERS = {0: ((0, 5),), 1: ((7, 8), (15, 18))}
_LIKE_DIGITS = str.maketrans("OQDCUILJZASGTB", "00000111245678")
_LIKE_LETTERS = str.maketrans("0125648", "OIZSGAB")
_ANY_DIGIT = "0123456789"
_HEAD = re.compile(r"[I1L][D0OQ][VY][NMHW][MNH]")  # IDVNM as it is read
_NAME = re.compile(r"[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?")
_WHOLE = 10  # so many readings of another length are worth one of the line's own


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a zone says whose check digits all fit.

    id_number: twelve digits on Vietnam's cards, else empty. birth_date, valid_until: dd/mm/yyyy;
    valid_until is empty where a card has no end. sex: `Nam`, `Nữ` or empty. surname, given_names:
    capitals without marks. name_whole: false where the line may have cut the name short.
    """

    document_number: str
    id_number: str
    birth_date: str
    sex: str
    valid_until: str
    nationality: str
    surname: str
    given_names: str
    name_whole: bool = True

    @property
    def name(self) -> str:
        """Surname, then given names, as Vietnamese names go."""
        return f"{self.surname} {self.given_names}".strip()


def check_digit(text: str) -> str:
    """The check digit of a field: weights 7, 3, 1; A is 10, Z is 35, the filler 0 (9303-3, 4.9)."""
    values = (0 if sign == FILLER else int(sign, 36) for sign in text)
    return str(sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def read_mrz(text: str) -> Mrz:
    """Take a zone apart: three lines of thirty, parted by line ends.

    Raises:
        MrzUnreadable: fact `reason` names the first thing that is wrong: `lines`, `alphabet`,
        `document-digit`, `birth-digit`, `expiry-digit`, `whole-digit`, `id-digit`, `birth-date`,
        `expiry-date`, `name`.
    """
    lines = text.split()
    if len(lines) != LINES or any(len(line) != LENGTH for line in lines):
        raise MrzUnreadable(reason="lines")
    if set("".join(lines)) - set(ALPHABET):
        raise MrzUnreadable(reason="alphabet")
    if wrong := next(_wrong_digits(*lines[:2]), None):
        raise MrzUnreadable(reason=wrong)
    first, second, third = lines
    surname, _, given = third.partition("<<")
    if not surname.strip(FILLER):
        raise MrzUnreadable(reason="name")
    id_number = first[_ID_PLACES] if first[2:5] == STATE and _is_vietnams(first) else ""
    return Mrz(
        document_number=first[5:14].rstrip(FILLER),
        id_number=id_number,
        birth_date=_born(second[:6], id_number),
        sex={"M": "Nam", "F": "Nữ"}.get(second[7], ""),
        valid_until="" if second[8:14] == _NEVER else _ends(second[8:14]),
        nationality=second[15:18].rstrip(FILLER),
        surname=_words(surname),
        given_names=_words(given),
        name_whole=third.endswith(FILLER),
    )


def begins_zone(first: str) -> bool:
    """Whether a line may be the first one of a zone of Vietnam's, as it was read."""
    return _HEAD.search(first) is not None


def mend_numbers(first: str, second: str, *, exchange: bool = True) -> tuple[str, str] | None:
    """Put two lines right as they were read off one of Vietnam's cards; None if nothing proves it.

    Only this is changed: a sign that cannot stand in its place becomes the one it looks like;
    fillers are counted anew; and, with `exchange`, one digit for another, where of all such
    exchanges exactly one lets every check digit fit.
    """
    shaped = _shaped(first, second)
    if shaped is None or _fits(shaped):
        return shaped
    if not exchange:
        return None
    found = {other for other in _exchanged(shaped) if _fits(other)}
    return found.pop() if len(found) == 1 else None


def mend_name(readings: Sequence[str]) -> str | None:
    """The line with the names, of several readings of it; None where none is one.

    It has no check digit. Readings that have as many signs as the line count first, then those that
    more than one agree on. Signs that cannot be in a name become those that they look like.
    """
    names = Counter[str]()
    for reading in readings:
        signs = "".join(sign for sign in reading if sign in ALPHABET).translate(_LIKE_LETTERS)
        # Fillers at the end are often read as letters that are narrow or open to the right.
        name = re.sub(r"<[<KCLES]*$", "", signs)
        if _NAME.fullmatch(name):
            names[name] += _WHOLE if len(signs) == LENGTH else 1
    if not names:
        return None
    return names.most_common(1)[0][0].ljust(LENGTH, FILLER)


_Numbers = tuple[str, str]


def _shaped(first: str, second: str) -> _Numbers | None:
    """Thirty signs a line, each of a sort that may stand in its place."""
    first, second = ("".join(sign for sign in line if sign in ALPHABET) for line in (first, second))
    head = _HEAD.search(first)
    if head is None or len(first) - head.end() < 23 or len(second) < 19:
        return None
    first = "IDVNM" + first[head.end() :]
    first = first[:27] + FILLER * 2 + first[27:].strip(FILLER + "KCLE")[-1:]
    second = second[:18] + FILLER * 11 + second[18:].strip(FILLER + "KCLE")[-1:]
    if len(first) != LENGTH or len(second) != LENGTH:
        return None
    shaped = [first, second]
    for line, places in _DIGITS.items():
        shaped[line] = _mapped(shaped[line], places, _LIKE_DIGITS)
    for line, places in _LETTERS.items():
        shaped[line] = _mapped(shaped[line], places, _LIKE_LETTERS)
    if any(
        not shaped[line][start:end].isdecimal()
        for line, places in _DIGITS.items()
        for start, end in places
    ):
        return None
    return shaped[0], shaped[1]


def _mapped(line: str, places: tuple[tuple[int, int], ...], signs: dict[int, int]) -> str:
    for start, end in places:
        line = line[:start] + line[start:end].translate(signs) + line[end:]
    return line


def _fits(numbers: _Numbers) -> bool:
    """Whether all check digits fit, and what stands twice on the card stands there alike."""
    first, second = numbers
    return (
        next(_wrong_digits(first, second), None) is None
        and _is_vietnams(first)
        and _day(second[:6], 2000) is not None
        and _day(second[8:14], 2000) is not None
        and second[7] in "MF<"
        and second[15:18] == STATE
    )


def _exchanged(numbers: _Numbers) -> Iterator[_Numbers]:
    """Every way of exchanging a digit of the fields that do not fit."""
    for line, start, end in _doubtful(numbers):
        for at in range(start, end):
            for digit in _ANY_DIGIT:
                other = list(numbers)
                other[line] = other[line][:at] + digit + other[line][at + 1 :]
                yield other[0], other[1]


def _doubtful(numbers: _Numbers) -> Iterator[tuple[int, int, int]]:
    """Line and places of each field with its check digit that does not fit."""
    first, second = numbers
    if check_digit(first[5:14]) != first[14] or first[5:14] != first[18:27]:
        yield 0, 5, 15
    if check_digit(first[_ID_PLACES]) != first[29] or first[5:14] != first[18:27]:
        yield 0, 15, 27
        yield 0, 29, 30
    if check_digit(second[:6]) != second[6]:
        yield 1, 0, 7
    if check_digit(second[8:14]) != second[14]:
        yield 1, 8, 15
    yield 1, 29, 30


def _wrong_digits(first: str, second: str) -> Iterator[str]:
    if check_digit(first[5:14]) != first[14]:
        yield "document-digit"
    if check_digit(second[:6]) != second[6]:
        yield "birth-digit"
    if check_digit(second[8:14]) != second[14]:
        yield "expiry-digit"
    whole = first[5:30] + second[:7] + second[8:15] + second[18:29]
    if check_digit(whole) != second[29]:
        yield "whole-digit"
    if first[2:5] == STATE and not _is_vietnams(first):
        yield "id-digit"


def _is_vietnams(first: str) -> bool:
    """Whether line 1 has a personal number as Vietnam's cards have it, whose check digit fits."""
    number = first[_ID_PLACES]
    return (
        number.isdecimal()
        and first[27:29] == FILLER * 2
        and first[5:14] == number[3:]
        and check_digit(number) == first[29]
    )


def _born(digits: str, id_number: str) -> str:
    """The century is the personal number's where its year is; else a birth lies in the past."""
    century = 1900 + 100 * (int(id_number[3]) // 2) if id_number else 0
    if not id_number or id_number[4:6] != digits[:2]:
        today = date.today()
        this = _day(digits, 2000)
        century = 2000 if this is not None and this <= today else 1900
    day = _day(digits, century)
    if day is None:
        raise MrzUnreadable(reason="birth-date")
    return f"{day:%d/%m}/{day.year:04}"


def _ends(digits: str) -> str:
    day = _day(digits, 2000)
    if day is None:
        raise MrzUnreadable(reason="expiry-date")
    return f"{day:%d/%m}/{day.year:04}"


def _day(digits: str, century: int) -> date | None:
    if not digits.isdecimal():
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _words(names: str) -> str:
    return " ".join(names.replace(FILLER, " ").split())
