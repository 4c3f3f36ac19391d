"""Certify against a model: whatever order signing, failing, dying, leasing and clocks come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from offline_store.errors import BookClosed, BookUnfinished, NumbersExhausted
from offline_store.records import DocumentId, LineState
from offline_store.store import Store
from signing.errors import TokenLost
from station.certify import CertifyCopy
from station.errors import AlreadyCertified
from station.hanoi_time import hanoi_day
from station.settings import SigningSettings
from tests.store_fixtures import add_dossier, make_block, make_dossier, make_page
from tests.unit.station.desk_parts import SetClock
from tests.unit.station.test_certify import SETTINGS, Script, ScriptedKeys

NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # 00:00 at the counter
YEARS = (2026, 2027)


class CertifyMachine(RuleBasedStateMachine):
    """A counter around New Year; the model is which documents were signed, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="certify-")
        self.store = Store.open(Path(self.folder.name) / "home", keyring_wanted=False)
        self.picture = self.store.files.keep(b"a page")
        self.clock = SetClock(NEW_YEAR - timedelta(hours=2))
        self.keys = Script()
        self.documents: list[DocumentId] = []
        self.signed: set[DocumentId] = set()
        self.leased = dict.fromkeys(YEARS, 0)
        self.closed: set[str] = set()

    def teardown(self) -> None:
        """Let go of this example's store."""
        self.store.close()
        self.folder.cleanup()

    @property
    def certify(self) -> CertifyCopy:
        """The use case, on keys that behave as told."""
        keys = ScriptedKeys(SigningSettings(), Path(), Path(), self.keys)
        return CertifyCopy(self.store, keys, SETTINGS, "clerk", self.clock)

    @rule(year=st.sampled_from(YEARS), size=st.integers(1, 3))
    def lease(self, year: int, size: int) -> None:
        """Central leases the next numbers of a year's book."""
        first = self.leased[year] + 1
        self.leased[year] += size
        block = make_block(first, self.leased[year], f"01/{year}-SCT/BS")
        with self.store.transaction() as records:
            records.register.add_block(block)

    @precondition(lambda self: len(self.documents) < 5)
    @rule()
    def receive(self) -> None:
        """A paper comes, is scanned and compared."""
        dossier = make_dossier(f"H26.19.5-261231-{len(self.documents) + 1:04d}", pages=0)
        document = add_dossier(self.store, dossier)
        page = replace(make_page(document, 1, self.picture), compared_at=None)
        with self.store.transaction() as records:
            records.dossiers.add_page(page)
            records.dossiers.set_compared(page.id, self.clock.at, "clerk")
        self.documents.append(document)

    @precondition(lambda self: self.documents)
    @rule(which=st.integers(min_value=0), ends=st.sampled_from(["signed", "lost", "killed"]))
    def sign(self, which: int, ends: str) -> None:
        """A copy is signed; or the token is pulled out; or the program dies in the middle."""
        document = self.documents[which % len(self.documents)]
        self.keys.lose = {"lost": TokenLost(token="T"), "killed": KeyboardInterrupt()}.get(ends)
        with told() as trouble:
            self.certify(document, {})
        if trouble == [] or document in self.signed:
            self.signed.add(document)

    @precondition(lambda self: self.documents)
    @rule(which=st.integers(min_value=0), minutes=st.integers(-300, 300))
    def sign_while_time_passes(self, which: int, minutes: int) -> None:
        """Between the number and the signature, as where copies of a stack wait for the token."""
        document, certify = self.documents[which % len(self.documents)], self.certify
        self.keys.lose = None
        with told() as trouble, certify.signing.unlock({}, self.clock()) as sign:
            reserved = certify.reserve(document)
            self.clock.at += timedelta(minutes=minutes)
            certify.sign(reserved, sign)
        if trouble == []:
            self.signed.add(document)

    @precondition(lambda self: self.documents)
    @rule(which=st.integers(min_value=0))
    def abandon(self, which: int) -> None:
        """The clerk gives an unfinished signing up."""
        self.certify.abandon(self.documents[which % len(self.documents)])

    @rule(minutes=st.integers(-300, 300))
    def clock_jumps(self, minutes: int) -> None:
        """Time passes, or somebody sets the clock, across the turn of the year and back."""
        self.clock.at += timedelta(minutes=minutes)

    @rule(year=st.sampled_from(YEARS))
    def close(self, year: int) -> None:
        """The book of a year is closed, unless a number is on its way."""
        book = f"01/{year}-SCT/BS"
        if not self.leased[year] or book in self.closed:
            return
        try:
            with self.store.transaction() as records:
                records.register.close(book, self.clock.at)
            self.closed.add(book)
        except BookUnfinished:
            pass

    @invariant()
    def the_book_is_whole(self) -> None:
        """No gap, no number twice; what is signed is signed once, in the book of its own year."""
        with self.store.snapshot() as records:
            assert records.audit.verify() is None
            lines = [
                line
                for book in records.register.books()
                for line in records.register.lines(book.name)
            ]
            copies = [
                copy
                for each in self.documents
                if (copy := records.dossiers.document(each).copy) is not None
            ]
            queued = {item.document_id for item in records.outbox.items()}
        for year in YEARS:
            numbers = [line.number for line in lines if str(year) in line.book]
            assert numbers == list(range(1, len(numbers) + 1))
            assert len(numbers) <= self.leased[year]
        for line in lines:
            assert str(hanoi_day(line.reserved_at).year) in line.book
            assert (line.state is LineState.CANCELLED) == bool(line.reason)
            assert line.state is not LineState.RESERVED or line.book not in self.closed
        signed = {
            (line.book, line.number): line for line in lines if line.state is LineState.SIGNED
        }
        assert {(copy.book, copy.number): copy.document_id for copy in copies} == {
            key: line.document_id for key, line in signed.items()
        }
        assert {copy.document_id for copy in copies} == queued == self.signed
        for copy in copies:
            line = signed[copy.book, copy.number]
            assert hanoi_day(line.reserved_at) == hanoi_day(copy.signed_at)


@contextmanager
def told() -> Iterator[list[str]]:
    """What stopped the act, where something that may did."""
    trouble: list[str] = []
    try:
        yield trouble
    except (TokenLost, KeyboardInterrupt, NumbersExhausted, BookClosed, AlreadyCertified) as error:
        trouble.append(type(error).__name__)


TestCertify = CertifyMachine.TestCase
TestCertify.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
