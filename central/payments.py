"""Transfers that were reconciled: told to central once each, heard by the desks of the agency."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import Column, Connection, Integer, Table, Text, func, select

from central.at_a_home import writing_at
from central.errors import AgencyUnknown, PaymentInvalid
from central.tables import agency, metadata
from offline_store.payment_wire import MAX_PAYMENTS, PaymentAtCentral, PaymentsAnswer

payment = Table(
    "payment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("dossier_code", Text, nullable=False),
    Column("vnd", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("paid_at", Text, nullable=False),
    Column("told_at", Text, nullable=False),
)


def tell_payment(
    folder: Path, agency_code: str, dossier_code: str, vnd: int, reference: str, paid_at: datetime
) -> PaymentAtCentral:
    """Keep that a transfer came for a dossier, in đồng; the same reference again is the same.

    reference: of the transfer at the bank or the portal. paid_at: aware.

    Raises:
        CentralMissing: no central was made at that folder. AgencyUnknown: it has no desk here.
        PaymentInvalid: it cannot be that, or that reference was told of with other facts.
    """
    with writing_at(folder) as (connection, _):
        known = connection.execute(select(agency).where(agency.c.code == agency_code)).first()
        if known is None:
            raise AgencyUnknown
        return _keep(connection, agency_code, dossier_code, vnd, reference, paid_at)


def payments_after(connection: Connection, agency_code: str, after: int) -> PaymentsAnswer:
    """What desks of an agency have not heard yet that heard up to that count."""
    rows = connection.execute(
        select(payment)
        .where(payment.c.agency == agency_code, payment.c.sequence > after)
        .order_by(payment.c.sequence)
        .limit(MAX_PAYMENTS + 1)
    ).all()
    told = tuple(
        PaymentAtCentral(
            id=row.id,
            sequence=row.sequence,
            dossier_code=row.dossier_code,
            vnd=row.vnd,
            reference=row.reference,
            paid_at=datetime.fromisoformat(row.paid_at),
        )
        for row in rows[:MAX_PAYMENTS]
    )
    return PaymentsAnswer(payments=told, more=len(rows) > MAX_PAYMENTS)


def _keep(
    connection: Connection,
    agency_code: str,
    dossier_code: str,
    vnd: int,
    reference: str,
    paid_at: datetime,
) -> PaymentAtCentral:
    last = select(func.max(payment.c.sequence)).where(payment.c.agency == agency_code)
    try:
        new = PaymentAtCentral(
            id=str(uuid4()),
            sequence=(connection.scalar(last) or 0) + 1,
            dossier_code=dossier_code,
            vnd=vnd,
            reference=reference,
            paid_at=paid_at.astimezone(UTC),
        )
    except ValidationError:
        raise PaymentInvalid from None
    row = connection.execute(
        select(payment).where(payment.c.agency == agency_code, payment.c.reference == new.reference)
    ).one_or_none()
    if row is not None:
        if (row.dossier_code, row.vnd) != (new.dossier_code, new.vnd):
            raise PaymentInvalid
        return new.model_copy(update={"id": row.id, "sequence": row.sequence})
    connection.execute(
        payment.insert().values(
            id=new.id,
            agency=agency_code,
            sequence=new.sequence,
            dossier_code=new.dossier_code,
            vnd=new.vnd,
            reference=new.reference,
            paid_at=new.paid_at.isoformat(timespec="seconds"),
            told_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        )
    )
    return new
