"""Takes certified documents in: the receipt says that all of it is here, whole and durable.

Whether a copy stands is a word of its own (`central/judging.py`): until it is said, nobody but the
desk that sent it learns of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, false, select, union_all, update

from central.beginnings import Beginnings, NotLookedAt
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
    beginnings: Beginnings
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
        body = offered.model_dump_json()
        if (receipt := self._early_answer(desk, offered, body)) is not None:
            return receipt
        receiving = partial(self._receipt, desk, offered, body)
        receipt = self.beginnings.looking(partial(self.together.write, receiving))
        self.judge(offered.item)
        return receipt

    def take_several(self, desk: Desk, several: Sequence[DossierSubmission]) -> list[str | Refused]:
        """Take documents in, each for itself, and make them durable together.

        Returns: for each its receipt, or why it is refused.
        """
        answers = list[str | Refused | None]()
        waiting = list[Callable[[Connection], str]]()
        for offered in several:
            body = offered.model_dump_json()
            try:
                answers.append(self._early_answer(desk, offered, body))
            except Refused as refused:
                answers.append(refused)
            if answers[-1] is None:
                waiting.append(partial(self._receipt, desk, offered, body))
        written = iter(self.together.write_all(waiting))
        said = list[str | Refused]()
        for offered, early in zip(several, answers, strict=True):
            answer = next(written) if early is None else early
            if isinstance(answer, NotLookedAt):
                # A later version: files are to be compared first, which is its own affair.
                try:
                    answer = self.take(desk, offered)
                except Refused as refused:
                    answer = refused
            if isinstance(answer, BaseException) and not isinstance(answer, Refused):
                raise answer
            if early is None and isinstance(answer, str):
                self.judge(offered.item)
            said.append(answer)
        return said

    def _early_answer(self, desk: Desk, offered: DossierSubmission, body: str) -> str | None:
        """What can be said without a writer's turn: nothing, where all that it needs is here."""
        if offered.station != desk.station:
            raise Refused(422, Reason.STATION_MISMATCH)
        missing = self.blobs.missing(offered.files)
        if not missing:
            return None
        with self.database.snapshot() as connection:
            before = _before(connection, offered.item, body)
        if before is not None and not before.refused:
            return before.receipt
        raise Refused(422, Reason.FILES_MISSING, missing)

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
            return before.receipt
        copy = offered.certified_copy
        if not is_leased(connection, desk, copy.book, copy.number):
            raise Refused(422, Reason.NUMBER_NOT_LEASED)
        check_not_waiting(connection, desk, offered)
        check_not_taken(
            connection, desk, offered, grown_from(connection, self.beginnings, desk, offered)
        )
        if before is not None:
            connection.execute(
                update(held)
                .where(held.c.item == offered.item)
                .values(reason=None, detail="[]", judged_at=None)
            )
            return before.receipt
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
    refused = held.c.reason.is_not(None)
    row = connection.execute(
        union_all(
            *(
                select(table.c.body, table.c.receipt, said.label("refused")).where(
                    table.c.item == item
                )
                for table, said in (
                    (submission, false()),
                    (earlier_version, false()),
                    (held, refused),
                )
            )
        )
    ).first()
    if row is None:
        return None
    if row.body != body:
        raise Refused(409, Reason.KEY_REUSED)
    return _Before(row.receipt, bool(row.refused))
