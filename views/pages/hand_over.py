"""Hand over: the signed copy as it is, what is known of it, and its ways out."""

from collections.abc import Callable

from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.mail_queue import MailItem
from offline_store.on_the_way import OnTheWay
from offline_store.records import Document
from station.removable_drives import Drive
from views.copy_facts import copy_facts
from views.jobs import QtJobs
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW
from views.mail_panel import MailPanel
from views.page_view import Fit, PageView
from views.pdf_pages import page_sizes, render_page
from views.pictures import Pictures
from views.place_page import PlacePage, label, scrolled, wrapped
from views.presenters.counter import Place
from views.presenters.hand_over import HandOverPresenter, Result
from views.presenters.sending import SendingPresenter
from views.print_preview import preview_then_print
from views.save_dialog import ask_where_to_save
from views.theme import Theme
from views.wording import moment, place_key

PAGE_MARK = "#"


class HandOverPage(PlacePage):
    """The result."""

    presenter: HandOverPresenter

    def __init__(self, theme: Theme, jobs: QtJobs) -> None:
        super().__init__(theme, translate("HandOver", "Hand over the copy"))
        self._jobs = jobs
        self._result: Result | None = None
        self._sending = False
        self._sizes: tuple[QSize, ...] = ()
        self._at = 0
        self.view = PageView(theme, Pictures(self._draw, jobs), Fit.WIDTH)
        self.view.setAccessibleName(translate("HandOver", "The signed copy"))
        self.view.set_texts("", translate("HandOver", "The copy cannot be drawn here."))
        self.page = label("", "secondary")
        self.before = self._turner("up", translate("HandOver", "Page before"), "PgUp", -1)
        self.add_tool(self.page)
        self.after = self._turner("down", translate("HandOver", "Next page"), "PgDown", 1)
        self.empty = wrapped("", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QFrame()
        self._column.setProperty("role", "column")
        self._column.setFixedWidth(COLUMN)
        outer = QVBoxLayout(self._column)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._outer = outer
        self._area: QWidget | None = None
        self.mail = MailPanel(self._mail)
        outer.addWidget(self.mail)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self._column)
        self._shown = shown
        self._stack = QStackedLayout(self.body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(shown)
        self._facts: QWidget | None = None

    def attach(self, presenter: HandOverPresenter, sending: SendingPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter
        self.send = self.add_secondary(
            translate("HandOver", "Send to central"), "F6", sending, icon="outbox"
        )
        self.print = self.add_secondary(
            translate("HandOver", "Print"), "Ctrl+P", self._print, icon="print"
        )
        self.stick = self.add_secondary(
            translate("HandOver", "Save to USB stick"), "Ctrl+U", self._save_on_stick, icon="stick"
        )
        self.primary.clicked.connect(self._save)
        self.show_nothing(None)

    def show_nothing(self, document: Document | None) -> None:
        """No signed copy to show."""
        self._result = None
        self.title.setText(
            document.title if document else translate("HandOver", "Hand over the copy")
        )
        self.empty.setText(
            translate("HandOver", "Not signed yet. Sign it first ({key}).").format(
                key=place_key(Place.SIGN)
            )
            if document is not None
            else translate("HandOver", "No dossier is open. Choose one under Today (Ctrl+1).")
        )
        self._stack.setCurrentWidget(self.empty)
        self.set_lacks("")
        self._refresh()

    def show_result(self, result: Result) -> None:
        """The copy and all that is known of it."""
        if self._result is None or self._result.document.id != result.document.id:
            # Another copy must not go to the address of the one before.
            self.mail.address.clear()
        if self._result is None or self._result.copy.sha256 != result.copy.sha256:
            self._sizes, self._at = (), 0
            self._jobs.start(
                lambda: page_sizes(result.pdf),
                lambda sizes: self._show_pages(result, sizes),
                lambda error: self.presenter.failed(error),
            )
        self._result = result
        self.title.setText(result.document.title)
        self._stack.setCurrentWidget(self._shown)
        self._refresh()

    def show_state(self, document: Document) -> None:
        """How far the copy is."""
        if self._result is None:
            return
        area = scrolled(copy_facts(self.theme, self._result, document))
        if self._area is not None:
            self._outer.removeWidget(self._area)
            self._area.deleteLater()
        self._area = area
        self._outer.insertWidget(0, area, 1)
        handed = document.handed_over_at
        self.set_lacks(
            translate("HandOver", "Handed over at {time}.").format(time=moment(handed))
            if handed is not None
            else translate("HandOver", "Not handed over yet: save or print the copy.")
        )
        self._refresh()

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """The copy may go by e-mail."""
        self.mail.show_mail(address, items)

    def show_no_mail(self) -> None:
        """No mail server, or no copy."""
        self.mail.clear()

    def show_sending(self, sending: bool, moment: OnTheWay | None = None) -> None:
        """The outbox is being sent; the status line says how far it is."""
        self._sending = sending
        self._refresh()

    def focus_first(self) -> None:
        """Onto the copy: the arrow keys move it."""
        self.view.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the copy."""
        self._column.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def _mail(self, address: str) -> None:
        if self._result is not None:
            self.presenter.mail.send_to(self._result.document.id, address)

    def _show_pages(self, result: Result, sizes: tuple[QSize, ...]) -> None:
        if self._result is result:
            self._sizes = sizes
            # The last page carries the statement and the signatures.
            self._show_page(len(sizes) - 1)

    def _show_page(self, at: int) -> None:
        if self._result is None or not 0 <= at < len(self._sizes):
            return
        self._at = at
        self.view.show_page(f"{self._result.copy.sha256}{PAGE_MARK}{at}", self._sizes[at])
        self._refresh()

    def _draw(self, key: str, small: bool) -> QImage:
        result, (sha256, _, page) = self._result, key.rpartition(PAGE_MARK)
        # Another copy was opened meanwhile: nobody looks at this page any more.
        if result is None or result.copy.sha256 != sha256:
            return QImage()
        return render_page(result.pdf, int(page))

    def _turner(self, icon: str, text: str, key: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.theme.icon(icon))
        button.setToolTip(f"{text} ({key})")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._show_page(self._at + by))
        self.key(key, lambda: self._show_page(self._at + by))
        self.add_tool(button)
        return button

    def _refresh(self) -> None:
        there = self._result is not None
        self.set_primary(translate("HandOver", "Save the copy") if there else "")
        self.print.setVisible(there)
        self.stick.setVisible(there)
        self.send.setVisible(there)
        self.send.setEnabled(not self._sending)
        for widget in (self.before, self.page, self.after):
            widget.setVisible(there and len(self._sizes) > 1)
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._sizes))
        self.page.setText(
            translate("HandOver", "Page {page} of {pages}").format(
                page=self._at + 1, pages=len(self._sizes)
            )
        )

    def _save(self) -> None:
        if self._result is None:
            return
        document_id = self._result.document.id
        ask_where_to_save(
            self,
            translate("HandOver", "Save the signed copy"),
            ("PDF (*.pdf)",),
            f"{self._result.copy.code}.pdf",
            lambda path: self.presenter.save(document_id, path),
        )

    def _save_on_stick(self) -> None:
        if self._result is not None:
            self.presenter.save_on_stick(self._result.document.id)

    def _print(self) -> None:
        result = self._result
        if result is None:
            return

        def preview() -> None:
            preview_then_print(
                result.pdf,
                self.window() or self,
                self._jobs,
                lambda: self.presenter.printed(result.document.id),
                self.presenter.failed,
            )

        # Before anything is printed: it could not be recorded afterwards.
        self._jobs.start(self.presenter.require_may, lambda _: preview(), self.presenter.failed)

    def choose_drive(self, drives: tuple[Drive, ...], chosen: Callable[[Drive], None]) -> None:
        """Ask which of several, in a menu at the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for drive in drives:
            action = menu.addAction(drive.name)
            assert action is not None
            action.triggered.connect(lambda _, drive=drive: chosen(drive))
        menu.popup(self.stick.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
