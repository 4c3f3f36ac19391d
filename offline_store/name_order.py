"""The order in which Vietnamese lists have people: by given name, then by what stands before it.

Letters in the order of the alphabet (a ă â b c d đ e ê …), of the same letters the tones in the
order of dictionaries: none, grave, hook, tilde, acute, dot below.
"""

import unicodedata

Key = tuple[tuple[tuple[int, ...], int], ...]

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_LETTERS)}
_TONES = {mark: tone for tone, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
# Whatever is no letter comes first, by its number.
_FIRST = -0x110000


def name_order(name: str) -> Key:
    """What to sort names by: `Đỗ Thị An` comes before `Lê Văn Bình`, both before `Bùi Đào`."""
    words = name.split()
    return tuple(_word(word) for word in (*words[-1:], *words[:-1]))


def _word(word: str) -> tuple[tuple[int, ...], int]:
    """Its letters, then its tone: a syllable has one, over whichever vowel it is written."""
    letters: list[int] = []
    heard = 0
    for letter in unicodedata.normalize("NFC", word.casefold()):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in _TONES), "")
        bare = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
        if not bare:
            continue  # a mark over no letter
        letters.append(_PLACES.get(bare, _FIRST + ord(bare[0])))
        heard = max(heard, _TONES.get(tone, 0))
    return tuple(letters), heard
