"""Vietnamese numbers and dates in words, as papers repeat them beside the digits.

Read from bare words (no marks, lower case): tones are what is lost first under a seal.
"""

import re

from offline_store.search_key import search_key

# "lam" and "nham" for five, "mot" and "tu" after tens: how they are said, bare of marks.
_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_DATE = re.compile(r"\bngay (.+?) thang (.+?) nam (.+)")


def date_in_words(text: str) -> tuple[int, int, int] | None:
    """Day, month and year of "Ngày mười lăm tháng tư năm một nghìn chín trăm chín mươi chín".

    None when it is no such date. "tháng giêng" and "tháng chạp" are the first and the twelfth.
    """
    found = _DATE.search(_bare(text))
    if found is None:
        return None
    months = {"gieng": 1, "chap": 12}
    day = number_in_words(found[1].removeprefix("mong ").removeprefix("mung "))
    month = months.get(found[2]) or number_in_words(found[2])
    year = number_in_words(found[3])
    if day is None or month is None or year is None:
        return None
    return int(day), int(month), int(year)


def number_in_words(text: str) -> float | None:
    """The number that the words say, up to millions, with "phẩy" before the decimals.

    Words after the number (đồng, mét vuông) are left out; None when none is said.
    """
    whole, _, decimals = f" {_bare(text)} ".partition(" phay ")
    value = _whole(whole.split())
    if value is None or not decimals:
        return value
    digits = [str(_DIGITS[word]) for word in decimals.split() if word in _DIGITS]
    return float(f"{value}.{''.join(digits)}") if digits else value


def _whole(words: list[str]) -> int | None:
    total, group, last = 0, 0, None
    said = False
    for word in words:
        if word in _DIGITS:
            group += _DIGITS[word]
            last = _DIGITS[word]
        elif word == "muoi":  # ten, or tens after a digit
            group += 10 * last - last if last else 10
            last = None
        elif word == "tram":
            group += 100 * (last or 0) - (last or 0)
            last = None
        elif word in ("nghin", "ngan", "trieu"):
            total += (group or 1) * (1_000_000 if word == "trieu" else 1000)
            group, last = 0, None
        elif word in ("linh", "le"):
            last = None
        else:
            break
        said = True
    return total + group if said else None


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", search_key(text)).split())
