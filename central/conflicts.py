"""What a document offered may stand in the way of: its number, code and copy belong to one alone.

A copy that grew, by a time-stamp that was owed, is the same one: it takes the place of the version
before.
"""

from typing import Any

from sqlalchemy import Connection, Row, select

from central.blobs import Blobs
from central.enrolment import Desk
from central.errors import Refused
from central.tables import held, submission
from offline_store.wire import DossierSubmission, Reason


def grown_from(
    connection: Connection, blobs: Blobs, desk: Desk, offered: DossierSubmission
) -> Row[Any] | None:
    """The row of the version before, where the document offered is the same copy, grown.

    The register entry must be the same in all, and the new file must begin with the old one:
    then both signatures cover what they covered, and only what was added is new.
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
    if row is None or not _begins_with(blobs, copy.sha256, row.copy_sha256):
        return None
    before = DossierSubmission.model_validate_json(row.body)
    same = before.certified_copy.model_copy(update={"sha256": copy.sha256, "level": copy.level})
    said = (before.document_title, before.dossier_code, before.requester)
    if same != copy or said != (
        offered.document_title,
        offered.dossier_code,
        offered.requester,
    ):
        return None
    return row


def check_not_taken(
    connection: Connection, desk: Desk, offered: DossierSubmission, grown: Row[Any] | None
) -> None:
    """Refuse what would stand beside another document under the same number, code or copy.

    grown: the version before, which it takes the place of.
    """
    for reason, condition in _same(submission, desk, offered).items():
        row = connection.execute(select(submission.c.item).where(condition)).first()
        if row is not None and (grown is None or row.item != grown.item):
            raise Refused(409, reason)


def check_not_waiting(connection: Connection, desk: Desk, offered: DossierSubmission) -> None:
    """Refuse what would come between another document and its verdict.

    An earlier version from the same desk is none of these: it is judged first.
    """
    earlier = (held.c.station == desk.station) & held.c.copy_sha256.in_(offered.files[1:])
    for reason, condition in _same(held, desk, offered).items():
        others = select(held.c.item).where(
            condition, held.c.reason.is_(None), held.c.item != offered.item, ~earlier
        )
        if connection.execute(others).first() is not None:
            raise Refused(409, reason)


def _same(table: Any, desk: Desk, offered: DossierSubmission) -> dict[Reason, Any]:
    copy = offered.certified_copy
    return {
        Reason.NUMBER_TAKEN: (
            (table.c.agency == desk.agency)
            & (table.c.book == copy.book)
            & (table.c.number == copy.number)
        ),
        Reason.CODE_TAKEN: table.c.code == copy.code,
        Reason.COPY_TAKEN: table.c.copy_sha256 == copy.sha256,
    }


def _begins_with(blobs: Blobs, sha256: str, earlier: str) -> bool:
    with blobs.reading(sha256) as new, blobs.reading(earlier) as before:
        old = before.read_bytes()
        with new.open("rb") as file:
            return file.read(len(old)) == old
