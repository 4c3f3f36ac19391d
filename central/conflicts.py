"""What a document offered may stand in the way of: its number, code and copy belong to one alone.

A copy that grew, by a time-stamp that was owed, is the same one: it takes the place of the version
before.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, literal, select, true, union_all

from central.beginnings import Beginnings
from central.enrolment import Desk
from central.errors import Refused
from central.tables import held, submission
from offline_store.wire import DossierSubmission, Reason


def grown_from(
    connection: Connection, beginnings: Beginnings, desk: Desk, offered: DossierSubmission
) -> Row[Any] | None:
    """The row of the version before, where the document offered is the same copy, grown.

    The register entry must be the same in all, and the new file must begin with the old one:
    then both signatures cover what they covered, and only what was added is new.

    Raises:
        NotLookedAt: the two files are still to be compared (`Beginnings.looking`).
    """
    copy = offered.certified_copy
    if len(offered.files) == 1:
        return None
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
    if row is None:
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
    return row if beginnings.begins_with(copy.sha256, row.copy_sha256) else None


def check_not_taken(
    connection: Connection, desk: Desk, offered: DossierSubmission, grown: Row[Any] | None
) -> None:
    """Refuse what would stand beside another document under the same number, code or copy.

    grown: the version before, which it takes the place of.
    """
    others = true() if grown is None else submission.c.item != grown.item
    _refuse(connection, submission, desk, offered, others)


def check_not_waiting(connection: Connection, desk: Desk, offered: DossierSubmission) -> None:
    """Refuse what would come between another document and its verdict.

    An earlier version from the same desk is none of these: it is judged first.
    """
    earlier = (held.c.station == desk.station) & held.c.copy_sha256.in_(offered.files[1:])
    others = held.c.reason.is_(None) & (held.c.item != offered.item) & ~earlier
    _refuse(connection, held, desk, offered, others)


def _refuse(
    connection: Connection,
    table: Any,
    desk: Desk,
    offered: DossierSubmission,
    others: ColumnElement[bool],
) -> None:
    """Refuse what has its number, code or copy in common with one of the others of a table."""
    copy = offered.certified_copy
    same = {
        Reason.NUMBER_TAKEN: (
            (table.c.agency == desk.agency)
            & (table.c.book == copy.book)
            & (table.c.number == copy.number)
        ),
        Reason.CODE_TAKEN: table.c.code == copy.code,
        Reason.COPY_TAKEN: table.c.copy_sha256 == copy.sha256,
    }
    # One question for all three: a writer's turn is short, and the others wait for it.
    each = [select(literal(reason.value)).where(others, said) for reason, said in same.items()]
    found = {row[0] for row in connection.execute(union_all(*each))}
    for reason in same:
        if reason.value in found:
            raise Refused(409, reason)
