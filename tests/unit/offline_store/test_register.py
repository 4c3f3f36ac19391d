from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from offline_store.errors import (
    BookClosed,
    BookUnfinished,
    LineSettled,
    NumbersExhausted,
    RecordRefused,
)
from offline_store.records import Book, DocumentId, LineState
from offline_store.store import Records, Store
from tests.store_fixtures import BOOK, ENTRY, NOON, add_dossier, make_block, make_dossier


def _documents(store: Store, count: int) -> list[DocumentId]:
    return [add_dossier(store, make_dossier(f"H26-261122-{n:04d}")) for n in range(count)]


def test_a_document_that_waits_for_its_signature_keeps_its_number(store: Store) -> None:
    """Asked again after a crash, the register gives the very same line."""
    (document,) = _documents(store, 1)
    with store.transaction() as records:
        records.register.add_block(make_block())
        first = records.register.reserve(BOOK, document, ENTRY, NOON)
    with store.transaction() as records:
        again = records.register.reserve(BOOK, document, ENTRY, NOON)
        assert first == again == records.register.line_of(document)
        assert records.register.remaining(BOOK, NOON) == 4


def test_a_cancelled_number_stays_visible_and_the_next_one_is_given(store: Store) -> None:
    """A failed signing leaves its line with the reason (NĐ 23/2015 Điều 13: no gap)."""
    (document,) = _documents(store, 1)
    with store.transaction() as records:
        records.register.add_block(make_block(7, 9))
        records.register.reserve(BOOK, document, ENTRY, NOON)
        records.register.cancel(BOOK, 7, "token-lost")
        records.register.reserve(BOOK, document, ENTRY, NOON)
        records.register.sign(BOOK, 8, NOON)

    with store.snapshot() as records:
        lines = records.register.lines(BOOK)
    assert [(line.number, line.state, line.reason) for line in lines] == [
        (7, LineState.CANCELLED, "token-lost"),
        (8, LineState.SIGNED, ""),
    ]


def test_numbers_run_through_the_leased_blocks_in_order_and_end(store: Store) -> None:
    """The lowest block first; after the last number somebody must lease another."""
    documents = _documents(store, 4)
    with store.transaction() as records:
        records.register.add_block(make_block(11, 12))
        records.register.add_block(make_block(3, 3))
        given = [records.register.reserve(BOOK, each, ENTRY, NOON) for each in documents[:3]]
    assert [line.number for line in given] == [3, 11, 12]

    with pytest.raises(NumbersExhausted), store.transaction() as records:
        records.register.reserve(BOOK, documents[3], ENTRY, NOON)


def test_a_line_is_settled_once(store: Store) -> None:
    """Signed or cancelled, for good; and a signed document takes no second number."""
    (document,) = _documents(store, 1)
    with store.transaction() as records:
        records.register.add_block(make_block())
        records.register.reserve(BOOK, document, ENTRY, NOON)
        records.register.sign(BOOK, 1, NOON)

    attempts: list[Callable[[Records], object]] = [
        lambda records: records.register.sign(BOOK, 1, NOON),
        lambda records: records.register.cancel(BOOK, 1, "other"),
        lambda records: records.register.reserve(BOOK, document, ENTRY, NOON),
    ]
    for attempt in attempts:
        with pytest.raises(LineSettled), store.transaction() as records:
            attempt(records)


def test_a_closed_book_gives_no_number(store: Store) -> None:
    """The year-end lock counts the signed lines and waits for none that is open."""
    documents = _documents(store, 3)
    with store.transaction() as records:
        records.register.add_block(make_block())
        for number, document in enumerate(documents[:2], 1):
            records.register.reserve(BOOK, document, ENTRY, NOON)
            if number == 1:
                records.register.sign(BOOK, 1, NOON)
    with pytest.raises(BookUnfinished), store.transaction() as records:
        records.register.close(BOOK, NOON)
    with store.transaction() as records:
        records.register.cancel(BOOK, 2, "citizen-left")
        assert records.register.close(BOOK, NOON) == 1
        assert (Book(BOOK, NOON, 1),) == records.register.books()

    with pytest.raises(BookClosed), store.transaction() as records:
        records.register.reserve(BOOK, documents[2], ENTRY, NOON)
    with pytest.raises(BookClosed), store.transaction() as records:
        records.register.close(BOOK, NOON)


def test_the_next_block_is_asked_for_under_one_id_until_it_comes(store: Store) -> None:
    """So central can tell a repeated question from a new one."""
    with store.transaction() as records:
        first = records.register.wanted_block(BOOK)
        assert first == records.register.wanted_block(BOOK)
        block = make_block()
        records.register.add_block(block)
        assert first == records.register.wanted_block(BOOK)
        records.register.add_block(type(block)(first, BOOK, 6, 10, NOON))
        records.register.add_block(type(block)(first, BOOK, 6, 10, NOON))
        assert first != records.register.wanted_block(BOOK)
        assert records.register.remaining(BOOK, NOON) == 10


@pytest.mark.parametrize(
    "wrong",
    [
        "DELETE FROM register_line",
        "UPDATE register_line SET number = 2",
        "UPDATE register_line SET requester_name = 'X' WHERE state = 'signed'",
        "UPDATE register_line SET state = 'reserved', signed_at = NULL",
        "INSERT OR REPLACE INTO register_line SELECT * FROM register_line",
        "INSERT INTO register_line SELECT book, 2, state, document_id, reserved_at,"
        " requester_name, document_title, signer_name, signer_title, copies, fee_vnd, note,"
        " signed_at, reason FROM register_line",
        "UPDATE number_block SET last = 99",
        "DELETE FROM number_block",
        "INSERT INTO number_block SELECT 'other', book, 5, 9, leased_at, NULL FROM number_block",
    ],
)
def test_the_database_itself_refuses_to_bend_the_book(store: Store, wrong: str) -> None:
    """Whatever code is wrong above, no number is taken back, changed or given twice."""
    (document,) = _documents(store, 1)
    with store.transaction() as records:
        records.register.add_block(make_block())
        records.register.reserve(BOOK, document, ENTRY, NOON)
        records.register.sign(BOOK, 1, NOON)
        before = records.register.lines(BOOK)

    with pytest.raises(RecordRefused), store.transaction() as records:
        records.register.connection.exec_driver_sql(wrong)
    with store.snapshot() as records:
        assert before == records.register.lines(BOOK)


class RegisterMachine(RuleBasedStateMachine):
    """Any order of leasing, reserving, signing and cancelling, against a plain list of lines."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name))
        self.documents = _documents(self.store, 4)
        self.leased: list[int] = []
        self.lines: list[tuple[int, str, DocumentId]] = []

    def teardown(self) -> None:
        """Let go of this example's store."""
        self.store.close()
        self.folder.cleanup()

    def _line_of(self, document: DocumentId) -> tuple[int, str, DocumentId] | None:
        live = (line for line in self.lines if line[2] == document and line[1] != "cancelled")
        return next(live, None)

    @rule(size=st.integers(1, 3), gap=st.integers(0, 2))
    def lease(self, size: int, gap: int) -> None:
        """Central leases the next numbers."""
        first = max(self.leased, default=0) + 1 + gap
        with self.store.transaction() as records:
            records.register.add_block(make_block(first, first + size - 1))
        self.leased += range(first, first + size)

    @rule(which=st.integers(0, 3))
    def reserve(self, which: int) -> None:
        """A document asks for its number."""
        document = self.documents[which]
        held = self._line_of(document)
        free = [number for number in self.leased if number not in {n for n, _, _ in self.lines}]
        expected: type[Exception] | None = None
        if held is not None:
            expected = LineSettled if held[1] == "signed" else None
        elif not free:
            expected = NumbersExhausted
        if expected is not None:
            with pytest.raises(expected), self.store.transaction() as records:
                records.register.reserve(BOOK, document, ENTRY, NOON)
            return
        with self.store.transaction() as records:
            line = records.register.reserve(BOOK, document, ENTRY, NOON)
        assert (held[0] if held is not None else free[0]) == line.number
        if held is None:
            self.lines.append((line.number, "reserved", document))

    @precondition(lambda self: any(state == "reserved" for _, state, _ in self.lines))
    @rule(signs=st.booleans())
    def settle(self, signs: bool) -> None:
        """The oldest open line is signed or cancelled."""
        place = next(i for i, line in enumerate(self.lines) if line[1] == "reserved")
        number, _, document = self.lines[place]
        with self.store.transaction() as records:
            if signs:
                records.register.sign(BOOK, number, NOON)
            else:
                records.register.cancel(BOOK, number, "reason")
        self.lines[place] = (number, "signed" if signs else "cancelled", document)

    @invariant()
    def agrees(self) -> None:
        """The book says what happened, no more and no less."""
        with self.store.snapshot() as records:
            kept = records.register.lines(BOOK)
            remaining = records.register.remaining(BOOK, NOON)
        assert sorted(self.lines) == [
            (line.number, line.state.value, line.document_id) for line in kept
        ]
        assert len(self.leased) - len(self.lines) == remaining


RegisterMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_order_of_events_keeps_the_book = RegisterMachine.TestCase
