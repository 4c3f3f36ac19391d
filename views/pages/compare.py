"""Compare: the picture, the line in hand magnified above its text, words and fields below."""

from collections.abc import Callable

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from offline_store.records import Document, PageId
from offline_store.spots import Spot
from scanners.values import ScanOptions
from views.compare_marks import (
    Marks,
    difference_marks,
    field_marks,
    placed_fields,
    word_marks,
)
from views.compare_texts import (
    DIFFERS_KEY,
    doubts_text,
    edit_texts,
    fields_text,
    help_text,
    lack_text,
)
from views.correction_edit import CorrectionEdit
from views.field_list import FieldList
from views.jobs import QtJobs
from views.laid_over import LaidOver
from views.language import translate
from views.line_view import LINE_HEIGHT, SPOT_HEIGHT, LineView
from views.look import GRID, MARGIN
from views.page_strip import PageStrip
from views.page_view import Fit, PageView
from views.pictures import Pictures
from views.place_page import PlacePage, label, wrapped
from views.presenters.compare import ComparePresenter, Marked
from views.presenters.counter import Place
from views.presenters.fields import Fielded, FieldsPresenter
from views.presenters.second_look import Beside, SecondLookPresenter
from views.presenters.viewing import ViewingPresenter
from views.second_look_panel import SecondLookPanel
from views.side_by_side import SideBySide
from views.side_tabs import Side, SideTabs
from views.theme import Theme
from views.time_used import TimeUsed
from views.word_text import WordText
from views.wording import place_key
from views.zoom_tools import add_zoom_tools


class ComparePage(PlacePage):
    """The picture beside its text, its fields, or another picture of the same paper."""

    presenter: ComparePresenter
    fields_presenter: FieldsPresenter
    second_presenter: SecondLookPresenter

    def __init__(self, theme: Theme, pictures: Pictures, drawing: QtJobs) -> None:
        super().__init__(theme, translate("Compare", "Compare with the original"))
        self._document: Document | None = None
        self._reading = False
        self._marked: Marked | None = None
        self._fielded: Fielded | None = None
        self._beside: Beside | None = None
        self._side = Side.TEXT
        self._in_hand: tuple[object, ...] | None = None
        self._narrow = False
        self.strip = PageStrip(theme, pictures)
        self.view = PageView(theme, pictures, Fit.WIDTH)
        self.view.setAccessibleName(translate("Compare", "Picture of the page"))
        self.view.set_texts(
            translate(
                "Compare", "No pages to compare yet. Scan the original first ({key})."
            ).format(key=place_key(Place.SCAN)),
            translate("Compare", "This picture cannot be opened. Scan the page again."),
        )
        self.line = LineView(theme)
        self.edit = CorrectionEdit()
        self.edit.setProperty("role", "reading")
        self.edit.setFont(theme.paper_font(18))
        self.edit.setAccessibleName(translate("Compare", "Word in hand"))
        self.doubts, self.time_used = label("", "secondary"), TimeUsed(self, self._looked_at)
        self.help = wrapped(help_text(Side.TEXT), "small")
        self.text = WordText(theme)
        self.text.setAccessibleName(translate("Compare", "Text of the page"))
        self.fields = FieldList(theme)
        self.second = SecondLookPanel(theme)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.view)
        split.addWidget(self._right())
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(split, 1)
        add_zoom_tools(self, self.view)
        self._linked = SideBySide(self.view, self.text)
        self._other = LaidOver(self.view, drawing)
        self.view.zoomed.connect(lambda _: self.time_used.look())

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("role", "surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right.setMinimumWidth(GRID * 28)
        column = QVBoxLayout(right)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.setSpacing(GRID)
        column.addWidget(self.line)
        column.addWidget(self.edit)
        self._under = QWidget()
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self.help, 1)
        under.addWidget(self.doubts)
        under.addWidget(self.time_used)
        column.addWidget(self._under)
        self.tabs = SideTabs()
        tabs = QHBoxLayout()
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        column.addLayout(tabs)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.text)
        self._sides.addWidget(self.fields)
        self._sides.addWidget(self.second)
        column.addWidget(self._sides, 1)
        return right

    def attach(
        self,
        presenter: ComparePresenter,
        fields: FieldsPresenter,
        second: SecondLookPresenter,
        one_side: Callable[[], tuple[str, ScanOptions] | None],
    ) -> None:
        """Let the clerk's acts reach the presenters. one_side: how one side would be scanned."""
        self.presenter, self.fields_presenter = presenter, fields
        self.second_presenter = second
        self.second.attach(second, one_side)
        self.withdraw = self.add_secondary(
            translate("Compare", "Compare this page again"),
            "Ctrl+Shift+Z",
            lambda: presenter.mark_page(False),
        )
        self.primary.clicked.connect(self._primary_act)
        self.edit.returnPressed.connect(self._settle)
        self.key("F7", self._step_back)
        self.key("F6", self._turn_side)
        self.key("F4", lambda: presenter.strike() if self._side is Side.TEXT else None)
        self.key(DIFFERS_KEY, lambda: presenter.differs() if self._side is Side.TEXT else None)
        self.key("Ctrl+Z", presenter.undo)
        self.key("PgDown", lambda: presenter.turn(1))
        self.key("PgUp", lambda: presenter.turn(-1))
        self.strip.page_chosen.connect(lambda page_id: presenter.choose_page(PageId(page_id)))
        self.view.word_clicked.connect(self._box_clicked)
        self.view.picture_arrived.connect(self._show_line)
        self.text.word_clicked.connect(self._word_clicked)
        self.fields.field_chosen.connect(self._field_chosen)
        self.fields.kind_chosen.connect(fields.say_kind)
        self.key("F5", self._on_second_look(self.second.scan.click))
        self.key("Ctrl+O", self._on_second_look(self.second.open.click))
        self.key("Ctrl+Space", self._blink)
        self.tabs.chosen.connect(lambda side: self.show_side(Side(side)))
        self._refresh()

    def show_document(self, document: Document | None, reading: bool) -> None:
        """The document and its pages."""
        self._document, self._reading = document, reading
        self.title.setText(
            document.title if document else translate("Compare", "Compare with the original")
        )
        self.strip.show_pages(document.pages if document else ())

    def show_page(self, marked: Marked | None) -> None:
        """The page in hand."""
        self._marked = marked
        if marked is None:
            self.view.show_page(None, QSize())
            self.text.show_words((), frozenset(), frozenset())
        else:
            page = marked.page
            self.strip.choose(page.id)
            self.view.show_kept(page, self._document.pages if self._document else ())
            self.text.show_words(marked.words, frozenset(marked.doubtful), marked.settled)
            self.text.light(marked.current)
        self._show_in_hand()

    def show_fields(self, fielded: Fielded | None) -> None:
        """The kind and fields of the page in hand."""
        self._fielded = fielded
        self.fields.show_fields(fielded, may_change=not self._signed())
        self.tabs.show_count(Side.FIELDS, fielded.left if fielded is not None else 0)
        self._show_in_hand()

    def show_beside(self, beside: Beside | None) -> None:
        """The page in hand beside another picture of it."""
        self._beside = beside
        self.second.show_beside(beside, may_look=self._marked is not None)
        left = len(beside.differences) - len(beside.settled) if beside is not None else 0
        self.tabs.show_count(Side.SECOND_LOOK, left)
        looked = beside.looked if beside is not None else None
        self._other.take(looked.laid if looked is not None else b"")
        self._show_in_hand()

    def show_side(self, side: Side) -> None:
        """Show words or fields beside the picture."""
        self._side = side
        self._linked.on = side is Side.TEXT
        self.tabs.choose(side)
        self._sides.setCurrentIndex(side)
        self.edit.setVisible(side is not Side.SECOND_LOOK)
        self._other.show(False)
        self._show_in_hand()
        self.focus_first()

    def focus_first(self) -> None:
        """Into the word or field in hand."""
        if self._side is Side.SECOND_LOOK:
            self.second.focus_first()
            return
        self.edit.setFocus()
        self.edit.select_all()

    def set_narrow(self, narrow: bool) -> None:
        """The strip goes; PgUp and PgDown turn pages."""
        self.strip.setVisible(not narrow)
        self._under.setVisible(not narrow)
        self.fields.set_narrow(narrow)
        self.second.set_narrow(narrow)
        self.tabs.set_narrow(narrow)
        self._narrow = narrow
        self._show_line()

    def _show_in_hand(self) -> None:
        """Marks on the picture, the magnified line, and the text to settle."""
        marks = self._marks()
        self.view.show_marks(marks.boxes, marks.current)
        page = self._marked.page.id if self._marked is not None else None
        in_hand = (page, marks.key, marks.text) if marks.key is not None else None
        if in_hand != self._in_hand:
            # A refresh in the background must not undo what is being typed.
            self._in_hand = in_hand
            self.edit.setText(marks.text)
            self.edit.select_all()
        spot = self._spot()
        self.help.setText(help_text(self._side, spot))
        name, instead = edit_texts(self._side, spot)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(instead)
        self._show_line()
        self._refresh()
        self.time_used.look()

    def _looked_at(self, viewing: ViewingPresenter) -> None:
        """Say what is seen, and how large."""
        if self._marked is not None:
            page = self._marked.page
            viewing.look(page.document_id, page.id, self.view.zoom_percent(page.dpi))

    def _marks(self) -> Marks:
        match self._side:
            case Side.TEXT:
                return word_marks(self._marked)
            case Side.FIELDS:
                return field_marks(self._fielded_here())
            case Side.SECOND_LOOK:
                return difference_marks(self._beside_here())

    def _spot(self) -> Spot | None:
        """The seal, signature or photo in hand."""
        if self._side is not Side.TEXT or self._marked is None:
            return None
        return self._marked.spot(self._marked.current)

    def _fielded_here(self) -> Fielded | None:
        """The fields, unless they are still those of the page before."""
        marked, fielded = self._marked, self._fielded
        if marked is None or fielded is None or fielded.page_id != marked.page.id:
            return None
        return fielded

    def _beside_here(self) -> Beside | None:
        """What lies beside the page, unless it is still that of the page before."""
        marked, beside = self._marked, self._beside
        if marked is None or beside is None or beside.page_id != marked.page.id:
            return None
        return beside

    def _show_line(self) -> None:
        """The place in hand on the page, and the same on the paper laid over it."""
        marks = self._marks()
        high = LINE_HEIGHT * 2 // 3 if self._narrow else LINE_HEIGHT
        if self._spot() is not None and not self._narrow:
            high = SPOT_HEIGHT
        self.line.setFixedHeight(high)
        if marks.box is None or marks.strip is None:
            self.line.show_line(QImage(), None)
            self.second.line.show_line(QImage(), None)
            return
        place = self.view.strip_place(marks.box)
        self.line.show_line(self.view.strip(marks.strip, high), place)
        if self._side is Side.SECOND_LOOK:
            self.second.line.show_line(self.view.strip(marks.strip, of_other=True), place)

    def _settle(self) -> None:
        if self._side is Side.SECOND_LOOK:
            self.second_presenter.settle()
        elif self._side is Side.FIELDS:
            self.fields_presenter.settle(self.edit.text())
        else:
            self.presenter.settle(self.edit.text())

    def _step_back(self) -> None:
        if self._side is Side.SECOND_LOOK:
            self.second_presenter.step_back()
        elif self._side is Side.FIELDS:
            self.fields_presenter.step_back()
        else:
            self.presenter.step_back()

    def _turn_side(self) -> None:
        self.show_side(Side((self._side + 1) % len(Side)))

    def _on_second_look(self, act: Callable[[], None]) -> Callable[[], None]:
        """The same, only while the other paper is beside the page."""
        return lambda: act() if self._side is Side.SECOND_LOOK else None

    def _blink(self) -> None:
        """Show the other paper in the page's place, and back: what differs jumps."""
        if self._side is Side.SECOND_LOOK:
            self._other.blink()

    def _box_clicked(self, index: int) -> None:
        fielded = self._fielded_here()
        if self._side is Side.TEXT:
            self._word_clicked(index)
        elif self._side is Side.SECOND_LOOK:
            self.second_presenter.choose(index)
        elif fielded is not None:
            self._field_chosen(placed_fields(fielded)[index])

    def _word_clicked(self, index: int) -> None:
        self.presenter.choose_word(index)
        self.focus_first()

    def _field_chosen(self, name: str) -> None:
        self.fields_presenter.choose(name)
        self.focus_first()

    def _primary_act(self) -> None:
        if self._all_compared():
            self.presenter.sign()
        else:
            self.presenter.mark_page()
        self.edit.setFocus()

    def _all_compared(self) -> bool:
        pages = self._document.pages if self._document else ()
        return bool(pages) and all(page.compared_at is not None for page in pages)

    def _signed(self) -> bool:
        return self._document is not None and self._document.copy is not None

    def _refresh(self) -> None:
        if not hasattr(self, "withdraw"):
            return
        marked, signed = self._marked, self._signed()
        compared = marked is not None and marked.page.compared_at is not None
        # Read-only and not disabled: the focus stays here while the page is still being read.
        nothing = self._in_hand is None or self._spot() is not None
        self.edit.setReadOnly(nothing or signed)
        self.withdraw.setVisible(compared and not signed)
        if marked is None or signed:
            self.set_primary("")
        elif self._all_compared():
            self.set_primary(translate("Compare", "Go on to sign"))
        else:
            text = translate("Compare", "Page {page} compared")
            awaited = self._reading and marked.page.reading is None
            may = not compared and not marked.differing and not awaited
            self.set_primary(text.format(page=marked.page.position), may)
        fielded = self._fielded_here()
        on_fields = self._side is Side.FIELDS
        on_words = self._side is Side.TEXT
        doubts = doubts_text(marked) if on_words else ""
        self.doubts.setText(fields_text(fielded) if on_fields else doubts)
        self.set_lacks(lack_text(self._document, marked, fielded, self._reading))
