"""Compare: the picture, the line in hand magnified above its word, and the text."""

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QToolButton, QVBoxLayout, QWidget

from offline_store.records import Document, PageId, Word
from views.language import translate
from views.look import CORNER, GRID, MARGIN
from views.page_strip import PageStrip
from views.page_view import Fit, Mark, MarkedBox, PageView
from views.pictures import Pictures
from views.place_page import PlacePage, label
from views.presenters.compare import ComparePresenter, Marked
from views.theme import Theme
from views.word_text import WordText
from views.wording import moment

LINE_HEIGHT = GRID * 9


class ComparePage(PlacePage):
    """The picture beside its text."""

    presenter: ComparePresenter

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__(theme, translate("Compare", "Compare with the original"))
        self._document: Document | None = None
        self._reading = False
        self._marked: Marked | None = None
        self.strip = PageStrip(theme, pictures)
        self.view = PageView(theme, pictures, Fit.WIDTH)
        self.view.setAccessibleName(translate("Compare", "Picture of the page"))
        self.view.set_texts(
            translate("Compare", "No pages to compare yet. Scan the original first (Ctrl+3)."),
            translate("Compare", "This picture cannot be opened. Scan the page again."),
        )
        self.line = _LineView(theme)
        self.edit = QLineEdit()
        self.edit.setProperty("role", "reading")
        self.edit.setFont(theme.paper_font(18))
        self.edit.setAccessibleName(translate("Compare", "Word in hand"))
        self.edit.setPlaceholderText(translate("Compare", "No words were read on this page"))
        self.doubts = label("", "secondary")
        self.help = label(
            translate("Compare", "Enter: same as the original · type to correct"), "small"
        )
        self.help.setWordWrap(True)
        self.text = WordText(theme)
        self.text.setAccessibleName(translate("Compare", "Text of the page"))
        right = QWidget()
        right.setProperty("role", "surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        column.setSpacing(GRID)
        column.addWidget(self.line)
        column.addWidget(self.edit)
        under = QHBoxLayout()
        under.addWidget(self.help, 1)
        under.addWidget(self.doubts)
        column.addLayout(under)
        column.addWidget(self.text, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.view)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        right.setMinimumWidth(GRID * 28)
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

    def attach(self, presenter: ComparePresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.withdraw = self.add_secondary(
            translate("Compare", "Compare this page again"),
            "Ctrl+Shift+Z",
            lambda: presenter.mark_page(False),
        )
        self.primary.clicked.connect(self._primary_act)
        self.edit.returnPressed.connect(lambda: presenter.settle(self.edit.text()))
        self.key("F7", presenter.step_back)
        self.key("F8", lambda: presenter.settle(self.edit.text()))
        self.key("PgDown", lambda: presenter.turn(1))
        self.key("PgUp", lambda: presenter.turn(-1))
        self.strip.page_chosen.connect(lambda page_id: presenter.choose_page(PageId(page_id)))
        self.view.word_clicked.connect(self._word_clicked)
        self.view.picture_arrived.connect(self._show_line)
        self.text.word_clicked.connect(self._word_clicked)
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
        before, self._marked = self._marked, marked
        if marked is None:
            self.view.show_page(None, QSize())
            self.text.show_words((), frozenset(), frozenset())
            self.edit.clear()
            self.line.show_line(QImage(), None)
            self._refresh()
            return
        page = marked.page
        self.strip.choose(page.id)
        rotation = page.reading.rotation if page.reading else 0
        self.view.show_page(page.sha256, QSize(page.width, page.height), rotation)
        doubtful = frozenset(marked.doubtful)
        self.view.show_marks(
            tuple(
                MarkedBox(word.box, _mark(index, doubtful, marked.settled))
                for index, word in enumerate(marked.words)
            ),
            marked.current,
        )
        self.text.show_words(marked.words, doubtful, marked.settled)
        self.text.light(marked.current)
        if _in_hand(before) != _in_hand(marked):
            # A refresh in the background must not undo what is being typed.
            self.edit.setText(
                marked.words[marked.current].text if marked.current is not None else ""
            )
            self.edit.selectAll()
        self._show_line()
        self._refresh()

    def focus_first(self) -> None:
        """Into the word in hand."""
        self.edit.setFocus()
        self.edit.selectAll()

    def set_narrow(self, narrow: bool) -> None:
        """The strip goes; PgUp and PgDown turn pages."""
        self.strip.setVisible(not narrow)
        self.help.setVisible(not narrow)
        self.line.setFixedHeight(LINE_HEIGHT * 2 // 3 if narrow else LINE_HEIGHT)

    def _show_line(self) -> None:
        marked = self._marked
        if marked is None or marked.current is None:
            self.line.show_line(QImage(), None)
            return
        box = line_box(marked.words, marked.current)
        picture = self.view.strip(box)
        self.line.show_line(picture, self.view.strip_place(marked.words[marked.current].box))

    def _word_clicked(self, index: int) -> None:
        self.presenter.choose_word(index)
        self.edit.setFocus()
        self.edit.selectAll()

    def _primary_act(self) -> None:
        if self._all_compared():
            self.presenter.sign()
        else:
            self.presenter.mark_page()
        self.edit.setFocus()

    def _all_compared(self) -> bool:
        pages = self._document.pages if self._document else ()
        return bool(pages) and all(page.compared_at is not None for page in pages)

    def _refresh(self) -> None:
        if not hasattr(self, "withdraw"):
            return
        marked, document = self._marked, self._document
        signed = document is not None and document.copy is not None
        compared = marked is not None and marked.page.compared_at is not None
        # Read-only and not disabled: the focus stays here while the page is still being read.
        self.edit.setReadOnly(marked is None or marked.current is None or signed)
        self.withdraw.setVisible(compared and not signed)
        if marked is None or signed:
            self.set_primary("")
        elif self._all_compared():
            self.set_primary(translate("Compare", "Go on to sign"))
        else:
            text = translate("Compare", "Page {page} compared")
            self.set_primary(text.format(page=marked.page.position), not compared)
        self.doubts.setText(_doubts_text(marked) if marked is not None else "")
        self.set_lacks(self._lack(marked, signed))

    def _lack(self, marked: Marked | None, signed: bool) -> str:
        if self._document is None:
            return translate("Compare", "No dossier is open. Choose one under Today (Ctrl+1).")
        if marked is None:
            return ""
        if signed:
            return translate("Compare", "The copy is signed: its pages no longer change.")
        page = marked.page
        if page.compared_at is not None:
            return translate("Compare", "Page {page} was compared at {time}.").format(
                page=page.position, time=moment(page.compared_at)
            )
        if page.reading is None:
            if self._reading:
                return translate("Compare", "This page is being read…")
            return translate("Compare", "This page has no text. Compare its picture by eye.")
        if marked.left == 1:
            return translate("Compare", "1 doubtful word not looked at yet.")
        if marked.left:
            return translate("Compare", "{count} doubtful words not looked at yet.").format(
                count=marked.left
            )
        return translate("Compare", "All doubtful words were looked at.")


class _LineView(QWidget):
    """The line in hand, magnified from the picture, with its word framed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._palette = theme.palette
        self._picture = QImage()
        self._place: tuple[float, float] | None = None
        self.setFixedHeight(LINE_HEIGHT)
        self.setAccessibleName(translate("Compare", "The line, magnified"))

    def show_line(self, picture: QImage, place: tuple[float, float] | None) -> None:
        """Show a strip of the page; `place` is where the word begins and ends across it."""
        self._picture, self._place = picture, place
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the part of the line around the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.desk))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, CORNER, CORNER)
        if self._picture.isNull() or self._place is None:
            return
        inner = frame.adjusted(1, 1, -1, -1)
        scale = inner.height() / self._picture.height()
        shown = inner.width() / scale
        middle = (self._place[0] + self._place[1]) / 2 * self._picture.width()
        left = min(max(0.0, middle - shown / 2), max(0.0, self._picture.width() - shown))
        shown = min(shown, self._picture.width())
        source = QRectF(left, 0, shown, self._picture.height())
        target = QRectF(inner.left(), inner.top(), shown * scale, inner.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._picture, source)
        begin, end = (part * self._picture.width() for part in self._place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.accent), 2))
        painter.drawRoundedRect(
            QRectF(
                target.left() + (begin - left) * scale - 4,
                inner.top() + 4,
                (end - begin) * scale + 8,
                inner.height() - 8,
            ),
            4,
            4,
        )


def line_box(words: tuple[Word, ...], index: int) -> tuple[int, int, int, int]:
    """The box around the whole line of a word, but no higher than three times the word."""
    word = words[index]
    same = [other.box for other in words if other.line == word.line]
    top, bottom = min(box[1] for box in same), max(box[1] + box[3] for box in same)
    if bottom - top > 3 * word.box[3]:
        top, bottom = word.box[1] - word.box[3], word.box[1] + 2 * word.box[3]
    return word.box[0], top, word.box[2], bottom - top


def _mark(index: int, doubtful: frozenset[int], settled: frozenset[int]) -> Mark | None:
    if index not in doubtful:
        return None
    return Mark.SETTLED if index in settled else Mark.DOUBTFUL


def _in_hand(marked: Marked | None) -> tuple[PageId, int, str] | None:
    if marked is None or marked.current is None:
        return None
    return marked.page.id, marked.current, marked.words[marked.current].text


def _doubts_text(marked: Marked) -> str:
    if not marked.doubtful:
        return ""
    at = marked.doubtful.index(marked.current) + 1 if marked.current in marked.doubtful else 0
    if not at:
        return translate("Compare", "Doubts: {count}").format(count=len(marked.doubtful))
    return translate("Compare", "Doubt {at} of {count}").format(at=at, count=len(marked.doubtful))
