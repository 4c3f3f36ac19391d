"""Which copies were certified for a citizen: asked by a desk, in a dossier, and kept that it was.

NĐ 280/2025: whoever has a paper in digital form is not asked for it again. Any desk may ask, of
copies of any agency; what it needs for that is the citizen's ID number, and a dossier of its own.
"""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, select

from central.enrolment import Desk
from central.errors import Refused
from central.tables import citizen_copy, copies_asked, submission
from offline_store.copies_wire import (
    CopiesAnswer,
    CopiesQuestion,
    CopyAtCentral,
    CopyFileQuestion,
    figures_of,
)
from offline_store.wire import (
    Reason,
)

MOST = 100


def keep_for_citizen(connection: Connection, item: str, id_number: str) -> None:
    """Keep for whom a submission was certified, where the requester gave a number."""
    if digits := figures_of(id_number):
        connection.execute(citizen_copy.insert().values(item=item, citizen=digits))


def forget_for_citizen(connection: Connection, item: str) -> None:
    """A later version takes the place of this one."""
    connection.execute(delete(citizen_copy).where(citizen_copy.c.item == item))


def copies_of_citizen(connection: Connection, desk: Desk, asked: CopiesQuestion) -> CopiesAnswer:
    """The latest version of each copy, the newest first; who asked is kept with the dossier."""
    rows = connection.execute(
        select(submission)
        .join(citizen_copy, citizen_copy.c.item == submission.c.item)
        .where(citizen_copy.c.citizen == asked.id_number)
        .order_by(submission.c.signed_at.desc())
        .limit(MOST)
    ).all()
    _keep_asking(connection, desk, asked, len(rows))
    return CopiesAnswer(
        copies=tuple(
            CopyAtCentral(
                code=row.code,
                sha256=row.copy_sha256,
                title=row.title,
                agency=row.agency,
                book=row.book,
                number=row.number,
                signed_at=datetime.fromisoformat(row.signed_at),
            )
            for row in rows
        )
    )


def file_of_citizen(connection: Connection, desk: Desk, asked: CopyFileQuestion) -> str:
    """SHA-256 of the latest version of one copy; who asked is kept with the dossier.

    Raises:
        Refused: no copy of that code was certified for that citizen.
    """
    found = connection.execute(
        select(submission.c.copy_sha256)
        .join(citizen_copy, citizen_copy.c.item == submission.c.item)
        .where(citizen_copy.c.citizen == asked.id_number, submission.c.code == asked.code)
    ).scalar()
    if found is None:
        raise Refused(404, Reason.FILE_UNKNOWN)
    _keep_asking(connection, desk, asked, 1)
    return str(found)


def _keep_asking(connection: Connection, desk: Desk, asked: CopiesQuestion, found: int) -> None:
    connection.execute(
        copies_asked.insert().values(
            id=str(uuid4()),
            station=desk.station,
            dossier_code=asked.dossier_code,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            found=found,
        )
    )
