"""The dossier panel: who, what, which step, and what it waits for."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from offline_store.records import DossierElsewhere
from station.progress import Step, done_steps, light, next_step, steps_of
from views.fee_box import FeeBox
from views.language import translate
from views.look import GRID, GROUP, MARGIN, PANEL
from views.place_page import hairline, label, scrolled
from views.presenters.counter import Work
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
        receipt: Callable[[], None],
        decide_fee: Callable[[str], None],
    ) -> None:
        """With nothing open. receipt, decide_fee: as `FeeBox` takes them."""
        super().__init__()
        self._theme = theme
        self._receipt = receipt
        self._decide_fee = decide_fee
        self.setProperty("role", "column")
        self.setFixedWidth(PANEL)
        self.setAccessibleName(translate("DossierPanel", "Open dossier"))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.show_work(None)

    def show_work(self, work: Work | None) -> None:
        """Show what is open, or that nothing is."""
        while (item := self._outer.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._outer.addWidget(scrolled(_nothing() if work is None else self._of(work)))

    def _of(self, work: Work) -> QWidget:
        dossier, document = work.dossier, work.document
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GRID // 2)
        code = label(dossier.code, "secondary")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(code)
        name = label(dossier.requester.name, "number")
        name.setWordWrap(True)
        column.addWidget(name)
        copies = f" · {copies_text(document.copies)}" if document.component is None else ""
        title = label(f"{document.title}{copies}")
        title.setWordWrap(True)
        column.addWidget(title)
        if work.due is not None:
            due = label(due_words(work.due), "error" if work.due.late else "secondary")
            due.setWordWrap(True)
            column.addWidget(due)
        if work.cost is not None:
            decide = self._decide_fee if document.copy is None else None
            column.addWidget(FeeBox(work.cost, self._receipt, decide))
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
        waits = label(waits_for(following), "done" if following is None else None)
        waits.setWordWrap(True)
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
            text = label(words, role or None)
            text.setWordWrap(True)
            column.addWidget(text)


def _nothing() -> QWidget:
    shown = QWidget()
    column = QVBoxLayout(shown)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    words = label(
        translate(
            "DossierPanel",
            "No dossier is open. Choose one in the list and press Enter, or press F2 to receive "
            "a new one.",
        ),
        "secondary",
    )
    words.setWordWrap(True)
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
