"""Compare: the picture, the line in hand magnified above its text, words and fields below."""

from enum import IntEnum

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.records import Document, PageId
from views.compare_texts import doubts_text, fields_text, lack_text
from views.correction_edit import CorrectionEdit
from views.field_list import FieldList
from views.language import translate
from views.line_view import LINE_HEIGHT, LineView, line_box
from views.look import GRID, MARGIN
from views.page_strip import PageStrip
from views.page_view import Fit, Mark, MarkedBox, PageView
from views.pictures import Pictures
from views.place_page import PlacePage, label
from views.presenters.compare import ComparePresenter, Marked
from views.presenters.fields import Fielded, FieldsPresenter
from views.theme import Theme
from views.word_text import WordText


class Side(IntEnum):
    """What stands beside the picture."""

    TEXT = 0
    FIELDS = 1


class ComparePage(PlacePage):
    """The picture beside its text, or beside its fields."""

    presenter: ComparePresenter
    fields_presenter: FieldsPresenter

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__(theme, translate("Compare", "Compare with the original"))
        self._document: Document | None = None
        self._reading = False
        self._marked: Marked | None = None
        self._fielded: Fielded | None = None
        self._side = Side.TEXT
        self._in_hand: tuple[object, ...] | None = None
        self.strip = PageStrip(theme, pictures)
        self.view = PageView(theme, pictures, Fit.WIDTH)
        self.view.setAccessibleName(translate("Compare", "Picture of the page"))
        self.view.set_texts(
            translate("Compare", "No pages to compare yet. Scan the original first (Ctrl+3)."),
            translate("Compare", "This picture cannot be opened. Scan the page again."),
        )
        self.line = LineView(theme)
        self.edit = CorrectionEdit()
        self.edit.setProperty("role", "reading")
        self.edit.setFont(theme.paper_font(18))
        self.edit.setAccessibleName(translate("Compare", "Word in hand"))
        self.doubts = label("", "secondary")
        self.help = label(
            translate("Compare", "Enter: same as the original · type to correct"), "small"
        )
        self.help.setWordWrap(True)
        self.text = WordText(theme)
        self.text.setAccessibleName(translate("Compare", "Text of the page"))
        self.fields = FieldList(theme)
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
        for icon, text, key, act in (
            ("zoom-out", translate("Compare", "Smaller"), "Ctrl+-", lambda: self.view.zoom_by(-1)),
            ("zoom-in", translate("Compare", "Larger"), "Ctrl+=", lambda: self.view.zoom_by(1)),
        ):
            button = QToolButton()
            button.setIcon(theme.icon(icon))
            button.setToolTip(f"{text} ({key})")
            button.setAccessibleName(text)
            button.clicked.connect(act)
            self.add_tool(button)
            self.key(key, act)
        self.key("Ctrl+0", self.view.zoom_to_fit)

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
        column.addWidget(self.help)
        self._tabs = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(GRID)
        for side, text in (
            (Side.TEXT, translate("Compare", "Text")),
            (Side.FIELDS, translate("Compare", "Fields")),
        ):
            tab = QToolButton()
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.setChecked(side is Side.TEXT)
            tab.setText(text)
            tab.setToolTip(f"{text} (F6)")
            self._tabs.addButton(tab, side)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        tabs.addWidget(self.doubts)
        column.addLayout(tabs)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.text)
        self._sides.addWidget(self.fields)
        column.addWidget(self._sides, 1)
        return right

    def attach(self, presenter: ComparePresenter, fields: FieldsPresenter) -> None:
        """Let the clerk's acts reach the presenters."""
        self.presenter, self.fields_presenter = presenter, fields
        self.withdraw = self.add_secondary(
            translate("Compare", "Compare this page again"),
            "Ctrl+Shift+Z",
            lambda: presenter.mark_page(False),
        )
        self.primary.clicked.connect(self._primary_act)
        self.edit.returnPressed.connect(self._settle)
        self.key("F7", self._step_back)
        self.key("F8", self._settle)
        self.key("F6", self._turn_side)
        self.key("Ctrl+Z", presenter.undo)
        self.key("PgDown", lambda: presenter.turn(1))
        self.key("PgUp", lambda: presenter.turn(-1))
        self.strip.page_chosen.connect(lambda page_id: presenter.choose_page(PageId(page_id)))
        self.view.word_clicked.connect(self._box_clicked)
        self.view.picture_arrived.connect(self._show_line)
        self.text.word_clicked.connect(self._word_clicked)
        self.fields.field_chosen.connect(self._field_chosen)
        self.fields.kind_chosen.connect(fields.say_kind)
        self._tabs.idClicked.connect(lambda side: self.show_side(Side(side)))
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
            rotation = page.reading.rotation if page.reading else 0
            self.view.show_page(page.sha256, QSize(page.width, page.height), rotation)
            self.text.show_words(marked.words, frozenset(marked.doubtful), marked.settled)
            self.text.light(marked.current)
        self._show_in_hand()

    def show_fields(self, fielded: Fielded | None) -> None:
        """The kind and fields of the page in hand."""
        self._fielded = fielded
        self.fields.show_fields(fielded, may_change=not self._signed())
        tab = self._tabs.button(Side.FIELDS)
        assert tab is not None
        left = fielded.left if fielded is not None else 0
        text = translate("Compare", "Fields")
        tab.setText(f"{text} · {left}" if left else text)
        self._show_in_hand()

    def show_side(self, side: Side) -> None:
        """Show words or fields beside the picture."""
        self._side = side
        tab = self._tabs.button(side)
        assert tab is not None
        tab.setChecked(True)
        self._sides.setCurrentIndex(side)
        self._show_in_hand()
        self.focus_first()

    def focus_first(self) -> None:
        """Into the word or field in hand."""
        self.edit.setFocus()
        self.edit.select_all()

    def set_narrow(self, narrow: bool) -> None:
        """The strip goes; PgUp and PgDown turn pages."""
        self.strip.setVisible(not narrow)
        self.help.setVisible(not narrow)
        self.fields.set_narrow(narrow)
        self.line.setFixedHeight(LINE_HEIGHT * 2 // 3 if narrow else LINE_HEIGHT)

    def _show_in_hand(self) -> None:
        """Marks on the picture, the magnified line, and the text to settle."""
        boxes, current = self._boxes()
        self.view.show_marks(boxes, current)
        in_hand = self._what_is_in_hand()
        if in_hand != self._in_hand:
            # A refresh in the background must not undo what is being typed.
            self._in_hand = in_hand
            self.edit.setText(str(in_hand[-1]) if in_hand is not None else "")
            self.edit.select_all()
        if self._side is Side.FIELDS:
            self.edit.setAccessibleName(translate("Compare", "Field in hand"))
            self.edit.setPlaceholderText(translate("Compare", "Nothing was read in this field"))
        else:
            self.edit.setAccessibleName(translate("Compare", "Word in hand"))
            self.edit.setPlaceholderText(translate("Compare", "No words were read on this page"))
        self._show_line()
        self._refresh()

    def _boxes(self) -> tuple[tuple[MarkedBox, ...], int | None]:
        """What is marked on the picture, and which of it is in hand."""
        marked, fielded = self._marked, self._fielded_here()
        if self._side is Side.FIELDS:
            rows = [row for row in fielded.rows if row.box] if fielded is not None else []
            settled = fielded.settled if fielded is not None else frozenset()
            boxes = tuple(
                MarkedBox(row.box, _mark(row.doubtful, row.name in settled))
                for row in rows
                if row.box is not None
            )
            names = [row.name for row in rows]
            current = fielded.current if fielded is not None else None
            return boxes, names.index(current) if current in names else None
        if marked is None:
            return (), None
        doubtful = frozenset(marked.doubtful)
        boxes = tuple(
            MarkedBox(word.box, _mark(index in doubtful, index in marked.settled))
            for index, word in enumerate(marked.words)
        )
        return boxes, marked.current

    def _what_is_in_hand(self) -> tuple[object, ...] | None:
        """The page, the place on it, and the text there."""
        marked, fielded = self._marked, self._fielded_here()
        if marked is None:
            return None
        if self._side is Side.FIELDS:
            row = fielded.row if fielded is not None else None
            return None if row is None else (marked.page.id, row.name, row.value)
        if marked.current is None:
            return None
        return marked.page.id, marked.current, marked.words[marked.current].text

    def _fielded_here(self) -> Fielded | None:
        """The fields, unless they are still those of the page before."""
        marked, fielded = self._marked, self._fielded
        if marked is None or fielded is None or fielded.page_id != marked.page.id:
            return None
        return fielded

    def _show_line(self) -> None:
        marked, fielded = self._marked, self._fielded_here()
        box = None
        strip = None
        if self._side is Side.FIELDS:
            row = fielded.row if fielded is not None else None
            box = strip = row.box if row is not None else None
        elif marked is not None and marked.current is not None:
            box = marked.words[marked.current].box
            strip = line_box(marked.words, marked.current)
        if box is None or strip is None:
            self.line.show_line(QImage(), None)
            return
        self.line.show_line(self.view.strip(strip), self.view.strip_place(box))

    def _settle(self) -> None:
        if self._side is Side.FIELDS:
            self.fields_presenter.settle(self.edit.text())
        else:
            self.presenter.settle(self.edit.text())

    def _step_back(self) -> None:
        if self._side is Side.FIELDS:
            self.fields_presenter.step_back()
        else:
            self.presenter.step_back()

    def _turn_side(self) -> None:
        self.show_side(Side.TEXT if self._side is Side.FIELDS else Side.FIELDS)

    def _box_clicked(self, index: int) -> None:
        fielded = self._fielded_here()
        if self._side is Side.TEXT:
            self._word_clicked(index)
        elif fielded is not None:
            self._field_chosen([row.name for row in fielded.rows if row.box][index])

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
        self.edit.setReadOnly(self._in_hand is None or signed)
        self.withdraw.setVisible(compared and not signed)
        if marked is None or signed:
            self.set_primary("")
        elif self._all_compared():
            self.set_primary(translate("Compare", "Go on to sign"))
        else:
            text = translate("Compare", "Page {page} compared")
            self.set_primary(text.format(page=marked.page.position), not compared)
        fielded = self._fielded_here()
        on_fields = self._side is Side.FIELDS
        self.doubts.setText(fields_text(fielded) if on_fields else doubts_text(marked))
        self.set_lacks(lack_text(self._document, marked, fielded, self._reading))


def _mark(doubtful: bool, settled: bool) -> Mark | None:
    if not doubtful:
        return None
    return Mark.SETTLED if settled else Mark.DOUBTFUL
