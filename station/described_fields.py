"""The fields of a digitised paper's description, and what may be typed there."""

import re
from collections.abc import Mapping
from datetime import date

from offline_store.search_key import search_key
from station.errors import InputInvalid
from station.typed_text import clean_text, require_sendable

FIELDS = (
    "type_code",
    "owner_id",
    "name",
    "summary",
    "valid_until",
    "scope",
    "number",
    "issued_on",
    "issuer",
    "signer",
)
"""In the order of TT 01/2023/TT-VPCP Điều 9, then what the national store keeps beside them."""

NEEDED = ("type_code", "name")
"""Without these there is no description; an owner may be unknown (Điều 10)."""

UNLIMITED = "unlimited"
"""`valid_until` of a paper that never ends (không thời hạn)."""

_DATES = ("valid_until", "issued_on")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TYPE_CODE = re.compile(r"[A-Za-z0-9._-]{1,60}")
# A person's twelve digits or the old nine, an enterprise's ten with its branch's three, an agency's
# code (QĐ 20/2020/QĐ-TTg Điều 4).
_OWNER_ID = re.compile(r"\d{9}|\d{12}|\d{10}(-?\d{3})?|[A-Y]\d{2}(\.[A-Z0-9]+)*")
_NEVER_ENDS = frozenset({UNLIMITED, "khong thoi han", "vo thoi han", "vinh vien"})


def checked(field: str, text: str, today: date) -> str:
    """What is typed into a field, as it is kept; empty for nothing.

    Raises:
        InputInvalid: it cannot be that: no such day, an issue still to come, no number of a person,
            enterprise or agency, no code, too long; or there is no such field. Facts: field.
    """
    if field not in FIELDS:
        raise InputInvalid(field=field)
    clean = clean_text(text)
    require_sendable(field, clean)
    if not clean:
        return ""
    if field in _DATES:
        return _date(field, clean, today)
    if field == "type_code" and not _TYPE_CODE.fullmatch(clean):
        raise InputInvalid(field=field)
    if field == "owner_id" and not _OWNER_ID.fullmatch(clean):
        raise InputInvalid(field=field)
    return clean


def require_order(values: Mapping[str, str]) -> None:
    """See that no paper ends before it is issued.

    Raises:
        InputInvalid: field `valid_until`.
    """
    until, issued = values["valid_until"], values["issued_on"]
    if until not in ("", UNLIMITED) and issued and day_of(until) < day_of(issued):
        raise InputInvalid(field="valid_until")


def day_of(text: str) -> date:
    """The day that a kept dd/mm/yyyy says."""
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def _date(field: str, text: str, today: date) -> str:
    if field == "valid_until" and search_key(text) in _NEVER_ENDS:
        return UNLIMITED
    found = _DATE.fullmatch(text)
    if found is None:
        raise InputInvalid(field=field)
    kept = f"{int(found[1]):02}/{int(found[2]):02}/{found[3]}"
    try:
        day = day_of(kept)
    except ValueError:
        raise InputInvalid(field=field) from None
    if field == "issued_on" and day > today:
        raise InputInvalid(field=field)
    return kept
