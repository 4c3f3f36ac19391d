"""One finding about a desk, of the doctor or of readiness: codes, facts, and words for IT."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from offline_store.errors import Fact
from station.problems import ProductError, sentence


class Status(StrEnum):
    """How well it is: fail means that the main job cannot be finished."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: a stable id, how well it is, what was seen, and what to do (empty when well).

    case, facts: the same for a screen, which has words of its own: of what is not well an error's
    code or one of this module's. error: with which an act is refused that this stands in the way
    of; None where it stands in the way of none.
    """

    id: str
    status: Status
    detail: str
    cure: str = ""
    case: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    error: Exception | None = field(default=None, compare=False)


def failed(check: str, error: ProductError, cure: str = "", status: Status = Status.FAIL) -> Check:
    """The finding that an error is."""
    what, _, told = sentence(error).partition(": ")
    detail = f"{what} [{error.code}]"
    return Check(check, status, detail, cure or told, error.code, error.facts)
