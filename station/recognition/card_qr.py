"""The QR code of the citizen's identity card (thẻ căn cước công dân, thẻ căn cước).

Seven fields between bars: number, old nine-digit number or nothing, name, birth date, sex, address,
date of issue. The 2024 card (TT 16/2024/TT-BCA) adds four whose order is not published: they are
kept as they come. Dates are ddmmyyyy; a birth date may be known by its year alone.

Barcode readers that know no Unicode type the code's bytes in UTF-8 one by one, as letters of
Windows-1252 or ISO 8859-1 ("Nguyá»…n"): such a text is put together again.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from station.recognition.errors import CardUnreadable

_FIELDS = 7
_NOISE = str.maketrans("", "", "\r\n\0\ufeff")
_SEXES = ("Nam", "Nữ")


@dataclass(frozen=True, slots=True)
class CardData:
    """What the code says, NFC; nothing here proves that the card is genuine.

    id_number: twelve digits. old_id_number: nine digits or empty. birth_date: dd/mm/yyyy or yyyy.
    sex: `Nam` or `Nữ`. issued_on: dd/mm/yyyy or empty. extras: the fields after the seventh, raw.
    """

    id_number: str
    old_id_number: str
    name: str
    birth_date: str
    sex: str
    address: str
    issued_on: str
    extras: tuple[str, ...] = ()


def read_card_qr(text: str) -> CardData:
    """Take the text of a code apart.

    Raises:
        CardUnreadable: it is not an identity card's; fact `reason` names the first odd field.
    """
    fields = [
        " ".join(field.split())
        for field in unicodedata.normalize("NFC", whole_text(text).translate(_NOISE)).split("|")
    ]
    if len(fields) < _FIELDS:
        raise CardUnreadable(reason="field-count")
    id_number, old_id_number, name, born, sex, address, issued, *extras = fields
    if not re.fullmatch(r"[0-9]{12}", id_number):
        raise CardUnreadable(reason="id-number")
    if not re.fullmatch(r"([0-9]{9})?", old_id_number):
        raise CardUnreadable(reason="old-id-number")
    if not any(letter.isalpha() for letter in name):
        raise CardUnreadable(reason="name")
    if sex not in _SEXES:
        raise CardUnreadable(reason="sex")
    return CardData(
        id_number=id_number,
        old_id_number=old_id_number,
        name=name,
        birth_date=born
        if re.fullmatch(r"(18|19|20|21)[0-9]{2}", born)
        else _day(born, "birth-date"),
        sex=sex,
        address=address,
        issued_on=_day(issued, "issue-date") if issued else "",
        extras=tuple(extras),
    )


def whole_text(text: str) -> str:
    """The text of which this is the bytes in UTF-8, a letter each; the text itself if it is none.

    Vietnamese in itself is not taken for bytes: after a letter from à to ý there never follow as
    many from ISO 8859-1's upper signs as UTF-8 wants.
    """
    try:
        return bytes(_byte(letter) for letter in text).decode("utf-8")
    except ValueError:  # no byte, or no UTF-8
        return text


def _byte(letter: str) -> int:
    if ord(letter) < 256:
        return ord(letter)
    return letter.encode("cp1252")[0]


def _day(digits: str, reason: str) -> str:
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise CardUnreadable(reason=reason)
    try:
        day = date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError as error:
        raise CardUnreadable(reason=reason) from error
    return f"{day:%d/%m}/{day.year:04}"
