"""The dossier panel: who, what, which step, and what it waits for."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from offline_store.records import DossierElsewhere, DossierId
from station.progress import Step, done_steps, light, next_step, steps_of
from views.citizens_copies_sheet import COPIES_KEY, CitizensCopiesSheet
from views.fee_box import FeeBox
from views.language import translate
from views.look import GRID, GROUP, MARGIN, PANEL
from views.place_page import hairline, label, scrolled, wrapped
from views.presenters.counter import Work
from views.presenters.fees import FeesPresenter
from views.procedure_sheets import ProcedureSheets
from views.step_marks import Lights, StepMark
from views.theme import Theme
from views.wording import (
    clock,
    copies_text,
    due_words,
    light_name,
    moment,
    register_number,
    step_name,
    waits_for,
)


class DossierPanel(QFrame):
    """What is open at the counter, at a glance."""

    def __init__(
        self,
        theme: Theme,
        fees: FeesPresenter,
        copies: CitizensCopiesSheet,
        sheets: ProcedureSheets,
    ) -> None:
        """With nothing open. copies: what the requester has. sheets: of procedures' dossiers."""
        super().__init__()
        self._sheets = sheets
        self._theme = theme
        self._fees = fees
        self._copies = copies
        self._work: Work | None = None
        self._seen: tuple[object, ...] | None = None
        self.copies: QPushButton | None = None
        copies.changed.connect(self._copies_changed)
        self.setProperty("role", "column")
        self.setFixedWidth(PANEL)
        self.setAccessibleName(translate("DossierPanel", "Open dossier"))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.show_work(None)

    def show_work(self, work: Work | None) -> None:
        """Show what is open, or that nothing is; put together anew only where it looks otherwise.

        While pages are read, what is open changes with each of them, and nothing of it here.
        """
        self._work = work
        seen = None if work is None else _seen(work)
        if seen is None or seen != self._seen:
            self._build(work)
        self._copies.presenter.look(work)

    def _build(self, work: Work | None) -> None:
        self._seen = None if work is None else _seen(work)
        self.copies = None
        while (item := self._outer.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._outer.addWidget(scrolled(_nothing() if work is None else self._of(work)))

    def _copies_changed(self) -> None:
        here = "" if self.copies is None else self.copies.text()
        if self._work is not None and here != self._line_of(self._work.dossier.id):
            self._build(self._work)

    def _line_of(self, dossier_id: DossierId) -> str:
        return self._copies.line if self._copies.copies_of == dossier_id else ""

    def _add_copies(self, column: QVBoxLayout, dossier_id: DossierId) -> None:
        if words := self._line_of(dossier_id):
            self.copies = QPushButton(words)
            self.copies.setProperty("role", "link")
            self.copies.setToolTip(translate("Wallet", "Show them ({key})").format(key=COPIES_KEY))
            self.copies.clicked.connect(lambda: self._copies.open_list())
            column.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(label(self._copies.said_on, "small"))

    def _of(self, work: Work) -> QWidget:
        dossier, document = work.dossier, work.document
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GRID // 2)
        code = label(dossier.code, "secondary")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(code)
        name = wrapped(dossier.requester.name, "number")
        column.addWidget(name)
        copies = f" · {copies_text(document.copies)}" if document.component is None else ""
        self._add_copies(column, dossier.id)
        title = wrapped(f"{document.title}{copies}")
        column.addWidget(title)
        if document.component is not None:
            names = (
                translate("DossierPanel", "Papers of the dossier"),
                translate("DossierPanel", "Steps and slips"),
            )
            for text, (key, opened) in zip(names, self._sheets.keys, strict=False):
                link = QPushButton(text)
                link.setProperty("role", "link")
                link.setToolTip(translate("Wallet", "Show them ({key})").format(key=key))
                link.clicked.connect(lambda _, opened=opened: opened())
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if work.due is not None:
            due = wrapped(due_words(work.due), "error" if work.due.late else "secondary")
            column.addWidget(due)
        if work.cost is not None:
            decide = self._fees.decide if document.copy is None else None
            column.addWidget(FeeBox(work.cost, self._fees.receipt, decide))
        column.addSpacing(GRID)
        column.addWidget(hairline())
        column.addSpacing(GRID)
        done, following = done_steps(document), next_step(document)
        for step in steps_of(document):
            line = QHBoxLayout()
            line.setSpacing(GRID + 4)
            line.addWidget(StepMark(self._theme, step in done, step is following))
            role = None if step in done or step is following else "secondary"
            words = label(step_name(step), "title" if step is following else role)
            line.addWidget(words, 1)
            line.addWidget(label(_when(work, step), "small"))
            column.addLayout(line)
            column.addSpacing(GRID // 2)
        column.addSpacing(GRID // 2)
        column.addWidget(hairline())
        column.addSpacing(GRID)
        waits = wrapped(waits_for(following), "done" if following is None else None)
        column.addWidget(waits)
        column.addSpacing(GROUP - GRID)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(Lights(self._theme, light(document)))
        line.addWidget(label(light_name(light(document)), "secondary"), 1)
        column.addLayout(line)
        for version in work.elsewhere:
            self._add_elsewhere(column, version)
        column.addStretch(1)
        return shown

    def _add_elsewhere(self, column: QVBoxLayout, version: DossierElsewhere) -> None:
        """The same dossier as another desk has it, so that a person can compare."""
        column.addSpacing(GRID)
        column.addWidget(hairline())
        column.addSpacing(GRID)
        head = (
            translate("DossierPanel", "At another desk, valid at central, {time}:")
            if version.stands
            else translate("DossierPanel", "At another desk, {time}:")
        )
        texts = [(head.format(time=moment(version.told_at)), "error")]
        texts.append((version.requester_name, ""))
        for paper in version.papers:
            words = f"{paper.title} · {copies_text(paper.copies)}"
            if paper.number:
                words += " · " + translate("DossierPanel", "number {number}").format(
                    number=register_number(paper.number)
                )
            texts.append((words, "secondary"))
        for words, role in texts:
            text = wrapped(words, role or None)
            column.addWidget(text)


def _seen(work: Work) -> tuple[object, ...]:
    """All that is told of what is open."""
    dossier, document = work.dossier, work.document
    done = done_steps(document)
    return (
        (dossier.id, dossier.code, dossier.requester),
        (document.id, document.title, document.copies, document.component, document.copy),
        (work.due, work.cost, work.elsewhere, light(document), next_step(document)),
        tuple((step, step in done, _when(work, step)) for step in steps_of(document)),
    )


def _nothing() -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    words = wrapped(
        translate(
            "DossierPanel",
            "No dossier is open. Choose one in the list and press Enter, or press F2 to receive "
            "a new one.",
        ),
        "secondary",
    )
    column.addWidget(words)
    column.addStretch(1)
    return shown


def _when(work: Work, step: Step) -> str:
    document = work.document
    if step not in done_steps(document):
        return ""
    match step:
        case Step.RECEIVE:
            return clock(work.dossier.created_at)
        case Step.SCAN:
            return clock(max(page.kept_at for page in document.pages))
        case Step.COMPARE:
            return clock(max(p.compared_at for p in document.pages if p.compared_at is not None))
        case Step.SIGN:
            return clock(document.copy.signed_at) if document.copy is not None else ""
        case Step.HAND_OVER:
            return clock(document.handed_over_at) if document.handed_over_at is not None else ""
        case Step.SYNC:
            return ""
