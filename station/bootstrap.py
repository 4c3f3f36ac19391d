"""Where the desk is put together: settings read once, rooms opened, use cases handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from offline_store.records import CertifiedCopy
from offline_store.signed_papers import SignedPaper
from offline_store.store import Store
from station.attach_copy import AttachCopy
from station.blank_sides import BlankSides
from station.capture import CapturePages, ContinueCapture, ImportPages
from station.cashier import TakePayment
from station.catalogue import FindProcedures, TakeCatalogue
from station.certify import CertifyCopy, Reserved
from station.change_password import ChangePassword
from station.check_card import CheckCard
from station.check_face import CheckFace
from station.check_lots import CheckLots
from station.checklist import Checklist
from station.clean_pages import CleanPages
from station.close_day import CloseDay
from station.compare import ComparePages
from station.consent import AskConsent
from station.copies_elsewhere import FindCopies
from station.copy_signing import CopySigning, SignDraft
from station.correct import CorrectReadings
from station.counter_errors import TrainingMixed
from station.cut_lot import CutLot
from station.describe import DescribePapers
from station.desk_settings import read_desk_settings
from station.device_book import RememberingScanner
from station.doctor import Doctor
from station.due_lists import ListDue
from station.exemption import DecideFee
from station.export_lot import ExportLot
from station.feed_lot import FeedLot
from station.fetch_accounts import FetchAccounts
from station.fetch_catalogue import FetchCatalogue
from station.fetch_update import FetchUpdate
from station.fill_form import FillForms
from station.follow_up_book import FollowUpBook
from station.give_pages import GivePages
from station.hand_over import HandOver
from station.hanoi_time import Clock, utc_now
from station.identify import IdentifyRequester
from station.installed_package import installed_package
from station.interrupted import InterruptedSessions
from station.inventory import TellInventory
from station.issue_paper import IssuePaper
from station.key_again import KeyAgain
from station.look_again import LookAgain
from station.lot_figures import CountLots
from station.lots import KeepLots
from station.mail import MailCopies
from station.move_on import MoveOn
from station.page_checks import CheckPages
from station.page_order import CheckOrder
from station.page_views import PageViews
from station.pages import EditPages
from station.papers import RecognisePapers
from station.pay_debts import PayDebts, PayDebtsNowAndThen
from station.payment import AskPayment
from station.people import NOBODY
from station.pile import SortPile
from station.purge import Purge
from station.queue import CallCitizens, CentralQueue
from station.read import ReadPages
from station.read_card import ReadCard
from station.read_chip import ReadChip
from station.readiness import CheckReadiness
from station.receipt import MakeReceipt
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.recognition.kinds import KINDS_FOLDER, Kind, load_kinds
from station.recognition.personal_id import IdRules
from station.recognition.pool import ReadingPool
from station.refusal import JudgeGrounds
from station.separators import CutBatch
from station.settings import Settings
from station.sheet_gate import RequireSheets
from station.sheet_ledger import CountSheets
from station.sign_file import SignFile, SignPdf
from station.sign_in import SignIn
from station.sign_papers import ReadyPaper, SignPapers
from station.sign_stack import SignStack
from station.split_proposals import ProposeSplit
from station.synchronise import Synchronise
from station.tell_citizen import TellCitizen
from station.trust import trust_folder, trusted_places
from station.upgrade_trial import upgrade_trial
from station.upkeep import Upkeep
from station.usual_papers import UsualPapers
from station.viewing import RecordViewing
from station.watch_card import WatchForCard
from station.work_report import ReportWork
from station.workers import open_reader as open_reader
from station.workers import open_remembering_scanner as open_remembering_scanner
from station.working_time import WorkingTime, working_time


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk: the store, the devices, and what a clerk does with them. Close it when done."""

    home: Path
    settings: Settings
    clerk: str
    now: Clock
    sign_in: SignIn
    change_password: ChangePassword
    fetch_accounts: FetchAccounts
    store: Store
    scanner: RememberingScanner
    reader: ReadingPool
    read_card: ReadCard
    watch_card: WatchForCard
    check_card: CheckCard
    read_chip: ReadChip
    check_face: CheckFace
    id_rules: IdRules
    identify: IdentifyRequester
    receive: ReceiveDossier
    call_citizens: CallCitizens
    usual_papers: UsualPapers
    receive_for_procedure: ReceiveForProcedure
    checklist: Checklist
    sort_pile: SortPile
    describe_papers: DescribePapers
    lots: KeepLots
    feed_lot: FeedLot
    key_again: KeyAgain
    check_lots: CheckLots
    count_lots: CountLots
    export_lot: ExportLot
    move_on: MoveOn
    ask_payment: AskPayment
    take_payment: TakePayment
    close_day: CloseDay
    list_due: ListDue
    issue_paper: IssuePaper
    fill_forms: FillForms
    follow_up_book: FollowUpBook
    ask_consent: AskConsent
    tell_citizen: TellCitizen
    take_catalogue: TakeCatalogue
    fetch_catalogue: FetchCatalogue
    procedures: FindProcedures
    calendar: WorkingTime
    capture: CapturePages
    continue_capture: ContinueCapture
    interrupted: InterruptedSessions
    import_pages: ImportPages
    pages: EditPages
    give_pages: GivePages
    clean_pages: CleanPages
    blank_sides: BlankSides
    count_sheets: CountSheets
    page_views: PageViews
    report_work: ReportWork
    check_pages: CheckPages
    check_order: CheckOrder
    propose_split: ProposeSplit
    cut_batch: CutBatch
    read: ReadPages
    compare: ComparePages
    correct: CorrectReadings
    record_viewing: RecordViewing
    look_again: LookAgain
    papers: RecognisePapers
    signing: CopySigning
    certify: CertifyCopy
    judge_grounds: JudgeGrounds
    decide_fee: DecideFee
    receipt: MakeReceipt
    find_copies: FindCopies
    attach_copy: AttachCopy
    require_sheets: RequireSheets
    sign_stack: SignStack[Reserved, SignDraft, CertifiedCopy]
    sign_papers: SignPapers
    sign_papers_stack: SignStack[ReadyPaper, SignPdf, SignedPaper]
    check_readiness: CheckReadiness
    sign_file: SignFile
    hand_over: HandOver
    mail: MailCopies
    pay_debts: PayDebts
    synchronise: Synchronise
    purge: Purge
    fetch_update: FetchUpdate
    tell_inventory: TellInventory
    upkeep: Upkeep

    def close(self) -> None:
        """Stop the workers and close the store."""
        self.scanner.close()
        self.reader.close()
        self.store.close()


def open_desk(
    home: Path,
    *,
    settings: Settings | None = None,
    create: bool = True,
    alone: bool = False,
    now: Clock = utc_now,
) -> Desk:
    """Open the desk at `home`, making it when it is new; with its own settings unless given others.

    alone: nobody else may have it open meanwhile.

    Raises:
        StoreBusy: somebody has the desk open, or has it alone.
        SettingUnknown, SettingInvalid, SettingLocked: the settings are not as they must be.
        SchemaNewer, StoreDamaged, StoreFull: the store cannot be opened.
        UpgradeRefused: this version does not take what an earlier one kept.
        TrainingMixed: a desk to train at with a real one's settings, or the other way round.
    """
    settings = settings or read_desk_settings(home)
    kinds = load_kinds(home / KINDS_FOLDER)
    store = Store.open(
        home,
        create=create,
        keyring_wanted=settings.store.keyring,
        alone=alone,
        trial=upgrade_trial(home, settings),
    )
    with store.snapshot() as records:
        clerk = NOBODY if records.accounts.any() else getuser()
        training = records.training.here
    if training != settings.training:
        store.close()
        raise TrainingMixed
    return _put_together(
        home,
        settings,
        now,
        store,
        open_remembering_scanner(home, settings, now),
        open_reader(settings),
        kinds,
        clerk,
    )


def seat(desk: Desk, login: str) -> Desk:
    """The same desk with somebody else at it; acts that are under way stay those of who began them.

    login: of a person who signed in, or `NOBODY`.
    """
    kinds = desk.papers.kinds
    return _put_together(
        desk.home, desk.settings, desk.now, desk.store, desk.scanner, desk.reader, kinds, login
    )


def with_settings(desk: Desk, settings: Settings) -> Desk:
    """The same desk by other settings; the workers that run already keep what they started with."""
    kinds = desk.papers.kinds
    return _put_together(
        desk.home, settings, desk.now, desk.store, desk.scanner, desk.reader, kinds, desk.clerk
    )


def _put_together(
    home: Path,
    settings: Settings,
    now: Clock,
    store: Store,
    scanner: RememberingScanner,
    reader: ReadingPool,
    kinds: Sequence[Kind],
    clerk: str,
) -> Desk:
    spool = home / "spool"
    calendar = working_time(settings.working_time)
    signing = CopySigning(settings.signing, trust_folder(home, settings), home / "revocation")
    receive = ReceiveDossier(store, settings.agency.code, clerk, now)
    capture = CapturePages(store, scanner, spool, clerk, now)
    hand_over = HandOver(store, clerk, now)
    doctor = Doctor(home, settings, scanner, now)
    pages = EditPages(store, clerk, now)
    issue_paper = IssuePaper(store, settings, calendar, clerk, now)
    sign_file = SignFile(store, signing, settings, clerk, now)
    sign_papers = SignPapers(store, sign_file, settings, clerk, now)
    certify = CertifyCopy(store, signing, settings, clerk, now)
    fetch_accounts = FetchAccounts(store, settings.sync, now)
    sign_in = SignIn(store, settings.accounts, now)
    pay_debts = PayDebts(store, signing, clerk, now)
    describe = DescribePapers(store, settings.digitisation, kinds, clerk, now)
    lots = KeepLots(store, settings.lots, settings.agency.code, describe, clerk, now)
    sort_pile = SortPile(store, kinds, clerk, now)
    import_pages, read = ImportPages(store, spool, clerk, now), ReadPages(store, reader, kinds)
    known_kinds = frozenset(kind.id for kind in kinds)
    take_catalogue = TakeCatalogue(store, settings.procedures, known_kinds, clerk, now)
    fetch_catalogue = FetchCatalogue(store, settings.sync, take_catalogue)
    return Desk(
        home=home,
        settings=settings,
        clerk=clerk,
        sign_in=sign_in,
        change_password=ChangePassword(store, settings.sync, sign_in, fetch_accounts, now),
        fetch_accounts=fetch_accounts,
        now=now,
        store=store,
        scanner=scanner,
        reader=reader,
        read_card=ReadCard(),
        watch_card=WatchForCard(settings.cards.camera, settings.cards.camera_limit_s),
        check_card=CheckCard(reader, kinds, store, clerk),
        read_chip=ReadChip(home, settings.cards, now),
        check_face=CheckFace(store, settings.faces, settings.cards.camera, clerk, now),
        id_rules=settings.cards.id_rules(),
        identify=IdentifyRequester(store, settings.sync, clerk),
        receive=receive,
        call_citizens=CallCitizens(
            store, CentralQueue(store, settings.sync), settings.queue, clerk, now
        ),
        usual_papers=UsualPapers(store, kinds),
        receive_for_procedure=ReceiveForProcedure(receive),
        checklist=Checklist(store, clerk, now),
        sort_pile=sort_pile,
        describe_papers=describe,
        lots=lots,
        feed_lot=FeedLot(store, lots, import_pages, read, sort_pile, CutLot(store, lots)),
        key_again=KeyAgain(store, settings.lots, describe, clerk, now),
        check_lots=CheckLots(store, clerk, now),
        count_lots=CountLots(store, settings.lots),
        export_lot=ExportLot(
            store, settings.lots, settings.agency.name, settings.copy.pdfa, clerk, now
        ),
        move_on=MoveOn(store, clerk, now),
        ask_payment=AskPayment(store, settings.payment),
        take_payment=TakePayment(store, settings, clerk, now),
        close_day=CloseDay(store, settings, clerk, now),
        list_due=ListDue(store, settings.procedures, calendar, now),
        issue_paper=issue_paper,
        fill_forms=FillForms(store, settings, kinds, clerk, now),
        follow_up_book=FollowUpBook(store, settings, calendar, clerk, now),
        ask_consent=AskConsent(store, clerk, now),
        tell_citizen=TellCitizen(store, settings, now),
        take_catalogue=take_catalogue,
        fetch_catalogue=fetch_catalogue,
        procedures=FindProcedures(store, now),
        calendar=calendar,
        capture=capture,
        continue_capture=ContinueCapture(capture, pages),
        interrupted=InterruptedSessions(store, spool, clerk, now),
        import_pages=import_pages,
        pages=pages,
        give_pages=GivePages(store, clerk, now),
        clean_pages=CleanPages(store, clerk, now),
        blank_sides=BlankSides(store, clerk, now),
        count_sheets=CountSheets(store),
        page_views=PageViews(store),
        report_work=ReportWork(store),
        check_pages=CheckPages(store),
        check_order=CheckOrder(store),
        propose_split=ProposeSplit(store),
        cut_batch=CutBatch(store, clerk, now),
        read=read,
        compare=ComparePages(store, clerk, now),
        correct=CorrectReadings(store, kinds, clerk, now),
        record_viewing=RecordViewing(store, clerk, now, settings.comparing.record_viewing),
        look_again=LookAgain(store, scanner, reader),
        papers=RecognisePapers(store, kinds),
        signing=signing,
        certify=certify,
        judge_grounds=JudgeGrounds(store, settings, clerk, now),
        decide_fee=DecideFee(store, settings, clerk, now),
        find_copies=FindCopies(store, settings.sync, clerk, now),
        attach_copy=AttachCopy(store, settings.sync, trusted_places(home, settings), clerk, now),
        receipt=MakeReceipt(store, settings, calendar, now),
        require_sheets=RequireSheets(store, clerk, now),
        sign_stack=SignStack(certify),
        sign_papers=sign_papers,
        sign_papers_stack=SignStack(sign_papers),
        check_readiness=CheckReadiness(home, store, settings, signing, now, scanner.book.saw_key),
        sign_file=sign_file,
        hand_over=hand_over,
        mail=MailCopies(store, settings, hand_over, issue_paper, clerk, now),
        pay_debts=pay_debts,
        synchronise=Synchronise(
            store,
            settings,
            clerk,
            now,
            PayDebtsNowAndThen(pay_debts),
            fetch_accounts,
            fetch_catalogue,
        ),
        purge=Purge(store, settings, clerk, now),
        fetch_update=FetchUpdate(home, store, settings, clerk, now, installed_package),
        tell_inventory=TellInventory(home, store, settings, doctor, scanner.book, clerk, now),
        upkeep=Upkeep(home, store, settings.store, clerk, now),
    )
