"""Today: the list of dossiers with their steps and lights, and the search."""

from collections.abc import Callable, Mapping

from PyQt6.QtCore import QModelIndex, pyqtSignal
from PyQt6.QtWidgets import QPushButton, QVBoxLayout

from offline_store.records import ReadingTally
from station.due_lists import Which
from station.interrupted import Interrupted
from views.dossier_table import DossierTable
from views.empty_list import ListOrWords
from views.language import translate
from views.pictures import Pictures
from views.place_page import PlacePage
from views.presenters.dossier_rows import Row
from views.presenters.today import TodayPresenter
from views.reports_sheet import REPORTS_KEY
from views.search_field import SearchField
from views.suggestion_bar import SuggestionBar
from views.suggestion_texts import interrupted_text
from views.theme import Theme
from views.wording import number


class TodayPage(PlacePage):
    """The list of dossiers."""

    reports_wanted = pyqtSignal()
    presenter: TodayPresenter

    def __init__(self, theme: Theme, spooled: Pictures) -> None:
        super().__init__(theme, translate("Today", "Today's dossiers"))
        self._spooled = spooled
        self.interrupted = SuggestionBar(self)
        self.aside = QPushButton(translate("Today", "Scans set aside"))
        self.aside.hide()
        self.add_tool(self.aside)
        self.pressing = QPushButton()
        self.pressing.setProperty("role", "link")
        self.pressing.hide()
        self._most = Which.LATE
        self.add_tool(self.pressing)
        self.search = SearchField(theme)
        self.add_tool(self.search)
        self.table = DossierTable(theme)
        self._dossiers = ListOrWords(self.table)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.interrupted)
        layout.addWidget(self._dossiers, 1)
        self.set_primary(translate("Today", "Receive a dossier"))

    def attach(self, presenter: TodayPresenter, lists: Callable[[Which], None]) -> None:
        """Let the clerk's acts reach the presenter. lists: shows one of the lists by time."""
        self.presenter = presenter
        self.pressing.clicked.connect(lambda: self._see_pressing(lists))
        self.key("Ctrl+T", self.pressing.click)
        self.primary.clicked.connect(lambda: presenter.receive())
        self.reports = self.add_secondary(
            translate("Today", "Reports"), REPORTS_KEY, self.reports_wanted.emit
        )
        self.table.activated.connect(self._open)
        self.search.searched.connect(presenter.search)
        self.search.left.connect(self.table.setFocus)
        self.key("Ctrl+F", self.search.setFocus)
        self.interrupted.accept.clicked.connect(lambda: presenter.interrupted.recover())
        self.interrupted.dismiss.clicked.connect(lambda: presenter.interrupted.set_aside())
        self.aside.clicked.connect(lambda: presenter.interrupted.show_aside())

    def show_rows(self, rows: tuple[Row, ...], searched: bool) -> None:
        """Show the documents, or what to do when there are none."""
        self.table.show_dossiers(rows)
        self._dossiers.say(
            translate("Today", "Nothing found. Check the spelling, or search by the dossier code.")
            if searched
            else translate("Today", "No dossiers yet today. Press F9 to receive the first one.")
        )
        self._dossiers.show_list(bool(rows))

    def show_reading(self, months: Mapping[str, ReadingTally]) -> None:
        """A quiet line below: what clerks put right of what was read, this month and last."""
        self.set_lacks(reading_text(months))

    def show_pressing(self, counts: Mapping[Which, int]) -> None:
        """What is late first; a link to the list."""
        found = [which for which in (Which.LATE, Which.TODAY, Which.RISK) if counts.get(which)]
        self.pressing.setVisible(bool(found))
        if not found:
            return
        self._most = found[0]
        words = {
            Which.LATE: translate("Today", "Late: {count}"),
            Which.TODAY: translate("Today", "Due today: {count}"),
            Which.RISK: translate("Today", "Likely late: {count}"),
        }
        self.pressing.setText(
            " · ".join(words[which].format(count=number(counts[which])) for which in found)
        )
        self.pressing.setToolTip(translate("Today", "Show the list (Ctrl+T)"))

    def show_interrupted(self, offered: Interrupted | None, at: int, of: int) -> None:
        """A capture that a crash interrupted: to be kept, or set aside."""
        if offered is None:
            self.interrupted.be_quiet()
            return
        recoverable = self.presenter.interrupted.into(offered) is not None
        self.interrupted.say(interrupted_text(offered, recoverable), at, of)
        self.interrupted.accept.setEnabled(recoverable)
        self.interrupted.show_picture(self._spooled, str(offered.pages[-1]))

    def show_aside(self, count: int) -> None:
        """How many were set aside."""
        self.aside.setVisible(bool(count))
        words = translate("Today", "Scans set aside: {count}").format(count=number(count))
        self.aside.setText(words)

    def focus_first(self) -> None:
        """Into the list."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the dossier panel says too."""
        self.table.set_narrow(narrow)
        self.interrupted.set_narrow(narrow)

    def _see_pressing(self, lists: Callable[[Which], None]) -> None:
        lists(self._most)
        self.presenter.see_lists()

    def _open(self, index: QModelIndex) -> None:
        row = self.table.rows_model.rows[index.row()]
        self.presenter.open(row.dossier.id, row.document.id)


def reading_text(months: Mapping[str, ReadingTally]) -> str:
    """The share of words put right by month, the newest first; empty where nothing was compared."""
    shares = [
        translate("Today", "{percent} % in {month}").format(
            percent=f"{100 * tally.wrong / tally.words:.1f}".replace(".", ","),
            month=f"{month[5:]}/{month[:4]}",
        )
        for month, tally in sorted(months.items(), reverse=True)
        if tally.words
    ]
    if not shares:
        return ""
    return translate("Today", "Words put right after reading: {shares}").format(
        shares=", ".join(shares)
    )
