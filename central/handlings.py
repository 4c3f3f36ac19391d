"""Dossiers for procedures as desks have them: the last word of each, and what was exported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Integer, Table, Text, and_, or_, select, update

from central.database import insert_or
from central.enrolment import Desk
from central.errors import Refused
from central.tables import metadata
from offline_store.handling_wire import HandlingOnWire, HandlingTaken, handling_etag
from offline_store.wire import Reason

handling = Table(
    "handling",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("dossier", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("told_at", Text, nullable=False),
)
exported_handling = Table(
    "exported_handling",
    metadata,
    Column("agency", Text, primary_key=True),
    Column("dossier", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("at", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ToExport:
    """A dossier that the national system has not, or not as it is now.

    since: the sequence of the last change that it took; 0: it knows nothing of the dossier.
    """

    agency: str
    dossier: str
    etag: str
    told: HandlingOnWire
    since: int


def take_handling(
    connection: Connection, desk: Desk, dossier: str, told: HandlingOnWire
) -> HandlingTaken:
    """Keep a dossier as the desk has it now; the same again changes nothing.

    Raises:
        Refused: another desk has this dossier.
    """
    here = (handling.c.agency == desk.agency, handling.c.dossier == dossier)
    row = connection.execute(select(handling).where(*here)).one_or_none()
    etag = handling_etag(told)
    values = {
        "station": desk.station,
        "code": told.code,
        "etag": etag,
        "body": told.model_dump_json(),
        "told_at": _now(),
    }
    if row is None:
        connection.execute(handling.insert().values(agency=desk.agency, dossier=dossier, **values))
    elif row.station != desk.station:
        raise Refused(409, Reason.STATION_MISMATCH)
    elif row.etag != etag:
        connection.execute(update(handling).where(*here).values(**values))
    return HandlingTaken(dossier=dossier, etag=etag)


def to_export(connection: Connection) -> tuple[ToExport, ...]:
    """What the national system has not taken as it is now, the oldest word first."""
    joined = and_(
        exported_handling.c.agency == handling.c.agency,
        exported_handling.c.dossier == handling.c.dossier,
    )
    rows = connection.execute(
        select(handling, exported_handling.c.sequence.label("since"))
        .join(exported_handling, joined, isouter=True)
        .where(or_(exported_handling.c.etag.is_(None), exported_handling.c.etag != handling.c.etag))
        .order_by(handling.c.told_at, handling.c.dossier)
    )
    return tuple(
        ToExport(
            row.agency,
            row.dossier,
            row.etag,
            HandlingOnWire.model_validate_json(row.body),
            row.since or 0,
        )
        for row in rows
    )


def mark_exported(connection: Connection, taken: Iterable[ToExport]) -> None:
    """The national system has these as they were read."""
    for each in taken:
        values = {
            "etag": each.etag,
            "sequence": max(change.sequence for change in each.told.changes),
            "at": _now(),
        }
        connection.execute(
            insert_or(connection, exported_handling)
            .values(agency=each.agency, dossier=each.dossier, **values)
            .on_conflict_do_update(
                index_elements=[exported_handling.c.agency, exported_handling.c.dossier],
                set_=values,
            )
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
