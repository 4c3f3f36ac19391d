"""Two desks that changed the same dossier: one version stands, the other is kept beside it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from central.enrolment import Desk
from central.tables import dossier_version
from offline_store.wire import DossierAnswer, DossierOnWire, DossierVersion, etag_of


def tell_dossier(
    connection: Connection, desk: Desk, dossier: str, told: DossierOnWire, known: str | None
) -> tuple[bool, DossierAnswer]:
    """Keep a dossier as a desk has it; whether it stands, and what does.

    known: the entity tag of what the desk knew to stand; None: it knew of nothing. Only who knew
    what stands changes it (RFC 9110, If-Match); what is told otherwise is kept beside. The same
    again changes nothing.
    """
    here = (dossier_version.c.agency == desk.agency, dossier_version.c.dossier == dossier)
    etag = etag_of(told)
    stands = connection.execute(
        select(dossier_version).where(*here, dossier_version.c.place == "stands")
    ).one_or_none()
    wins = stands is None or stands.etag in {etag, known}
    if stands is not None and wins and stands.etag != etag:
        connection.execute(
            update(dossier_version)
            .where(*here, dossier_version.c.etag == stands.etag)
            .values(place="earlier" if stands.station == desk.station else "beside")
        )
    if stands is None or stands.etag != etag:
        # A desk's latest word takes the place of what it said before.
        connection.execute(
            update(dossier_version)
            .where(
                *here,
                dossier_version.c.station == desk.station,
                dossier_version.c.place == "beside",
            )
            .values(place="earlier")
        )
        _keep(connection, desk, dossier, told, "stands" if wins else "beside")
    rows = connection.execute(
        select(dossier_version)
        .where(*here, dossier_version.c.place != "earlier")
        .order_by(dossier_version.c.told_at)
    ).all()
    return wins, DossierAnswer(
        stands=next(_version(row) for row in rows if row.place == "stands"),
        beside=tuple(_version(row) for row in rows if row.place == "beside"),
    )


def _keep(
    connection: Connection, desk: Desk, dossier: str, told: DossierOnWire, place: str
) -> None:
    values = {
        "station": desk.station,
        "told_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "body": told.model_dump_json(),
        "place": place,
    }
    key = {"agency": desk.agency, "dossier": dossier, "etag": etag_of(told)}
    same = [dossier_version.c[name] == value for name, value in key.items()]
    if connection.execute(select(dossier_version.c.etag).where(*same)).first() is not None:
        connection.execute(update(dossier_version).where(*same).values(**values))
    else:
        connection.execute(dossier_version.insert().values(**key, **values))


def _version(row: Row[Any]) -> DossierVersion:
    return DossierVersion(
        etag=row.etag,
        station=row.station,
        told_at=datetime.fromisoformat(row.told_at),
        dossier=DossierOnWire.model_validate_json(row.body),
    )
