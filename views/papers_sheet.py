"""The sheet of a dossier's papers: the checklist, the pages of the pile, and one key for each."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QImage, QPixmap, QResizeEvent
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.describe import Proposed
from station.pile_offers import Offer
from views.description_dialog import DescriptionDialog
from views.empty_list import ListOrWords
from views.forms_of_dossier import FormsOfDossier
from views.jobs import QtJobs
from views.key_binding import bind_key
from views.language import translate
from views.look import GRID, MARGIN
from views.paper_texts import belongs_text, doubt_text, standing_text, why_text
from views.pictures import Pictures, sheet_of
from views.place_page import PRIMARY_KEY, wrapped
from views.presenters.counter import Counter, Work
from views.presenters.dossier_papers import ComponentRow, DossierPapersPresenter, Papers
from views.presenters.jobs import Jobs
from views.presenters.reading import BackgroundReading
from views.presenters.stack import StackPresenter, StackView
from views.sheet import Sheet
from views.stack_dialog import StackDialog, paper_words
from views.standing_dialog import StandingDialog
from views.tables import Column, Table
from views.theme import Theme
from views.wording import number, pages_text

PAPERS_KEY = "F3"
SIGN_KEY = "Shift+F9"
WIDTH, HEIGHT = GRID * 126, GRID * 84
LOW_BELOW, NARROW_BELOW, CRAMPED_BELOW = GRID * 56, GRID * 88, GRID * 112
SIDE = GRID * 42


class PapersSheet(Sheet):
    """Lies open beside the work; a digit gives the page in hand to the paper of that number."""

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        counter: Counter,
        jobs: tuple[Jobs, Jobs],
        reading: BackgroundReading,
        drawing: QtJobs,
        parent: QWidget,
    ) -> None:
        """jobs: serial, for the clerk's acts, and parallel. drawing: where pages are drawn."""
        super().__init__(translate("Papers", "Papers of the dossier"), (WIDTH, HEIGHT), parent)
        self.presenter = DossierPapersPresenter(counter, self, *jobs, reading)
        self.forms = FormsOfDossier(counter, jobs, drawing, self)
        self._pictures = pictures
        self._theme = theme
        self.stack_dialog: StackDialog | None = None
        self._papers: Papers | None = None
        self._low = self._checklist_first = False
        screen = self.screen()
        # What is there by its key alone where a row of buttons would be wider than the screen.
        self._cramped = screen is not None and screen.availableSize().width() < NARROW_BELOW
        self.heading = wrapped("", "title")
        self.checklist: Table[ComponentRow] = Table(
            theme, _checklist_columns(), translate("Papers", "Checklist")
        )
        self.pile: Table[Offer] = Table(
            theme, self._pile_columns(), translate("Papers", "Pages of the pile")
        )
        self._pile_or_words = ListOrWords(
            self.pile,
            translate(
                "Papers",
                "The pile is empty. Scan the whole dossier in one go: each page is offered to "
                "the paper it belongs to.",
            ),
        )
        self.picture = QLabel()
        self.picture.setFixedWidth(SIDE)
        self.picture.setMinimumHeight(GRID * 12)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setAccessibleName(translate("Papers", "The page in hand"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Papers", "Reading the pages"))
        self.hint = wrapped("", "secondary")
        self.put_away = QPushButton(translate("Papers", "Close"))
        self.way = QPushButton()
        self.way.hide()
        self.scan = QPushButton(f"{translate('Papers', 'Scan the pile')}   F5")
        self.describe = QPushButton(f"{translate('Papers', 'Describe')}   F4")
        self.form = QPushButton(f"{translate('Papers', 'Fill in the form')}   F7")
        self.sign = QPushButton()
        self.confirm = QPushButton()
        self.confirm.setProperty("role", "primary")
        self._lay_out()
        select = self.pile.selectionModel()
        assert select is not None
        select.currentRowChanged.connect(lambda: self._show_picture())
        rows = self.checklist.selectionModel()
        assert rows is not None
        rows.currentRowChanged.connect(lambda: self._choose_row())
        self.takers = QMenu(self)
        self.pile.activated.connect(lambda: self._ask_taker())
        self.checklist.activated.connect(lambda: self._ask_standing())
        self.put_away.clicked.connect(self.close)
        self.scan.clicked.connect(lambda: self.presenter.scan())
        self.describe.clicked.connect(lambda: self._describe())
        self.form.clicked.connect(lambda: self.forms.presenter.open())
        self.sign.clicked.connect(lambda: self.presenter.sign())
        self.confirm.clicked.connect(lambda: self.presenter.confirm())
        bind_key(self, PRIMARY_KEY, self.confirm.click)
        bind_key(self, "F5", self.scan.click)
        bind_key(self, "F4", self.describe.click)
        self.sign.setVisible(not self._cramped)
        bind_key(self, SIGN_KEY, self.presenter.sign)
        bind_key(self, "F6", self._other_list)
        bind_key(self, "F7", self.form.click)
        bind_key(self, "Ctrl+Z", self.presenter.take_back)
        for digit in range(1, 10):
            bind_key(self, str(digit), partial(self._give, digit))
        self.show_reading(0, 0)
        self.show_papers(None)

    def add_way(self, text: str, key: str, act: Callable[[], None]) -> None:
        """A button that leads to another sheet; its key does so where there is no room for one."""
        self.way.setText(f"{text}   {key}")
        self.way.clicked.connect(act)
        self.way.setVisible(not self._cramped)
        bind_key(self, key, act)

    def open_papers(self) -> None:
        """Show them as they are now."""
        self.presenter.show()
        self.show()
        self.activateWindow()
        self.pile.setFocus()

    def follow(self, work: Work | None) -> None:
        """Something else is open: where the sheet is seen, it shows that."""
        if self.isVisible():
            self.presenter.follow(work)

    def show_papers(self, papers: Papers | None) -> None:
        """The checklist and the pile, or that no dossier for a procedure is open."""
        self._papers = papers
        if papers is None:
            self.heading.setText(
                translate("Papers", "Open a paper of a dossier for a procedure first.")
            )
        else:
            self.heading.setText(f"{papers.code} · {papers.procedure}")
        rows = () if papers is None else papers.rows
        offers = () if papers is None else papers.offers
        self.checklist.show_rows(rows, lambda one, other: one.number == other.number)
        self.pile.show_rows(offers, lambda one, other: one.page.id == other.page.id)
        appears = bool(offers) and not self.pile.isVisible()
        self._pile_or_words.show_list(bool(offers))
        if appears:
            self.pile.setFocus()
        clear = 0 if papers is None else papers.clear
        text = (
            translate("Papers", "Give {pages}").format(pages=pages_text(clear))
            if clear
            else translate("Papers", "Give what is clear")
        )
        self.confirm.setText(f"{text}   {PRIMARY_KEY}")
        self.confirm.setEnabled(clear > 0)
        to_sign = 0 if papers is None else papers.to_sign
        self.sign.setText(
            f"{translate('Papers', 'Sign ({count})').format(count=number(to_sign))}   {SIGN_KEY}"
        )
        self.sign.setEnabled(to_sign > 0)
        self.scan.setEnabled(papers is not None)
        self.form.setEnabled(papers is not None)
        self._choose_row()
        left = len(offers) - clear
        self.hint.setText(
            translate(
                "Papers", "To look at: {pages}. A digit gives the page in hand to that paper."
            ).format(pages=pages_text(left))
            if left
            else ""
        )
        self._show_picture()

    def show_reading(self, done: int, total: int) -> None:
        """How far reading is."""
        self.progress.setVisible(done < total)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Where there is little room, the pages of the pile have it, and Esc alone puts it away."""
        super().resizeEvent(event)
        self._low = self.height() < LOW_BELOW
        self._arrange()
        self.picture.setVisible(self.width() >= NARROW_BELOW)
        self.put_away.setVisible(self.width() >= CRAMPED_BELOW)
        self.pile.set_narrow(self.width() < NARROW_BELOW)

    def ask_description(
        self, row: ComponentRow, proposed: Mapping[str, Proposed], today: date
    ) -> None:
        """Let the clerk describe a paper."""
        title = f"{row.number}. {row.name}"
        if row.described:
            title = f"{title} · {row.described}"
        keep = partial(self.presenter.keep_description, row)
        DescriptionDialog(title, proposed, today, keep, self).open()

    def open_stack(self, attach: Callable[[StackView], StackPresenter]) -> None:
        """The papers that wait to be signed, in a dialog over this sheet."""
        dialog = StackDialog(self._theme, self, paper_words())
        self.stack_dialog = dialog
        dialog.destroyed.connect(self._stack_dialog_gone)
        dialog.finished.connect(lambda: self.presenter.show())
        dialog.attach(attach(dialog))
        dialog.open()

    def _stack_dialog_gone(self) -> None:
        self.stack_dialog = None

    def done(self, result: int = 0) -> None:
        """Put the sheet away; what is under way goes on."""
        super().done(result)

    def _give(self, digit: int) -> None:
        offer = self.pile.in_hand()
        if offer is not None and self.pile.isVisible():
            self.presenter.give([offer.page.id], digit)

    def _choose_row(self) -> None:
        row = self.checklist.in_hand()
        seen = self.checklist.isVisibleTo(self)
        self.describe.setEnabled(seen and row is not None and row.pages > 0)

    def _other_list(self) -> None:
        """From one list to the other; where there is little room, one of them is seen."""
        self._checklist_first = not self._checklist_first
        self._arrange()
        (self.checklist if self._checklist_first else self.pile).setFocus()

    def _arrange(self) -> None:
        self.checklist.setVisible(not self._low or self._checklist_first)
        self._pile_or_words.setVisible(not self._low or not self._checklist_first)
        self._choose_row()

    def _describe(self) -> None:
        row = self.checklist.in_hand()
        if row is not None:
            self.presenter.describe(row)

    def _ask_taker(self) -> None:
        """Which paper the page in hand belongs to, from a list of all."""
        offer, papers = self.pile.in_hand(), self._papers
        viewport = self.pile.viewport()
        if offer is None or papers is None or viewport is None:
            return
        self.takers.clear()
        for row in papers.rows:
            action = self.takers.addAction(f"{row.number}. {row.name}")
            assert action is not None
            give = partial(self.presenter.give, [offer.page.id], row.number)
            action.triggered.connect(lambda _, give=give: give())
        below = self.pile.visualRect(self.pile.currentIndex()).bottomLeft()
        self.takers.popup(viewport.mapToGlobal(below))

    def _ask_standing(self) -> None:
        """What is with the paper in hand."""
        row = self.checklist.in_hand()
        if row is not None:
            say = partial(self.presenter.say, row.number)
            StandingDialog(f"{row.number}. {row.name}", say, self).open()

    def _show_picture(self) -> None:
        offer = self.pile.in_hand()
        self.picture.clear()
        if offer is None:
            return
        room = self.picture.size()

        def still() -> bool:
            now = self.pile.in_hand()
            return now is not None and now.page.id == offer.page.id

        def scaled(image: QImage) -> None:
            if still():
                self.picture.setPixmap(QPixmap.fromImage(image))

        def arrived(image: QImage) -> None:
            if still() and not image.isNull():
                fitting = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
                self._pictures.scaled(image, fitting, scaled)

        self._pictures.whole(sheet_of(offer.page), arrived)

    def _pile_columns(self) -> tuple[Column[Offer], ...]:
        def belongs(offer: Offer) -> str:
            names = () if self._papers is None else tuple(row.name for row in self._papers.rows)
            return belongs_text(offer, names)

        return (
            Column(
                translate("Papers", "Page"),
                lambda offer: number(offer.page.position),
                56,
                right=True,
            ),
            Column(
                translate("Papers", "Belongs to"), belongs, alarming=lambda offer: not offer.clear
            ),
            Column(translate("Papers", "Because"), why_text, 230, spare=True),
            Column(translate("Papers", "Doubt"), doubt_text, 110, right=True),
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (
            *(self.put_away, self.way, self.form),
            *(self.scan, self.describe, self.sign, self.confirm),
        ):
            buttons.addWidget(button)
            button.setAutoDefault(False)  # Enter is the lists'
        lists = QVBoxLayout()
        lists.setSpacing(MARGIN)
        lists.addWidget(self.checklist, 2)
        lists.addWidget(self._pile_or_words, 3)
        middle = QHBoxLayout()
        middle.setSpacing(MARGIN)
        middle.addLayout(lists, 1)
        middle.addWidget(self.picture)
        column = self.fill()
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addLayout(middle, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)


def _checklist_columns() -> tuple[Column[ComponentRow], ...]:
    return (
        Column(translate("Papers", "No."), lambda row: number(row.number), 56, right=True),
        Column(translate("Papers", "Paper"), lambda row: row.name),
        Column(translate("Papers", "What is with it"), standing_text, 230),
        Column(
            translate("Papers", "Pages"),
            lambda row: number(row.pages) if row.pages else "",
            72,
            right=True,
        ),
    )
