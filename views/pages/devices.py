"""Devices: the scanners of this desk, whether it is ready, and a file for whoever helps."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout

from station.desk_check import Check, Status
from views.check_names import check_name, check_words, status_name
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID, MARGIN
from views.place_page import PlacePage, label
from views.presenters.desk_checks import DeskChecksPresenter
from views.presenters.devices import KnownScanner
from views.problem_texts import problem_text
from views.save_dialog import ask_where_to_save
from views.tables import Column, Table
from views.theme import Theme
from views.wording import moment, number


class DevicesPage(PlacePage):
    """Scanners above, findings below. `set_up` says that the desk is to be set up step by step."""

    presenter: DeskChecksPresenter
    set_up = pyqtSignal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Devices", "Devices"))
        self.scanners: Table[KnownScanner] = Table(
            theme, self._scanner_columns(), translate("Devices", "Scanners")
        )
        self._scanners = ListOrWords(
            self.scanners,
            translate("Devices", "No scanner was ever seen here. Switch it on, then look again."),
        )
        self.checks: Table[Check] = Table(
            theme, self._check_columns(), translate("Devices", "Is this desk ready?")
        )
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for title, widget, room in (
            (translate("Devices", "Scanners"), self._scanners, 2),
            (translate("Devices", "Is this desk ready?"), self.checks, 5),
        ):
            heading = label(title, "group")
            heading.setContentsMargins(MARGIN, GRID, MARGIN, GRID)
            layout.addWidget(heading)
            layout.addWidget(widget, room)
        self._looking = self._searching = self._trying = False
        self.steps = self.add_secondary(
            translate("Devices", "Step by step"), "F4", self.set_up.emit, icon="devices"
        )
        self.bundle = self.add_secondary(
            translate("Devices", "File for support"), "Ctrl+E", self._ask_where, icon="save"
        )
        self.trial = self.add_secondary(
            translate("Devices", "Test page"), "F6", self._try_page, icon="scan"
        )
        self._show_buttons()

    def attach(self, presenter: DeskChecksPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.primary.clicked.connect(lambda: presenter.look())

    def show_devices(self, known: tuple[KnownScanner, ...], preferred: str) -> None:
        """The scanners, the best first."""
        self.scanners.show_rows(known, lambda one, other: one.device.id == other.device.id)
        self._scanners.show_list(bool(known))
        self._show_buttons()

    def show_searching(self, searching: bool) -> None:
        """Say whether scanners are being looked for."""
        self._searching = searching
        self._show_buttons()

    def show_checks(self, checks: tuple[Check, ...], looking: bool) -> None:
        """What was seen, what does not work first."""
        worst = (Status.FAIL, Status.WARN, Status.OK)
        ordered = tuple(sorted(checks, key=lambda check: worst.index(check.status)))
        self.checks.show_rows(ordered, lambda one, other: one.id == other.id)
        self._looking = looking
        self._show_buttons()
        if looking:
            self.set_lacks(translate("Devices", "Looking…"))
            return
        wrong = sum(check.status is Status.FAIL for check in checks)
        self.set_lacks(
            translate("Devices", "Does not work: {count}").format(count=number(wrong))
            if wrong
            else translate("Devices", "This desk is ready.")
        )

    def show_trying(self, trying: bool) -> None:
        """Whether a test page is under way."""
        self._trying = trying
        self._show_buttons()

    def focus_first(self) -> None:
        """Into the scanners, or where there are none into the findings."""
        (self.scanners if self.scanners.rows_model.rows else self.checks).setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what matters less."""
        self.scanners.set_narrow(narrow)
        self.checks.set_narrow(narrow)

    def _show_buttons(self) -> None:
        resting = not (self._looking or self._searching or self._trying)
        self.set_primary(translate("Devices", "Look again"), enabled=resting)
        self.trial.setEnabled(resting and self.scanners.in_hand() is not None)
        self.bundle.setEnabled(not self._looking)

    def _try_page(self) -> None:
        chosen = self.scanners.in_hand()
        if chosen is not None:
            self.presenter.try_page(chosen.device)

    def _ask_where(self) -> None:
        title = translate("Devices", "File for support")
        ask_where_to_save(
            self,
            title,
            ("ZIP (*.zip)",),
            "tramso.zip",
            lambda path: self.presenter.save_bundle(path),
        )

    @staticmethod
    def _scanner_columns() -> tuple[Column[KnownScanner], ...]:
        return (
            Column(translate("Devices", "Scanner"), lambda row: row.device.name),
            Column(
                translate("Devices", "State"),
                _scanner_state,
                240,
                alarming=lambda row: not row.answers,
            ),
            Column(
                translate("Devices", "Crashes of its driver"),
                lambda row: number(row.crashes) if row.crashes else "",
                150,
                right=True,
                spare=True,
            ),
            Column(translate("Devices", "Last test page"), _trial_text, 320),
        )

    @staticmethod
    def _check_columns() -> tuple[Column[Check], ...]:
        return (
            Column(translate("Devices", "What"), check_name, 220),
            Column(
                translate("Devices", "State"),
                lambda row: status_name(row.status),
                140,
                alarming=lambda row: row.status is Status.FAIL,
            ),
            Column(translate("Devices", "What to do"), check_words),
        )


def _scanner_state(row: KnownScanner) -> str:
    if row.answers:
        return translate("Devices", "Answers")
    if row.seen_at is None:
        return translate("Devices", "Does not answer")
    return translate("Devices", "Last answered {moment}").format(moment=moment(row.seen_at))


def _trial_text(row: KnownScanner) -> str:
    trial = row.trial
    if trial is None:
        return ""
    if trial.error is not None:
        return f"{moment(trial.at)}: {problem_text(trial.error, {}).happened}"
    return (
        f"{moment(trial.at)}: {number(round(trial.width_mm))} × {number(round(trial.height_mm))} mm"
    )
