"""How many of a lot are looked at, and how many wrong ones send it back: ISO 2859-1.

Single sampling, normal and tightened. The tables are ISO 2859-1:1999 table 1 (code letters), 2-A
(normal) and 2-B (tightened), which are those of MIL-STD-105E, in percent nonconforming, for the
acceptance quality limits that lots of papers can want. Reduced inspection, double and multiple
sampling and the other limits are not supported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from station.errors import InputInvalid, NotSupported

LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
AQLS = ("0.065", "0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0", "6.5")

# Table 1. Of each row: the largest lot that it is for, and the letters by level.
_LETTERS: tuple[tuple[int | None, str], ...] = (
    (8, "AAAAAAB"),
    (15, "AAAAABC"),
    (25, "AABBBCD"),
    (50, "ABBCCDE"),
    (90, "BBCCCEF"),
    (150, "BBCDDFG"),
    (280, "BCDEEGH"),
    (500, "BCDEFHJ"),
    (1_200, "CCEFGJK"),
    (3_200, "CDEGHKL"),
    (10_000, "CDFGJLM"),
    (35_000, "CDFHKMN"),
    (150_000, "DEGJLNP"),
    (500_000, "DEGJMPQ"),
    (None, "DEHKNQR"),
)
_SIZES: Mapping[str, int] = {
    **{"A": 2, "B": 3, "C": 5, "D": 8, "E": 13, "F": 20, "G": 32, "H": 50, "J": 80},
    **{"K": 125, "L": 200, "M": 315, "N": 500, "P": 800, "Q": 1250, "R": 2000},
}
# Acceptance numbers by letter, a column for each of `AQLS`. v: the first plan below the arrow is
# taken; ^: the first above it. The lot is refused with one more than is accepted.
_NORMAL = """
A     v     v     v     v     v     v     v     v     v     v     0
B     v     v     v     v     v     v     v     v     v     0     ^
C     v     v     v     v     v     v     v     v     0     ^     v
D     v     v     v     v     v     v     v     0     ^     v     1
E     v     v     v     v     v     v     0     ^     v     1     2
F     v     v     v     v     v     0     ^     v     1     2     3
G     v     v     v     v     0     ^     v     1     2     3     5
H     v     v     v     0     ^     v     1     2     3     5     7
J     v     v     0     ^     v     1     2     3     5     7    10
K     v     0     ^     v     1     2     3     5     7    10    14
L     0     ^     v     1     2     3     5     7    10    14    21
M     ^     v     1     2     3     5     7    10    14    21     ^
N     v     1     2     3     5     7    10    14    21     ^     ^
P     1     2     3     5     7    10    14    21     ^     ^     ^
Q     2     3     5     7    10    14    21     ^     ^     ^     ^
R     3     5     7    10    14    21     ^     ^     ^     ^     ^
"""
_TIGHTENED = """
A     v     v     v     v     v     v     v     v     v     v     v
B     v     v     v     v     v     v     v     v     v     v     0
C     v     v     v     v     v     v     v     v     v     0     v
D     v     v     v     v     v     v     v     v     0     v     v
E     v     v     v     v     v     v     v     0     v     v     1
F     v     v     v     v     v     v     0     v     v     1     2
G     v     v     v     v     v     0     v     v     1     2     3
H     v     v     v     v     0     v     v     1     2     3     5
J     v     v     v     0     v     v     1     2     3     5     8
K     v     v     0     v     v     1     2     3     5     8    12
L     v     0     v     v     1     2     3     5     8    12    18
M     0     v     v     1     2     3     5     8    12    18     ^
N     v     v     1     2     3     5     8    12    18     ^     ^
P     v     1     2     3     5     8    12    18     ^     ^     ^
Q     1     2     3     5     8    12    18     ^     ^     ^     ^
R     2     3     5     8    12    18     ^     ^     ^     ^     ^
"""


class Severity(StrEnum):
    """How strictly a lot is looked at. ALL: every one of it, without sampling."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Plan:
    """size: how many are looked at. accept: the lot passes with so many wrong ones, or fewer.

    letter: of the plan that is used; where an arrow leads elsewhere, not that of the lot's size.
    """

    severity: Severity
    letter: str
    size: int
    accept: int

    @property
    def refuse(self) -> int:
        """So many wrong ones send the lot back."""
        return self.accept + 1


def _table(rows: str) -> Mapping[str, tuple[str, ...]]:
    read = (row.split() for row in rows.split("\n") if row)
    return {letter: tuple(cells) for letter, *cells in read}


_TABLES = {Severity.NORMAL: _table(_NORMAL), Severity.TIGHTENED: _table(_TIGHTENED)}


def code_letter(lot_size: int, level: str) -> str:
    """The code letter of a lot's size (table 1). lot_size: from 2; one alone counts as two.

    Raises:
        InputInvalid: an empty lot, or no such level. Facts: field.
    """
    if lot_size < 1:
        raise InputInvalid(field="size")
    if level not in LEVELS:
        raise InputInvalid(field="level")
    letters = next(row for most, row in _LETTERS if most is None or lot_size <= most)
    return letters[LEVELS.index(level)]


def plan_for(lot_size: int, level: str, aql: str, severity: Severity = Severity.NORMAL) -> Plan:
    """The plan by which a lot is checked.

    Where as many are to be looked at as the lot has, or more, all of it is looked at, and the
    acceptance number stays the table's. Under `ALL` a single wrong one sends the lot back.

    Raises:
        InputInvalid: an empty lot, or no such level. Facts: field.
        NotSupported: another acceptance quality limit. Facts: what.
    """
    letter = code_letter(lot_size, level)
    if aql not in AQLS:
        raise NotSupported(what=f"AQL {aql}")
    if severity is Severity.ALL:
        return Plan(severity, letter, lot_size, 0)
    table, column = _TABLES[severity], AQLS.index(aql)
    letters = list(table)
    at = letters.index(letter)
    while (cell := table[letters[at]][column]) in "v^":
        at += 1 if cell == "v" else -1
    return Plan(severity, letters[at], min(_SIZES[letters[at]], lot_size), int(cell))
