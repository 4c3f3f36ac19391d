"""The citizen's side of the counter, put onto the window: their screen, and what they are asked."""

from collections.abc import Callable

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QGuiApplication, QScreen

from offline_store.records import DossierId
from station.citizen_settings import CitizenScreenSettings
from station.consent import Purpose
from station.identify import ToShow
from station.portrait import CardPhoto
from views.citizen_screen import CitizenScreen
from views.consent_dialog import ConsentDialog
from views.curtain import Curtain
from views.face_sheet import FACE_KEY, FaceSheet
from views.jobs import QtJobs
from views.look import TABLET
from views.pages.receive import ReceivePage
from views.presenters.citizen import CitizenPresenter, chosen_screen
from views.presenters.counter import Counter, Place, Work
from views.presenters.messages import NO_CITIZEN_SCREEN

CITIZEN_KEY = "Shift+F11"
CONSENT_KEY = "Shift+F12"

Bind = Callable[[str, Callable[[], None]], None]


class CitizenCorner(QObject):
    """Opens and closes the citizen's screen, and sees that it is empty whenever it must be."""

    def __init__(
        self,
        counter: Counter,
        curtain: Curtain,
        receive: ReceivePage,
        jobs: tuple[QtJobs, QtJobs],
        bind: Bind,
    ) -> None:
        """Put it together. jobs: serial, parallel. bind: gives a key of the window an act."""
        super().__init__(curtain)
        self._counter = counter
        self._curtain = curtain
        self._settings: CitizenScreenSettings = counter.desk.settings.citizen_screen
        self._fills = ""  # the name of the screen that it fills
        self.screen = CitizenScreen(counter.desk.settings.agency.name)
        serial, parallel = jobs
        self.presenter = CitizenPresenter(counter, self.screen, serial, parallel)
        self.consent = ConsentDialog(self.presenter, curtain)
        self.face = FaceSheet(counter, serial, parallel, curtain)
        counter.followers.append(self.presenter)
        counter.followers.append(self.face.presenter)
        counter.followers.append(self)
        curtain.covered.connect(self.presenter.cover)
        curtain.covered.connect(lambda _: self.face.stop())
        receive.card_taken.connect(self.presenter.take_card)
        receive.called.connect(self.presenter.take_number)
        receive.card.identify.waits.connect(self._show_address)
        self.screen.answered.connect(self.presenter.answer)
        self.screen.put_away.connect(lambda: self.presenter.open(False))
        receive.presenter.received_with = self._received
        self.face.ask.clicked.connect(lambda: self._ask_for_face())
        self.consent.on_screen.clicked.connect(lambda: self._ask())
        bind(CITIZEN_KEY, self.toggle)
        bind(CONSENT_KEY, self.open_consent)
        bind(FACE_KEY, self.face.open_sheet)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        # Qt would move it onto the clerk's screen when its own is unplugged.
        app.screenRemoved.connect(self._screen_gone)

    def start(self) -> None:
        """Open the screen with the window, where the settings say so."""
        if self._settings.at_start:
            self.open()

    def toggle(self) -> None:
        """Open it, or put it away."""
        if self.screen.isVisible():
            self.screen.close()
        else:
            self.open()

    def open(self) -> None:
        """On the screen that is the citizen's, whole; where there is none, as large as a tablet."""
        window = self._curtain.window()
        own = window.screen() if window is not None else None
        screens = {screen.name(): screen for screen in QGuiApplication.screens()}
        name = chosen_screen(
            tuple(screens), own.name() if own is not None else "", self._settings.screen
        )
        self._fills = name or ""
        if name is None:
            self.screen.resize(*TABLET)
            self.screen.show()
        else:
            self.screen.setGeometry(screens[name].geometry())
            self.screen.showFullScreen()
        if window is not None:
            window.activateWindow()  # not every window manager leaves the keys where they were
        self.presenter.open(True)

    def _show_address(self, to_show: ToShow | None) -> None:
        """What the citizen is to open: without their screen they would not see it."""
        if to_show is not None and not self.screen.isVisible():
            self.open()
        self.presenter.take_address(to_show)

    def open_consent(self) -> None:
        """What the citizen is asked, for the clerk."""
        self.consent.look()
        self.consent.show()
        self.consent.activateWindow()

    def let_go(self) -> None:
        """The window is closed: so is this."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.disconnect(self._screen_gone)
        self.screen.close()
        self.screen.deleteLater()

    # What the counter tells.

    def follow(self, work: Work | None) -> None:
        """What is asked is asked of whose dossier is open."""
        self._look_at_consent()

    def leave(self) -> None:
        """The same: until it is known who comes, nobody is asked."""
        self._look_at_consent()

    def go_to(self, place: Place) -> None:
        """The same: at Receive it is somebody else who stands there."""
        self._look_at_consent()

    def _received(self, dossier_id: DossierId, card: CardPhoto | None, check_face: bool) -> None:
        self.face.presenter.take_picture(dossier_id, card)
        if check_face:
            self.face.open_sheet()

    def _ask_for_face(self) -> None:
        self.consent.choose(Purpose.FACE)
        self.open_consent()

    def _look_at_consent(self) -> None:
        if self.consent.isVisible():
            self.consent.look()

    def _ask(self) -> None:
        if not self.screen.isVisible():
            self.open()
        self.presenter.ask(self.consent.chosen)

    def _screen_gone(self, screen: QScreen) -> None:
        if self.screen.isVisible() and screen.name() == self._fills:
            self.screen.close()
            self._counter.problem(NO_CITIZEN_SCREEN)
