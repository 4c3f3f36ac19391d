"""Certified documents on their way to central. The state of an item is the queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Row, exists, or_, select, update

from offline_store.errors import NotFound, RecordRefused
from offline_store.records import DocumentId, OutboxId, OutboxItem, OutboxState
from offline_store.signed_papers import signed_paper
from offline_store.tables import certified_copy, outbox
from offline_store.training import Training


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox within one transaction. An item whose copy stands never changes again."""

    connection: Connection

    def enqueue(self, document_id: DocumentId, at: datetime) -> OutboxItem:
        """Put a document's certified copy or signed paper on its way, as it is now; once.

        A later version is an item of its own, unless nobody has tried to send the earlier one.

        Raises:
            RecordRefused: nothing of the document is signed.
            TrainingOnly: the store is one to train at.
        """
        Training(self.connection).refuse()
        copy = self._signed(document_id)
        if copy is None:
            raise RecordRefused(rule="certified-copy")
        for earlier in self.of(document_id):
            if earlier.sha256 == copy["sha256"]:
                return earlier
            if earlier.state is OutboxState.QUEUED and earlier.attempts == 0:
                self._change(earlier.id, (OutboxState.QUEUED,), created_at=at, **copy)
                return self.item(earlier.id)
        item_id = OutboxId(str(uuid_utils.uuid7()))
        item = OutboxItem(
            item_id,
            document_id,
            OutboxState.QUEUED,
            created_at=at,
            sha256=copy["sha256"],
            level=copy["level"],
        )
        self.connection.execute(
            outbox.insert().values(
                id=item.id,
                document_id=item.document_id,
                sha256=item.sha256,
                level=item.level,
                state=item.state.value,
                created_at=item.created_at,
                attempts=item.attempts,
            )
        )
        return item

    def _signed(self, document_id: DocumentId) -> dict[str, str] | None:
        """`sha256` and `level` of what is signed of a document."""
        for table in (certified_copy, signed_paper):
            found = self.connection.execute(
                select(table.c.sha256, table.c.level).where(table.c.document_id == document_id)
            ).one_or_none()
            if found is not None:
                return dict(found._mapping)
        return None

    def items(self) -> tuple[OutboxItem, ...]:
        """All items, oldest first."""
        rows = self.connection.execute(select(outbox).order_by(outbox.c.created_at, outbox.c.id))
        return tuple(outbox_item(row) for row in rows)

    def newest(self, accepted: int) -> tuple[OutboxItem, ...]:
        """Items that do not stand at central, oldest first; then so many that do, newest first."""
        done = (outbox.c.state == OutboxState.ACCEPTED.value) & outbox.c.verdict.is_not(None)
        waiting = select(outbox).where(~done).order_by(outbox.c.created_at, outbox.c.id)
        arrived = (
            select(outbox)
            .where(done)
            .order_by(outbox.c.created_at.desc(), outbox.c.id.desc())
            .limit(accepted)
        )
        rows = [*self.connection.execute(waiting), *self.connection.execute(arrived)]
        return tuple(outbox_item(row) for row in rows)

    def of(self, document_id: DocumentId) -> tuple[OutboxItem, ...]:
        """The items of a document, oldest first: one for each version of its copy."""
        rows = self.connection.execute(
            select(outbox)
            .where(outbox.c.document_id == document_id)
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return tuple(outbox_item(row) for row in rows)

    def receipted_copies(self) -> dict[str, str]:
        """By item that central ever gave a receipt for, the SHA-256 of the version it carries."""
        rows = self.connection.execute(
            select(outbox.c.id, outbox.c.sha256).where(outbox.c.receipt.is_not(None))
        )
        return {row.id: row.sha256 for row in rows}

    def without_verdict(self) -> tuple[OutboxItem, ...]:
        """Accepted items of which central has not said whether they stand, oldest first."""
        rows = self.connection.execute(
            select(outbox)
            .where(outbox.c.state == OutboxState.ACCEPTED.value, outbox.c.verdict.is_(None))
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return tuple(outbox_item(row) for row in rows)

    def due(self, now: datetime) -> tuple[OutboxItem, ...]:
        """What is to be sent now, oldest first.

        An item found in SENDING was never confirmed: it is due again, under the same id. A later
        version waits until it is settled whether central has the earlier one.
        """
        earlier = outbox.alias()
        unsettled = (OutboxState.QUEUED.value, OutboxState.SENDING.value)
        first = ~exists().where(
            earlier.c.document_id == outbox.c.document_id,
            earlier.c.id < outbox.c.id,
            earlier.c.state.in_(unsettled),
        )
        waiting = (outbox.c.state == OutboxState.QUEUED.value) & or_(
            outbox.c.next_attempt_at.is_(None), outbox.c.next_attempt_at <= now
        )
        unconfirmed = outbox.c.state == OutboxState.SENDING.value
        rows = self.connection.execute(
            select(outbox)
            .where(or_(waiting, unconfirmed), first)
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return tuple(outbox_item(row) for row in rows)

    def later_versions(self) -> frozenset[OutboxId]:
        """The items that carry a later version of a copy than another item does."""
        earlier = outbox.alias()
        rows = self.connection.execute(
            select(outbox.c.id).where(
                exists().where(
                    earlier.c.document_id == outbox.c.document_id, earlier.c.id < outbox.c.id
                )
            )
        )
        return frozenset(row.id for row in rows)

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

    def mark_unsent(self, item_id: OutboxId) -> None:
        """Take back that an attempt begins: no request has left."""
        self._change(
            item_id,
            (OutboxState.SENDING,),
            state=OutboxState.QUEUED.value,
            attempts=outbox.c.attempts - 1,
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

    def mark_standing(self, item_id: OutboxId, verdict: str) -> None:
        """Keep central's word that an accepted item stands; nothing changes it any more."""
        self._judged(item_id, verdict=verdict, error=None)

    def mark_fallen(self, item_id: OutboxId, code: str) -> None:
        """Park an accepted item that central says does not stand; its receipt stays."""
        self._judged(item_id, state=OutboxState.REFUSED.value, error=code)

    def mark_undecided(self, item_id: OutboxId, code: str) -> None:
        """Keep why central could not say yet whether an accepted item stands."""
        self._judged(item_id, error=code)

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

    def _judged(self, item_id: OutboxId, **values: object) -> None:
        open_still = (outbox.c.id == item_id) & outbox.c.verdict.is_(None)
        accepted = outbox.c.state == OutboxState.ACCEPTED.value
        self.connection.execute(update(outbox).where(open_still, accepted).values(**values))

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
        sha256=row.sha256,
        level=row.level,
        state=OutboxState(row.state),
        created_at=row.created_at,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        error=row.error,
        receipt=row.receipt,
        verdict=row.verdict,
    )
