"""Takes certified documents in: everything is checked before the receipt says that it is here."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, select

from central.blobs import Blobs
from central.citizens import forget_for_citizen, keep_for_citizen
from central.database import Database
from central.enrolment import Desk
from central.errors import Refused
from central.leases import is_leased
from central.receipts import make_receipt
from central.tables import earlier_version, submission
from offline_store.wire import DossierSubmission, Reason, Receipt
from signing.errors import NotAPdf
from signing.values import Verdict, VerificationReport
from signing.verification import verify_pdf

# NĐ 45/2020 Điều 10: the person who certifies and the agency both sign.
SIGNATURES_ASKED = 2


@dataclass(frozen=True, slots=True)
class Intake:
    """The way in for certified documents. trust: folder of certificates (PEM or DER)."""

    database: Database
    blobs: Blobs
    trust: Path
    receipt_key: Ed25519PrivateKey

    def take(self, desk: Desk, offered: DossierSubmission) -> str:
        """Take a document in and return its receipt; the same document again, the same receipt.

        Raises:
            Refused: with the reason; nothing is taken. Status 503: not now, and not for good.
        """
        if offered.station != desk.station:
            raise Refused(422, Reason.STATION_MISMATCH)
        body = offered.model_dump_json()
        with self.database.snapshot() as connection:
            if (receipt := _earlier(connection, offered, body)) is not None:
                return receipt
        # The slow part, outside any transaction; the rules are looked at again after it.
        self._check_files(offered)
        self._check_signatures(offered)
        with self.database.transaction() as connection:
            if (receipt := _earlier(connection, offered, body)) is not None:
                return receipt
            self._make_way(connection, desk, offered)
            _check_number_and_copy(connection, desk, offered)
            return self._keep(connection, desk, offered, body)

    def taken(self, desk: Desk) -> dict[str, str]:
        """By submission of that desk, the SHA-256 of its copy."""
        with self.database.snapshot() as connection:
            return {
                row.item: row.copy_sha256
                for table in (submission, earlier_version)
                for row in connection.execute(
                    select(table.c.item, table.c.copy_sha256).where(table.c.station == desk.station)
                )
            }

    def _check_files(self, offered: DossierSubmission) -> None:
        if missing := self.blobs.missing(offered.files):
            raise Refused(422, Reason.FILES_MISSING, missing)

    def _check_signatures(self, offered: DossierSubmission) -> None:
        try:
            with self.blobs.reading(offered.certified_copy.sha256) as path:
                report = verify_pdf(path, (self.trust,))
        except NotAPdf as error:
            raise Refused(422, Reason.SIGNATURE_NOT_VALID, (error.code,)) from error
        if "agency-signature-missing" in report.problems:
            raise Refused(422, Reason.SIGNATURES_TOO_FEW)
        if report.verdict is not Verdict.TOTAL_PASSED:
            why = {each.subindication for each in report.signatures if each.subindication}
            detail = (report.verdict.value, *sorted(why), *report.problems)
            if _may_pass(report):
                raise Refused(503, Reason.SIGNATURE_UNDECIDED, detail)
            raise Refused(422, Reason.SIGNATURE_NOT_VALID, detail)
        if len(report.signatures) < SIGNATURES_ASKED:
            raise Refused(422, Reason.SIGNATURES_TOO_FEW)

    def _make_way(self, connection: Connection, desk: Desk, offered: DossierSubmission) -> None:
        """Put the version before aside, where this is the same copy, grown.

        The register entry must be the same in all, and the new file must begin with the old one:
        then both signatures cover what they covered, and what was added was judged by now.
        """
        copy = offered.certified_copy
        row = connection.execute(
            select(submission).where(
                submission.c.agency == desk.agency,
                submission.c.station == desk.station,
                submission.c.book == copy.book,
                submission.c.number == copy.number,
                submission.c.code == copy.code,
                submission.c.copy_sha256.in_(offered.files[1:]),
            )
        ).one_or_none()
        if row is None or not self._begins_with(copy.sha256, row.copy_sha256):
            return
        before = DossierSubmission.model_validate_json(row.body)
        same = before.certified_copy.model_copy(update={"sha256": copy.sha256, "level": copy.level})
        if same != copy or (before.document_title, before.dossier_code, before.requester) != (
            offered.document_title,
            offered.dossier_code,
            offered.requester,
        ):
            return
        connection.execute(
            earlier_version.insert().values(
                {column.name: row._mapping[column.name] for column in earlier_version.columns}
            )
        )
        forget_for_citizen(connection, row.item)
        connection.execute(delete(submission).where(submission.c.item == row.item))

    def _begins_with(self, sha256: str, earlier: str) -> bool:
        with self.blobs.reading(sha256) as new, self.blobs.reading(earlier) as before:
            old = before.read_bytes()
            with new.open("rb") as file:
                return file.read(len(old)) == old

    def _keep(
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
            submission.insert().values(
                item=offered.item,
                station=desk.station,
                agency=desk.agency,
                body=body,
                book=copy.book,
                number=copy.number,
                code=copy.code,
                title=offered.document_title,
                signer=copy.signer,
                signed_at=copy.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
                copy_sha256=copy.sha256,
                received_at=received_at.isoformat(timespec="microseconds"),
                receipt=receipt,
            )
        )
        keep_for_citizen(connection, offered.item, offered.requester.id_number)
        return receipt


def _may_pass(report: VerificationReport) -> bool:
    """Whether the trouble is central's own of today: an old revocation list, a busy judge."""
    if report.verdict is not Verdict.INDETERMINATE:
        return False
    open_ones = {
        each.subindication for each in report.signatures if each.verdict is not Verdict.TOTAL_PASSED
    }
    return "limits-exceeded" in report.problems or open_ones == {"TRY_LATER"}


def _earlier(connection: Connection, offered: DossierSubmission, body: str) -> str | None:
    for table in (submission, earlier_version):
        row = connection.execute(
            select(table.c.body, table.c.receipt).where(table.c.item == offered.item)
        ).one_or_none()
        if row is not None and row.body != body:
            raise Refused(409, Reason.KEY_REUSED)
        if row is not None:
            return str(row.receipt)
    return None


def _check_number_and_copy(connection: Connection, desk: Desk, offered: DossierSubmission) -> None:
    copy = offered.certified_copy
    if not is_leased(connection, desk, copy.book, copy.number):
        raise Refused(422, Reason.NUMBER_NOT_LEASED)
    taken = {
        Reason.NUMBER_TAKEN: (
            (submission.c.agency == desk.agency)
            & (submission.c.book == copy.book)
            & (submission.c.number == copy.number)
        ),
        Reason.CODE_TAKEN: submission.c.code == copy.code,
        Reason.COPY_TAKEN: submission.c.copy_sha256 == copy.sha256,
    }
    for reason, condition in taken.items():
        if connection.execute(select(submission.c.item).where(condition)).first() is not None:
            raise Refused(409, reason)
