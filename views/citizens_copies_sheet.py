"""The list of copies that the requester has already, opened from the quiet line beside them."""

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from offline_store.citizens_copies import SaidOfCopies
from offline_store.copies_wire import CopyAtCentral
from offline_store.records import DossierId
from station.attach_copy import proposed_component
from views.empty_list import ListOrWords
from views.language import translate
from views.look import GRID
from views.place_page import wrapped
from views.presenters.citizens_copies import CitizensCopiesPresenter, PaperAsked
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.sheet import Sheet
from views.tables import Column, Table
from views.theme import Theme
from views.wording import day, moment, number, register_number

COPIES_KEY = "Shift+F2"
WIDTH, HEIGHT = GRID * 120, GRID * 46


class CitizensCopiesSheet(Sheet):
    """Lies open beside the work. What is shown is of the open dossier's requester alone.

    copies_of, line, said_on: of which dossier, the same in one quiet line, and of which day it is;
    `changed` says when these change.
    """

    changed = pyqtSignal()

    def __init__(self, theme: Theme, counter: Counter, parallel: Jobs, parent: QWidget) -> None:
        super().__init__(
            translate("Wallet", "Copies that the citizen already has"), (WIDTH, HEIGHT), parent
        )
        self.copies_of: DossierId | None = None
        self.line = self.said_on = ""
        self.presenter = CitizensCopiesPresenter(counter, self, parallel)
        self._asking = False
        self._askable = False
        self.said = wrapped("", "secondary")
        self.table: Table[CopyAtCentral] = Table(
            theme, _columns(), translate("Wallet", "Copies that the citizen already has")
        )
        self._list = ListOrWords(self.table)
        self.ask = QPushButton(translate("Wallet", "Ask central now"))
        self.ask.setProperty("role", "primary")
        self.put_away = QPushButton(translate("Wallet", "Close"))
        self.paper = QComboBox()
        self.paper.setAccessibleName(translate("Wallet", "Paper that it stands for"))
        self.use = QPushButton(translate("Wallet", "Use instead of the paper"))
        self._papers: tuple[PaperAsked, ...] = ()
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.paper, 1)
        buttons.addWidget(self.use)
        buttons.addStretch(1)
        buttons.addWidget(self.put_away)
        buttons.addWidget(self.ask)
        column = self.fill()
        column.addWidget(self.said)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        self.put_away.clicked.connect(self.close)
        self.ask.clicked.connect(lambda: self.presenter.ask())
        self.use.clicked.connect(lambda: self._use())
        selection = self.table.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(lambda *_: self._propose())
        self.show_papers(())
        self.show_copies(None, None)

    def open_list(self) -> None:
        """Show it beside the work."""
        self.show()
        self.activateWindow()
        (self.table if self.table.rows_model.rows else self.ask).setFocus()

    def show_copies(self, dossier_id: DossierId | None, said: SaidOfCopies | None) -> None:
        """What central said last, and when."""
        self.copies_of, self.line = dossier_id, copies_line(said)
        self.said_on = "" if said is None else said_on(said)
        self._askable = dossier_id is not None
        copies = () if said is None else said.copies
        if said is not None:
            words = translate(
                "Wallet",
                "As central said at {time}. With its code and the identity number, a copy is at "
                "the look-up page.",
            ).format(time=moment(said.said_at))
        elif self._askable:
            words = translate("Wallet", "Central was not asked yet.")
        else:
            words = translate("Wallet", "Open a dossier whose requester gave an identity number.")
        self.said.setText(words)
        self._list.say(translate("Wallet", "Central knows of no copy.") if said is not None else "")
        self.table.show_rows(copies, lambda one, other: one.code == other.code)
        self._list.show_list(bool(copies))
        self._refresh()
        self.changed.emit()

    def show_papers(self, papers: tuple[PaperAsked, ...]) -> None:
        """For which papers a copy could stand."""
        self._papers = tuple(paper for paper in papers if not paper.settled)
        self.paper.clear()
        self.paper.addItems([f"{paper.position}. {paper.name}" for paper in self._papers])
        for widget in (self.paper, self.use):
            widget.setVisible(bool(papers))
        self._propose()
        self._refresh()

    def _propose(self) -> None:
        """The paper for which the copy in hand most likely stands."""
        copy = self.table.in_hand()
        if copy is None:
            return
        names = {at: paper.name for at, paper in enumerate(self._papers)}
        found = proposed_component(names, copy.title)
        if found is not None:
            self.paper.setCurrentIndex(found)

    def _use(self) -> None:
        copy, at = self.table.in_hand(), self.paper.currentIndex()
        if copy is not None and 0 <= at < len(self._papers):
            self.presenter.attach(copy.code, self._papers[at].position)

    def show_asking(self, asking: bool) -> None:
        """Central is being asked."""
        self._asking = asking
        self._refresh()

    def _refresh(self) -> None:
        self.ask.setEnabled(self._askable and not self._asking)
        there = bool(self._papers) and bool(self.table.rows_model.rows)
        self.use.setEnabled(there and not self._asking)


def copies_line(said: SaidOfCopies | None) -> str:
    """The quiet line beside an open dossier; empty where there is nothing to say."""
    if said is None or not said.copies:
        return ""
    count = len(said.copies)
    if count == 1:
        return translate("Wallet", "The citizen already has 1 digital copy")
    words = translate("Wallet", "The citizen already has {count} digital copies")
    return words.format(count=number(count))


def said_on(said: SaidOfCopies) -> str:
    """Of which day the answer is: copies that were certified since are missing in it."""
    return translate("Wallet", "As central said on {day}").format(day=day(said.said_at))


def _columns() -> tuple[Column[CopyAtCentral], ...]:
    return (
        Column(translate("Wallet", "Paper"), lambda copy: copy.title),
        Column(
            translate("Wallet", "Number, book"),
            lambda copy: f"{register_number(copy.number)} · {copy.book}",
            170,
        ),
        Column(translate("Wallet", "Certified"), lambda copy: day(copy.signed_at), 110),
        Column(translate("Wallet", "Agency"), lambda copy: copy.agency, 110, spare=True),
        Column(translate("Wallet", "Code"), lambda copy: copy.code, 190),
    )
