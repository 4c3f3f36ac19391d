"""Procedures (thủ tục hành chính) as a catalogue lists them: what a file holds, what central sends.

Beside `offline_store.wire`. What central sends is a compact JWS over `SignedCatalogue`, made once,
when the catalogue is published: the same text goes over the line and on a stick.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from offline_store.wire import Line, OptionalLine, Sha256

CATALOGUE_FORMAT = "tramso-procedures-1"
CATALOGUE_TYPE = "tramso-procedures+jwt"
PATH_PROCEDURES = "/api/v1/procedures"
MAX_CATALOGUE_BYTES = 16 * 1024 * 1024
MAX_PROCEDURES = 5000

# Practice of the national portal; the long form ends with the agency's code.
ProcedureCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]\.[0-9]{6}(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2})?$"),
]
# QĐ 20/2020/QĐ-TTg Điều 4.
AGENCY_CODE, LONGEST_AGENCY_CODE = r"^[A-Y][0-9]{2}(\.[A-Z0-9]+)*$", 35
AgencyCode = Annotated[str, StringConstraints(pattern=AGENCY_CODE, max_length=LONGEST_AGENCY_CODE)]
KindId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,60}$")]
Dong = Annotated[int, Field(ge=0, le=1_000_000_000)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Dated(_Value):
    """In force from its first day to its last, both among them; open where no day is given."""

    from_day: date | None = None
    until_day: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.from_day and self.until_day and self.from_day > self.until_day:
            raise _wrong("ends-before-it-begins")
        return self

    def in_force(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.from_day or day) <= day <= (self.until_day or day)


class Form(StrEnum):
    """How a paper is handed in: the original, a copy, or only shown (xuất trình)."""

    ORIGINAL = "original"
    COPY = "copy"
    SHOWN = "shown"


class Component(_Value):
    """A paper that a procedure asks for (thành phần hồ sơ).

    kind: id of the kind of paper as reading knows it; empty where it is none of them. count: how
    many are handed in. code: of the paper at the national store; empty where it has none.
    """

    name: Line
    kind: KindId = ""
    form: Form = Form.ORIGINAL
    count: Annotated[int, Field(ge=1, le=99)] = 1
    needed: bool = True
    code: OptionalLine = ""


class Exemption(_Value):
    """Who pays less of a fee, by how many per cent of it, and on what ground."""

    who: Line
    percent: Annotated[int, Field(ge=1, le=100)] = 100
    ground: Line


class Fee(_Dated):
    """A fee (phí) or charge (lệ phí) in đồng, the days on which it holds, and its ground."""

    name: Line
    charge: bool = False
    vnd: Dong
    ground: OptionalLine = ""
    exemptions: Annotated[tuple[Exemption, ...], Field(max_length=50)] = ()


class Resolver(StrEnum):
    """Who resolves: the unit that receives, the one of the owner's residence, or a named one."""

    RECEIVING = "receiving"
    RESIDENCE = "residence"
    UNIT = "unit"


class Procedure(_Dated):
    """A procedure during the days on which it holds.

    working_days, working_hours: by when it is resolved; at most one of them. Neither: on the day of
    the request. received_by: agencies that take it; empty where every one does. resolving_unit:
    given exactly where `resolver` names a unit. relation: whether whoever asks for somebody else
    says what they are to them; elsewhere nobody is asked.
    """

    code: ProcedureCode
    name: Line
    field: Line
    working_days: Annotated[int, Field(ge=0, le=365)] = 0
    working_hours: Annotated[int, Field(ge=0, le=2920)] = 0
    received_by: Annotated[tuple[AgencyCode, ...], Field(max_length=500)] = ()
    resolver: Resolver = Resolver.RECEIVING
    resolving_unit: AgencyCode | None = None
    components: Annotated[tuple[Component, ...], Field(max_length=100)] = ()
    fees: Annotated[tuple[Fee, ...], Field(max_length=50)] = ()
    relation: bool = False

    @model_serializer(mode="wrap")
    def _without_what_says_nothing(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`relation` came later: without it catalogues keep their version, old desks read it."""
        said: dict[str, Any] = whole(self)
        if not self.relation:
            said.pop("relation", None)
        return said

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.working_days and self.working_hours:
            raise _wrong("two-time-limits")
        if (self.resolver is Resolver.UNIT) != (self.resolving_unit is not None):
            raise _wrong("resolving-unit")
        names = [component.name for component in self.components]
        if len(set(names)) < len(names):
            raise _wrong("two-components-of-one-name")
        return self


class Catalogue(_Value):
    """A list of procedures. sample: to practise with; what it says is nobody's word."""

    format: Literal["tramso-procedures-1"]
    name: Line
    issued_on: date
    sample: bool = False
    procedures: Annotated[tuple[Procedure, ...], Field(min_length=1, max_length=MAX_PROCEDURES)]

    @model_validator(mode="after")
    def _one_procedure_a_day(self) -> Self:
        by_code: dict[str, list[Procedure]] = defaultdict(list)
        for procedure in self.procedures:
            by_code[procedure.code].append(procedure)
        for code, versions in by_code.items():
            if _overlap(versions):
                raise _wrong("in-force-twice", code)
        return self

    def version(self) -> str:
        """SHA-256 of what it says, in one spelling."""
        said = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


class SignedCatalogue(BaseModel):
    """What central signs. issued_at: by its clock; a desk takes none that is older than its own."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    agency: AgencyCode
    issued_at: AwareDatetime
    version: Sha256
    catalogue: Catalogue


class CatalogueHead(BaseModel):
    """Which catalogue central has for the asking desk's agency; None where it has none.

    The catalogue itself, as signed, is got by `GET PATH_PROCEDURES/{version}`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Sha256 | None


def _wrong(reason: str, code: str = "") -> PydanticCustomError:
    return PydanticCustomError(reason, "{code}", {"code": code})


def _overlap(versions: Iterable[Procedure]) -> bool:
    ordered = sorted(versions, key=lambda each: each.from_day or date.min)
    return any(
        (earlier.until_day or date.max) >= (later.from_day or date.min)
        for earlier, later in pairwise(ordered)
    )
