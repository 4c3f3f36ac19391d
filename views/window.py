"""The window: rail, places, dossier panel, status line; and what they are put together from."""

import logging
from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from station.bootstrap import Desk
from views.citizen_corner import CitizenCorner
from views.citizens_copies_sheet import COPIES_KEY, CitizensCopiesSheet
from views.dossier_panel import DossierPanel
from views.jobs import QtJobs
from views.key_binding import bind_key
from views.keys_sheet import keys_sheet
from views.language import translate
from views.look import FOOTER, NARROW_BELOW, SMALLEST
from views.lots_place import lots_place
from views.message_list import MessageList
from views.pages.compare import ComparePage
from views.pages.devices import DevicesPage
from views.pages.dossiers import DossiersPage
from views.pages.hand_over import HandOverPage
from views.pages.outbox import OutboxPage
from views.pages.receive import ReceivePage
from views.pages.register import RegisterPage
from views.pages.scan import ScanPage
from views.pages.sign import SignPage
from views.pages.today import TodayPage
from views.pictures import page_pictures, spool_pictures
from views.place_page import PlacePage
from views.presenters.compare import ComparePresenter
from views.presenters.counter import Counter, Place, PlacePresenter, Work
from views.presenters.desk_checks import DeskChecksPresenter
from views.presenters.devices import DevicesPresenter
from views.presenters.dossiers import DossiersPresenter
from views.presenters.fees import FeesPresenter
from views.presenters.fields import FieldsPresenter
from views.presenters.hand_over import HandOverPresenter
from views.presenters.messages import DEFECT, Message, Tone
from views.presenters.outbox import OutboxPresenter
from views.presenters.reading import BackgroundReading
from views.presenters.receive import ReceivePresenter
from views.presenters.register import RegisterPresenter
from views.presenters.scan import ScanPresenter
from views.presenters.second_look import SecondLookPresenter
from views.presenters.sending import SendingPresenter
from views.presenters.separators import SeparatorsPresenter
from views.presenters.sign import SignPresenter
from views.presenters.status import DeskState, StatusPresenter
from views.presenters.today import TodayPresenter
from views.presenters.tokens import TokensPresenter
from views.presenters.upkeep import UpkeepPresenter
from views.presenters.viewing import ViewingPresenter
from views.print_preview import preview_then_print
from views.problem_sheet import PROBLEM_KEY
from views.procedure_sheets import ProcedureSheets
from views.rail import Rail
from views.separator_menu import SeparatorMenu
from views.sheets import Sheets
from views.sign_in_cover import SignInCover
from views.status_line import StatusLine
from views.theme import Theme
from views.training_band import name_window
from views.wording import clock, place_key

PARALLEL_JOBS = 4
LOOK_EVERY_MS = 15_000
# What needs every one of its milliseconds is not the clock.
CLOCK_EVERY_MS = 10_000

log = logging.getLogger(__name__)


class Window(QMainWindow):
    """The one window. Closing it lets running work come to its end first."""

    left = pyqtSignal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self._theme = theme
        self.serial = QtJobs(1, "serial")
        self.parallel = QtJobs(PARALLEL_JOBS, "parallel")
        # Drawing is on its own thread: a page never waits for a token or a network.
        self.drawing = QtJobs(1, "drawing")
        # Waits for tokens all the time: no work under way, and nothing waits for it.
        self.watching = QtJobs(1, "token-watch")
        self.closed = False
        self._leaving = False
        self._panel_wanted = True
        self._narrow: bool | None = None
        name_window(self, desk.settings.training)
        self.setMinimumSize(*SMALLEST)
        self.counter = Counter(desk, self, self.parallel)
        self.places: dict[Place, PlacePage] = {}
        self.line = StatusLine(theme)
        self._make_places()
        self._lay_out()
        self._make_keys()
        self.keys = keys_sheet(self, self.places, self._work)
        self.status = StatusPresenter(self.counter, self, self.parallel)
        self.upkeep = UpkeepPresenter(self.counter, self.parallel)
        self.tokens = TokensPresenter(
            desk.signing.watch, self.watching, self._tokens_changed, self.counter.report
        )
        self._every(LOOK_EVERY_MS, self.status.look)
        self._every(CLOCK_EVERY_MS, self._show_time)
        self._every(desk.settings.sync.every_s * 1000, self._synchronise_if_due)
        self._every(desk.settings.sync.every_s * 1000, self.upkeep.run)
        for jobs in (self.serial, self.parallel, self.drawing):
            jobs.finished.connect(self._leave_when_idle)

    def start(self) -> None:
        """Show today's dossiers and look at the devices."""
        self._show_time()
        self.cover.watch(self, self.desk.settings.accounts.idle_minutes)
        if not self.cover.presenter.begin():
            self._begin()
        self.status.look()
        self.devices.find()
        self.citizen.start()
        self.cover.presenter.look()
        self.tokens.start()

    # What the counter asks for.

    def show_place(self, place: Place) -> None:
        """Bring a place to the front."""
        page = self.places[place]
        changed = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        self.rail.show_place(place)
        if changed:
            page.focus_first()

    def show_work(self, work: Work | None) -> None:
        """What is open."""
        self.panel.show_work(work)
        self.sheets.follow(work)
        self.status.look()

    def show_message(self, message: Message) -> None:
        """A message: in the line and in the list."""
        log.info("message tone=%s code=%s", message.tone, message.code)
        self.messages.add(message)
        self.line.show_message(message)

    def show_defect(self) -> None:
        """A fault of the program itself; its log has the rest."""
        self.show_message(Message(Tone.PROBLEM, DEFECT, self.desk.now()))

    def show_state(self, state: DeskState) -> None:
        """Token, outbox and debts."""
        self.line.show_state(state)

    @property
    def busy(self) -> bool:
        """Whether any job is running."""
        return any(jobs.running for jobs in (self.serial, self.parallel, self.drawing))

    # Putting together.

    def _make_places(self) -> None:
        desk, theme, counter = self.desk, self._theme, self.counter
        serial, parallel = self.serial, self.parallel
        pictures, spooled = page_pictures(desk, self.drawing), spool_pictures(desk, self.drawing)
        reading = BackgroundReading(counter, parallel)
        jobs = (serial, parallel, self.drawing)
        self.sheets = ProcedureSheets(theme, pictures, counter, jobs, reading, self)
        self.papers, self.handling = self.sheets.papers, self.sheets.handling
        today, receive = TodayPage(theme, spooled), ReceivePage(theme)
        scan, compare = ScanPage(theme, pictures), ComparePage(theme, pictures, self.drawing)
        sign, hand_over = SignPage(theme, self.drawing), HandOverPage(theme, self.drawing)
        register, outbox = RegisterPage(theme, self.drawing), OutboxPage(theme)
        dossiers, devices = DossiersPage(theme), DevicesPage(theme)
        self.today = TodayPresenter(counter, today, serial, parallel)
        self.dossiers = DossiersPresenter(counter, dossiers, parallel)
        self.receive = ReceivePresenter(counter, receive, serial, parallel)
        self.scan = ScanPresenter(counter, scan, serial, parallel, reading)
        self.devices = DevicesPresenter(counter, (scan, devices), parallel)
        self.fields = FieldsPresenter(counter, compare, serial, parallel)
        self.second_look = SecondLookPresenter(counter, compare, parallel)
        self.compare = ComparePresenter(
            counter, compare, serial, reading, self.fields, self.second_look
        )
        self.sign = SignPresenter(counter, sign, serial, parallel)
        self.hand_over = HandOverPresenter(counter, hand_over, serial, parallel)
        self.register = RegisterPresenter(counter, register, serial, parallel)
        lots, self.lots = lots_place(theme, pictures, counter, serial, parallel)
        self.outbox = OutboxPresenter(counter, outbox, parallel)
        self.checks = DeskChecksPresenter(counter, devices, self.devices, parallel)
        self.sending = SendingPresenter(counter, (hand_over, outbox, self.line), serial, parallel)
        today.attach(self.today, dossiers.choose)
        receive.attach(self.receive)
        self.receive.received_for = lambda _: self.papers.open_papers()
        dossiers.attach(self.dossiers, self.handling.open_sheet)
        separators = SeparatorsPresenter(counter, parallel)
        scan.attach(self.scan, self.devices, SeparatorMenu(scan, separators, self.drawing))
        scan.start_with(
            desk.settings.scanning.source, desk.settings.scanning.dpi, desk.settings.scanning.mode
        )
        scan.devices_shown.connect(lambda: self.line.show_scanners(self.devices.answering))
        compare.time_used.attach(ViewingPresenter(counter, compare.time_used, serial))
        compare.attach(self.compare, self.fields, self.second_look, scan.choices.one_side)
        sign.attach(self.sign)
        hand_over.attach(self.hand_over, self.sending)
        register.attach(self.register, self.sheets.day.open_sheet)
        outbox.attach(self.outbox, self.sending)
        devices.attach(self.checks)
        placed: tuple[tuple[Place, PlacePage, PlacePresenter], ...] = (
            (Place.TODAY, today, self.today),
            (Place.RECEIVE, receive, self.receive),
            (Place.DOSSIERS, dossiers, self.dossiers),
            (Place.SCAN, scan, self.scan),
            (Place.COMPARE, compare, self.compare),
            (Place.SIGN, sign, self.sign),
            (Place.HAND_OVER, hand_over, self.hand_over),
            (Place.REGISTER, register, self.register),
            (Place.LOTS, lots, self.lots),
            (Place.OUTBOX, outbox, self.outbox),
            (Place.DEVICES, devices, self.checks),
        )
        for place, page, presenter in placed:
            self.places[place] = page
            counter.places[place] = presenter

    def _lay_out(self) -> None:
        self.rail = Rail(self._theme)
        self.rail.chosen.connect(lambda place: self.counter.go(Place(place)))
        self._stack = QStackedWidget()
        for page in self.places.values():
            self._stack.addWidget(page)
        self.fees = FeesPresenter(self.counter, self._print_receipt, self.serial, self.parallel)
        self.copies = CitizensCopiesSheet(self._theme, self.counter, self.parallel, self)
        self.panel = DossierPanel(self._theme, self.fees, self.copies, self.sheets)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self._stack, 1)
        upper.addWidget(self.panel)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.line)
        self._work = middle
        self.messages = MessageList(self._theme, middle)
        self.cover = SignInCover(
            middle,
            self.counter,
            self.parallel,
            lambda: self.counter.scanning is not None or self.serial.running > 0,
            self.line,
            self.messages,
            self._begin,
        )
        self.setCentralWidget(self.cover.curtain)
        sheets = Sheets(self._theme, self.counter, self.parallel, self.checks, self)
        self.debts, self.verify, self.reports = sheets.debts, sheets.verify, sheets.reports
        self.problem, self.first_run = sheets.problem, sheets.first_run
        today, devices = self.places[Place.TODAY], self.places[Place.DEVICES]
        assert isinstance(today, TodayPage)
        assert isinstance(devices, DevicesPage)
        sheets.open_from(self.line, self.messages, today, devices)
        self.line.messages.clicked.connect(self._toggle_messages)
        self.line.help.clicked.connect(lambda: self.keys.toggle())
        self.line.token.clicked.connect(lambda: self.status.look())
        self.line.scanner.clicked.connect(lambda: self.devices.find())
        self.line.central.clicked.connect(lambda: self.counter.go(Place.OUTBOX))
        self.line.disk.clicked.connect(lambda: self.counter.go(Place.DEVICES))
        self.line.numbers.clicked.connect(lambda: self.sign.lease())

    def _make_keys(self) -> None:
        for place in Place:
            self._key(place_key(place), partial(self.counter.go, place))
        self._key("F2", self.today.receive)
        for key in ("F1", "?"):
            self._key(key, lambda: self.keys.toggle())
        self._key("F8", self.verify.open_sheet)
        self._key(PROBLEM_KEY, self.line.more.click)
        for key, act in self.sheets.keys:
            self._key(key, act)
        self._key(COPIES_KEY, self.copies.open_list)
        self._key("Shift+F8", self.debts.open_ledger)
        self._key("Ctrl+L", self._toggle_messages)
        self._key("Ctrl+D", self._toggle_panel)
        self._key("Ctrl+B", lambda: self.fees.receipt())
        receive = self.places[Place.RECEIVE]
        assert isinstance(receive, ReceivePage)
        jobs = (self.serial, self.parallel)
        self.citizen = CitizenCorner(self.counter, self.cover.curtain, receive, jobs, self._key)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        # On the work: what is covered has no keys.
        bind_key(self._work, key, act)

    def _every(self, ms: int, act: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.timeout.connect(act)
        timer.start()

    # What the window does by itself.

    def _show_time(self) -> None:
        self.line.show_time(clock(self.desk.now()))

    def _begin(self) -> None:
        self.counter.go(Place.TODAY)
        self.places[Place.TODAY].focus_first()

    def _tokens_changed(self) -> None:
        self.status.look()
        if self.counter.place is Place.SIGN:
            self.counter.refresh()

    def _synchronise_if_due(self) -> None:
        self.cover.presenter.look()
        self.hand_over.mail.send(quietly=True)
        state = self.status.state
        # A run to central also pays what copies owe, and returns numbers whose lease is over.
        if state is not None and (state.waiting or state.debts or state.numbers_over):
            self.sending(quietly=True)

    def _print_receipt(self, pdf: bytes) -> None:
        preview_then_print(pdf, self, self.drawing, lambda: None, self.fees.failed)

    def _toggle_messages(self) -> None:
        self.messages.setVisible(not self.messages.isVisible())
        self._place_messages()
        self.messages.raise_()

    def _toggle_panel(self) -> None:
        self._panel_wanted = not self.panel.isVisible()
        self.panel.setVisible(self._panel_wanted)

    def _place_messages(self) -> None:
        bottom = self.line.y() - FOOTER
        self.messages.place(self.line.width(), bottom, bottom)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Fold the panel and the words away where there is little room, and back."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.panel.setVisible(self._panel_wanted and not narrow)
            self.rail.set_narrow(narrow)
            self.line.set_narrow(narrow)
            for page in self.places.values():
                page.set_narrow(narrow)
        self._place_messages()

    # Leaving.

    def leave(self) -> None:
        """Close as soon as nothing is under way."""
        self.close()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Stop a scan, let what is being written come to its end, then close."""
        if event is None:
            return
        if self.busy:
            event.ignore()
            if not self._leaving:
                self._leaving = True
                self.setEnabled(False)
                self.scan.stop()
                for stop in (self.receive.stop_watching, self.citizen.face.stop, self.lots.stop):
                    stop()
                self.sign.stop_stack()
                self.papers.presenter.stop_stack()
                self.debts.presenter.stop()
                self.scan.suggestions.stop()
                # Reading is taken up again the next time: nobody waits for it.
                self.parallel.start(self.desk.reader.close, lambda _: None, self._ignore)
                self.line.last.setText(translate("Window", "Finishing what is under way…"))
            return
        self.cover.let_go()
        self.citizen.let_go()
        self.tokens.close()
        for jobs in (self.watching, self.serial, self.parallel, self.drawing):
            jobs.close()
        self.closed = True
        event.accept()
        self.left.emit()

    def _leave_when_idle(self) -> None:
        if self._leaving and not self.busy:
            QTimer.singleShot(0, self.close)

    def _ignore(self, error: Exception) -> None:
        log.warning("closing %s", type(error).__name__)
