"""The pages of the first run, one a step: what is asked for, and the one thing to do."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scanners.values import Device
from signing.values import Verdict
from station.bootstrap import Desk
from station.trial_page import TrialPage
from station.try_signing import TrialSignature
from views.language import translate
from views.look import GRID, MARGIN
from views.page_warnings import warning_text
from views.place_page import label, wrapped
from views.presenters.first_run import FirstRunPresenter, KeyChoice
from views.wording import number, verdict_name


class SetUpPage(QWidget):
    """A step. act: what its primary button does; its words are in `act_text`."""

    act_text = ""

    def __init__(self, presenter: FirstRunPresenter, title: str, words: str) -> None:
        super().__init__()
        self.presenter = presenter
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(MARGIN)
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(wrapped(words, "secondary"))

    def show_desk(self, desk: Desk) -> None:
        """What the desk has of it already."""

    def act(self) -> None:
        """Do the one thing."""
        raise NotImplementedError

    @property
    def first(self) -> QWidget:
        """Where the focus begins."""
        raise NotImplementedError


class WardPage(SetUpPage):
    """Whose desk it is: what stands on every copy."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "Whose desk this is"),
            translate("FirstRun", "This stands on every copy and in the register."),
        )
        self.act_text = translate("FirstRun", "Keep")
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(MARGIN)
        form.setVerticalSpacing(GRID)
        for key, name, sample in (
            ("agency.name", translate("FirstRun", "Agency"), "Ủy ban nhân dân phường …"),
            ("agency.code", translate("FirstRun", "Its code"), "H26.99.1"),
            ("officer.name", translate("FirstRun", "Who certifies"), ""),
            ("copy.lookup_url", translate("FirstRun", "Look-up address"), "https://…/c/{code}"),
        ):
            edit = QLineEdit()
            edit.setAccessibleName(name)
            edit.setPlaceholderText(sample)
            form.addRow(label(name, "secondary"), edit)
            self.fields[key] = edit
        self.column.addLayout(form)
        self.column.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """What the settings say; what is typed here stays."""
        settings = desk.settings
        for key, text in (
            ("agency.name", settings.agency.name),
            ("agency.code", settings.agency.code),
            ("officer.name", settings.officer.name),
            ("copy.lookup_url", settings.copy.lookup_url),
        ):
            if not self.fields[key].text():
                self.fields[key].setText(text)

    def act(self) -> None:
        """Keep them."""
        self.presenter.keep_ward({key: edit.text() for key, edit in self.fields.items()})

    @property
    def first(self) -> QWidget:
        """The first that is empty."""
        empty = [edit for edit in self.fields.values() if not edit.text()]
        return (empty or list(self.fields.values()))[0]


class ScannerPage(SetUpPage):
    """Which scanner, by a page that came out of it."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "The scanner"),
            translate("FirstRun", "Switch it on, put a sheet in, choose it, scan a test page."),
        )
        self.act_text = translate("FirstRun", "Scan a test page")
        self.devices: tuple[Device, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(translate("FirstRun", "Scanners that answer"))
        self.again = _again(presenter.find_scanners)
        self.result = wrapped("")
        self.column.addWidget(self.list, 1)
        self.column.addLayout(_left(self.again))
        self.column.addWidget(self.result)

    def show_desk(self, desk: Desk) -> None:
        """Look for scanners, the first time."""
        if not self.devices:
            self.presenter.find_scanners()

    def show_scanners(self, devices: tuple[Device, ...], looking: bool) -> None:
        """Those that answered."""
        chosen = max(self.list.currentRow(), 0)
        self.devices = devices
        self.list.clear()
        self.list.addItems([device.name for device in devices])
        self.list.setCurrentRow(min(chosen, len(devices) - 1))
        if looking:
            self.result.setText(translate("FirstRun", "Looking for scanners…"))
        elif not devices:
            self.result.setText(translate("FirstRun", "No scanner answers. Check its cable."))
        else:
            self.result.setText("")

    def show_trial_page(self, page: TrialPage) -> None:
        """What the page was like."""
        words = translate("FirstRun", "A page came: {width} × {height} mm at {dpi} dpi.").format(
            width=number(round(page.width_mm)),
            height=number(round(page.height_mm)),
            dpi=number(page.dpi),
        )
        told = [words, *(warning_text(each) for each in page.warnings)]
        self.result.setText(" ".join(filter(None, told)))

    def act(self) -> None:
        """Scan."""
        row = self.list.currentRow()
        if 0 <= row < len(self.devices):
            self.presenter.try_scanner(self.devices[row])
        else:
            self.presenter.find_scanners()

    @property
    def first(self) -> QWidget:
        """The list."""
        return self.list


class TokenPage(SetUpPage):
    """Which keys sign: the officer's, then the agency's."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "The tokens"),
            translate("FirstRun", "Plug in the officer's token and the agency's."),
        )
        self.act_text = translate("FirstRun", "Sign with these")
        self.keys: tuple[KeyChoice, ...] = ()
        self.officer, self.agency = QComboBox(), QComboBox()
        form = QFormLayout()
        form.setHorizontalSpacing(MARGIN)
        form.setVerticalSpacing(GRID)
        for name, box in (
            (translate("FirstRun", "The officer's key"), self.officer),
            (translate("FirstRun", "The agency's key"), self.agency),
        ):
            box.setAccessibleName(name)
            form.addRow(label(name, "secondary"), box)
        self.again = _again(presenter.find_keys)
        self.result = wrapped("")
        self.column.addLayout(form)
        self.column.addLayout(_left(self.again))
        self.column.addWidget(self.result)
        self.column.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Look for tokens, the first time."""
        if not self.keys:
            self.presenter.find_keys()

    def show_keys(self, keys: tuple[KeyChoice, ...]) -> None:
        """Each with its token; two keys that are named for it come first."""
        self.keys = keys
        texts = [f"{each.certificate} – {each.token.label}" for each in keys]
        for box, named in ((self.officer, "officer"), (self.agency, "agency")):
            box.clear()
            box.addItems(texts)
            at = [i for i, each in enumerate(keys) if named in each.certificate.lower()]
            box.setCurrentIndex(at[0] if at else min(0, len(keys) - 1))
        none = translate("FirstRun", "No token answers, or none shows a certificate. Plug it in.")
        self.result.setText("" if keys else none)

    def act(self) -> None:
        """Keep the choice."""
        if self.keys:
            officer, agency = self.officer.currentIndex(), self.agency.currentIndex()
            self.presenter.keep_keys(self.keys[officer], self.keys[agency])
        else:
            self.presenter.find_keys()

    @property
    def first(self) -> QWidget:
        """The officer's."""
        return self.officer


class CentralPage(SetUpPage):
    """This desk's place at central."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "Central"),
            translate("FirstRun", "IT gives the address and a code that holds once."),
        )
        self.act_text = translate("FirstRun", "Register this desk")
        form = QFormLayout()
        form.setHorizontalSpacing(MARGIN)
        form.setVerticalSpacing(GRID)
        self.url, self.code, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        for name, edit in (
            (translate("FirstRun", "Address of central"), self.url),
            (translate("FirstRun", "Code"), self.code),
            (translate("FirstRun", "Name of this desk"), self.name),
        ):
            edit.setAccessibleName(name)
            form.addRow(label(name, "secondary"), edit)
        self.column.addLayout(form)
        self.column.addStretch(1)

    def act(self) -> None:
        """Register it."""
        self.presenter.join(self.url.text(), self.code.text(), self.name.text())

    @property
    def first(self) -> QWidget:
        """The address."""
        return self.url


class SignaturePage(SetUpPage):
    """A test signature with both keys."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__(
            presenter,
            translate("FirstRun", "A test signature"),
            translate(
                "FirstRun",
                "A blank page is signed with both keys and thrown away. No number is used.",
            ),
        )
        self.act_text = translate("FirstRun", "Sign a test page")
        self.result = wrapped("")
        self.result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.column.addWidget(self.result)
        self.column.addStretch(1)

    def show_trial_signature(self, trial: TrialSignature) -> None:
        """What came of it."""
        words = translate("FirstRun", "Signed, {level}. {verdict}.").format(
            level=trial.level, verdict=verdict_name(trial.verdict)
        )
        if trial.owed:
            words += " " + translate("FirstRun", "A time-stamp is owed: no server answered.")
        if trial.verdict is not Verdict.TOTAL_PASSED:
            words += " " + translate(
                "FirstRun", "This desk does not trust the certificate: ask IT for the authority's."
            )
        self.result.setText(words)

    def act(self) -> None:
        """Ask for the PINs."""
        self.presenter.ask_signature()

    @property
    def first(self) -> QWidget:
        """Nothing is asked for here."""
        return self.result


def _again(act: Callable[[], None]) -> QPushButton:
    button = QPushButton(translate("FirstRun", "Look again"))
    button.clicked.connect(lambda: act())
    return button


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
