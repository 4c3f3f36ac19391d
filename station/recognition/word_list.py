"""Syllables that are in use, from the system's own spelling dictionary, where there is one.

The rules of spelling (`syllables.py`) let through what nobody writes: dất, đải, sộng. Names have
syllables that no dictionary has, so that one that is not listed is doubted, no more: nothing that
was read is changed by it. Without the dictionary (Debian: hunspell-vi) doubts are as without this.
"""

import os
import re
import unicodedata
from functools import cache
from pathlib import Path

from station.recognition.syllables import EDGES, Writing, without_tone, writing_of

_PLACES = (
    # Windows: IT's own; none comes with the package.
    Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "TramSo/vi_VN.dic",
    Path("/usr/share/hunspell/vi_VN.dic"),
    Path("/usr/share/myspell/dicts/vi_VN.dic"),
    Path("C:/Program Files/LibreOffice/share/extensions/dict-vi/vi_VN.dic"),
)
_LEAST = 4000  # syllables; the usual list has 6,600, and a shorter one says little


def is_unlisted(text: str) -> bool:
    """Whether a word, with its punctuation, is spelled by the rules and not in use.

    False where there is no list, and for what is no syllable.
    """
    known = listed()
    if known is None or writing_of(text) is not Writing.SYLLABLE:
        return False
    return any(_key(part) not in known for part in re.split(r"[-/]", text.strip(EDGES)))


@cache
def listed() -> frozenset[str] | None:
    """The syllables of the first dictionary found; None where there is none worth it."""
    for place in _PLACES:
        if place.is_file() and os.access(place, os.R_OK):
            lines = place.read_text("utf-8", "replace").splitlines()
            # Hunspell's list: a count, then a word a line, perhaps with flags after a slash.
            known = frozenset(_key(line.partition("/")[0].strip()) for line in lines[1:])
            return known if len(known) >= _LEAST else None
    return None


def _key(syllable: str) -> str:
    """Letters, then the tone: hòa and hoà are one."""
    letters, tones = without_tone(unicodedata.normalize("NFC", syllable).lower())
    return letters + "".join(tones)
