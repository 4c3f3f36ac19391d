"""The heads of the desks' trails: what a desk once said of its trail stays said."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from central.database import insert_or
from central.enrolment import Desk
from central.tables import trail_head
from offline_store.wire import TrailHead, TrailHeadAnswer


def keep_head(connection: Connection, desk: Desk, told: TrailHead) -> TrailHeadAnswer:
    """Keep what a desk says its last line is, and answer what it had said before that."""
    now = datetime.now(UTC)
    earlier = connection.execute(
        select(trail_head.c.sequence, trail_head.c.hash)
        .where(trail_head.c.station == desk.station)
        .order_by(trail_head.c.told_at.desc(), trail_head.c.sequence.desc())
        .limit(1)
    ).one_or_none()
    kept = insert_or(connection, trail_head).values(
        station=desk.station,
        sequence=told.sequence,
        hash=told.hash,
        told_at=now.isoformat(timespec="microseconds"),
    )
    connection.execute(kept.on_conflict_do_nothing())
    if earlier is None:
        return TrailHeadAnswer(now=now)
    return TrailHeadAnswer(now=now, earlier=TrailHead(sequence=earlier.sequence, hash=earlier.hash))
