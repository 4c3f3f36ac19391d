"""What a desk asks central about who stands at its counter."""

from offline_store.central_line import CentralLine
from offline_store.errors import CentralNonsense
from offline_store.identification_wire import (
    PATH_IDENTIFICATIONS,
    IdentificationAnswer,
    IdentificationBegun,
    IdentificationForgotten,
    IdentificationOffered,
)


def who_identifies(line: CentralLine) -> str:
    """By whom citizens can be identified, such as `VNeID`; empty: by nobody.

    Raises:
        CentralError: as `CentralClient`; CentralRefused by a central that is too old for it.
    """
    return line.ask("GET", PATH_IDENTIFICATIONS, IdentificationOffered).source


def begin_identification(line: CentralLine) -> IdentificationBegun:
    """Begin; central gives the address for the citizen's phone.

    Raises:
        CentralError: as `CentralClient`; CentralRefused where nobody identifies.
    """
    return line.ask("POST", PATH_IDENTIFICATIONS, IdentificationBegun)


def look_at_identification(line: CentralLine, begun: str) -> IdentificationAnswer:
    """What came of it so far; asked again, the same answer.

    Raises:
        CentralError: as `CentralClient`.
    """
    return line.ask("GET", f"{PATH_IDENTIFICATIONS}/{begun}", IdentificationAnswer)


def forget_identification(line: CentralLine, begun: str) -> None:
    """Let central forget it: it is here, or nobody wants it any more.

    Raises:
        CentralError: as `CentralClient`.
    """
    answer = line.ask("DELETE", f"{PATH_IDENTIFICATIONS}/{begun}", IdentificationForgotten)
    if answer.id != begun:
        raise CentralNonsense(reason="another-identification")
