"""Words on a paper that say it is itself a copy, or that it may not be copied.

Only an original may be certified (NĐ 23/2015 Điều 18), and some papers forbid copying (Điều 22).
A finding is a red flag for the clerk, never a verdict.
"""

import re

from offline_store.search_key import search_key

# Wherever they stand.
_SAYS_COPY = re.compile(r"chung thuc ban sao|ban sao dung voi ban chinh|sao y ban chinh|sao luc")
_SAYS_NO_COPYING = re.compile(
    r"(khong duoc|khong|cam|nghiem cam)( phep)? (sao chup|sao y|photo|photocopy|chung thuc)"
)
# Alone on a line, as a stamp or under a title: within a sentence "bản sao" says nothing.
_COPY_LINE = re.compile(r"(trich luc \w+ \w+ )?(ban sao|sao y|copy)")


def find_copy_marks(text: str) -> tuple[str, ...]:
    """The warnings that a page's text, lines by newlines, gives: `says-copy`, `says-no-copying`.

    Compared without tones, marks and case, and with 0 taken for O: what engines confuse most.
    """
    lines = [_bare(line) for line in text.splitlines()]
    whole = " ".join(lines)
    warnings = []
    if _SAYS_COPY.search(whole) or any(_COPY_LINE.fullmatch(line) for line in lines):
        warnings.append("says-copy")
    if _SAYS_NO_COPYING.search(whole):
        warnings.append("says-no-copying")
    return tuple(warnings)


def _bare(line: str) -> str:
    letters = re.sub(r"[^\w\s]|_", " ", search_key(line).replace("0", "o"))
    return " ".join(letters.split())
