"""The pages of a dossier of a lot, one at a time, with what is said of their paper."""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from station.described_fields import FIELDS
from views.description_texts import field_name, value_text
from views.language import translate
from views.look import GRID, MARGIN
from views.page_view import Fit, PageView
from views.pictures import Pictures
from views.place_page import scrolled, wrapped
from views.presenters.lot_sheet import PaperPage
from views.theme import Theme
from views.wording import number


class LotPapers(QWidget):
    """PgUp and PgDn turn the pages; the place has the keys."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._pages: tuple[PaperPage, ...] = ()
        self._at = 0
        self.caption = wrapped("", "group")
        self.view = PageView(theme, pictures, Fit.WIDTH)
        self.view.setAccessibleName(translate("Lots", "The page in hand"))
        self.view.set_texts(
            translate("Lots", "The pages of the dossier in hand are seen here."),
            translate("Lots", "This page cannot be shown."),
        )
        self.said = wrapped("")
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.caption)
        column.addWidget(self.view, 4)
        column.addWidget(scrolled(self.said), 1)

    def show_pages(self, pages: tuple[PaperPage, ...]) -> None:
        """Show a dossier's pages, from the first; the page in hand stays where it is the same."""
        before = self._pages[self._at].page.id if self._pages else None
        self._pages = pages
        self._at = next((at for at, each in enumerate(pages) if each.page.id == before), 0)
        self._show()

    def turn(self, by: int) -> None:
        """Go on by so many pages; it ends at the first and the last."""
        if self._pages:
            self._at = max(0, min(len(self._pages) - 1, self._at + by))
        self._show()

    def _show(self) -> None:
        if not self._pages:
            self.caption.setText("")
            self.said.setText("")
            self.view.show_page(None, QSize())
            return
        each = self._pages[self._at]
        self.caption.setText(
            translate("Lots", "{paper} · page {page} of {count}").format(
                paper=each.title or translate("Lots", "The pile"),
                page=number(each.number),
                count=number(each.count),
            )
        )
        self.said.setText(_said(each))
        self.view.show_kept(each.page, tuple(other.page for other in self._pages))


def _said(page: PaperPage) -> str:
    """What is said of the paper, a line for each field that says anything."""
    described = page.description
    if described is None:
        return translate("Lots", "Not described yet.") if page.title else ""
    lines = [
        f"{field_name(name)}: {value_text(str(getattr(described, name)))}"
        for name in FIELDS
        if getattr(described, name)
    ]
    return "\n".join((described.code, *lines))
