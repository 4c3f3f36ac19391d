"""The first run as a sheet beside the work: steps on the left, one page, one thing to do."""

from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from scanners.values import Device
from signing.values import Token
from station.bootstrap import Desk
from station.desk_check import Check
from station.first_run import SetUpStep, is_new
from station.problems import PRODUCT_ERRORS
from station.trial_page import TrialPage
from station.try_signing import TrialSignature
from views.first_run_pages import (
    CentralPage,
    ScannerPage,
    SetUpPage,
    SignaturePage,
    TokenPage,
    WardPage,
)
from views.first_run_ready import ReadyPage, step_title
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.pin_dialog import PinDialog
from views.place_page import hairline, restyle, wrapped
from views.presenters.counter import Counter
from views.presenters.first_run import FirstRunPresenter, KeyChoice
from views.presenters.jobs import Jobs
from views.presenters.sign import OnPins
from views.problem_texts import problem_text
from views.sheet import Sheet
from views.step_marks import StepMark
from views.theme import Theme

WIDTH, HEIGHT = GRID * 100, GRID * 62
STEPS = GRID * 22


class FirstRun(Sheet):
    """Not modal: it can be left at any step, and is taken up where the desk stands."""

    def __init__(self, theme: Theme, counter: Counter, parallel: Jobs, parent: QWidget) -> None:
        super().__init__(translate("FirstRun", "Set up this desk"), (WIDTH, HEIGHT), parent)
        self._theme = theme
        self._counter = counter
        self.presenter = FirstRunPresenter(counter, self, parallel)
        self.step = SetUpStep.WARD
        self._shown: SetUpStep | None = None
        self.pin_dialog: PinDialog | None = None
        self.ward = WardPage(self.presenter)
        self.scanner = ScannerPage(self.presenter)
        self.token = TokenPage(self.presenter)
        self.central = CentralPage(self.presenter)
        self.signature = SignaturePage(self.presenter)
        self.ready = ReadyPage(self.presenter, theme)
        self.pages: dict[SetUpStep, SetUpPage] = {
            SetUpStep.WARD: self.ward,
            SetUpStep.SCANNER: self.scanner,
            SetUpStep.TOKEN: self.token,
            SetUpStep.CENTRAL: self.central,
            SetUpStep.SIGNATURE: self.signature,
            SetUpStep.READY: self.ready,
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.problem = wrapped("", "error")
        self.problem.hide()
        self.leave = QPushButton(translate("FirstRun", "Go on later"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.close)
        self.skip = QPushButton(translate("FirstRun", "Next step"))
        self.skip.setAutoDefault(False)
        self.skip.clicked.connect(lambda: self._skip())
        self.act = QPushButton(self.ward.act_text)
        self.act.setProperty("role", "primary")
        self.act.setDefault(True)
        self.act.clicked.connect(lambda: self.pages[self.step].act())
        self._list = QVBoxLayout()
        self._list.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        self._list.setSpacing(GRID)
        self.choices: dict[SetUpStep, QPushButton] = {}
        self._marks: dict[SetUpStep, QWidget] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("role", "rail")
        side.setFixedWidth(STEPS)
        side.setLayout(self._list)
        self._rows: dict[SetUpStep, QHBoxLayout] = {}
        for step in SetUpStep:
            button = QPushButton(step_title(step))
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, step=step: self.presenter.go(step))
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(button, 1)
            self._list.addLayout(row)
            self.choices[step], self._rows[step] = button, row
        self._list.addStretch(1)
        inside = QVBoxLayout()
        inside.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        inside.setSpacing(MARGIN)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.act)
        inside.addWidget(hairline())
        inside.addLayout(buttons)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addLayout(inside, 1)

    def open_if_new(self) -> None:
        """At the first start: nobody has set this desk up."""
        if is_new(self._counter.desk.settings):
            self.open_where_it_stands()

    def open_where_it_stands(self) -> None:
        """Take it up."""
        self._shown = None
        self.show()
        self.activateWindow()
        self.presenter.open()

    # What the presenter asks for.

    def show_step(self, step: SetUpStep, done: frozenset[SetUpStep], desk: Desk) -> None:
        """This step in front."""
        again = step is self._shown
        self.step = self._shown = step
        for each, row in self._rows.items():
            old = self._marks.pop(each, None)
            if old is not None:
                row.removeWidget(old)
                old.hide()
                old.deleteLater()
            mark = StepMark(self._theme, each in done, each is step)
            row.insertWidget(0, mark)
            self._marks[each] = mark
            text = step_title(each)
            state = translate("FirstRun", "{step}, done") if each in done else "{step}"
            self.choices[each].setAccessibleName(state.format(step=text))
        page = self.pages[step]
        self._stack.setCurrentWidget(page)
        self.act.setText(page.act_text)
        self.skip.setVisible(step is not SetUpStep.READY)
        last = translate("FirstRun", "Close"), translate("FirstRun", "Go on later")
        self.leave.setText(last[0] if step is SetUpStep.READY else last[1])
        if not again:
            self.show_problem(None)
            page.first.setFocus()
            page.show_desk(desk)

    def show_busy(self, busy: bool) -> None:
        """Nothing is begun twice."""
        self.act.setEnabled(not busy)

    def show_scanners(self, devices: tuple[Device, ...], looking: bool) -> None:
        """Into their page."""
        self.scanner.show_scanners(devices, looking)

    def show_trial_page(self, page: TrialPage) -> None:
        """Into the scanner's page."""
        self.scanner.show_trial_page(page)

    def show_keys(self, keys: tuple[KeyChoice, ...]) -> None:
        """Into the tokens' page."""
        self.token.show_keys(keys)

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """In the one modal dialog."""
        act = translate("FirstRun", "Sign a test page")
        self.pin_dialog = PinDialog(tokens, act, answer, self)
        self.pin_dialog.destroyed.connect(self._pins_asked)
        self.pin_dialog.open()

    def show_trial_signature(self, trial: TrialSignature) -> None:
        """Into its page."""
        self.signature.show_trial_signature(trial)

    def show_checks(self, checks: tuple[Check, ...], looking: bool) -> None:
        """Into the last page."""
        self.ready.show_checks(checks, looking)

    def show_problem(self, error: Exception | None) -> None:
        """What happened, and what to do."""
        text = ""
        if isinstance(error, PRODUCT_ERRORS):
            words = problem_text(error.code, error.facts)
            text = f"{words.happened} {words.to_do}"
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        restyle(self.problem, "role", "error")

    def _pins_asked(self) -> None:
        self.pin_dialog = None

    def _skip(self) -> None:
        steps = list(SetUpStep)
        self.presenter.go(steps[min(steps.index(self.step) + 1, len(steps) - 1)])
