"""What central says of the copies that a desk handed in: stands, does not stand, or not yet."""

import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select, update

from central.enrolment import Desk
from central.receipts import signed
from central.tables import earlier_version, held, submission
from offline_store.verdict_wire import VERDICT_TYPE, CopyVerdict, VerdictAnswer, VerdictQuestion
from offline_store.wire import (
    Reason,
)


def undecided(connection: Connection, desk: Desk, question: VerdictQuestion) -> tuple[str, ...]:
    """Those asked for that could not be judged when their turn came."""
    rows = connection.execute(
        select(held.c.item).where(
            *_asked(held, desk, question), held.c.reason.is_(None), held.c.detail != "[]"
        )
    ).scalars()
    return tuple(rows)


def wait_again(connection: Connection, items: tuple[str, ...]) -> None:
    """Let these wait for their turn once more."""
    connection.execute(
        update(held)
        .where(held.c.item.in_(items), held.c.reason.is_(None))
        .values(detail="[]", judged_at=None)
    )


def answer_verdicts(
    connection: Connection, desk: Desk, question: VerdictQuestion, key: Ed25519PrivateKey
) -> VerdictAnswer:
    """The verdicts on a desk's own items, each signed; of the rest, which still wait."""
    said = dict[str, str]()
    waiting = dict[str, str]()
    for table in (submission, earlier_version):
        for row in connection.execute(
            select(table.c.item, table.c.copy_sha256).where(*_asked(table, desk, question))
        ):
            said[row.item] = _signed(row.item, desk, row.copy_sha256, key)
    for row in connection.execute(select(held).where(*_asked(held, desk, question))):
        detail = tuple(json.loads(row.detail))
        if row.reason is None:
            waiting[row.item] = Reason.SIGNATURE_UNDECIDED.value if detail else ""
        else:
            said[row.item] = _signed(row.item, desk, row.copy_sha256, key, row.reason, detail)
    return VerdictAnswer(verdicts=said, waiting=waiting)


def _asked(table: Any, desk: Desk, question: VerdictQuestion) -> tuple[Any, ...]:
    return (table.c.station == desk.station, table.c.item.in_(question.items))


def _signed(
    item: str,
    desk: Desk,
    sha256: str,
    key: Ed25519PrivateKey,
    reason: str = "",
    detail: tuple[str, ...] = (),
) -> str:
    verdict = CopyVerdict(
        item=item,
        station=desk.station,
        sha256=sha256,
        stands=not reason,
        reason=reason,
        detail=detail,
        said_at=datetime.now(UTC),
    )
    return signed(verdict, VERDICT_TYPE, key)
