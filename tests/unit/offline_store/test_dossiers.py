from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from offline_store.errors import NotFound, RecordRefused
from offline_store.records import Document, DocumentId, DossierId, PageId
from offline_store.store import Store
from tests.store_fixtures import NOON, add_dossier, certify, make_block, make_dossier, make_page


def test_a_dossier_comes_back_as_it_was_added(store: Store) -> None:
    """Documents, pages, words and all: what is read equals what was kept."""
    dossier = make_dossier(pages=3)
    add_dossier(store, dossier)

    with store.snapshot() as records:
        assert dossier == records.dossiers.get(dossier.id)
        assert dossier == records.dossiers.find(dossier.code)
        assert dossier.documents[0] == records.dossiers.document(dossier.documents[0].id)


def test_a_certified_document_carries_its_copy_and_outbox_item(store: Store) -> None:
    """The document shows its copy, its way to central, and when it was handed over."""
    document_id = add_dossier(store, make_dossier())
    with store.transaction() as records:
        records.register.add_block(make_block())
    line, item = certify(store, document_id, b"%PDF-1.7 signed")
    with store.transaction() as records:
        records.dossiers.set_handed_over(document_id, NOON)

    with store.snapshot() as records:
        document = records.dossiers.document(document_id)
    assert document.copy is not None
    assert (line.book, line.number) == (document.copy.book, document.copy.number)
    assert item == document.outbox
    assert document.handed_over_at == NOON


def test_a_second_copy_of_a_document_is_refused(store: Store) -> None:
    """One original, one certified copy."""
    document_id = add_dossier(store, make_dossier())
    with store.transaction() as records:
        records.register.add_block(make_block())
    certify(store, document_id, b"%PDF-1.7 signed")
    with store.snapshot() as records:
        copy = records.dossiers.document(document_id).copy
    assert copy is not None

    with pytest.raises(RecordRefused), store.transaction() as records:
        records.dossiers.keep_copy(replace(copy, code="TS-999999"))


def test_the_list_is_light_newest_first_and_of_the_counter_s_day(store: Store) -> None:
    """A dossier of 00:30 in Hanoi belongs to that day, although it is the day before in UTC."""
    late = make_dossier("H26-261121-0009", created_at=datetime(2026, 11, 21, 16, 59, tzinfo=UTC))
    early = make_dossier("H26-261122-0001", created_at=datetime(2026, 11, 21, 17, 30, tzinfo=UTC))
    noon = make_dossier("H26-261122-0002")
    for dossier in (late, early, noon):
        add_dossier(store, dossier)

    with store.snapshot() as records:
        today = records.dossiers.list(day=date(2026, 11, 22))
        newest = records.dossiers.list(limit=1)
    assert [noon.code, early.code] == [each.code for each in today]
    assert [noon.code] == [each.code for each in newest]
    assert today[0].documents[0].pages[0].reading is None


@pytest.mark.parametrize("text", ["đào", "DAO", "Đa\u0300o", "bằng tốt", "261122-0007", "001099"])
def test_the_list_is_searched_without_marks_or_case(store: Store, text: str) -> None:
    """Whoever types in a hurry finds the name as it is printed."""
    add_dossier(
        store, make_dossier("H26-261122-0007", name="Nguyễn Thị Đào", title="Bằng tốt nghiệp")
    )
    other = replace(make_dossier("H26-261122-0008", name="Lê Văn Khác"))
    add_dossier(store, replace(other, requester=replace(other.requester, id_number="")))

    with store.snapshot() as records:
        found = records.dossiers.list(text=text)
    assert [each.code for each in found] == ["H26-261122-0007"]


def test_a_search_for_a_wildcard_finds_only_itself(store: Store) -> None:
    """A per cent sign is a character like others."""
    add_dossier(store, make_dossier())
    with store.snapshot() as records:
        assert records.dossiers.list(text="%") == ()


def test_many_dossiers_take_as_many_queries_as_one(store: Store) -> None:
    """The list never asks once per dossier."""
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        with store.snapshot() as records:
            connection = records.dossiers.connection
            event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
            records.dossiers.list()
        return len(asked)

    add_dossier(store, make_dossier("H26-261122-0001", pages=2))
    with_one = count()
    for number in range(2, 12):
        add_dossier(store, make_dossier(f"H26-261122-{number:04d}", pages=2))
    assert with_one == count()


def test_code_numbers_run_per_day_and_are_never_given_twice(store: Store) -> None:
    """Each day begins at 1."""
    given = []
    for day in (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 23)):
        with store.transaction() as records:
            given.append(records.codes.next(day))
    assert given == [1, 2, 1]


def test_a_dossier_code_is_used_once(store: Store) -> None:
    """A second dossier with the code is refused and leaves nothing behind."""
    add_dossier(store, make_dossier())
    with pytest.raises(RecordRefused):
        add_dossier(store, make_dossier())
    with store.snapshot() as records:
        assert len(records.dossiers.list()) == 1


def test_a_document_is_added_later(store: Store) -> None:
    """The citizen takes out one more paper."""
    dossier = make_dossier()
    add_dossier(store, dossier)
    later = Document(DocumentId(str(uuid4())), dossier.id, 2, "Bằng lái xe", 2)
    with store.transaction() as records:
        records.dossiers.add_document(later)

    with store.snapshot() as records:
        assert (*dossier.documents, later) == records.dossiers.get(dossier.id).documents
        assert [dossier.code] == [each.code for each in records.dossiers.list(text="bang lai")]


def test_pages_are_added_moved_and_removed_without_gaps(store: Store) -> None:
    """Positions stay 1, 2, 3 … whatever is done to the pages."""
    document_id = add_dossier(store, make_dossier(pages=0))
    a, b, c, d = (make_page(document_id, position) for position in (1, 9, 2, 3))

    def order() -> list[PageId]:
        with store.snapshot() as records:
            pages = records.dossiers.document(document_id).pages
        assert list(range(1, len(pages) + 1)) == [page.position for page in pages]
        return [page.id for page in pages]

    with store.transaction() as records:
        positions = [records.dossiers.add_page(page).position for page in (a, b, c, d)]
    assert positions == [1, 2, 2, 3]
    assert [a.id, c.id, d.id, b.id] == order()
    with store.transaction() as records:
        records.dossiers.move_page(b.id, 1)
    assert [b.id, a.id, c.id, d.id] == order()
    with store.transaction() as records:
        records.dossiers.remove_page(a.id)
    assert [b.id, c.id, d.id] == order()


def test_a_correction_keeps_what_was_read_and_can_be_taken_back(store: Store) -> None:
    """`read_as` holds the engine's own word through any number of corrections."""
    dossier = make_dossier()
    add_dossier(store, dossier)
    page = dossier.documents[0].pages[0]

    with store.transaction() as records:
        records.dossiers.correct_word(page.id, 1, "khai")
        records.dossiers.correct_word(page.id, 1, "khái")
    with store.snapshot() as records:
        reading = records.dossiers.page(page.id).reading
    assert reading is not None
    assert (reading.words[1].text, reading.words[1].read_as) == ("khái", "khal")

    with store.transaction() as records:
        records.dossiers.correct_word(page.id, 1, "khal")
    with store.snapshot() as records:
        assert page == records.dossiers.page(page.id)


def test_a_page_is_compared_by_somebody_at_some_time(store: Store) -> None:
    """Who and when go together; both are taken back together."""
    dossier = make_dossier()
    add_dossier(store, dossier)
    page = dossier.documents[0].pages[0]
    with store.transaction() as records:
        records.dossiers.set_compared(page.id, NOON, "clerk-1")
    with store.snapshot() as records:
        kept = records.dossiers.page(page.id)
    assert (kept.compared_at, kept.compared_by) == (NOON, "clerk-1")

    with pytest.raises(RecordRefused), store.transaction() as records:
        records.dossiers.set_compared(page.id, NOON, None)
    with store.transaction() as records:
        records.dossiers.set_compared(page.id, None, None)


def test_what_is_not_there_is_named(store: Store) -> None:
    """Every way to ask for something unknown says what kind of thing it is."""
    nowhere = DocumentId("nowhere")
    with store.transaction() as records:
        dossiers = records.dossiers
        asked: dict[str, Callable[[], object]] = {
            "dossier": lambda: dossiers.get(DossierId("none")),
            "document": lambda: dossiers.add_page(make_page(nowhere, 0)),
            "page": lambda: dossiers.page(PageId("none")),
        }
        for kind, ask in asked.items():
            with pytest.raises(NotFound) as missing:
                ask()
            assert kind == missing.value.facts["kind"]


def test_a_moment_without_offset_is_refused(store: Store) -> None:
    """Nobody knows when that was."""
    naive = make_dossier(created_at=datetime(2026, 11, 22, 12, 0))
    with pytest.raises(Exception, match="offset"), store.transaction() as records:
        records.dossiers.add(naive)


def test_what_is_unsigned_is_listed_however_old_it_is(store: Store) -> None:
    """A dossier leaves the list when its last document is certified, not when others come."""
    old = make_dossier("H26-251122-0001", created_at=NOON - timedelta(days=365))
    signed = make_dossier("H26-261122-0002")
    new = make_dossier("H26-261122-0003", created_at=NOON + timedelta(hours=1))
    for dossier in (old, signed, new):
        add_dossier(store, dossier)
    with store.transaction() as records:
        records.register.add_block(make_block())
    certify(store, signed.documents[0].id, b"%PDF-1.7 signed")

    with store.snapshot() as records:
        unsigned = records.dossiers.unsigned()
    assert [new.code, old.code] == [each.code for each in unsigned]
    assert unsigned[0].documents[0].pages[0].reading is None
