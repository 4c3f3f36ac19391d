"""The sheet of how a dossier for a procedure is handled: where it stands, its steps, its papers."""

from datetime import timedelta
from functools import partial

from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.issued_papers import IssuedPaper
from offline_store.records import DossierId
from station.cashier import number_text
from station.citizen_forms import CitizenForm
from station.dossier_states import Business
from station.hanoi_time import hanoi_day
from station.responsible import Responsibility
from views.empty_list import ListOrWords
from views.handling_texts import (
    act_name,
    form_name,
    left_text,
    paid_text,
    state_name,
    who_has_it,
)
from views.jobs import QtJobs
from views.key_binding import bind_key
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.money_dialog import MoneyDialog
from views.place_page import PRIMARY_KEY, label, wrapped
from views.presenters.counter import Counter, Work
from views.presenters.handling import Handled, HandlingPresenter
from views.presenters.jobs import Jobs
from views.print_preview import preview_then_print
from views.reason_dialog import ReasonDialog
from views.sheet import Sheet
from views.tables import Column, Table
from views.theme import Theme
from views.wording import moment

HANDLING_KEY = "Shift+F3"
CRAMPED_BELOW = GRID * 96
WIDTH, HEIGHT = GRID * 126, GRID * 84
NARROW_BELOW = GRID * 120
SIDE = GRID * 28


class HandlingSheet(Sheet):
    """Lies open beside the work; a digit moves the dossier to the state of that code, 0 to 10."""

    def __init__(
        self,
        theme: Theme,
        counter: Counter,
        jobs: tuple[Jobs, Jobs],
        drawing: QtJobs,
        parent: QWidget,
    ) -> None:
        """jobs: serial, for the clerk's acts, and parallel. drawing: where pages are drawn."""
        super().__init__(
            translate("Handling", "Steps and slips of the dossier"), (WIDTH, HEIGHT), parent
        )
        self.presenter = HandlingPresenter(counter, self, *jobs)
        self._now = counter.desk.now
        self._mail = bool(counter.desk.settings.mail.server)
        self._drawing = drawing
        self._handled: Handled | None = None
        self.heading = wrapped("", "title")
        self.stands = wrapped("", "secondary")
        self.due = wrapped("", "secondary")
        self.steps: Table[Responsibility] = Table(
            theme, _step_columns(), translate("Handling", "Steps")
        )
        self.papers: Table[IssuedPaper] = Table(
            theme, _paper_columns(), translate("Handling", "Slips given out")
        )
        self._papers_or_words = ListOrWords(
            self.papers, translate("Handling", "No slip was given out yet. F6 prints one.")
        )
        self._acts = QVBoxLayout()
        self._acts.setSpacing(GRID)
        self.acts: dict[Business, QPushButton] = {}
        self.side = QWidget()
        self.side.setFixedWidth(SIDE)
        self.forms = QMenu(self)
        self.put_away = QPushButton(translate("Handling", "Close"))
        self.again = QPushButton(f"{translate('Handling', 'Print again')}   F4")
        self.money = QPushButton()
        self.mail = QPushButton(f"{translate('Handling', 'Send by e-mail')}   F7")
        self.slip = QPushButton(f"{translate('Handling', 'Print a slip')}   F6")
        self.next = QPushButton()
        self.next.setProperty("role", "primary")
        self._lay_out()
        select = self.papers.selectionModel()
        assert select is not None
        select.currentRowChanged.connect(lambda: self._choose_paper())
        self.papers.activated.connect(lambda: self._again())
        self.put_away.clicked.connect(self.close)
        self.again.clicked.connect(lambda: self._again())
        self.money.clicked.connect(lambda: self._ask_money())
        self.mail.clicked.connect(lambda: self._ask_address())
        self.slip.clicked.connect(lambda: self._ask_form())
        self.next.clicked.connect(lambda: self._go_on())
        self.mail.setVisible(self._mail)
        for key, button in (
            (PRIMARY_KEY, self.next),
            ("F4", self.again),
            ("F6", self.slip),
            ("F7", self.mail),
            ("F5", self.money),
        ):
            bind_key(self, key, button.click)
        for state in Business:
            bind_key(self, state.value[-1], partial(self.presenter.choose, state))
        self.show_handled(None)

    def open_sheet(self, dossier_id: DossierId | None = None) -> None:
        """Show that dossier as it is now, or the one that is open."""
        self.presenter.show(dossier_id)
        self.show()
        self.activateWindow()
        self.steps.setFocus()

    def follow(self, work: Work | None) -> None:
        """Something else is open: where the sheet is seen, it shows that."""
        if self.isVisible():
            self.presenter.follow(work)

    def show_handled(self, handled: Handled | None) -> None:
        """The dossier, or that none for a procedure is open."""
        self._handled = handled
        if handled is None:
            self.heading.setText(
                translate("Handling", "Open a paper of a dossier for a procedure first.")
            )
            self.stands.clear()
            self.due.clear()
        else:
            self.heading.setText(f"{handled.code} · {handled.name}")
            now = handled.steps[-1]
            self.stands.setText(
                translate("Handling", "{state}. With: {who}.").format(
                    state=state_name(handled.state), who=who_has_it(now)
                )
            )
            self.due.setText(" ".join(filter(None, (left_text(handled.due), paid_text(handled)))))
        self.stands.setVisible(bool(self.stands.text()))
        self.due.setVisible(bool(self.due.text()))
        self.steps.show_rows(
            () if handled is None else handled.steps, lambda one, other: one.since == other.since
        )
        papers = () if handled is None else handled.papers
        self.papers.show_rows(papers, lambda one, other: one.id == other.id)
        self._papers_or_words.show_list(bool(papers))
        self._choose_paper()
        self._show_acts(handled)
        self._show_money(handled)
        self.slip.setEnabled(handled is not None and bool(handled.forms))
        following = None if handled is None else handled.next
        words = translate("Handling", "Over") if following is None else act_name(following)
        self.next.setText(f"{words}   {PRIMARY_KEY}")
        self.next.setEnabled(following is not None)

    def ask_reason(self, state: Business) -> None:
        """What the citizen is told."""
        handled = self._handled
        if handled is None:
            return
        title = f"{handled.code} · {act_name(state)}"
        ReasonDialog(
            title,
            act_name(state),
            lambda words, _: self.presenter.move(handled, state, words),
            self,
        ).open()

    def show_paper(self, pdf: bytes) -> None:
        """Look at it and print it."""
        preview_then_print(pdf, self, self._drawing, self.presenter.printed, self.presenter.failed)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Where there is little room, the lists say less, and Esc alone puts it away."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        self.steps.set_narrow(narrow)
        self.papers.set_narrow(narrow)
        self.put_away.setVisible(self.width() >= CRAMPED_BELOW)

    def _show_acts(self, handled: Handled | None) -> None:
        """A button for each state that may follow, but the usual one, which is the blue one."""
        while (item := self._acts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.acts = {}
        states = () if handled is None else handled.states
        for state in states:
            if handled is not None and state is handled.next:
                continue
            button = QPushButton(f"{act_name(state)}   {state.value[-1]}")
            button.clicked.connect(lambda _, state=state: self.presenter.choose(state))
            self.acts[state] = button
            self._acts.addWidget(button)
        self._acts.addStretch(1)

    def _choose_paper(self) -> None:
        there = self.papers.in_hand() is not None and bool(self.papers.rows_model.rows)
        self.again.setEnabled(there)
        self.mail.setEnabled(there)

    def _go_on(self) -> None:
        if self._handled is not None and self._handled.next is not None:
            self.presenter.choose(self._handled.next)

    def _again(self) -> None:
        paper = self.papers.in_hand()
        if paper is not None:
            self.presenter.again(paper)

    def _ask_form(self) -> None:
        """Which slip, from a list of those that belong to where the dossier stands."""
        handled = self._handled
        if handled is None:
            return
        self.forms.clear()
        for form in handled.forms:
            action = self.forms.addAction(form_name(form))
            assert action is not None
            action.triggered.connect(lambda _, form=form: self._issue(form))
        self.forms.popup(self.slip.mapToGlobal(self.slip.rect().topLeft()))

    def _issue(self, form: CitizenForm) -> None:
        handled = self._handled
        if handled is None:
            return
        apology = form is CitizenForm.APOLOGY
        unsaid = form is CitizenForm.SUPPLEMENT and not handled.lacks
        known = handled.steps[-1].reason
        if not apology and (not unsaid or known):
            self.presenter.issue(handled, form)
            return
        first = hanoi_day(self._now()) + timedelta(days=1) if apology else None
        ReasonDialog(
            form_name(form),
            translate("Handling", "Print"),
            lambda words, day: self.presenter.issue(handled, form, words, day),
            self,
            first,
        ).open()

    def _show_money(self, handled: Handled | None) -> None:
        """One key for both: what is owed is taken, what is paid can only be cancelled."""
        paid = handled is not None and handled.paid is not None
        words = (
            translate("Handling", "Cancel the receipt")
            if paid
            else translate("Handling", "Take the fee")
        )
        self.money.setText(f"{words}   F5")
        self.money.setVisible(paid or (handled is not None and handled.owes))

    def _ask_money(self) -> None:
        handled = self._handled
        if handled is None:
            return
        if handled.owes:
            MoneyDialog(
                handled,
                partial(self.presenter.owed, handled),
                partial(self.presenter.take, handled),
                self,
            ).open()
        elif handled.paid is not None:
            act = translate("Handling", "Cancel the receipt")
            ReasonDialog(
                f"{act} {number_text(handled.paid)}",
                act,
                lambda words, _: self.presenter.cancel_receipt(handled, words),
                self,
                asks=translate("Handling", "Why it is cancelled"),
            ).open()

    def _ask_address(self) -> None:
        paper, handled = self.papers.in_hand(), self._handled
        if paper is None or handled is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(translate("Handling", "Send by e-mail"))
        dialog.setLabelText(translate("Handling", "The citizen's address"))
        dialog.setTextValue(handled.email)
        dialog.textValueSelected.connect(
            lambda address, paper=paper: self.presenter.mail(paper.id, address)
        )
        dialog.open()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self.put_away, self.again, self.mail, self.money, self.slip, self.next):
            buttons.addWidget(button)
            button.setAutoDefault(False)  # Enter is the lists'
        lists = QVBoxLayout()
        lists.setSpacing(MARGIN)
        lists.addWidget(self.steps, 3)
        lists.addWidget(self._papers_or_words, 2)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(translate("Handling", "What may follow"), "group"))
        column.addLayout(self._acts, 1)
        middle = QHBoxLayout()
        middle.setSpacing(MARGIN)
        middle.addLayout(lists, 1)
        middle.addWidget(self.side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        outer.setSpacing(MARGIN)
        outer.addWidget(self.heading)
        outer.addWidget(self.stands)
        outer.addWidget(self.due)
        outer.addLayout(middle, 1)
        outer.addLayout(buttons)


def _step_columns() -> tuple[Column[Responsibility], ...]:
    return (
        Column(
            translate("Handling", "State"),
            lambda step: state_name(Business(step.state)),
            170,
        ),
        Column(translate("Handling", "With"), who_has_it),
        Column(translate("Handling", "By"), lambda step: step.who, 110, spare=True),
        Column(translate("Handling", "Since"), lambda step: moment(step.since), 150),
        Column(translate("Handling", "Because"), lambda step: step.reason, 200, spare=True),
    )


def _paper_columns() -> tuple[Column[IssuedPaper], ...]:
    return (
        Column(
            translate("Handling", "Slip"),
            lambda paper: form_name(CitizenForm(paper.form)),
        ),
        Column(translate("Handling", "Number"), lambda paper: str(paper.content["number"]), 120),
        Column(translate("Handling", "By"), lambda paper: paper.who, 110, spare=True),
        Column(translate("Handling", "Given out"), lambda paper: moment(paper.at), 150),
    )
