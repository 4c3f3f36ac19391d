"""What central says of the copies that a desk handed in: stands, does not stand, or not yet."""

import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Column, Connection, Table, select, update

from central.enrolment import Desk
from central.receipts import signed
from central.tables import earlier_version, held, paper, submission
from offline_store.verdict_wire import VERDICT_TYPE, CopyVerdict, VerdictAnswer, VerdictQuestion
from offline_store.wire import Reason


def undecided(connection: Connection, desk: Desk, question: VerdictQuestion) -> tuple[str, ...]:
    """Those asked for that could not be judged when their turn came."""
    return tuple(
        item
        for table in (held, paper)
        for item in connection.execute(
            select(table.c.item).where(
                *_asked(table, desk, question), *_waits(table), table.c.detail != "[]"
            )
        ).scalars()
    )


def wait_again(connection: Connection, items: tuple[str, ...]) -> None:
    """Let these wait for their turn once more."""
    for table in (held, paper):
        connection.execute(
            update(table)
            .where(table.c.item.in_(items), *_waits(table))
            .values(detail="[]", judged_at=None)
        )


def answer_verdicts(
    connection: Connection, desk: Desk, question: VerdictQuestion, key: Ed25519PrivateKey
) -> VerdictAnswer:
    """The verdicts on a desk's own items, each signed; of the rest, which still wait."""
    said = dict[str, str]()
    waiting = dict[str, str]()
    stand: tuple[tuple[Table, Column[str], tuple[Any, ...]], ...] = (
        (submission, submission.c.copy_sha256, ()),
        (earlier_version, earlier_version.c.copy_sha256, ()),
        (paper, paper.c.sha256, (paper.c.stands == 1,)),
    )
    for table, file, which in stand:
        asked = select(table.c.item, file.label("file")).where(*which)
        for one in connection.execute(asked.where(*_asked(table, desk, question))):
            said[one.item] = _signed(one.item, desk, one.file, key)
    wait: tuple[tuple[Table, Column[str], tuple[Any, ...]], ...] = (
        (held, held.c.copy_sha256, ()),
        (paper, paper.c.sha256, (paper.c.stands == 0,)),
    )
    for table, file, which in wait:
        open_ones = select(table.c.item, table.c.reason, table.c.detail, file.label("file"))
        for row in connection.execute(
            open_ones.where(*which, *_asked(table, desk, question))
        ).all():
            detail = tuple(json.loads(row.detail))
            if row.reason is None:
                waiting[row.item] = Reason.SIGNATURE_UNDECIDED.value if detail else ""
            else:
                said[row.item] = _signed(row.item, desk, row.file, key, row.reason, detail)
    return VerdictAnswer(verdicts=said, waiting=waiting)


def _waits(table: Table) -> tuple[Any, ...]:
    """What waits for its verdict: a held copy that did not fall, a paper that does not stand."""
    waits = (table.c.reason.is_(None),)
    return waits if table is held else (*waits, paper.c.stands == 0)


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
