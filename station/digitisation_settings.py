"""Settings of how digitised papers are described (TT 01/2023/TT-VPCP Điều 9, 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from station.errors import SettingInvalid

_EDGES = ".-_/ "


@dataclass(frozen=True, slots=True)
class DigitisationSettings:
    """How papers get their codes, and what is proposed for all of them.

    code: how the code of a digitised paper is made, with `{owner}` (the number of whose paper it
    is), `{type}` (the code of the type of paper), `{number}` (running, two digits and more, of the
    same owner and type at this desk), `{dossier}`, `{component}` and `{desk}` (this desk's own
    number at its agency, by which no two desks give the same code). type_codes: the type's code by
    the kind of paper, where the catalogue has none. scope: where papers hold, unless it is said.
    """

    code: str = "{owner}.{type}.{number}"
    type_codes: Mapping[str, str] = field(default_factory=dict)
    scope: str = ""

    @property
    def names_desk(self) -> bool:
        """Whether codes bear the desk's own number."""
        return "{desk}" in self.code

    def code_of(
        self,
        owner: str,
        type_code: str,
        number: int,
        dossier: str,
        component: int,
        desk: int | None = None,
    ) -> str:
        """The code of one paper; what is not known leaves no sign at the code's ends."""
        return self.code.format(
            owner=owner,
            type=type_code,
            number=f"{number:02d}",
            dossier=dossier,
            component=component,
            desk="" if desk is None else desk,
        ).strip(_EDGES)

    def require_code(self) -> None:
        """See that the formula is one.

        Raises:
            SettingInvalid: it names something else, or no type.
        """
        try:
            made = self.code_of("1", "{type}", 1, "d", 1)
        except (LookupError, ValueError, AttributeError) as error:
            raise SettingInvalid(key="digitisation.code", expected=_EXPECTED) from error
        if "{type}" not in made:
            raise SettingInvalid(key="digitisation.code", expected=_EXPECTED)


_EXPECTED = "{type} with {owner}, {number}, {dossier}, {component} or {desk}"
