"""Who may do what, asked by the use cases themselves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PIL import Image

from offline_store.account_wire import Role
from offline_store.issued_papers import PaperId
from offline_store.lots import LotId
from offline_store.records import DocumentId, DossierId, PageId, Requester
from offline_store.store import Store
from scanners.scripted_driver import ScriptedDriver
from scanners.values import ScanOptions
from station.blank_sides import BlankSides
from station.capture import CapturePages, ImportPages
from station.cashier import TakePayment
from station.catalogue import TakeCatalogue
from station.certify import CertifyCopy
from station.check_lots import CheckLots
from station.citizen_forms import CitizenForm
from station.close_day import CloseDay
from station.compare import ComparePages
from station.copy_signing import CopySigning
from station.correct import CorrectReadings
from station.describe import DescribePapers
from station.dossier_states import Business
from station.errors import RoleMissing, SignInNeeded
from station.export_lot import ExportLot
from station.fetch_accounts import FetchAccounts
from station.fetch_catalogue import FetchCatalogue
from station.follow_up_book import FollowUpBook
from station.give_pages import GivePages
from station.hand_over import HandOver
from station.interrupted import InterruptedSessions
from station.issue_paper import IssuePaper
from station.key_again import KeyAgain
from station.lots import KeepLots
from station.mail import MailCopies
from station.move_on import MoveOn
from station.pages import EditPages
from station.pay_debts import PayDebts, PayDebtsNowAndThen
from station.people import MAY, NOBODY, Act
from station.problems import PRODUCT_ERRORS
from station.purge import Purge
from station.receive import ReceiveDossier
from station.refusal import JudgeGrounds
from station.register_book import CloseBook
from station.separators import CutBatch
from station.settings import MailSettings, Settings
from station.sheet_gate import RequireSheets
from station.sign_stack import SignStack
from station.synchronise import Synchronise
from station.working_time import working_time
from tests.account_fixtures import LOGINS, an_account, everybody, keep_accounts
from tests.unit.station.desk_parts import SetClock

SETTINGS = Settings(mail=MailSettings(server="mail.example", sender="phuong@example.vn"))
CLOCK = SetClock()


@dataclass(frozen=True, slots=True)
class At:
    """A desk with a paper of one page, and who tries something there."""

    store: Store
    home: Path
    paper: DocumentId
    page: PageId
    who: str = NOBODY

    @property
    def certify(self) -> CertifyCopy:
        """Certify, without a token."""
        signing = CopySigning(SETTINGS.signing, self.home / "trust", self.home / "revocation")
        return CertifyCopy(self.store, signing, SETTINGS, self.who, CLOCK)

    @property
    def synchronise(self) -> Synchronise:
        """What is said to central, where there is none."""
        debts = PayDebts(self.store, self.certify.signing, self.who, CLOCK)
        take = TakeCatalogue(self.store, SETTINGS.procedures, frozenset(), self.who, CLOCK)
        return Synchronise(
            self.store,
            SETTINGS,
            self.who,
            CLOCK,
            PayDebtsNowAndThen(debts),
            FetchAccounts(self.store, SETTINGS.sync, CLOCK),
            FetchCatalogue(self.store, SETTINGS.sync, take),
        )

    @property
    def mail(self) -> MailCopies:
        """Copies by e-mail."""
        return MailCopies(self.store, SETTINGS, self.hand_over, self.issue, self.who, CLOCK)

    @property
    def issue(self) -> IssuePaper:
        """Papers of dossiers for procedures."""
        calendar = working_time(SETTINGS.working_time)
        return IssuePaper(self.store, SETTINGS, calendar, self.who, CLOCK)

    @property
    def hand_over(self) -> HandOver:
        """Copies to the citizen."""
        return HandOver(self.store, self.who, CLOCK)

    @property
    def judge(self) -> JudgeGrounds:
        """Decide on the grounds."""
        return JudgeGrounds(self.store, SETTINGS, self.who, CLOCK)

    @property
    def describe(self) -> DescribePapers:
        """Describe papers."""
        return DescribePapers(self.store, SETTINGS.digitisation, (), self.who, CLOCK)

    @property
    def lots(self) -> KeepLots:
        """Lots."""
        return KeepLots(self.store, SETTINGS.lots, "H26.99.1", self.describe, self.who, CLOCK)

    @property
    def key_again(self) -> KeyAgain:
        """The second keying."""
        return KeyAgain(self.store, SETTINGS.lots, self.describe, self.who, CLOCK)

    @property
    def check_lots(self) -> CheckLots:
        """The check of lots."""
        return CheckLots(self.store, self.who, CLOCK)

    @property
    def export_lot(self) -> ExportLot:
        """Lots as files."""
        return ExportLot(self.store, SETTINGS.lots, "UBND", "2b", self.who, CLOCK)

    @property
    def correct(self) -> CorrectReadings:
        """Put right what was read."""
        return CorrectReadings(self.store, (), self.who, CLOCK)

    @property
    def pages(self) -> EditPages:
        """Acts on pages."""
        return EditPages(self.store, self.who, CLOCK)


@pytest.fixture
def at(store: Store, tmp_path: Path) -> At:
    """Received and scanned before there were accounts; then central sent all four."""
    dossier = ReceiveDossier(store, "H26.99.1", "root", CLOCK)(Requester("Bùi An"), "Bằng")
    paper = dossier.documents[0].id
    file = tmp_path / "blank.png"
    Image.new("L", (300, 400), "white").save(file, dpi=(100, 100))
    (page,) = ImportPages(store, tmp_path / "spool", "root", CLOCK)(paper, (file,))
    everybody(store)
    return At(store, tmp_path, paper, page.id)


# Every act of a use case by a person. Most fail for what is missing here, after the role is asked.
TRIES: dict[str, tuple[Act, Callable[[At], object]]] = {
    "receive": (
        Act.RECEIVE,
        lambda at: ReceiveDossier(at.store, "H26.99.1", at.who, CLOCK)(Requester("An"), "Bằng"),
    ),
    "scan": (
        Act.PAGES,
        lambda at: CapturePages(at.store, ScriptedDriver(), at.home / "spool", at.who, CLOCK)(
            at.paper, "scripted", ScanOptions(), lambda page: None, Event()
        ),
    ),
    "import": (
        Act.PAGES,
        lambda at: ImportPages(at.store, at.home / "spool", at.who, CLOCK)(at.paper, ()),
    ),
    "paste": (
        Act.PAGES,
        lambda at: ImportPages(at.store, at.home / "spool", at.who, CLOCK).picture(at.paper, b""),
    ),
    "recover": (
        Act.PAGES,
        lambda at: InterruptedSessions(at.store, at.home, at.who, CLOCK).recover("one"),
    ),
    "set aside": (
        Act.PAGES,
        lambda at: InterruptedSessions(at.store, at.home, at.who, CLOCK).set_aside("one"),
    ),
    "rotate": (Act.PAGES, lambda at: at.pages.rotate(at.page, 90)),
    "stand upright": (Act.PAGES, lambda at: at.pages.stand_upright({at.page: 180})),
    "undo": (Act.PAGES, lambda at: at.pages.undo(at.paper)),
    "give": (Act.PAGES, lambda at: GivePages(at.store, at.who, CLOCK)((at.page,))),
    "cut": (Act.PAGES, lambda at: CutBatch(at.store, at.who, CLOCK)(at.paper)),
    "blank": (Act.PAGES, lambda at: BlankSides(at.store, at.who, CLOCK).remove((at.page,))),
    "compare": (Act.COMPARE, lambda at: ComparePages(at.store, at.who, CLOCK).mark(at.page)),
    "correct a word": (Act.COMPARE, lambda at: at.correct.word(at.page, 0, "a")),
    "correct a field": (Act.COMPARE, lambda at: at.correct.field(at.page, "name", "a")),
    "correct the kind": (Act.COMPARE, lambda at: at.correct.kind(at.page, "")),
    "take back": (Act.COMPARE, lambda at: at.correct.undo(at.paper)),
    "judge": (Act.JUDGE, lambda at: at.judge.none_applies(at.paper)),
    "refuse": (Act.JUDGE, lambda at: at.judge.refuse(at.paper, 1)),
    "count sides": (
        Act.JUDGE,
        lambda at: RequireSheets(at.store, at.who, CLOCK)(at.paper, declared=1),
    ),
    "certify": (Act.CERTIFY, lambda at: at.certify(at.paper, {})),
    "before the PIN": (Act.CERTIFY, lambda at: at.certify.require_ready(at.paper)),
    "stack": (Act.CERTIFY, lambda at: SignStack(at.certify)((at.paper,), {})),
    "abandon": (Act.CERTIFY, lambda at: at.certify.abandon(at.paper)),
    "save": (Act.HAND_OVER, lambda at: at.hand_over.save(at.paper, at.home)),
    "print": (Act.HAND_OVER, lambda at: at.hand_over.require_may()),
    "hand over": (Act.HAND_OVER, lambda at: at.hand_over.record(at.paper)),
    "mail": (Act.HAND_OVER, lambda at: at.mail.queue(at.paper, "an@example.vn")),
    "move on": (
        Act.DECIDE,
        lambda at: MoveOn(at.store, at.who, CLOCK)(DossierId("none"), Business.RECEIVED),
    ),
    "take money": (
        Act.DECIDE,
        lambda at: TakePayment(at.store, SETTINGS, at.who, CLOCK)(DossierId("none")),
    ),
    "close the day": (Act.DECIDE, lambda at: CloseDay(at.store, SETTINGS, at.who, CLOCK)()),
    "issue a paper": (
        Act.RECEIVE,
        lambda at: at.issue(DossierId("none"), CitizenForm.RECEIPT),
    ),
    "mail a paper": (
        Act.RECEIVE,
        lambda at: at.mail.queue_paper(PaperId("none"), "an@example.vn"),
    ),
    "the follow-up book": (
        Act.HAND_OVER,
        lambda at: FollowUpBook(at.store, SETTINGS, at.issue.calendar, at.who, CLOCK)(
            date(2026, 11, 1), date(2026, 11, 30)
        ),
    ),
    "mail log-in": (Act.ADMINISTER, lambda at: at.mail.log_in_with("x")),
    "purge": (Act.PURGE, lambda at: Purge(at.store, SETTINGS, at.who, CLOCK)()),
    "lease": (Act.CENTRAL, lambda at: at.synchronise.lease("book", 1)),
    "give numbers back": (Act.CENTRAL, lambda at: at.synchronise.give_numbers_back()),
    "close the book": (Act.BOOK, lambda at: CloseBook(at.store, at.who, CLOCK)("none")),
    "open a lot": (Act.DIGITISE, lambda at: at.lots.open("9.900001", "Sổ cũ")),
    "add to a lot": (Act.DIGITISE, lambda at: at.lots.add(LotId("none"))),
    "call a lot's dossier done": (Act.DIGITISE, lambda at: at.lots.call_done(DossierId("none"))),
    "hand a lot in": (Act.DIGITISE, lambda at: at.lots.hand_in(LotId("none"))),
    "type again": (Act.DIGITISE, lambda at: at.key_again.key(at.paper, {})),
    "decide what was typed": (
        Act.DIGITISE,
        lambda at: at.key_again.decide(at.paper, "number", "1"),
    ),
    "judge a dossier": (Act.CHECK, lambda at: at.check_lots.judge(DossierId("none"))),
    "decide on a lot": (Act.CHECK, lambda at: at.check_lots.decide(LotId("none"))),
    "hand a lot on": (Act.CHECK, lambda at: at.export_lot(LotId("none"), at.home)),
    "queue again": (Act.CENTRAL, lambda at: at.synchronise.retry_refused()),
}


@pytest.mark.parametrize("name", TRIES)
def test_each_use_case_asks_for_its_role(name: str, at: At) -> None:
    """Those who may are not stopped by it, those who may not are, and nobody is nobody."""
    act, attempt = TRIES[name]
    stopped = {}
    for nobody in (NOBODY, "root"):
        with pytest.raises(SignInNeeded):
            attempt(replace(at, who=nobody))
    # Those who may come last: what they do may leave nothing to do.
    for login, (_, role) in sorted(LOGINS.items(), key=lambda each: each[1][1] in MAY[act]):
        try:
            attempt(replace(at, who=login))
        except RoleMissing as error:
            stopped[role] = error.facts["act"]
        except PRODUCT_ERRORS:
            pass  # whatever is missing here: a copy, a token, a central
    assert stopped == {role: act for role in Role if role not in MAY[act]}


def test_an_account_disabled_meanwhile_does_nothing_more(store: Store) -> None:
    """Who is signed in is asked for with each act, not once."""
    everybody(store)
    receive = ReceiveDossier(store, "H26.99.1", "an", CLOCK)
    receive(Requester("Nguyễn Văn An"), "Giấy khai sinh")
    keep_accounts(store, an_account("an", disabled=True), an_account("hoa"))
    with pytest.raises(SignInNeeded):
        receive(Requester("Nguyễn Văn An"), "Giấy khai sinh")


def test_a_desk_without_accounts_asks_nobody(store: Store) -> None:
    """As it was before central had any."""
    receive = ReceiveDossier(store, "H26.99.1", "root", CLOCK)
    dossier = receive(Requester("Nguyễn Văn An"), "Giấy khai sinh")
    with store.snapshot() as records:
        line = records.audit.head()
    assert line is not None
    assert (line.who, line.subject) == ("root", dossier.id)
