"""Certified documents on their way to central. The state of an item is the queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Row, or_, select, update

from offline_store.errors import NotFound
from offline_store.records import DocumentId, OutboxId, OutboxItem, OutboxState
from offline_store.tables import certified_copy, outbox


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox within one transaction. An accepted item never changes again."""

    connection: Connection

    def enqueue(self, document_id: DocumentId, at: datetime) -> OutboxItem:
        """Put a document with a certified copy on its way; one that is on it already stays.

        Raises:
            RecordRefused: the document has no certified copy.
        """
        known = select(outbox).where(outbox.c.document_id == document_id)
        if (row := self.connection.execute(known).one_or_none()) is not None:
            return outbox_item(row)
        item_id = OutboxId(str(uuid_utils.uuid7()))
        item = OutboxItem(item_id, document_id, OutboxState.QUEUED, at)
        self.connection.execute(
            outbox.insert().values(
                id=item.id,
                document_id=item.document_id,
                state=item.state.value,
                created_at=item.created_at,
                attempts=item.attempts,
            )
        )
        return item

    def items(self) -> tuple[OutboxItem, ...]:
        """All items, oldest first."""
        rows = self.connection.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.id))
        return tuple(outbox_item(row) for row in rows)

    def accepted_copies(self) -> dict[str, str]:
        """By accepted item, the SHA-256 of its signed copy."""
        rows = self.connection.execute(
            select(outbox.c.id, certified_copy.c.sha256)
            .join(certified_copy, certified_copy.c.document_id == outbox.c.document_id)
            .where(outbox.c.state == OutboxState.ACCEPTED.value)
        )
        return {row.id: row.sha256 for row in rows}

    def due(self, now: datetime) -> tuple[OutboxItem, ...]:
        """What is to be sent now, oldest first.

        An item found in SENDING was never confirmed: it is due again, under the same id.
        """
        waiting = (outbox.c.state == OutboxState.QUEUED.value) & or_(
            outbox.c.next_attempt_at.is_(None), outbox.c.next_attempt_at <= now
        )
        unconfirmed = outbox.c.state == OutboxState.SENDING.value
        rows = self.connection.execute(
            select(outbox)
            .where(or_(waiting, unconfirmed))
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return tuple(outbox_item(row) for row in rows)

    def item(self, item_id: OutboxId) -> OutboxItem:
        """One item.

        Raises:
            NotFound: there is none with that id.
        """
        row = self.connection.execute(select(outbox).where(outbox.c.id == item_id)).one_or_none()
        if row is None:
            raise NotFound(kind="outbox-item", id=item_id)
        return outbox_item(row)

    def mark_sending(self, item_id: OutboxId) -> None:
        """Say that an attempt begins; to be committed before the request leaves."""
        self._change(
            item_id,
            (OutboxState.QUEUED, OutboxState.SENDING),
            state=OutboxState.SENDING.value,
            attempts=outbox.c.attempts + 1,
            next_attempt_at=None,
        )

    def mark_accepted(self, item_id: OutboxId, receipt: str) -> None:
        """Keep central's receipt; a receipt that is there already stays."""
        self._change(
            item_id,
            (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.REFUSED),
            state=OutboxState.ACCEPTED.value,
            receipt=receipt,
            error=None,
            next_attempt_at=None,
        )

    def mark_refused(self, item_id: OutboxId, code: str) -> None:
        """Park an item that central refused for good, with its reason's code."""
        self._change(item_id, (OutboxState.SENDING,), state=OutboxState.REFUSED.value, error=code)

    def mark_failed(self, item_id: OutboxId, code: str, next_attempt_at: datetime) -> None:
        """Queue an item again after an attempt that came to nothing."""
        self._change(
            item_id,
            (OutboxState.SENDING,),
            state=OutboxState.QUEUED.value,
            error=code,
            next_attempt_at=next_attempt_at,
        )

    def requeue(self, item_id: OutboxId) -> None:
        """Send a refused item again, once what central refused it for is cured."""
        self._change(item_id, (OutboxState.REFUSED,), state=OutboxState.QUEUED.value)

    def _change(
        self, item_id: OutboxId, from_states: tuple[OutboxState, ...], **values: object
    ) -> None:
        # Two programs may carry the same item; whoever comes late changes nothing.
        self.item(item_id)
        states = [state.value for state in from_states]
        self.connection.execute(
            update(outbox)
            .where(outbox.c.id == item_id, outbox.c.state.in_(states))
            .values(**values)
        )


def outbox_item(row: Row[Any]) -> OutboxItem:
    """The item that a row of the outbox table says."""
    return OutboxItem(
        id=OutboxId(row.id),
        document_id=DocumentId(row.document_id),
        state=OutboxState(row.state),
        created_at=row.created_at,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        error=row.error,
        receipt=row.receipt,
    )
