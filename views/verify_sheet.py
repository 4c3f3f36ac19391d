"""The sheet on which any signed PDF is checked: chosen or dropped, judged, told in words."""

from pathlib import Path

from PyQt6.QtCore import QStandardPaths, Qt
from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PyQt6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from signing.values import SignatureReport, Verdict
from views.given_pictures import dropped_file
from views.language import translate
from views.look import GRID, ICON
from views.place_page import hairline, label, scrolled, wrapped
from views.presenters.verify import Verified, VerifyPresenter
from views.save_dialog import ask_where_to_save
from views.sheet import Sheet, row_of
from views.theme import Theme
from views.verification_words import (
    problem_words,
    signature_lines,
    verdict_sentence,
    whose,
    why,
)
from views.wording import moment, verdict_name

WIDTH, HEIGHT = GRID * 76, GRID * 68


class VerifySheet(Sheet):
    """Lies open beside the work; a PDF can be dropped on it at any time."""

    presenter: VerifyPresenter

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(translate("Verify", "Check a signed PDF"), (WIDTH, HEIGHT), parent)
        self._theme = theme
        self._file = ""
        self.setAcceptDrops(True)
        self.file = wrapped("", "title")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Verify", "Checking"))
        self.choose = QPushButton(translate("Verify", "Choose a file"))
        self.choose.setProperty("role", "primary")
        self.choose.clicked.connect(self.ask_for_file)
        self.save = QPushButton(translate("Verify", "Save the report"))
        self.save.clicked.connect(self._ask_where)
        self.put_away = QPushButton(translate("Verify", "Close"))
        self.put_away.clicked.connect(self.reject)
        self._area: QScrollArea | None = None
        buttons = row_of(self.put_away, self.save, self.choose)
        self._column = self.fill(GRID)
        self._column.addWidget(self.file)
        self._column.addWidget(self.progress)
        self._column.addLayout(buttons)
        self._tell_how()

    def attach(self, presenter: VerifyPresenter) -> None:
        """Let the clerk's acts reach the presenter."""
        self.presenter = presenter

    def showEvent(self, event: QShowEvent | None) -> None:
        """Let what judges a file start while one is being chosen."""
        super().showEvent(event)
        self.presenter.prepare()

    def open_sheet(self) -> None:
        """Show it beside the work."""
        self.show()
        self.activateWindow()
        self.choose.setFocus()

    def show_checking(self, file: str) -> None:
        """A file is being checked."""
        self._file = file
        self.file.setText(file)
        self.progress.show()
        self.save.setEnabled(False)
        self._show(QWidget())

    def show_verified(self, verified: Verified | None) -> None:
        """The report; or, where there is none, how to begin anew."""
        if verified is None:
            self._tell_how()
            return
        self.progress.hide()
        self.save.setEnabled(True)
        self._show(self._report(verified))

    def ask_for_file(self) -> None:
        """Choose a file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, translate("Verify", "Check a signed PDF"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.presenter.check(Path(name)))
        dialog.open()

    def done(self, result: int) -> None:
        """Put the sheet away with what it says: whoever opens it next may be somebody else."""
        super().done(result)
        self.presenter.forget()
        self._tell_how()

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take one file of this computer."""
        if event is not None and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Check it."""
        if event is not None and (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.presenter.check(path)

    def _tell_how(self) -> None:
        self.file.setText(translate("Verify", "Check a signed PDF"))
        self.progress.hide()
        self.save.setEnabled(False)
        words = wrapped(
            translate("Verify", "Choose a file, or drop it here. It is neither kept nor changed."),
            "empty",
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._show(words)

    def _show(self, content: QWidget) -> None:
        area = scrolled(content)
        # Long reports are read by keys, too.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._area is not None:
            self._column.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = area
        self._column.insertWidget(2, area, 1)

    def _report(self, verified: Verified) -> QWidget:
        report = verified.report
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addLayout(self._verdict(report.verdict, "title"))
        column.addWidget(_wrapped(verdict_sentence(report.verdict)))
        for problem in report.problems:
            column.addWidget(_wrapped(problem_words(problem), "doubt-note"))
        about = translate("Verify", "Checked at {time}").format(time=moment(verified.at))
        if report.pdfa is not None:
            about += " · " + translate("Verify", "says to be PDF/A-{kind}").format(kind=report.pdfa)
        column.addWidget(_wrapped(about, "small"))
        for signature in report.signatures:
            column.addWidget(hairline())
            column.addWidget(self._signature(signature))
        column.addStretch(1)
        return made

    def _signature(self, signature: SignatureReport) -> QFrame:
        made = QFrame()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label(whose(signature), "group"))
        if signature.signer:
            column.addWidget(_wrapped(signature.signer, "title"))
        column.addLayout(self._verdict(signature.verdict))
        if reason := why(signature):
            column.addWidget(_wrapped(reason))
        for problem in signature.problems:
            column.addWidget(_wrapped(problem_words(problem), "doubt-note"))
        for line in signature_lines(signature):
            column.addWidget(_wrapped(line, "secondary"))
        return made

    def _verdict(self, verdict: Verdict, role: str | None = None) -> QHBoxLayout:
        palette = self._theme.palette
        name, colour, tone = {
            Verdict.TOTAL_PASSED: ("check", palette.done, "done"),
            Verdict.INDETERMINATE: ("warning", palette.doubt, "doubt"),
            Verdict.TOTAL_FAILED: ("error", palette.error, "error"),
        }[verdict]
        line = QHBoxLayout()
        line.setSpacing(GRID)
        mark = QLabel()
        mark.setPixmap(self._theme.icon(name, colour).pixmap(ICON, ICON))
        line.addWidget(mark)
        line.addWidget(label(f"{verdict_name(verdict)} ({verdict})", role or tone), 1)
        return line

    def _ask_where(self) -> None:
        name = f"{Path(self._file).stem}.json"
        title = translate("Verify", "Save the report")
        ask_where_to_save(self, title, ("JSON (*.json)",), name, self.presenter.save)


def _wrapped(text: str, role: str | None = None) -> QLabel:
    made = wrapped(text, role)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
