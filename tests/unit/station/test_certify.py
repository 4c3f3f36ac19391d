"""Certify: what the register shows for each way in which signing can end."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from uuid_utils import uuid7

from offline_store.errors import NumbersExhausted
from offline_store.records import Document, LineState, RegisterLine
from offline_store.store import Store
from scanners.values import PageFile
from signing.errors import PinIncorrect, TokenLost
from signing.pin import Pin
from signing.values import CopyDraft, Level, SignedCopy
from station.certify import CertifyCopy
from station.copy_signing import CopySigning, SignDraft
from station.errors import (
    AlreadyCertified,
    PageNotCompared,
    PagesChanged,
    PagesMissing,
    SettingMissing,
)
from station.hanoi_time import hanoi_day
from station.keep_pages import keep_page
from station.settings import (
    AgencySettings,
    CopySettings,
    OfficerSettings,
    Settings,
    SigningSettings,
)
from tests.scanner_fixtures import draw_pages
from tests.store_fixtures import BOOK, make_block
from tests.unit.station.desk_parts import Parts, SetClock

SETTINGS = Settings(
    agency=AgencySettings("UBND phường Thử Nghiệm", "H26.99.1"),
    officer=OfficerSettings("Trần Văn Mẫu", ("PHÓ CHỦ TỊCH",)),
    copy=CopySettings(lookup_url="https://tra.cuu.vn/c/{code}"),
)


@dataclass(slots=True)
class Script:
    """How the keys behave, and what they were given to sign."""

    refuse: Exception | None = None
    lose: BaseException | None = None
    drafts: list[CopyDraft] = field(default_factory=list)
    meanwhile: Callable[[], object] = tuple


@dataclass(frozen=True)
class ScriptedKeys(CopySigning):
    """Keys that sign, or fail as told: the rules of the register do not depend on which token.

    The real tokens are behind the same method in tests/end2end.
    """

    script: Script = field(default_factory=Script)

    @contextmanager
    def unlock(self, pins: Mapping[str, Pin], when: datetime) -> Iterator[SignDraft]:
        """Unlock, or refuse the PIN."""
        if self.script.refuse is not None:
            raise self.script.refuse

        def sign(draft: CopyDraft, when: datetime) -> SignedCopy:
            self.script.drafts.append(draft)
            self.script.meanwhile()
            if self.script.lose is not None:
                raise self.script.lose
            pdf = f"signed {draft.statement.number}".encode()
            return SignedCopy(pdf, Level.B_B, when, ("timestamp",))

        yield sign


@dataclass(slots=True)
class Counter:
    """Use cases on a new store with five numbers."""

    parts: Parts
    keys: Script

    def certify(self, settings: Settings = SETTINGS) -> CertifyCopy:
        """The use case under test."""
        keys = ScriptedKeys(SigningSettings(), Path(), Path(), self.keys)
        return CertifyCopy(self.parts.store, keys, settings, "clerk", self.parts.clock)

    def ready(self, folder: Path) -> Document:
        """A document whose one page was compared."""
        document = self.parts.received()
        for page in self.parts.import_pages(document.id, tuple(draw_pages(folder, 1))):
            self.parts.compare.mark(page.id)
        return document

    def lines(self, book: str = BOOK) -> tuple[RegisterLine, ...]:
        """The lines of the book."""
        with self.parts.store.snapshot() as records:
            return tuple(records.register.lines(book))


@pytest.fixture
def counter(store: Store, tmp_path: Path) -> Counter:
    """A counter with five leased numbers."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    return Counter(Parts(store, tmp_path / "spool", SetClock()), Script())


def test_a_certified_copy_is_in_three_places_at_once(counter: Counter, tmp_path: Path) -> None:
    """Copy, signed register line and outbox item come in one transaction."""
    document = counter.ready(tmp_path / "in")

    copy = counter.certify()(document.id, {})

    kept = counter.parts.document(document)
    assert kept.copy == copy
    assert (copy.number, copy.book, [debt.kind for debt in copy.debts]) == (1, BOOK, ["timestamp"])
    assert [line.state for line in counter.lines()] == [LineState.SIGNED]
    assert kept.outbox is not None
    assert counter.parts.store.files.read(copy.sha256) == b"signed 1"


def test_certifying_again_answers_the_same_copy(counter: Counter, tmp_path: Path) -> None:
    """No second number, no second signature."""
    document = counter.ready(tmp_path / "in")
    first = counter.certify()(document.id, {})
    assert counter.certify()(document.id, {}) == first
    assert len(counter.lines()) == 1


def test_a_wrong_pin_costs_no_number(counter: Counter, tmp_path: Path) -> None:
    """The token is unlocked before the book is touched."""
    document = counter.ready(tmp_path / "in")
    counter.keys.refuse = PinIncorrect(token="T")
    with pytest.raises(PinIncorrect):
        counter.certify()(document.id, {})
    assert counter.lines() == ()


def test_a_token_lost_while_signing_cancels_the_line_for_good(
    counter: Counter, tmp_path: Path
) -> None:
    """The line stays visible with its reason; the next try takes the next number."""
    document = counter.ready(tmp_path / "in")
    counter.keys.lose = TokenLost(token="T")
    with pytest.raises(TokenLost):
        counter.certify()(document.id, {})
    counter.keys.lose = None

    copy = counter.certify()(document.id, {})

    assert copy.number == 2
    states = [(line.number, line.state, line.reason) for line in counter.lines()]
    assert states == [(1, LineState.CANCELLED, "token-lost"), (2, LineState.SIGNED, "")]


def test_a_killed_signing_goes_on_with_its_number_and_code(
    counter: Counter, tmp_path: Path
) -> None:
    """KeyboardInterrupt stands for a death between reserving and signing: nothing was cancelled."""
    document = counter.ready(tmp_path / "in")
    counter.keys.lose = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        counter.certify()(document.id, {})
    counter.keys.lose = None

    copy = counter.certify()(document.id, {})

    interrupted, finished = counter.keys.drafts
    assert (copy.number, interrupted) == (1, finished)


def test_a_number_of_yesterday_is_not_signed_today(counter: Counter, tmp_path: Path) -> None:
    """Across midnight, and the turn of the year, the old reservation is cancelled."""
    counter.parts.clock.at = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    document = counter.ready(tmp_path / "in")
    counter.keys.lose = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        counter.certify()(document.id, {})
    counter.keys.lose = None
    with counter.parts.store.transaction() as records:
        records.register.add_block(make_block(book="01/2027-SCT/BS"))
    counter.parts.clock.at = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    copy = counter.certify()(document.id, {})

    assert (copy.number, copy.book) == (1, "01/2027-SCT/BS")
    assert [line.reason for line in counter.lines()] == ["day-passed"]


def test_midnight_between_number_and_signature(counter: Counter, tmp_path: Path) -> None:
    """The copy gets a number of the new day, in its book; book and statement name one day."""
    counter.parts.clock.at = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    document = counter.ready(tmp_path / "in")
    with counter.parts.store.transaction() as records:
        records.register.add_block(make_block(book="01/2027-SCT/BS"))
    certify = counter.certify()
    with certify.signing.unlock({}, counter.parts.clock()) as sign:
        reserved = certify.reserve(document.id)
        counter.parts.clock.at = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)
        copy = certify.sign(reserved, sign)

    assert (copy.number, copy.book) == (1, "01/2027-SCT/BS")
    assert [line.reason for line in counter.lines()] == ["day-passed"]
    (draft,) = counter.keys.drafts
    assert hanoi_day(draft.statement.certified_at) == date(2027, 1, 1)
    assert draft.code == copy.code


def test_midnight_without_a_number_of_the_new_day(counter: Counter, tmp_path: Path) -> None:
    """Nothing is signed, and the number of the old day is not left in the air."""
    counter.parts.clock.at = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    document = counter.ready(tmp_path / "in")
    certify = counter.certify()
    with certify.signing.unlock({}, counter.parts.clock()) as sign:
        reserved = certify.reserve(document.id)
        counter.parts.clock.at = datetime(2026, 12, 31, 17, 1, tzinfo=UTC)
        with pytest.raises(NumbersExhausted):
            certify.sign(reserved, sign)
    assert [line.state for line in counter.lines()] == [LineState.CANCELLED]
    assert counter.keys.drafts == []


def test_a_number_is_not_signed_under_another_entry(counter: Counter, tmp_path: Path) -> None:
    """A page added after a crash changes the fee: the book must say what is signed."""
    document = counter.ready(tmp_path / "in")
    counter.keys.lose = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        counter.certify()(document.id, {})
    counter.keys.lose = None
    for page in counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "more", 1))):
        counter.parts.compare.mark(page.id)

    copy = counter.certify()(document.id, {})

    assert copy.number == 2
    told = [(line.reason, line.entry.fee_vnd) for line in counter.lines()]
    assert told == [("entry-changed", 2_000), ("", 4_000)]


def test_pages_that_come_while_signing_stop_it(counter: Counter, tmp_path: Path) -> None:
    """What is signed is what is kept: a page scanned meanwhile is in neither, and both are told."""
    document = counter.ready(tmp_path / "in")
    more = draw_pages(tmp_path / "more", 1)
    counter.keys.meanwhile = lambda: counter.parts.import_pages(document.id, tuple(more))

    with pytest.raises(PagesChanged):
        counter.certify()(document.id, {})

    assert [line.reason for line in counter.lines()] == ["pages-changed"]
    assert counter.parts.document(document).copy is None


def test_a_certified_document_takes_no_more_pages(counter: Counter, tmp_path: Path) -> None:
    """Also not the sheet that was moving when it was signed: it stays in the spool."""
    document = counter.ready(tmp_path / "in")
    counter.certify()(document.id, {})
    sheet = draw_pages(counter.parts.spool / f"{document.id}.{uuid7()}", 1)[0]

    with pytest.raises(AlreadyCertified):
        keep_page(
            counter.parts.store,
            document.id,
            PageFile(sheet, "0" * 64, 2480, 3508, 300),
            "clerk",
            counter.parts.clock,
        )

    assert sheet.exists()
    assert len(counter.parts.document(document).pages) == 1


def test_abandoning_cancels_the_reserved_number(counter: Counter, tmp_path: Path) -> None:
    """The clerk may give an unfinished signing up; its number stays used."""
    document = counter.ready(tmp_path / "in")
    counter.keys.lose = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        counter.certify()(document.id, {})

    counter.certify().abandon(document.id)

    assert [line.reason for line in counter.lines()] == ["abandoned"]


def test_no_number_no_signature(counter: Counter, tmp_path: Path) -> None:
    """When the block is used up, the token signs nothing."""
    for n in range(5):
        counter.certify()(counter.ready(tmp_path / f"in{n}").id, {})
    with pytest.raises(NumbersExhausted):
        counter.certify()(counter.ready(tmp_path / "in5").id, {})
    assert len(counter.keys.drafts) == 5


def test_the_gates(counter: Counter, tmp_path: Path) -> None:
    """Without pages, comparison or the counter's own data nothing is signed."""
    empty = counter.parts.received()
    with pytest.raises(PagesMissing):
        counter.certify()(empty.id, {})
    page = counter.parts.import_pages(empty.id, tuple(draw_pages(tmp_path / "in", 1)))[0]
    with pytest.raises(PageNotCompared) as waits:
        counter.certify()(empty.id, {})
    assert waits.value.facts == {"page": 1}
    counter.parts.compare.mark(page.id)
    with pytest.raises(SettingMissing):
        counter.certify(replace(SETTINGS, agency=AgencySettings()))(empty.id, {})
    assert counter.lines() == ()
