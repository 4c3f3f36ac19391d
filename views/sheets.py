"""The sheets that lie open beside the work, put together and opened from the status line."""

from PyQt6.QtWidgets import QWidget

from views.debts_sheet import DebtsSheet
from views.first_run import FirstRun
from views.jobs import QtJobs
from views.message_list import MessageList
from views.pages.devices import DevicesPage
from views.pages.today import TodayPage
from views.presenters.counter import Counter
from views.presenters.debts import DebtsPresenter
from views.presenters.desk_checks import DeskChecksPresenter
from views.presenters.reports import ReportsPresenter
from views.presenters.verify import VerifyPresenter
from views.problem_sheet import ProblemSheet
from views.reports_sheet import ReportsSheet
from views.status_line import StatusLine
from views.theme import Theme
from views.verify_sheet import VerifySheet


class Sheets:
    """Debts, verification, reports, the last problem, and setting the desk up."""

    def __init__(
        self,
        theme: Theme,
        counter: Counter,
        parallel: QtJobs,
        checks: DeskChecksPresenter,
        parent: QWidget,
    ) -> None:
        """Put them together. checks: writes the file for support. parent: the window."""
        self.debts = DebtsSheet(theme, counter.desk.now, parent)
        self.debts.attach(DebtsPresenter(counter, self.debts, parallel))
        self.verify = VerifySheet(theme, parent)
        self.verify.attach(VerifyPresenter(counter, self.verify, parallel))
        self.reports = ReportsSheet(theme, parent)
        self.reports.attach(ReportsPresenter(counter, self.reports, parallel))
        self.problem = ProblemSheet(theme, counter, parallel, checks, parent)
        self.first_run = FirstRun(theme, counter, parallel, parent)

    def open_from(
        self, line: StatusLine, messages: MessageList, today: TodayPage, devices: DevicesPage
    ) -> None:
        """Let them be opened where somebody looks for them."""
        messages.asked.connect(self.problem.open_on)
        line.more.clicked.connect(lambda: self.problem.open_last(messages.messages))
        line.verify.clicked.connect(self.verify.open_sheet)
        line.debts.clicked.connect(self.debts.open_ledger)
        today.reports_wanted.connect(self.reports.open_sheet)
        devices.set_up.connect(self.first_run.open_where_it_stands)
