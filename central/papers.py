"""Papers of procedures' dossiers that desks digitised and signed: their receipt, their verdict.

As with certified copies the receipt says that central has the file, and the verdict that its
signature stands; a paper has no number, and one signature, of who scanned it (TT 01/2023/TT-VPCP
Điều 8).
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from central.enrolment import Desk
from central.errors import Refused
from central.intake import Intake
from central.receipts import make_receipt
from central.tables import paper
from offline_store.paper_wire import PaperSubmission
from offline_store.wire import Reason, Receipt

SIGNATURES_ASKED = 1


def take_paper(intake: Intake, desk: Desk, offered: PaperSubmission) -> str:
    """Take a paper in and return its receipt; the same paper again, the same receipt.

    One that was judged not to stand is judged again when it is offered again.

    Raises:
        Refused: with the reason; nothing is taken.
    """
    if offered.station != desk.station:
        raise Refused(422, Reason.STATION_MISMATCH)
    if missing := intake.blobs.missing(offered.files):
        raise Refused(422, Reason.FILES_MISSING, missing)
    receipt = intake.together.write(partial(_keep, desk, offered, intake.receipt_key))
    intake.judge(offered.item)
    return receipt


def _keep(
    desk: Desk, offered: PaperSubmission, key: Ed25519PrivateKey, connection: Connection
) -> str:
    body = offered.model_dump_json()
    row = connection.execute(select(paper).where(paper.c.item == offered.item)).one_or_none()
    if row is not None:
        if row.body != body:
            raise Refused(409, Reason.KEY_REUSED)
        if row.reason is not None:
            connection.execute(
                update(paper)
                .where(paper.c.item == offered.item)
                .values(reason=None, detail="[]", judged_at=None)
            )
        return str(row.receipt)
    received_at = datetime.now(UTC)
    receipt = make_receipt(
        Receipt(
            item=offered.item,
            station=offered.station,
            files=offered.files,
            received_at=received_at,
        ),
        key,
    )
    connection.execute(
        paper.insert().values(
            item=offered.item,
            station=desk.station,
            agency=desk.agency,
            dossier=offered.dossier,
            component=offered.component,
            code=offered.described.code,
            sha256=offered.signed.sha256,
            body=body,
            received_at=received_at.isoformat(timespec="microseconds"),
            receipt=receipt,
            detail="[]",
            stands=0,
        )
    )
    return receipt


def waiting_papers(connection: Connection) -> Iterator[str]:
    """The items whose turn to be judged has not come, oldest first."""
    yield from connection.execute(
        select(paper.c.item)
        .where(*_WAITING, paper.c.detail == "[]")
        .order_by(paper.c.received_at, paper.c.item)
    ).scalars()


def file_to_judge(connection: Connection, item: str) -> str | None:
    """SHA-256 of the file of a paper that waits for its verdict; None where none such does."""
    return connection.scalar(select(paper.c.sha256).where(paper.c.item == item, *_WAITING))


def settle_paper(
    item: str,
    reason: Reason | None,
    detail: tuple[str, ...],
    undecided: bool,
    connection: Connection,
) -> None:
    """Keep the verdict on a paper. reason: None: it stands. undecided: it goes on waiting."""
    said = None if undecided or reason is None else reason.value
    connection.execute(
        update(paper)
        .where(paper.c.item == item, *_WAITING)
        .values(
            reason=said,
            detail=json.dumps(detail),
            judged_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            stands=int(reason is None),
        )
    )


_WAITING = (paper.c.stands == 0, paper.c.reason.is_(None))
