"""How a desk tells central of a lot of dossiers that it digitises: where it stands, its figures.

Beside `offline_store.wire`, under the same rules. The whole goes each time that something of it
changed; the same again changes nothing at central. Of the dossiers themselves nothing goes.
"""

import hashlib
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id, Line, Sha256

PATH_LOTS = "/api/v1/lots"

Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]{1,20}$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LotSampleOnWire(_Told):
    """What was drawn of a round (ISO 2859-1), and what was found.

    size: dossiers in the lot. count: of these in the sample. accept: so many wrong ones are borne.
    judged, wrong: how many were looked at so far, and found wrong.
    """

    round: Annotated[int, Field(ge=1, le=1000)]
    size: Count
    severity: Word
    letter: Word
    count: Count
    accept: Count
    judged: Count
    wrong: Count


class LotWorkOnWire(_Told):
    """One person's work in the lot, as `station.lot_figures` counts it. who: the login."""

    who: Line
    dossiers: Count
    papers: Count
    pages: Count
    seconds: Annotated[int, Field(ge=0)]
    corrections: Count
    keyed: Count
    differing: Count
    overruled: Count
    sampled: Count
    wrong: Count
    errors: dict[Word, Count] = Field(default_factory=dict, max_length=50)


class LotOnWire(_Told):
    """A lot as its desk has it. state: in-work, to-check, sent-back or accepted. round: from 1.

    dossiers, done: how many it has, and how many of them are done in that round.
    """

    code: Line
    name: Line
    procedure_code: Line
    operator: Line
    opened_at: AwareDatetime
    level: Word
    aql: Word
    state: Word
    round: Annotated[int, Field(ge=1, le=1000)]
    dossiers: Count
    done: Count
    samples: Annotated[tuple[LotSampleOnWire, ...], Field(max_length=1000)] = ()
    work: Annotated[tuple[LotWorkOnWire, ...], Field(max_length=200)] = ()


class LotTaken(BaseModel):
    """Central has it durably: the entity tag of what it took."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    lot: Id
    etag: Sha256


def lot_etag(told: LotOnWire) -> str:
    """The entity tag of what was told: the same on both sides for the same content."""
    return hashlib.sha256(told.model_dump_json().encode()).hexdigest()
