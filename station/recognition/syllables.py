"""Whether a word can be Vietnamese writing: onset, rime and tone as the spelling rules have them.

The rules of the national spelling (chữ quốc ngữ), not a dictionary: names are made of the same
syllables, and no list of names has to be kept. What a rule of spelling refuses was probably read
wrong; what it allows may still be the wrong word.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache

_ONSETS = sorted(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(),  # noqa: SIM905
    key=len,
    reverse=True,
)
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet
    oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uâc uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt uơ uơn
    up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ươc ươi ươm ươn ương ươp ươt ươu ưm ưn ưng ưt ưu
    """.split()  # noqa: SIM905  # a list of a hundred strings reads worse
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_ACUTE_OR_DOT = {"\u0301", "\u0323"}
_FRONT = "eêiy"  # the vowels before which c, g, ng are written k, gh, ngh
EDGES = "\"'“”‘’()[]<>.,:;!?…-/"  # what may stand about a word
_NUMBER = re.compile(r"\d+([.,/:-]\d+)*%?")
# Thousands are parted by dots in threes, decimals by a comma: 8500.5 is a comma read as a dot.
_DOT_FOR_COMMA = re.compile(r"\d{4,}\.\d{1,2}")
_UNIT = re.compile(r"[kdc]?m[23²³]?|mm|ha|k?g|°C")
_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/\d{4}")
# 12/2024/NĐ-CP, H26.99.1, 5784/UBND-TP: digits with capitals.
_REFERENCE = re.compile(r"(?=.*\d)[\dA-ZĐƯ]+([./\-&][\dA-ZĐƯ]+)*")
_INITIALS = re.compile(r"[BCDĐGHKLMNPQRSTVXƯUÔOAIEÂY]{2,6}")


class Writing(Enum):
    """What a word looks like."""

    SYLLABLE = "syllable"
    NUMBER = "number"  # units such as m² among them
    INITIALS = "initials"  # UBND, and references such as 12/NĐ-CP
    NONE = "none"


@lru_cache(maxsize=20_000)
def writing_of(text: str) -> Writing:
    """What `text`, one word in NFC with its punctuation, looks like; hyphens and slashes part it.

    A word of several parts is as good as its worst part. Punctuation alone is NONE.
    """
    core = text.strip(EDGES)
    if not core:
        return Writing.NONE
    if _NUMBER.fullmatch(core):
        odd = _DOT_FOR_COMMA.fullmatch(core) or (core.count("/") == 2 and not _DATE.fullmatch(core))
        return Writing.NONE if odd else Writing.NUMBER
    if _UNIT.fullmatch(core):
        return Writing.NUMBER
    if all(is_syllable(part) and _cased(part) for part in re.split(r"[-/]", core)):
        return Writing.SYLLABLE
    if _INITIALS.fullmatch(core) or _REFERENCE.fullmatch(core):
        return Writing.INITIALS
    return Writing.NONE


def is_syllable(text: str) -> bool:
    """Whether letters alone, in any case, spell a Vietnamese syllable with a tone it can bear."""
    letters, tones = without_tone(text.lower())
    if not letters or len(tones) > 1:
        return False
    rime = _rime(letters)
    return rime is not None and (
        not rime.endswith(("c", "ch", "p", "t")) or bool(tones & _ACUTE_OR_DOT)
    )


def without_tone(text: str) -> tuple[str, set[str]]:
    """Lower-case letters without tone marks, and the tone marks, decomposed; none or one."""
    marks = unicodedata.normalize("NFD", text)
    tones = {mark for mark in marks if mark in _TONES}
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES)), tones


def _rime(letters: str) -> str | None:
    """What follows the onset, if both are possible together."""
    if letters in _RIMES:
        return letters
    for onset in _ONSETS:
        if not letters.startswith(onset):
            continue
        rest = letters[len(onset) :]
        if onset == "gi" and "i" + rest in _RIMES:
            return "i" + rest  # gì, giếng: the i is written once
        if onset == "qu" and ("u" + rest in _RIMES or "o" + rest in _RIMES or rest in _RIMES):
            return rest or "u"
        if rest in _RIMES and _fits(onset, rest):
            return rest
    return None


def _fits(onset: str, rime: str) -> bool:
    if onset in ("k", "gh", "ngh"):
        return rime[0] in _FRONT
    if onset in ("c", "ng"):
        return rime[0] not in _FRONT
    return onset != "g" or rime[0] not in "eêy"


def _cased(text: str) -> bool:
    return text.islower() or text.isupper() or (text[0].isupper() and text[1:].islower())
