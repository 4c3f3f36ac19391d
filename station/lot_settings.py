"""Settings of lots of dossiers that are digitised in a row: codes, file names, check, keying."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from station.errors import SettingInvalid
from station.sampling_plans import AQLS, LEVELS

ANY_KIND = "any"
"""In `double_keyed`: papers of every kind that has no fields of its own there."""


@dataclass(frozen=True, slots=True)
class LotSettings:
    """How lots are named, checked and handed on.

    code: how a lot gets its code, where none is said: `{agency}`, `{year}` in which it is opened,
    `{number}`, running in that year at this desk. dossier_code: of its dossiers: `{lot}`, `{year}`
    of the lot, `{number}`, running in the lot, four digits and more. file_name: of the papers that
    are handed on (TT 02/2019/TT-BNV: the dossier's code and a running number): `{dossier}`,
    `{number}`, running in the dossier, two digits and more. level, aql: of the check by ISO
    2859-1. double_keyed: by kind of paper, or `any`, which fields a second person types, parted by
    spaces. idle_minutes: a pause between two dossiers counts as work up to so long.
    """

    code: str = "{agency}-{year}-L{number}"
    dossier_code: str = "{lot}.{number}"
    file_name: str = "{dossier}.{number}"
    level: str = "II"
    aql: str = "1.0"
    double_keyed: Mapping[str, str] = field(default_factory=dict)
    idle_minutes: int = 10

    def lot_code(self, agency: str, year: int, number: int) -> str:
        """The code of a lot."""
        return self.code.format(agency=agency, year=year, number=f"{number:02d}")

    def code_of(self, lot: str, year: int, number: int) -> str:
        """The code of a lot's dossier."""
        return self.dossier_code.format(lot=lot, year=year, number=f"{number:04d}")

    def name_of(self, dossier: str, number: int) -> str:
        """The name of a paper's file, without its ending."""
        return self.file_name.format(dossier=dossier, number=f"{number:02d}")

    def keyed(self, kind: str) -> tuple[str, ...]:
        """Which fields of a kind of paper a second person types."""
        return tuple(self.double_keyed.get(kind, self.double_keyed.get(ANY_KIND, "")).split())

    def require_sense(self, fields: tuple[str, ...]) -> None:
        """See that names can be made, that the check is one, and that fields exist.

        fields: those that a description has.

        Raises:
            SettingInvalid: something else is named, or what makes a name one of its own is not.
        """
        for key, made, wanted, given in (
            ("lots.code", self.code, {"number"}, {"agency", "year", "number"}),
            ("lots.dossier_code", self.dossier_code, {"number"}, {"lot", "year", "number"}),
            ("lots.file_name", self.file_name, {"dossier", "number"}, {"dossier", "number"}),
        ):
            named = _names(key, made)
            if not wanted <= named <= given:
                raise SettingInvalid(
                    key=key, expected=", ".join(f"{{{name}}}" for name in sorted(given))
                )
        if self.level not in LEVELS:
            raise SettingInvalid(key="lots.level", expected=" | ".join(LEVELS))
        if self.aql not in AQLS:
            raise SettingInvalid(key="lots.aql", expected=" | ".join(AQLS))
        for named_fields in self.double_keyed.values():
            if not set(named_fields.split()) <= set(fields):
                raise SettingInvalid(key="lots.double_keyed", expected=" ".join(fields))


def _names(key: str, text: str) -> set[str]:
    """What a formula names; nothing but plain names is one."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise SettingInvalid(key=key, expected="a formula") from error
    if any(name is not None and (spec or conversion) for _, name, spec, conversion in parts):
        raise SettingInvalid(key=key, expected="a formula")
    return {name for _, name, _, _ in parts if name is not None}
