"""A real store in a folder of the test's own, and synthetic records to put in it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from offline_store.database import open_encrypted
from offline_store.key_box import KeyBox
from offline_store.records import (
    CertifiedCopy,
    Document,
    DocumentId,
    Dossier,
    DossierId,
    LineEntry,
    NumberBlock,
    OutboxItem,
    Page,
    PageId,
    Reading,
    RegisterLine,
    Requester,
    Word,
)
from offline_store.store import Store

BOOK = "01/2026-SCT/BS"
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # at the counter
ENTRY = LineEntry(
    requester_name="Nguyễn Thị Thử",
    document_title="Giấy khai sinh",
    signer_name="Trần Văn Mẫu",
    signer_title="Phó Chủ tịch",
    copies=1,
    fee_vnd=2000,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with Store.open(tmp_path / "home") as opened:
        yield opened


@contextmanager
def opened_database(home: Path, database: Path | None = None) -> Iterator[sqlcipher.Connection]:
    """The database of a home, or a copy of it, as the home's key opens it."""
    key = KeyBox.read(home).open(home).current.database_key()
    with closing(open_encrypted(database or home / "store.db", key)) as connection:
        yield connection


def make_page(document_id: DocumentId, position: int, sha256: str = "ab" * 32) -> Page:
    """A page of a few words, of which the file is not kept."""
    return Page(
        id=PageId(str(uuid4())),
        document_id=document_id,
        position=position,
        sha256=sha256,
        width=2480,
        height=3508,
        dpi=300,
        kept_at=NOON,
        warnings=("page-dark",),
        thumbnail="cd" * 32,
        reading=Reading(
            engine="tesseract",
            words=(
                Word("Giấy", (10, 10, 90, 40), 0.01, 0),
                Word("khal", (110, 10, 80, 40), 0.62, 0),
                Word("sinh", (200, 10, 80, 40), 0.05, 0),
            ),
        ),
    )


def make_dossier(
    code: str = "H26.19.5-261122-0001",
    *,
    name: str = "Nguyễn Thị Thử",
    title: str = "Giấy khai sinh",
    pages: int = 1,
    created_at: datetime = NOON,
) -> Dossier:
    """A dossier with one document."""
    dossier_id = DossierId(str(uuid4()))
    document_id = DocumentId(str(uuid4()))
    return Dossier(
        id=dossier_id,
        code=code,
        requester=Requester(name, id_number="001099000123", birth_date="15/04/1999"),
        created_at=created_at,
        documents=(
            Document(
                id=document_id,
                dossier_id=dossier_id,
                position=1,
                title=title,
                copies=1,
                pages=tuple(make_page(document_id, position) for position in range(1, pages + 1)),
            ),
        ),
    )


def make_block(first: int = 1, last: int = 5, book: str = BOOK) -> NumberBlock:
    """A leased block of numbers."""
    return NumberBlock(str(uuid4()), book, first, last, NOON)


def add_dossier(store: Store, dossier: Dossier) -> DocumentId:
    """Keep a dossier and return the id of its first document."""
    with store.transaction() as records:
        records.dossiers.add(dossier)
    return dossier.documents[0].id


def certify(
    store: Store, document_id: DocumentId, pdf: bytes, *, book: str = BOOK, at: datetime = NOON
) -> tuple[RegisterLine, OutboxItem]:
    """Give a document its number, keep these bytes as its signed copy, and queue it."""
    with store.transaction() as records:
        line = records.register.reserve(book, document_id, ENTRY, at)
    sha256 = store.files.keep(pdf)
    signed_at = at + timedelta(seconds=2)
    copy = CertifiedCopy(
        document_id, book, line.number, f"TS-{line.number:06d}", sha256, "B-T", signed_at
    )
    with store.transaction() as records:
        records.dossiers.keep_copy(copy)
        records.register.sign(book, line.number, signed_at)
        item = records.outbox.enqueue(document_id, signed_at)
    return line, item
