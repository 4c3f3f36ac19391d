"""Words on a paper that say it is itself a copy, that it may not be copied, or that it is secret.

Only an original may be certified (NĐ 23/2015 Điều 18); some papers forbid copying or bear a stamp
of secrecy (Điều 22, khoản 3).
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

# As stamps have them, alone on a line; the mark below a letter is often lost in a stamp.
_SECRET_LINE = re.compile(r"((TỐI|TUYỆT) )?M[ẬÂ]T")


def find_copy_marks(text: str) -> tuple[str, ...]:
    """The warnings that a page's text, lines by newlines, gives, maybe several.

    `says-copy`, `says-no-copying`, `says-secret`. Compared without tones, marks and case, and with
    0 taken for O, which engines confuse most; but of a stamp of secrecy letter by letter: `mặt` is
    a face.
    """
    lines = [_bare(line) for line in text.splitlines()]
    whole = " ".join(lines)
    warnings = []
    if _SAYS_COPY.search(whole) or any(_COPY_LINE.fullmatch(line) for line in lines):
        warnings.append("says-copy")
    if _SAYS_NO_COPYING.search(whole):
        warnings.append("says-no-copying")
    if says_secret(text):
        warnings.append("says-secret")
    return tuple(warnings)


def says_secret(text: str) -> bool:
    """Whether a line of the text is a stamp of secrecy."""
    lines = (re.sub(r"[^\w ]|_", "", line) for line in text.splitlines())
    return any(_SECRET_LINE.fullmatch(line.strip()) for line in lines)


def _bare(line: str) -> str:
    letters = re.sub(r"[^\w\s]|_", " ", search_key(line).replace("0", "o"))
    return " ".join(letters.split())
