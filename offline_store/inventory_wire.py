"""How a desk stands, told to central for whoever looks after a hundred of them.

Beside `offline_store.wire`, under the same rules. Its types have no room for a person: codes, days,
counts, versions, and what makers call their scanners; no label of a token, no serial number, no
name, path or address.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id

PATH_INVENTORY = "/api/v1/inventory"
MOST_SCANNERS = 50

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60)]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+~_-]{0,59}$")]
Make = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z .,/()+_-]{0,79}$")]
Count = Annotated[int, Field(ge=0, le=10**12)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FindingOnWire(_Told):
    """What the doctor found: a check's id, how well it is, and the code of what is not."""

    id: Code
    status: Literal["ok", "warn", "fail"]
    code: Code | None = None


class ScannerOnWire(_Told):
    """A scanner that answered once; make: as its driver names it, where nobody named it by hand."""

    driver: Code
    make: Make | None = None
    seen_on: date


class KeyOnWire(_Told):
    """The last day of a signing certificate, as it was seen last."""

    role: Literal["officer", "agency"]
    ends_on: date


class InventoryOnWire(_Told):
    """Of one desk.

    taken_at: by its clock. owing: signed copies that owe something; owed_by: the nearest day by
    which. queued, refused: of its outbox. numbers_left: of this year's book.
    """

    taken_at: AwareDatetime
    version: Version
    system: Version
    release: Version
    machine: Version
    python: Version
    free_mb: Count
    findings: Annotated[tuple[FindingOnWire, ...], Field(max_length=100)] = ()
    scanners: Annotated[tuple[ScannerOnWire, ...], Field(max_length=MOST_SCANNERS)] = ()
    crashes: Annotated[dict[Code, Annotated[int, Field(ge=0, le=10)]], Field(max_length=50)] = {}
    keys: Annotated[tuple[KeyOnWire, ...], Field(max_length=2)] = ()
    queued: Count = 0
    refused: Count = 0
    owing: Count = 0
    owed_by: date | None = None
    numbers_left: Count = 0


class InventoryTaken(BaseModel):
    """Central has it, as the desk that it knows by that id."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    station: Id
