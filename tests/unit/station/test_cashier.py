"""Money for procedures: a cashier's act or central's word pays, once each; days are closed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.errors import NotFound, RecordRefused
from offline_store.handling import Axis
from offline_store.payment_wire import PaymentAtCentral
from offline_store.payments import Outcome, Payment, Way
from offline_store.records import Dossier, Requester
from offline_store.store import Store
from station.cashier import TakePayment, number_text, reconcile
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.close_day import CloseDay
from station.counter_errors import ReceiptCancelled
from station.dossier_states import Money
from station.errors import (
    InputInvalid,
    InputMissing,
    NothingOwed,
    NothingToClose,
    RoleMissing,
)
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.settings import AgencySettings, Settings
from tests.account_fixtures import everybody
from tests.store_fixtures import add_dossier, certify, make_block, make_dossier
from tests.unit.station.desk_parts import SetClock

LAND, EXTRACT = "9.900001", "2.000635"
FEE = "Lệ phí cấp Giấy chứng nhận (giả định)"
EXTRACT_FEE = "Phí cấp bản sao trích lục hộ tịch"
SETTINGS = Settings(agency=AgencySettings("UBND phường Thử Nghiệm", "H26.99.1"))


class Counter:
    """A desk with a cashier."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = SetClock(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
        kinds = frozenset(
            part.kind for each in sample_catalogue().procedures for part in each.components
        )
        TakeCatalogue(store, CatalogueSettings(), kinds, "an", self.clock).sample()
        self._receive = ReceiveForProcedure(ReceiveDossier(store, "H26.99.1", "an", self.clock))
        self.take = TakePayment(store, SETTINGS, "an", self.clock)
        self.close = CloseDay(store, SETTINGS, "an", self.clock)

    def received(self, code: str = LAND) -> Dossier:
        """A new dossier."""
        return self._receive(Requester("Nguyễn Thị Thử"), code)

    def money(self, dossier: Dossier) -> str:
        """Whether it is paid."""
        with self.store.snapshot() as records:
            return records.handling.get(dossier.id).state(Axis.MONEY)

    def told(
        self, dossier: Dossier, vnd: int, *, sequence: int = 1, code: str | None = None
    ) -> Outcome:
        """What comes of a word of central's."""
        word = PaymentAtCentral(
            id=f"word-{sequence}",
            sequence=sequence,
            dossier_code=code or dossier.code,
            vnd=vnd,
            reference=f"FT{sequence:06d}",
            paid_at=self.clock.at,
        )
        (told,) = reconcile(self.store, SETTINGS, (word,), self.clock.at, "-")
        return told.outcome


@pytest.fixture
def counter(store: Store) -> Counter:
    """The desk."""
    return Counter(store)


def taken(paid: Payment | None) -> Payment:
    """That something was taken."""
    assert paid is not None
    return paid


def test_receipts_are_numbered_and_a_dossier_is_paid_once(counter: Counter) -> None:
    """Numbers follow each other within the year; a second payment is none."""
    first, second = counter.received(), counter.received()
    numbers = [number_text(taken(counter.take(each.id))) for each in (first, second)]
    assert numbers == ["BL/2026-000001", "BL/2026-000002"]
    with pytest.raises(NothingOwed):
        counter.take(first.id)
    assert counter.money(first) == Money.PAID
    counter.clock.at = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    assert number_text(taken(counter.take(counter.received().id))) == "BL/2027-000001"
    with pytest.raises(RecordRefused), counter.store.transaction() as records:
        records.payments.connection.exec_driver_sql("UPDATE payment SET vnd = 1")


def test_the_exempt_pay_less_or_nothing(counter: Counter) -> None:
    """Half is taken of some; who is exempt of all gets no receipt, and nothing is due."""
    plot, extract = counter.received(), counter.received(EXTRACT)
    paid = taken(counter.take(plot.id, {FEE: "Hộ nghèo"}))
    assert (paid.vnd, paid.lines[0].exemption) == (
        50_000,
        "Hộ nghèo (Quy tắc giả định để tập)",
    )
    with pytest.raises(InputInvalid):
        counter.take(extract.id, {EXTRACT_FEE: "Hộ nghèo"})
    assert counter.take(extract.id, {EXTRACT_FEE: "Trẻ em"}) is None
    assert counter.money(extract) == Money.NOTHING_DUE


def test_centrals_word_pays_what_is_owed_exactly(counter: Counter) -> None:
    """Once, however often it is told; another amount is left to the cashier."""
    plot = counter.received()
    assert counter.told(plot, 50_000, sequence=1) is Outcome.DIFFERS
    assert counter.money(plot) == Money.DUE
    for _ in range(2):
        assert counter.told(plot, 100_000, sequence=2) is Outcome.TAKEN
    assert counter.money(plot) == Money.PAID
    assert counter.told(plot, 100_000, sequence=3) is Outcome.NOT_DUE
    assert counter.told(plot, 100_000, sequence=4, code="H26-1-1") is Outcome.ELSEWHERE
    with counter.store.snapshot() as records:
        paid = records.payments.of(plot.id)
        assert records.payments.heard_up_to() == 4
    assert (taken(paid).way, taken(paid).reference) == (Way.TRANSFER, "FT000002")


def test_a_transfer_of_the_exempt_is_taken_by_the_cashier(counter: Counter) -> None:
    """With the exemption said; not by another amount, and not by a word that was never heard."""
    plot = counter.received()
    counter.told(plot, 50_000)
    with pytest.raises(NotFound):
        counter.take(plot.id, {FEE: "Hộ nghèo"}, "word-9")
    with pytest.raises(InputInvalid):
        counter.take(plot.id, {}, "word-1")
    paid = taken(counter.take(plot.id, {FEE: "Hộ nghèo"}, "word-1"))
    assert (paid.way, paid.vnd, paid.reference) == (Way.TRANSFER, 50_000, "FT000001")
    assert counter.told(plot, 50_000) is Outcome.TAKEN


def test_a_close_has_each_receipt_once(counter: Counter) -> None:
    """What is taken later goes into the next; sums by way and by fee; the register's copies."""
    with pytest.raises(NothingToClose):
        counter.close()
    counter.take(counter.received().id)
    counter.take(counter.received(EXTRACT).id)
    plot = counter.received()
    counter.told(plot, 100_000)
    with counter.store.transaction() as records:
        records.register.add_block(make_block())
    certify(
        counter.store,
        add_dossier(counter.store, make_dossier()),
        b"%PDF",
        at=counter.clock.at - timedelta(minutes=5),
    )
    seen = counter.close.open()
    counter.clock.at += timedelta(hours=1)
    closed = counter.close()
    assert (seen.rows, seen.number, closed.number) == (closed.rows, 0, 1)
    assert closed.vnd == 208_000
    assert closed.by_way == {"Tiền mặt": 108_000, "Chuyển khoản": 100_000}
    assert closed.by_fee == {FEE: 200_000, EXTRACT_FEE: 8_000}
    assert (closed.copies, closed.copies_vnd) == (1, 2000)
    with pytest.raises(NothingToClose):
        counter.close()
    counter.clock.at += timedelta(hours=1)
    counter.take(counter.received().id)
    second = counter.close()
    assert (second.number, len(second.rows), second.copies) == (2, 1, 0)
    assert counter.close.read(1) == closed
    text = " ".join(
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(counter.close.pdf(closed))
    )
    assert "Khóa sổ số 0001" in text
    assert "208.000 đồng" in text
    assert counter.close.xlsx(closed)[:2] == b"PK"


def test_the_receipt_says_what_was_paid(counter: Counter) -> None:
    """Its number, the amount, the ground of an exemption; the same bytes again."""
    plot = counter.received()
    paid = taken(counter.take(plot.id, {FEE: "Hộ nghèo"}))
    pdf = counter.take.receipt(paid)
    text = " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
    for words in ("BL/2026-000001", "50.000 đồng", "Hộ nghèo", plot.code, "Tiền mặt"):
        assert words in text
    assert counter.take.receipt(paid) == pdf


def test_a_cancelled_receipt_keeps_its_number(counter: Counter) -> None:
    """The dossier owes again and gets the next one; what is cancelled is cancelled once."""
    plot = counter.received()
    first = taken(counter.take(plot.id))
    counter.clock.at += timedelta(minutes=5)
    cancelled = counter.take.cancel(first.series, first.number, " Thu nhầm  hồ sơ ")
    assert cancelled.cancelled is not None
    assert (cancelled.cancelled.ground, cancelled.cancelled.who) == ("Thu nhầm hồ sơ", "an")
    assert counter.money(plot) == Money.DUE
    with counter.store.snapshot() as records:
        assert records.payments.of(plot.id) is None
    assert number_text(taken(counter.take(plot.id))) == "BL/2026-000002"
    assert counter.money(plot) == Money.PAID
    with pytest.raises(ReceiptCancelled):
        counter.take.cancel(first.series, first.number, "Lần nữa")
    with pytest.raises(NotFound):
        counter.take.cancel(first.series, 9, "Không có")
    with pytest.raises(InputMissing):
        counter.take.cancel(first.series, 2, "  ")
    for table in ("payment", "payment_cancelled"):
        with pytest.raises(RecordRefused), counter.store.transaction() as records:
            records.payments.connection.exec_driver_sql(f"DELETE FROM {table}")
    with counter.store.snapshot() as records:
        acts = [line.act for line in records.audit.lines()]
    assert acts.count("receipt-cancelled") == 1
    text = " ".join(
        pypdfium2.PdfDocument(counter.take.receipt(cancelled))[0]
        .get_textpage()
        .get_text_range()
        .split()
    )
    assert "ĐÃ HỦY" in text
    assert "Thu nhầm hồ sơ" in text


def test_two_payments_never_stand_for_one_dossier(counter: Counter) -> None:
    """The database itself sees to that."""
    plot = counter.received()
    paid = taken(counter.take(plot.id))
    with pytest.raises(RecordRefused), counter.store.transaction() as records:
        records.payments.add(replace(paid, id="other", number=2))


def test_a_close_tells_of_what_was_cancelled(counter: Counter) -> None:
    """On a line of its own with its ground, in the close of the day on which it was cancelled."""
    kept = counter.received()
    first = taken(counter.take(counter.received().id))
    counter.take(kept.id)
    counter.take.cancel(first.series, first.number, "Thu nhầm")
    same_day = counter.close()
    assert [(row[0], int(row[6])) for row in same_day.rows] == [
        ("BL/2026-000001", 100_000),
        ("BL/2026-000002", 100_000),
        ("BL/2026-000001", -100_000),
    ]
    assert same_day.cancelled[0][4] == "Hủy phiếu thu: Thu nhầm"
    assert (same_day.vnd, len(same_day.receipts)) == (100_000, 2)
    assert same_day.by_fee == {FEE: 100_000}
    counter.clock.at += timedelta(days=1)
    counter.take.cancel(first.series, 2, "Trả lại tiền")
    later = counter.close()
    assert (later.vnd, later.receipts, len(later.cancelled)) == (-100_000, (), 1)
    assert counter.close.read(1) == same_day
    text = " ".join(
        pypdfium2.PdfDocument(counter.close.pdf(later))[0].get_textpage().get_text_range().split()
    )
    assert "Phiếu đã hủy: BL/2026-000002" in text
    assert "-100.000" in text


def test_a_cancelled_transfer_waits_for_the_cashier(counter: Counter) -> None:
    """The same word told again does not pay by itself; the cashier says what it pays."""
    plot = counter.received()
    counter.told(plot, 100_000)
    counter.take.cancel("BL/2026", 1, "Phải miễn giảm")
    assert counter.told(plot, 100_000) is Outcome.RELEASED
    assert counter.money(plot) == Money.DUE
    paid = taken(counter.take(plot.id, told="word-1"))
    assert (number_text(paid), paid.way) == ("BL/2026-000002", Way.TRANSFER)


def test_only_an_officer_cancels(counter: Counter) -> None:
    """Not whoever takes the money alone."""
    paid = taken(counter.take(counter.received().id))
    everybody(counter.store)
    with pytest.raises(RoleMissing):
        counter.take.cancel(paid.series, paid.number, "Thu nhầm")
    officer = TakePayment(counter.store, SETTINGS, "hoa", counter.clock)
    assert officer.cancel(paid.series, paid.number, "Thu nhầm").cancelled is not None


def test_a_close_after_the_turn_of_the_year_has_the_old_years_copies(counter: Counter) -> None:
    """What was signed after the last close, in last year's book; then in the new one alone."""
    counter.clock.at = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)
    counter.take(counter.received().id)
    counter.close()
    with counter.store.transaction() as records:
        records.register.add_block(make_block())
        # Another number: the copies of these fixtures are called by it.
        records.register.add_block(make_block(2, book="01/2027-SCT/BS"))
    signed = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)
    certify(counter.store, add_dossier(counter.store, make_dossier()), b"%PDF old", at=signed)
    counter.clock.at = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    certify(
        counter.store,
        add_dossier(counter.store, make_dossier("H26.19.5-270104-0001")),
        b"%PDF new",
        at=counter.clock.at - timedelta(minutes=5),
        book="01/2027-SCT/BS",
    )
    assert counter.close().copies == 2


def test_a_copy_signed_before_a_close_and_kept_after_it_is_in_the_next(counter: Counter) -> None:
    """Its time-stamp took its time; it is in one close, and in no other."""
    counter.take(counter.received().id)
    assert counter.close().copies == 0
    with counter.store.transaction() as records:
        records.register.add_block(make_block())
    signed = counter.clock.at - timedelta(seconds=20)
    certify(counter.store, add_dossier(counter.store, make_dossier()), b"%PDF late", at=signed)
    counter.clock.at += timedelta(minutes=5)
    closed = counter.close()
    assert (closed.copies, len(closed.signed)) == (1, 1)
    assert counter.close.read(2) == closed
    with pytest.raises(NothingToClose):
        counter.close()


def test_a_ground_leaves_room_for_the_number_before_it(counter: Counter) -> None:
    """Central takes 500 characters of a reason, and the receipt's number is part of it."""
    plot = counter.received()
    paid = taken(counter.take(plot.id))
    with pytest.raises(InputInvalid):
        counter.take.cancel(paid.series, paid.number, "x" * 490)
    assert counter.money(plot) == Money.PAID
    counter.take.cancel(paid.series, paid.number, "x" * 480)
    with counter.store.snapshot() as records:
        assert len(records.handling.get(plot.id).changes[-1].reason) <= 500
