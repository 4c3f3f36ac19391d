"""Takes certified documents in: the receipt says that all of it is here, whole and durable.

Whether a copy stands is a word of its own (`central/judging.py`): until it is said, nobody but the
desk that sent it learns of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from central.blobs import Blobs
from central.conflicts import check_not_taken, check_not_waiting, grown_from
from central.database import Database
from central.enrolment import Desk
from central.errors import Refused
from central.leases import is_leased
from central.receipts import make_receipt
from central.tables import earlier_version, held, paper, submission
from central.together import Together
from offline_store.wire import DossierSubmission, Reason, Receipt


@dataclass(frozen=True, slots=True)
class Intake:
    """The way in for certified documents. judge: told each item that waits for its verdict."""

    database: Database
    blobs: Blobs
    receipt_key: Ed25519PrivateKey
    judge: Callable[[str], None]
    together: Together

    def take(self, desk: Desk, offered: DossierSubmission) -> str:
        """Take a document in and return its receipt; the same document again, the same receipt.

        One that was judged not to stand is judged again when it is offered again: what it was
        refused for may be cured here.

        Raises:
            Refused: with the reason; nothing is taken. Status 503: not now, and not for good.
        """
        if offered.station != desk.station:
            raise Refused(422, Reason.STATION_MISMATCH)
        body = offered.model_dump_json()
        with self.database.snapshot() as connection:
            before = _before(connection, offered.item, body)
        if before is not None and not before.refused:
            return str(before.receipt)
        if missing := self.blobs.missing(offered.files):
            raise Refused(422, Reason.FILES_MISSING, missing)
        receipt = self.together.write(partial(self._receipt, desk, offered, body))
        self.judge(offered.item)
        return receipt

    def taken(self, desk: Desk) -> dict[str, str]:
        """By submission of that desk, copies and papers, the SHA-256 of its file."""
        with self.database.snapshot() as connection:
            return {
                row.item: row.file
                for table, file in (
                    (submission, submission.c.copy_sha256),
                    (earlier_version, earlier_version.c.copy_sha256),
                    (held, held.c.copy_sha256),
                    (paper, paper.c.sha256),
                )
                for row in connection.execute(
                    select(table.c.item, file.label("file")).where(table.c.station == desk.station)
                )
            }

    def _receipt(
        self, desk: Desk, offered: DossierSubmission, body: str, connection: Connection
    ) -> str:
        before = _before(connection, offered.item, body)
        if before is not None and not before.refused:
            return str(before.receipt)
        copy = offered.certified_copy
        if not is_leased(connection, desk, copy.book, copy.number):
            raise Refused(422, Reason.NUMBER_NOT_LEASED)
        check_not_waiting(connection, desk, offered)
        check_not_taken(
            connection, desk, offered, grown_from(connection, self.blobs, desk, offered)
        )
        if before is not None:
            connection.execute(
                update(held)
                .where(held.c.item == offered.item)
                .values(reason=None, detail="[]", judged_at=None)
            )
            return str(before.receipt)
        return self._hold(connection, desk, offered, body)

    def _hold(
        self, connection: Connection, desk: Desk, offered: DossierSubmission, body: str
    ) -> str:
        received_at = datetime.now(UTC)
        claims = Receipt(
            item=offered.item,
            station=offered.station,
            files=offered.files,
            received_at=received_at,
        )
        receipt = make_receipt(claims, self.receipt_key)
        copy = offered.certified_copy
        connection.execute(
            held.insert().values(
                item=offered.item,
                station=desk.station,
                agency=desk.agency,
                body=body,
                book=copy.book,
                number=copy.number,
                code=copy.code,
                copy_sha256=copy.sha256,
                received_at=received_at.isoformat(timespec="microseconds"),
                receipt=receipt,
                detail="[]",
            )
        )
        return receipt


@dataclass(frozen=True, slots=True)
class _Before:
    receipt: str
    refused: bool


def _before(connection: Connection, item: str, body: str) -> _Before | None:
    """What became of this item when it came before."""
    for table in (submission, earlier_version, held):
        row = connection.execute(select(table).where(table.c.item == item)).one_or_none()
        if row is not None and row.body != body:
            raise Refused(409, Reason.KEY_REUSED)
        if row is not None:
            return _Before(row.receipt, table is held and row.reason is not None)
    return None
