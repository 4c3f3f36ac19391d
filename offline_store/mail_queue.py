"""Signed copies and papers on their way to citizens by e-mail.

The state of an item is the queue.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

import uuid_utils
from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from offline_store.errors import NotFound
from offline_store.issued_papers import PaperId
from offline_store.records import DocumentId
from offline_store.tables import mail, mail_login
from offline_store.training import Training

MailId = NewType("MailId", str)


class MailState(StrEnum):
    """Where an item is on its way to the mail server."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MailItem:
    """One signed copy, or one paper, for one address.

    Its id stands in the message, however often it is tried. document_id, paper_id: exactly one of
    them says what it carries. error: the code of the last failure. sent_at: when the server took
    it.
    """

    id: MailId
    document_id: DocumentId | None
    recipient: str
    state: MailState
    created_at: datetime
    attempts: int = 0
    next_attempt_at: datetime | None = None
    error: str | None = None
    sent_at: datetime | None = None
    paper_id: PaperId | None = None


@dataclass(frozen=True, slots=True)
class MailQueue:
    """The queue within one transaction."""

    connection: Connection

    def enqueue(self, document_id: DocumentId, recipient: str, at: datetime) -> MailItem:
        """Put a copy on its way to an address; asked again, a refused one is queued anew.

        Raises:
            RecordRefused: there is no such document.
            TrainingOnly: the store is one to train at.
        """
        same = mail.c.document_id == document_id
        return self._enqueue(same, recipient, at, document_id=document_id)

    def enqueue_paper(self, paper_id: PaperId, recipient: str, at: datetime) -> MailItem:
        """The same for a paper that was issued.

        Raises:
            RecordRefused: there is no such paper.
        """
        return self._enqueue(mail.c.paper_id == paper_id, recipient, at, paper_id=paper_id)

    def _enqueue(
        self,
        same: ColumnElement[bool],
        recipient: str,
        at: datetime,
        *,
        document_id: DocumentId | None = None,
        paper_id: PaperId | None = None,
    ) -> MailItem:
        Training(self.connection).refuse()
        known = self.connection.execute(
            select(mail).where(same, mail.c.recipient == recipient)
        ).one_or_none()
        if known is not None:
            item = _item(known)
            if item.state is MailState.REFUSED:
                item = replace(item, state=MailState.QUEUED, next_attempt_at=None)
                self._change(item.id, (MailState.REFUSED,), state=item.state, next_attempt_at=None)
            return item
        item = MailItem(
            MailId(str(uuid_utils.uuid7())),
            document_id,
            recipient,
            MailState.QUEUED,
            at,
            paper_id=paper_id,
        )
        self.connection.execute(
            mail.insert().values(
                id=item.id,
                document_id=document_id,
                paper_id=paper_id,
                recipient=recipient,
                state=item.state.value,
                created_at=at,
                attempts=0,
            )
        )
        return item

    def items(self, document_id: DocumentId | None = None) -> tuple[MailItem, ...]:
        """All items, or those of one document, oldest first."""
        query = select(mail).order_by(mail.c.created_at, mail.c.id)
        if document_id is not None:
            query = query.where(mail.c.document_id == document_id)
        return tuple(_item(row) for row in self.connection.execute(query))

    def due(self, now: datetime) -> tuple[MailItem, ...]:
        """What is to be sent now, oldest first.

        An item found in SENDING was never confirmed: it goes again, as the same message.
        """
        waiting = (mail.c.state == MailState.QUEUED.value) & or_(
            mail.c.next_attempt_at.is_(None), mail.c.next_attempt_at <= now
        )
        rows = self.connection.execute(
            select(mail)
            .where(or_(waiting, mail.c.state == MailState.SENDING.value))
            .order_by(mail.c.created_at, mail.c.id)
        )
        return tuple(_item(row) for row in rows)

    def item(self, item_id: MailId) -> MailItem:
        """One item.

        Raises:
            NotFound: there is none with that id.
        """
        row = self.connection.execute(select(mail).where(mail.c.id == item_id)).one_or_none()
        if row is None:
            raise NotFound(kind="mail", id=item_id)
        return _item(row)

    def mark_sending(self, item_id: MailId) -> None:
        """Say that an attempt begins; to be committed before the message leaves."""
        self._change(
            item_id,
            (MailState.QUEUED, MailState.SENDING),
            state=MailState.SENDING,
            attempts=mail.c.attempts + 1,
            next_attempt_at=None,
        )

    def mark_sent(self, item_id: MailId, at: datetime) -> None:
        """The server took it."""
        self._change(item_id, (MailState.SENDING,), state=MailState.SENT, error=None, sent_at=at)

    def mark_refused(self, item_id: MailId, code: str) -> None:
        """Park an item that the server refused for good."""
        self._change(item_id, (MailState.SENDING,), state=MailState.REFUSED, error=code)

    def mark_failed(self, item_id: MailId, code: str, next_attempt_at: datetime) -> None:
        """Queue an item again after an attempt that came to nothing."""
        self._change(
            item_id,
            (MailState.SENDING,),
            state=MailState.QUEUED,
            error=code,
            next_attempt_at=next_attempt_at,
        )

    def password(self) -> str | None:
        """What the desk logs in with at the mail server."""
        found = self.connection.execute(select(mail_login.c.password)).scalar()
        return None if found is None else str(found)

    def set_password(self, password: str) -> None:
        """Keep the password of the mail server, instead of an earlier one."""
        self.connection.execute(delete(mail_login))
        self.connection.execute(mail_login.insert().values(only=1, password=password))

    def _change(self, item_id: MailId, from_states: tuple[MailState, ...], **values: Any) -> None:
        # Two programs may send the same item; whoever comes late changes nothing.
        self.item(item_id)
        self.connection.execute(
            update(mail)
            .where(mail.c.id == item_id, mail.c.state.in_([each.value for each in from_states]))
            .values(**values)
        )


def _item(row: Row[Any]) -> MailItem:
    return MailItem(
        id=MailId(row.id),
        document_id=None if row.document_id is None else DocumentId(row.document_id),
        recipient=row.recipient,
        state=MailState(row.state),
        created_at=row.created_at,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        error=row.error,
        sent_at=row.sent_at,
        paper_id=None if row.paper_id is None else PaperId(row.paper_id),
    )
