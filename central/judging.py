"""Judges what was taken in, on its own time: whether a copy stands.

An item waits in the table `held` for its verdict, so that none is forgotten whatever is killed. A
copy that stands becomes a submission, of which citizens learn; one that does not stays held with
the reason. One that cannot be judged today goes on waiting, and is judged again when its desk asks.
"""

import json
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from central.beginnings import Beginnings
from central.blobs import Blobs
from central.citizens import forget_for_citizen, keep_for_citizen
from central.conflicts import check_not_taken, grown_from
from central.database import Database
from central.enrolment import Desk
from central.errors import Refused
from central.papers import SIGNATURES_ASKED as PAPER_SIGNATURES
from central.papers import file_to_judge, settle_paper, waiting_papers
from central.tables import earlier_version, held, submission
from central.together import Together
from offline_store.wire import DossierSubmission, Reason
from signing.errors import NotAPdf
from signing.values import Verdict, VerificationReport
from signing.verification import judges, verify_pdf

log = logging.getLogger(__name__)

# NĐ 45/2020 Điều 10: the person who certifies and the agency both sign.
SIGNATURES_ASKED = 2
# How often what another program of this central left is looked for.
_LOOK_EVERY_S = 60.0
_STOP_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class _Judged:
    """reason: why it does not stand; None: it does. undecided: it cannot be said today."""

    reason: Reason | None = None
    detail: tuple[str, ...] = ()
    undecided: bool = False


class Judging:
    """The threads that judge, as many as there are judges. trust: folder of certificates."""

    def __init__(
        self,
        database: Database,
        together: Together,
        blobs: Blobs,
        beginnings: Beginnings,
        trust: Path,
    ) -> None:
        self._database = database
        self._together = together
        self._blobs = blobs
        self._beginnings = beginnings
        self._trust = trust
        self._items: SimpleQueue[str | None] = SimpleQueue()
        self._queued: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin, with what waits from before."""
        works = [threading.Thread(target=self._work, name="judging") for _ in range(judges())]
        looks = threading.Thread(target=self._look, name="judging-look")
        self._threads = [*works, looks]
        for thread in self._threads:
            thread.daemon = True
            thread.start()

    def stop(self) -> None:
        """End; what is being judged may finish, the rest waits for the next start."""
        self._stopped.set()
        for _ in self._threads:
            self._items.put(None)
        for thread in self._threads:
            thread.join(_STOP_LIMIT_S)

    def wake(self, item: str) -> None:
        """Say that an item waits. Any thread may."""
        with self._lock:
            if item in self._queued:
                return
            self._queued.add(item)
        self._items.put(item)

    def _look(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._database.snapshot() as connection:
                    waiting = connection.execute(
                        select(held.c.item)
                        .where(held.c.reason.is_(None), held.c.detail == "[]")
                        .order_by(held.c.received_at, held.c.item)
                    ).scalars()
                    items = [*waiting, *waiting_papers(connection)]
                for item in items:
                    self.wake(item)
            except SQLAlchemyError as error:
                log.warning("what waits for a verdict was not found: %s", type(error).__name__)
            self._stopped.wait(_LOOK_EVERY_S)

    def _work(self) -> None:
        while not self._stopped.is_set():
            item = self._items.get()
            if item is None:
                return
            with self._lock:
                self._queued.discard(item)
            try:
                self._judge(item)
            except Exception as error:  # noqa: BLE001 - one item must not hold up all others
                # It goes on waiting, and is found again at the next look. What an error says of
                # itself may hold a person's data: its kind alone is logged.
                log.warning("item %s was not judged: %s", item, type(error).__name__)

    def _judge(self, item: str) -> None:
        with self._database.snapshot() as connection:
            row, file = _waiting(connection, item), file_to_judge(connection, item)
            if row is not None and _earlier_waits(connection, row):
                return
        if file is not None:
            said = self._look_at(file, PAPER_SIGNATURES)
            settle = partial(settle_paper, item, said.reason, said.detail, said.undecided)
            self._together.write(settle)
            return
        if row is None:
            return
        offered = DossierSubmission.model_validate_json(row.body)
        judged = self._look_at(offered.certified_copy.sha256, SIGNATURES_ASKED)
        settling = partial(self._settle, item, offered, judged)
        for each in self._beginnings.looking(partial(self._together.write, settling)):
            self.wake(each)

    def _settle(
        self, item: str, offered: DossierSubmission, judged: _Judged, connection: Connection
    ) -> list[str]:
        """Keep the verdict; return the later versions that waited for it."""
        row = _waiting(connection, item)
        if row is None:
            return []  # another program of this central was first
        if judged.reason is None:
            judged = self._let_stand(connection, row, offered)
        if judged.reason is not None:
            _say(connection, item, judged)
        return _later(connection, row)

    def _look_at(self, sha256: str, signatures: int) -> _Judged:
        if self._blobs.missing((sha256,)):
            raise FileNotFoundError  # no fault of the copy's: its desk has it still
        try:
            with self._blobs.reading(sha256) as path:
                report = verify_pdf(path, (self._trust,))
        except NotAPdf as error:
            return _Judged(Reason.SIGNATURE_NOT_VALID, (error.code,))
        if "agency-signature-missing" in report.problems:
            return _Judged(Reason.SIGNATURES_TOO_FEW)
        if report.verdict is not Verdict.TOTAL_PASSED:
            why = {each.subindication for each in report.signatures if each.subindication}
            detail = (report.verdict.value, *sorted(why), *report.problems)
            if _may_pass(report):
                return _Judged(Reason.SIGNATURE_UNDECIDED, detail, undecided=True)
            return _Judged(Reason.SIGNATURE_NOT_VALID, detail)
        if len(report.signatures) < signatures:
            return _Judged(Reason.SIGNATURES_TOO_FEW)
        return _Judged()

    def _let_stand(
        self, connection: Connection, row: Row[Any], offered: DossierSubmission
    ) -> _Judged:
        """Make it a submission, in the place of the version before where it grew from one."""
        desk = Desk(row.station, row.agency)
        grown = grown_from(connection, self._beginnings, desk, offered)
        try:
            check_not_taken(connection, desk, offered, grown)
        except Refused as refused:
            return _Judged(Reason(refused.refusal.reason))
        if grown is not None:
            connection.execute(
                earlier_version.insert().values(
                    {column.name: grown._mapping[column.name] for column in earlier_version.columns}
                )
            )
            forget_for_citizen(connection, grown.item)
            connection.execute(delete(submission).where(submission.c.item == grown.item))
        copy = offered.certified_copy
        connection.execute(
            submission.insert().values(
                item=row.item,
                station=row.station,
                agency=row.agency,
                body=row.body,
                book=copy.book,
                number=copy.number,
                code=copy.code,
                title=offered.document_title,
                signer=copy.signer,
                signed_at=copy.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
                copy_sha256=copy.sha256,
                received_at=row.received_at,
                receipt=row.receipt,
            )
        )
        keep_for_citizen(connection, row.item, offered.requester.id_number)
        connection.execute(delete(held).where(held.c.item == row.item))
        return _Judged()


def _waiting(connection: Connection, item: str) -> Row[Any] | None:
    return connection.execute(
        select(held).where(held.c.item == item, held.c.reason.is_(None))
    ).one_or_none()


def _of_the_same_number(row: Row[Any]) -> tuple[Any, ...]:
    return (
        held.c.agency == row.agency,
        held.c.book == row.book,
        held.c.number == row.number,
        held.c.reason.is_(None),
    )


def _earlier_waits(connection: Connection, row: Row[Any]) -> bool:
    """A version is judged after those before it: only then is it known what it grew from."""
    earlier = select(held.c.item).where(
        *_of_the_same_number(row), held.c.received_at < row.received_at
    )
    return connection.execute(earlier).first() is not None


def _later(connection: Connection, row: Row[Any]) -> list[str]:
    later = select(held.c.item).where(
        *_of_the_same_number(row), held.c.received_at > row.received_at
    )
    return list(connection.execute(later).scalars())


def _say(connection: Connection, item: str, judged: _Judged) -> None:
    connection.execute(
        update(held)
        .where(held.c.item == item)
        .values(
            reason=None if judged.undecided or judged.reason is None else judged.reason.value,
            detail=json.dumps(judged.detail),
            judged_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        )
    )


def _may_pass(report: VerificationReport) -> bool:
    """Whether the trouble is central's own of today: an old revocation list, a busy judge."""
    if report.verdict is not Verdict.INDETERMINATE:
        return False
    open_ones = {
        each.subindication for each in report.signatures if each.verdict is not Verdict.TOTAL_PASSED
    }
    return "limits-exceeded" in report.problems or open_ones == {"TRY_LATER"}
