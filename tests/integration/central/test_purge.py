"""What goes from a desk, and what never does."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from offline_store.central_client import CentralClient
from offline_store.counter_zone import COUNTER_ZONE
from offline_store.errors import CentralUnreachable, FileMissing, RecordRefused, StoreBusy
from offline_store.leasing import lease_block
from offline_store.purge import collect_orphans, purge, purgeable
from offline_store.records import (
    Corrected,
    Document,
    DocumentId,
    Enrolment,
    PageId,
    ReadingTally,
)
from offline_store.store import Store
from offline_store.sync import send_due
from offline_store.tables import purged
from tests.integration.central.conftest import change
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier, make_page

pytestmark = pytest.mark.on_sqlite

LATER = NOON + timedelta(hours=1)
PAGE = b"\x89PNG a page"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Store]:
    """A new store that nobody else may open."""
    with Store.open(tmp_path / "home", alone=True) as opened:
        yield opened


def _certified(store: Store, pdf: bytes, number: int) -> DocumentId:
    """A document of one page whose file is kept, with its text."""
    document = add_dossier(store, make_dossier(f"H26-261122-{number:04d}", pages=0))
    page = replace(
        make_page(document, 1, store.files.keep(PAGE)),
        id=PageId(f"page-{number}"),
        thumbnail=store.files.keep(f"small picture {number}".encode()),
    )
    with store.transaction() as records:
        records.dossiers.add_page(page)
    certify(store, document, pdf)
    return document


def test_what_was_put_right_goes_and_only_its_count_stays(
    alone: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """The log holds a citizen's name; the month's error rate holds numbers alone."""
    lease_block(alone, client, BOOK, 10)
    gone, here = (_certified(alone, pdf, number) for number, pdf in enumerate(signed_copies[:2]))
    tally = ReadingTally(1, 3, 1, 0, 0, 2, 1)
    with alone.transaction() as records:
        for document in (gone, here):
            (page,) = records.dossiers.document(document).pages
            records.corrections.add(
                document,
                page.id,
                Corrected.WORD,
                "1",
                read_as="khal",
                before="khal",
                text="khai",
                at=NOON,
                who="clerk",
            )
            records.corrections.count(page.id, NOON, tally)
        records.dossiers.set_handed_over(gone, NOON)
    send_due(alone, client, LATER)
    soon = datetime.now(UTC) + timedelta(minutes=1)

    purge(alone, client, soon, soon, "archivist")

    with alone.snapshot() as records:
        (kept,) = records.corrections.of_pages([PageId("page-0"), PageId("page-1")])
        assert kept.document_id == here
        assert records.corrections.by_month() == {
            f"{NOON.astimezone(COUNTER_ZONE):%Y-%m}": ReadingTally(2, 6, 2, 0, 0, 4, 2)
        }


def _document(store: Store, document: DocumentId) -> Document:
    with store.snapshot() as records:
        return records.dossiers.document(document)


def test_only_what_is_received_old_and_handed_over_goes(
    alone: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """Pages, text and copy go; register, hashes, receipt and trail stay; shared files stay too."""
    lease_block(alone, client, BOOK, 10)
    gone, here, queued = (
        _certified(alone, pdf, number) for number, pdf in enumerate(signed_copies)
    )
    with alone.transaction() as records:
        for document in (gone, queued):
            records.dossiers.set_handed_over(document, NOON)
        (last,) = (item for item in records.outbox.items() if item.document_id == queued)
        records.outbox.mark_sending(last.id)
        records.outbox.mark_failed(last.id, "central-failed", NOON + timedelta(days=9))
    assert send_due(alone, client, LATER).accepted == 2

    soon = datetime.now(UTC) + timedelta(minutes=1)
    with alone.snapshot() as records:
        assert purgeable(records, datetime.now(UTC) - timedelta(minutes=5)) == ()
        assert [each.document_id for each in purgeable(records, soon)] == [gone]
    before = _document(alone, gone)
    report = purge(alone, client, soon, soon, "archivist")

    assert ([each.document_id for each in report.purged], report.files) == ([gone], 2)
    after = _document(alone, gone)
    assert after.purged_at == soon
    assert after.pages[0].reading is None
    assert (after.copy, after.outbox) == (before.copy, before.outbox)
    assert before.copy is not None
    with pytest.raises(FileMissing):
        alone.files.read(before.copy.sha256)
    assert after.pages[0].thumbnail is not None
    with pytest.raises(FileMissing):
        alone.files.read(after.pages[0].thumbnail)
    kept = _document(alone, here).pages[0].thumbnail
    assert kept is not None
    assert alone.files.read(kept) == b"small picture 1"
    # The same paper was scanned for another document, which needs its picture still.
    assert alone.files.read(after.pages[0].sha256) == PAGE
    assert [_document(alone, each).purged_at for each in (here, queued)] == [None, None]
    with alone.snapshot() as records:
        assert [line.number for line in records.register.lines(BOOK)] == [1, 2, 3]
        assert records.audit.lines()[-2].act == "document-purged"
        assert records.audit.verify() is None
    assert purge(alone, client, soon, soon, "archivist").purged == ()


def test_what_central_lost_stays(
    alone: Store, client: CentralClient, signed_copies: tuple[bytes, ...], central_home: Path
) -> None:
    """Central came back from an old backup, or cannot be asked: nothing goes."""
    lease_block(alone, client, BOOK, 10)
    document = _certified(alone, signed_copies[0], 1)
    with alone.transaction() as records:
        records.dossiers.set_handed_over(document, NOON)
    send_due(alone, client, LATER)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    away = replace(client.enrolment, central_url="http://127.0.0.1:9")
    with CentralClient(away, timeout_s=2) as cut, pytest.raises(CentralUnreachable):
        purge(alone, cut, soon, soon, "archivist")
    shutil.rmtree(central_home / "blobs")

    report = purge(alone, client, soon, soon, "archivist")
    assert ([each.document_id for each in report.kept], report.files) == ([document], 0)
    assert _document(alone, document).purged_at is None


def test_what_central_forgot_stays_though_it_has_the_file(
    alone: Store, client: CentralClient, signed_copies: tuple[bytes, ...], central_home: Path
) -> None:
    """Its files came back from last night, its database from the night before."""
    lease_block(alone, client, BOOK, 10)
    document = _certified(alone, signed_copies[0], 1)
    with alone.transaction() as records:
        records.dossiers.set_handed_over(document, NOON)
    send_due(alone, client, LATER)
    change(central_home, "DELETE FROM citizen_copy")
    change(central_home, "DELETE FROM submission")
    soon = datetime.now(UTC) + timedelta(minutes=1)

    report = purge(alone, client, soon, soon, "archivist")
    assert [each.document_id for each in report.kept] == [document]
    assert (report.purged, _document(alone, document).purged_at) == ((), None)


def test_the_database_itself_lets_nothing_go_without_a_receipt(
    store: Store, place: Enrolment, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """However wrong the code, what central has not signed for cannot be marked as purged."""
    lease_block(store, client, BOOK, 10)
    document = _certified(store, signed_copies[0], 1)
    with pytest.raises(RecordRefused), store.transaction() as records:
        records.dossiers.connection.execute(purged.insert().values(document_id=document, at=NOON))


def test_files_without_a_record_are_collected(tmp_path: Path) -> None:
    """A copy whose process was killed before its row; never while somebody else works."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        orphan = store.files.keep(b"%PDF killed before its row")
        page = store.files.keep(PAGE)
        document = add_dossier(store, make_dossier(pages=0))
        with store.transaction() as records:
            records.dossiers.add_page(make_page(document, 1, page))
        with pytest.raises(StoreBusy):
            Store.open(home, alone=True)
    with Store.open(home, alone=True) as store:
        assert (collect_orphans(store, NOON, "it"), collect_orphans(store, NOON, "it")) == (1, 0)
        assert store.files.read(page) == PAGE
        with pytest.raises(FileMissing):
            store.files.read(orphan)
