"""What a procedure costs on a day, by its catalogue; less for those who are exempt, on a ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from offline_store.procedure_wire import Exemption, Fee, Procedure
from station.errors import InputInvalid


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee as it is owed. full_vnd, vnd: in đồng, before and after what is waived.

    exemption: who pays less, by how much and why; None where all of it is owed.
    """

    name: str
    charge: bool
    full_vnd: int
    vnd: int
    ground: str
    exemption: Exemption | None = None


def fees_on(procedure: Procedure, day: date) -> tuple[Fee, ...]:
    """The fees of a procedure that hold on that day."""
    return tuple(fee for fee in procedure.fees if fee.in_force(day))


def bill(
    procedure: Procedure, day: date, exempt: Mapping[str, str] | None = None
) -> tuple[FeeLine, ...]:
    """What is owed for a procedure on that day, a line a fee.

    exempt: by a fee's name, who the citizen is, in the words of the catalogue's exemption. What is
    left is rounded down to a whole đồng.

    Raises:
        InputInvalid: the catalogue has no such fee that day, or no such exemption of it.
    """
    wanted = dict(exempt or {})
    lines = []
    for fee in fees_on(procedure, day):
        who = wanted.pop(fee.name, None)
        chosen = next((each for each in fee.exemptions if each.who == who), None)
        if who is not None and chosen is None:
            raise InputInvalid(field="exemption")
        waived = 0 if chosen is None else chosen.percent
        owed = fee.vnd * (100 - waived) // 100
        lines.append(FeeLine(fee.name, fee.charge, fee.vnd, owed, fee.ground, chosen))
    if wanted:
        raise InputInvalid(field="fee")
    return tuple(lines)
