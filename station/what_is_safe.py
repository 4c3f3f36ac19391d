"""After something went wrong: what is kept nevertheless, looked up and not merely believed."""

from collections.abc import Iterable
from dataclasses import dataclass

from offline_store.files import Files
from offline_store.records import DocumentId, OutboxState, RegisterLine
from offline_store.store import Store


@dataclass(frozen=True, slots=True)
class Safe:
    """What this desk keeps now.

    title: of the paper in hand; empty where none is. pages: its pages whose files lie on the disk;
    lost: those whose do not; compared: of all of them. line: its line in the register. signed:
    its signed copy lies on the disk; copy_lost: there was one, and it does not. sent: how far that
    is on its way to central. waiting: copies of the whole desk that are still to go there.
    """

    title: str = ""
    pages: int = 0
    lost: int = 0
    compared: int = 0
    line: RegisterLine | None = None
    signed: bool = False
    copy_lost: bool = False
    sent: OutboxState | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class WhatIsSafe:
    """Looks at records and files; changes nothing."""

    store: Store

    def __call__(self, document_id: DocumentId | None) -> Safe:
        """What is kept of a paper, and of the whole desk; None: no paper is in hand.

        A file is looked for, not read: whether it is whole is seen each time it is read.

        Raises:
            NotFound: no such document.
        """
        with self.store.snapshot() as records:
            items = records.outbox.items()
            waiting = sum(item.state in (OutboxState.QUEUED, OutboxState.SENDING) for item in items)
            if document_id is None:
                return Safe(waiting=waiting)
            document = records.dossiers.document(document_id, with_readings=False)
            line = records.register.line_of(document_id)
        files = self.store.files
        there = _there(files, (page.sha256 for page in document.pages))
        copy = document.copy
        signed = copy is not None and _there(files, (copy.sha256,)) == 1
        gone = document.purged_at is not None  # let go on purpose, after central had the copy
        return Safe(
            title=document.title,
            pages=there,
            lost=0 if gone else len(document.pages) - there,
            compared=sum(page.compared_at is not None for page in document.pages),
            line=line,
            signed=signed,
            copy_lost=copy is not None and not signed and not gone,
            sent=None if document.outbox is None else document.outbox.state,
            waiting=waiting,
        )


def _there(files: Files, names: Iterable[str]) -> int:
    return sum(files.size(name) > 0 for name in names)
