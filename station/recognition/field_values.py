"""What was read behind a label, made into the field's value by its type."""

import re

from offline_store.search_key import search_key

_EDGES = " \t:;.,-–_…·*"
_DATE = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b")
_DATE_SAID = re.compile(r"\b(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})\b")
_NEXT_ITEM = re.compile(r"\s+[a-zđ]\)$")  # of "đ) Mục đích sử dụng", before a label
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_ID = re.compile(r"(?<!\d)(\d{12}|\d{9})(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def value_of(text: str, type_name: str) -> str:
    """The value, or nothing where the text holds none of this type.

    text, name: without the punctuation about it. date: dd/mm/yyyy, or the year alone. number: as
    printed. digits: without spaces. id: twelve or nine digits. year. sex: `Nam` or `Nữ`.
    """
    clean = _NEXT_ITEM.sub("", " ".join(text.split())).strip(_EDGES)
    match type_name:
        case "date":
            return _date(clean)
        case "year":
            return _first(_YEAR, clean)
        case "id":
            return _first(_ID, re.sub(r"(?<=\d) (?=\d)", "", clean))
        case "digits":
            return _first(re.compile(r"\d+"), re.sub(r"(?<=\d) (?=\d)", "", clean))
        case "number":
            return _first(_NUMBER, clean)
        case "sex":
            words = search_key(clean).split()
            return "Nữ" if "nu" in words else "Nam" if "nam" in words else ""
        case _:
            return clean


def _date(text: str) -> str:
    found = _DATE.search(text) or _DATE_SAID.search(search_key(text))
    if found is not None:
        return f"{int(found[1]):02}/{int(found[2]):02}/{found[3]}"
    return _first(_YEAR, text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found is not None else ""
