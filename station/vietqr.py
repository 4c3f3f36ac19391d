"""VietQR: what a code to pay by transfer says, and reading it again.

EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode; NAPAS, terms of QR codes
for transfers, v1.0 of 09/2021, 6.1. A code that was shown, or scanned, pays nothing: only a
cashier's act or a word of central's does.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import segno

from station.errors import InputInvalid

_NAPAS = "A000000727"
_TO_ACCOUNT, _TO_CARD = "QRIBFTTA", "QRIBFTTC"
_DONG, _VIETNAM = "704", "VN"  # ISO 4217, ISO 3166-1
_MOST_VND = 9_999_999_999_999  # 13 digits, EMV field 54
LONGEST_PURPOSE = 25
"""EMV gives field 62-08 so many letters; some banks cut what is longer."""

_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[A-Za-z0-9]{1,19}")
_BILL = re.compile(r"[A-Za-z0-9.\-/]{0,25}")
_NOT_PURPOSE = re.compile(r"[^A-Za-z0-9 .\-]")


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer to be made.

    bank: six digits by which NAPAS knows the bank (BIN). account: a number of 1 to 19 letters or
    digits; to_card: it is a card's. vnd: in đồng; None where whoever pays says it. bill: of 0 to 25
    letters, digits or `. - /`. purpose: at most 25 letters of ASCII.
    """

    bank: str
    account: str
    vnd: int | None = None
    purpose: str = ""
    bill: str = ""
    to_card: bool = False


def vietqr_text(transfer: Transfer) -> str:
    """What the code says.

    Raises:
        InputInvalid: a field cannot be that. Facts: field.
    """
    for field, value, shape in (
        ("bank", transfer.bank, _BIN),
        ("account", transfer.account, _ACCOUNT),
        ("bill", transfer.bill, _BILL),
    ):
        if not shape.fullmatch(value):
            raise InputInvalid(field=field)
    if transfer.vnd is not None and not 1 <= transfer.vnd <= _MOST_VND:
        raise InputInvalid(field="vnd")
    if len(transfer.purpose) > LONGEST_PURPOSE or _NOT_PURPOSE.search(transfer.purpose):
        raise InputInvalid(field="purpose")
    to = _fields((("00", transfer.bank), ("01", transfer.account)))
    service = _TO_CARD if transfer.to_card else _TO_ACCOUNT
    more = _fields((("01", transfer.bill), ("08", transfer.purpose)))
    body = _fields(
        (
            ("00", "01"),
            ("01", "11" if transfer.vnd is None else "12"),  # for many payments, or for one
            ("38", _fields((("00", _NAPAS), ("01", to), ("02", service)))),
            ("53", _DONG),
            ("54", "" if transfer.vnd is None else str(transfer.vnd)),
            ("58", _VIETNAM),
            ("62", more),
        )
    )
    checked = body + "6304"
    return checked + f"{crc16(checked.encode('ascii')):04X}"


def read_vietqr(text: str) -> Transfer:
    """The transfer that a code asks for.

    Raises:
        InputInvalid: it is no VietQR code, or was damaged. Facts: field: `code`, or `crc`.
    """
    if not text.isascii() or len(text) < 8 or text[-8:-4] != "6304":
        raise InputInvalid(field="code")
    if f"{crc16(text[:-4].encode('ascii')):04X}" != text[-4:].upper():
        raise InputInvalid(field="crc")
    said = _parsed(text[:-8])
    merchant = _parsed(said.get("38", ""))
    to = _parsed(merchant.get("01", ""))
    more = _parsed(said.get("62", ""))
    amount = said.get("54", "")
    service = merchant.get("02", "")
    known = merchant.get("00") == _NAPAS and service in (_TO_ACCOUNT, _TO_CARD)
    if not known or said.get("53") != _DONG or not (amount.isdigit() or not amount):
        raise InputInvalid(field="code")
    if not {"00", "01"} <= to.keys():
        raise InputInvalid(field="code")
    return Transfer(
        bank=to["00"],
        account=to["01"],
        vnd=int(amount) if amount else None,
        purpose=more.get("08", ""),
        bill=more.get("01", ""),
        to_card=service == _TO_CARD,
    )


def purpose_of(text: str) -> str:
    """A text as banks take it for a purpose: without marks and other signs, at most 25 letters."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(_NOT_PURPOSE.sub(" ", plain).split())[:LONGEST_PURPOSE].strip()


def vietqr_svg(transfer: Transfer) -> bytes:
    """The code as a picture (SVG), error correction M as NAPAS asks for.

    Raises:
        InputInvalid: as `vietqr_text`.
    """
    whole = io.BytesIO()
    code = segno.make(vietqr_text(transfer), error="m", boost_error=False, micro=False)
    code.save(whole, kind="svg", scale=8, border=4)
    return whole.getvalue()


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, nothing reflected."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _fields(fields: Iterable[tuple[str, str]]) -> str:
    """Tag, length in two digits, value; those without a value are left out."""
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in fields if value)


def _parsed(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    while text:
        tag, length = text[:2], text[2:4]
        if not (tag.isdigit() and length.isdigit()) or len(text) < 4 + int(length):
            raise InputInvalid(field="code")
        found[tag] = text[4 : 4 + int(length)]
        text = text[4 + int(length) :]
    return found
