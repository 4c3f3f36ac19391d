"""The sheet about one problem, opened from its message: nothing says only "error"."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.what_is_safe import Safe
from views.language import translate
from views.look import GRID, GROUP, ICON, MARGIN
from views.message_list import message_text
from views.place_page import hairline, label, restyle, scrolled, wrapped
from views.presenters.counter import Counter
from views.presenters.desk_checks import DeskChecksPresenter
from views.presenters.jobs import Jobs
from views.presenters.messages import Message, Tone
from views.presenters.problem import ProblemPresenter
from views.safe_texts import safe_texts
from views.save_dialog import ask_where_to_save
from views.sheet import Sheet
from views.theme import Theme
from views.wording import moment

PROBLEM_KEY = "F12"
BUNDLE_KEY = "Ctrl+E"
WIDTH, HEIGHT = GRID * 72, GRID * 50


class ProblemSheet(Sheet):
    """Lies open beside the work: what happened, what is safe, what to do, whom to ask."""

    def __init__(
        self,
        theme: Theme,
        counter: Counter,
        parallel: Jobs,
        checks: DeskChecksPresenter,
        parent: QWidget,
    ) -> None:
        """With nothing on it. checks: writes the file for support."""
        super().__init__(translate("ProblemSheet", "What went wrong"), (WIDTH, HEIGHT), parent)
        self._theme = theme
        self._checks = checks
        self.presenter = ProblemPresenter(counter, self, parallel)
        self.happened = _words("title")
        self.to_do = _words()
        self.code = label("", "small")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        self.safe: list[QLabel] = []
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        inside.setSpacing(GRID)
        for title, part in (
            (translate("ProblemSheet", "What happened"), self.happened),
            (translate("ProblemSheet", "What is safe"), self._lines),
            (translate("ProblemSheet", "What to do"), self.to_do),
        ):
            inside.addWidget(label(title, "group"))
            if isinstance(part, QLabel):
                inside.addWidget(part)
            else:
                inside.addLayout(part)
            inside.addSpacing(GRID)
        inside.addStretch(1)
        inside.addWidget(self.code)
        self.bundle = QPushButton(translate("ProblemSheet", "File for support"))
        self.bundle.setToolTip(
            translate(
                "ProblemSheet", "What IT needs to help from afar, without anybody's data ({key})"
            ).format(key=BUNDLE_KEY)
        )
        self.bundle.clicked.connect(lambda: self._ask_where())
        self.put_away = QPushButton(translate("ProblemSheet", "Close"))
        self.put_away.setDefault(True)
        self.put_away.clicked.connect(self.close)
        QShortcut(QKeySequence(BUNDLE_KEY), self).activated.connect(self._ask_where)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
        buttons.setSpacing(GRID)
        buttons.addWidget(self.bundle)
        buttons.addStretch(1)
        buttons.addWidget(self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(content), 1)
        column.addWidget(hairline())
        column.addLayout(buttons)

    def open_on(self, message: Message) -> None:
        """Show one problem, beside the work."""
        self.presenter.show(message)
        self.show()
        self.activateWindow()
        self.put_away.setFocus()

    def open_last(self, messages: list[Message]) -> None:
        """Show the newest problem among messages, the newest first; without one, nothing opens."""
        found = next((each for each in messages if each.tone is Tone.PROBLEM), None)
        if found is not None:
            self.open_on(found)

    # What the presenter asks for.

    def show_problem(self, message: Message) -> None:
        """What happened and what to do."""
        happened, to_do = message_text(message)
        self.happened.setText(happened)
        self.to_do.setText(to_do)
        self.code.setText(
            translate("ProblemSheet", "For IT: {code}, {time}").format(
                code=message.code, time=moment(message.at)
            )
        )
        self._say([(translate("ProblemSheet", "Looking at what is kept…"), True)], looking=True)

    def show_safe(self, safe: Safe | None) -> None:
        """What is safe, looked up."""
        if safe is None:
            words = translate(
                "ProblemSheet",
                "The desk's store does not answer, so nobody can say now. Do not start again what "
                "you were doing; ask IT first.",
            )
            self._say([(words, False)])
        else:
            self._say(safe_texts(safe))

    def _say(self, texts: list[tuple[str, bool]], looking: bool = False) -> None:
        for old in self.safe:
            row = old.parentWidget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self.safe = []
        palette = self._theme.palette
        for text, good in texts:
            row = QWidget()
            row.setProperty("role", "clear")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(GRID)
            mark = QLabel()
            icon = (
                self._theme.icon("check", palette.done)
                if good
                else self._theme.icon("error", palette.error)
            )
            mark.setPixmap((self._theme.icon("clock") if looking else icon).pixmap(ICON, ICON))
            words = _words("secondary" if looking else None)
            words.setText(text)
            if not good:
                restyle(words, "role", "error")
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self._lines.addWidget(row)
            self.safe.append(words)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("ProblemSheet", "File for support"),
            ("ZIP (*.zip)",),
            "tramso.zip",
            lambda path: self._checks.save_bundle(path),
        )


def _words(role: str | None = None) -> QLabel:
    return wrapped("", role)
