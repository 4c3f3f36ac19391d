"""Who may speak: one-time codes for IT, and the desks that used one."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection, delete, select, update

from central.at_a_home import writing_at
from central.authority import LEAF_DAYS, Authority, fingerprint
from central.database import Database, insert_or
from central.errors import Refused
from central.home import Home
from central.tables import (
    agency,
    enrolment_code,
    former_place,
    revocation,
    station,
    station_certificate,
)
from offline_store.wire import EnrolAnswer, EnrolRequest, Reason

_SECRET_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that central knows: its station id and the agency it works for."""

    station: str
    agency: str


def add_enrolment_code(folder: Path, agency_code: str, agency_name: str = "") -> str:
    """Make a one-time code that enrols one desk for an agency; IT carries it to that desk.

    Four groups are the secret; four more stand for central's authority, so that the desk knows
    whom it speaks to from its first word.

    agency_code: by QĐ 20/2020, such as `H26.19.5`. agency_name: as the look-up page shows it;
    without one, a name given earlier stays, or the code stands for it.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    home = Home(folder)
    mark = Authority.of(home).mark
    code = "-".join(secrets.token_hex(3) for _ in range(_SECRET_GROUPS))
    database = Database(home)
    try:
        with database.transaction() as connection:
            known = insert_or(connection, agency).values(
                code=agency_code, name=agency_name or agency_code
            )
            if agency_name:
                naming = {"name": agency_name}
                known = known.on_conflict_do_update(index_elements=[agency.c.code], set_=naming)
            else:
                known = known.on_conflict_do_nothing()
            connection.execute(known)
            connection.execute(
                enrolment_code.insert().values(
                    code_sha256=_sha256(code), agency=agency_code, made_at=_now()
                )
            )
    finally:
        database.close()
    return "-".join((code, *(mark[start : start + 6] for start in range(0, len(mark), 6))))


def revoke(folder: Path, station_id: str) -> bool:
    """Refuse a desk from now on; whether there is such a desk. What it sent before stays.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    with writing_at(folder) as (connection, _):
        known = select(station.c.id).where(station.c.id == station_id)
        if connection.execute(known).one_or_none() is None:
            return False
        revoked = insert_or(connection, revocation).values(station=station_id, at=_now())
        connection.execute(revoked.on_conflict_do_nothing())
    return True


def enrol(
    connection: Connection,
    request: EnrolRequest,
    receipt_key: str,
    authority: Authority,
    earlier: Desk | None = None,
) -> EnrolAnswer:
    """Use up a code and give the desk its place. receipt_key: PEM of the public key.

    earlier: the desk that asks, where it proved by `place_of` that it has one. For the same agency
    it keeps its station, and with it its numbers and what it has yet to send; its old credential
    and certificate are worth nothing from then on.

    Raises:
        Refused: the code is unknown or used.
    """
    used = connection.execute(
        update(enrolment_code)
        .where(
            enrolment_code.c.code_sha256 == _sha256(request.code.strip()),
            enrolment_code.c.used_at.is_(None),
        )
        .values(used_at=_now())
        .returning(enrolment_code.c.agency)
    ).one_or_none()
    if used is None:
        raise Refused(403, Reason.ENROLMENT_CODE_UNKNOWN)
    station_id = str(uuid4())
    if earlier is not None and earlier.agency == used.agency:
        station_id = earlier.station
        _keep_former(connection, station_id)
    credential = secrets.token_urlsafe(32)
    issued = authority.desk(request.request, station_id) if request.request else None
    place = {
        "agency": used.agency,
        "name": request.station_name,
        "credential_sha256": _sha256(credential),
        "enrolled_at": _now(),
    }
    connection.execute(
        insert_or(connection, station)
        .values(id=station_id, **place)
        .on_conflict_do_update(index_elements=[station.c.id], set_=place)
    )
    connection.execute(
        delete(station_certificate).where(station_certificate.c.station == station_id)
    )
    if issued is not None:
        known_by = fingerprint(issued.public_bytes(Encoding.DER))
        connection.execute(station_certificate.insert().values(station=station_id, sha256=known_by))
    return EnrolAnswer(
        station=station_id,
        agency=used.agency,
        credential=credential,
        receipt_key=receipt_key,
        certificate="" if issued is None else issued.public_bytes(Encoding.PEM).decode(),
    )


def place_of(
    connection: Connection, authorization: str | None, certificate: bytes | None
) -> Desk | None:
    """The desk that asks for a place anew, by what it shows of an earlier one; None: a new one.

    A one-time code comes with it. So here, and here alone, it is enough to show a credential that
    was replaced (the answer with the new one may have been lost), or, once its certificate is
    over, the credential by itself.
    """
    shown = _sha256((authorization or "").partition(" ")[2])
    places = (
        select(
            station.c.id,
            station.c.agency,
            station.c.enrolled_at,
            station_certificate.c.sha256.label("certificate"),
        )
        .outerjoin(station_certificate, station_certificate.c.station == station.c.id)
        .where(station.c.credential_sha256 == shown),
        select(
            station.c.id,
            station.c.agency,
            former_place.c.enrolled_at,
            former_place.c.certificate_sha256.label("certificate"),
        )
        .join(station, station.c.id == former_place.c.station)
        .where(former_place.c.credential_sha256 == shown),
    )
    found = (connection.execute(each).one_or_none() for each in places)
    row = next((each for each in found if each is not None), None)
    if row is None or _is_revoked(connection, row.id):
        return None
    over = datetime.fromisoformat(row.enrolled_at) + timedelta(days=LEAF_DAYS) <= datetime.now(UTC)
    proven = certificate is not None and fingerprint(certificate) == row.certificate
    if row.certificate is not None and not over and not proven:
        return None
    return Desk(row.id, row.agency)


def desk_of(connection: Connection, authorization: str | None, certificate: bytes | None) -> Desk:
    """The desk that an Authorization header and a TLS certificate (DER) speak for.

    Raises:
        Refused: none, an unknown one, without the certificate it was given, or revoked.
    """
    scheme, _, credential = (authorization or "").partition(" ")
    row = connection.execute(
        select(
            station.c.id,
            station.c.agency,
            station_certificate.c.sha256.label("certificate"),
            revocation.c.at.label("revoked_at"),
        )
        .outerjoin(station_certificate, station_certificate.c.station == station.c.id)
        .outerjoin(revocation, revocation.c.station == station.c.id)
        .where(station.c.credential_sha256 == _sha256(credential))
    ).one_or_none()
    if row is None or scheme.lower() != "bearer":
        raise Refused(401, Reason.CREDENTIAL_UNKNOWN)
    if row.certificate is not None and (
        certificate is None or fingerprint(certificate) != row.certificate
    ):
        raise Refused(401, Reason.CREDENTIAL_UNKNOWN)
    if row.revoked_at is not None:
        raise Refused(403, Reason.STATION_REVOKED)
    return Desk(row.id, row.agency)


def _keep_former(connection: Connection, station_id: str) -> None:
    """Keep what proves a desk's place, which is about to be replaced."""
    place = (
        select(
            station.c.credential_sha256,
            station.c.id,
            station_certificate.c.sha256,
            station.c.enrolled_at,
        )
        .outerjoin(station_certificate, station_certificate.c.station == station.c.id)
        .where(station.c.id == station_id)
    )
    connection.execute(
        former_place.insert().from_select([column.name for column in former_place.columns], place)
    )


def _is_revoked(connection: Connection, station_id: str) -> bool:
    found = select(revocation.c.at).where(revocation.c.station == station_id)
    return connection.execute(found).first() is not None


def _sha256(secret: str) -> str:
    # Secrets of ours have 96 bits and more: no slow hash is needed against guessing.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
