"""How a desk tells central of a dossier for a procedure: whose, for what, its papers and states.

Beside `offline_store.wire`, under the same rules. The whole dossier goes each time that something
of it changed; the same again changes nothing at central.
"""

import hashlib
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    StringConstraints,
    model_serializer,
)

from offline_store.wire import Id, Line, OptionalLine, RequesterOnWire, Sha256

PATH_HANDLINGS = "/api/v1/handlings"

State = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OwnerOnWire(_Told):
    """Whose dossier it is; kind by the national codes (LoaiDoiTuong)."""

    name: Line
    id_number: OptionalLine = ""
    kind: Annotated[int, Field(ge=1, le=4)] = 1


class ComponentOnWire(_Told):
    """A paper of the dossier. code: of the procedure's component. digitised: it was scanned here.

    reused: it was there as data already. described: its digitisation code, or empty. sha256: of its
    file as it was signed and handed in (`paper_wire`); left out where it was not, as desks and
    centrals of before know none.
    """

    name: Line
    code: OptionalLine = ""
    digitised: bool = False
    reused: bool = False
    described: OptionalLine = ""
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""

    @model_serializer(mode="wrap")
    def _without_no_file(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        said: dict[str, Any] = whole(self)
        if not self.sha256:
            del said["sha256"]
        return said


class FeeOnWire(_Told):
    """What is owed, in đồng. charge: lệ phí, not phí."""

    name: Line
    vnd: Annotated[int, Field(ge=0)]
    charge: bool = False


class ChangeOnWire(_Told):
    """A change of the national state. sequence: rises within the dossier, with gaps."""

    sequence: Annotated[int, Field(ge=1)]
    state: State
    at: AwareDatetime
    who: Line
    unit: OptionalLine = ""
    reason: OptionalLine = ""


class FormFieldOnWire(_Told):
    """A field of a filled form. title: what the form calls it. value: a day as YYYY-MM-DD.

    source: where the value comes from. place: the kind of paper on which it was read, the code of
    the earlier dossier or of the digital copy; or empty.
    """

    name: Line
    title: Line
    value: (
        StrictBool
        | StrictInt
        | Annotated[StrictFloat, Field(allow_inf_nan=False)]
        | Annotated[StrictStr, Field(max_length=500)]
    )
    source: Line
    place: OptionalLine = ""


class FormOnWire(_Told):
    """A form as it was filled in last. since: from which day on it is used. sample: nobody's."""

    form: Line
    since: date
    title: Line
    sample: bool = False
    revision: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    who: Line
    fields: Annotated[tuple[FormFieldOnWire, ...], Field(max_length=200)]


class HandlingOnWire(_Told):
    """A dossier for a procedure as a desk has it. channel: by the national codes (KenhThucHien).

    money: `nothing-due`, `due` or `paid`. received_at, due_at: None before it was received.
    forms: left out where none was filled in, as desks and centrals of before know none.
    """

    code: Line
    procedure_code: Line
    procedure_name: Line
    field: Line
    channel: Annotated[int, Field(ge=1, le=3)]
    requester: RequesterOnWire
    phone: OptionalLine = ""
    email: OptionalLine = ""
    owner: OwnerOnWire
    receiving_unit: Line
    resolving_unit: Line
    registered_at: AwareDatetime
    received_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    money: State
    components: Annotated[tuple[ComponentOnWire, ...], Field(max_length=100)] = ()
    fees: Annotated[tuple[FeeOnWire, ...], Field(max_length=50)] = ()
    changes: Annotated[tuple[ChangeOnWire, ...], Field(min_length=1, max_length=1000)]
    forms: Annotated[tuple[FormOnWire, ...], Field(max_length=50)] = ()

    @model_serializer(mode="wrap")
    def _without_no_forms(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        said: dict[str, Any] = whole(self)
        if not self.forms:
            del said["forms"]
        return said


class HandlingTaken(BaseModel):
    """Central has it durably: the entity tag of what it took."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    dossier: Id
    etag: Sha256


def handling_etag(told: HandlingOnWire) -> str:
    """The entity tag of what was told: the same on both sides for the same content."""
    return hashlib.sha256(told.model_dump_json().encode()).hexdigest()
