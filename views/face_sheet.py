"""The sheet of the face check: lies open beside the work, of whose dossier is open alone."""

from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QHideEvent, QPixmap
from PyQt6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.check_face import FaceAnswer
from station.chip.portrait import Portrait as ChipPortrait
from station.watch_face import FaceSight
from views.consent_texts import answer_words
from views.face_texts import check_text, portrait_text, sight_text
from views.key_binding import bind_key
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import PRIMARY_KEY, label, resize_on_screen, restyle, scrolled
from views.presenters.counter import Counter
from views.presenters.face import FacePresenter, FaceState
from views.presenters.jobs import Jobs

FACE_KEY = "Shift+F6"
WIDTH, HEIGHT = GRID * 84, GRID * 62
SEEN = (GRID * 40, GRID * 23)
PICTURES = "*.png *.jpg *.jpeg *.tif *.tiff"


class FaceSheet(QDialog):
    """No answer is proposed, and nothing starts by itself."""

    def __init__(self, counter: Counter, serial: Jobs, parallel: Jobs, parent: QWidget) -> None:
        """Put it together. `ask` is to open the question to the citizen."""
        super().__init__(parent)
        self.presenter = FacePresenter(counter, self, serial, parallel)
        self.setWindowTitle(translate("Face", "Face and card"))
        self.setModal(False)
        resize_on_screen(self, WIDTH, HEIGHT)
        self.ask = QPushButton(f"{translate('Face', 'Ask the citizen')}   F4")
        self.who, self.agreed = label("", "title"), label("", "secondary")
        self.photo, self.came_of_it = label("", "secondary"), label("")
        for words in (self.who, self.agreed, self.photo, self.came_of_it):
            words.setWordWrap(True)
        self.choose = QPushButton(translate("Face", "Choose the card's picture"))
        self.choose.setToolTip(translate("Face", "Choose the card's picture (Ctrl+O)"))
        self.seen = QLabel()
        self.seen.setMinimumSize(*SEEN)
        self.seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.seen.setAccessibleName(translate("Face", "What the camera sees"))
        self.asked = label("", "title")
        self.asked.setWordWrap(True)
        self.asked.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Face", "How far the check is"))
        self.same = QPushButton(translate("Face", "By eye: the same person"))
        self.different = QPushButton(translate("Face", "By eye: not the same"))
        self.put_away = QPushButton(translate("Face", "Close"))
        self.start = QPushButton()
        self.start.setProperty("role", "primary")
        self._lay_out()
        self.choose.clicked.connect(lambda: self._choose())
        self.same.clicked.connect(lambda: self.presenter.by_eye(FaceAnswer.SAME))
        self.different.clicked.connect(lambda: self.presenter.by_eye(FaceAnswer.DIFFERENT))
        self.put_away.clicked.connect(self.close)
        self.start.clicked.connect(lambda: self._start_or_stop())
        for key, button in (
            ("Ctrl+O", self.choose),
            ("F4", self.ask),
            ("Ctrl+Y", self.same),
            # Not the key that opens the sheet at Receive: pressed twice it would say this.
            ("Ctrl+D", self.different),
            (PRIMARY_KEY, self.start),
        ):
            bind_key(self, key, button.click)
        self._running = False
        self.show_sight(None)
        self.show_state(FaceState())

    def open_sheet(self) -> None:
        """Show it beside the work."""
        self.presenter.look()
        self.show()
        self.activateWindow()
        (self.start if self.start.isEnabled() else self.choose).setFocus()

    def stop(self) -> None:
        """Let the camera go."""
        self.presenter.stop()

    # What the presenter asks for.

    def show_state(self, state: FaceState) -> None:
        """Consent, photo, result, and what can be pressed."""
        self._running = state.running
        here = bool(state.name)
        self.who.setText(state.name or translate("Face", "Open the citizen's dossier first."))
        self.agreed.setText(
            translate("Face", "Consent to the camera: {answer}").format(
                answer=answer_words(state.agreed)
            )
        )
        self._show_photo(state)
        self.came_of_it.setText(check_text(state.check))
        self.start.setText(
            f"{translate('Face', 'Stop')}   Esc"
            if state.running
            else f"{translate('Face', 'Start the camera')}   {PRIMARY_KEY}"
        )
        self.start.setEnabled(state.ready or state.running)
        self.choose.setEnabled(here and not state.running)
        self.same.setEnabled(here)
        self.different.setEnabled(here)

    def show_sight(self, sight: FaceSight | None) -> None:
        """What the camera sees and what is asked."""
        if sight is None:
            self.seen.clear()
            self.asked.clear()
            self.progress.setValue(0)
            return
        picture = QPixmap()
        if picture.loadFromData(sight.jpeg):
            fit = Qt.AspectRatioMode.KeepAspectRatio
            self.seen.setPixmap(
                picture.scaled(self.seen.size(), fit, Qt.TransformationMode.SmoothTransformation)
            )
        self.asked.setText(sight_text(sight))
        self.progress.setValue(round(100 * sight.done))

    # The sheet itself.

    def hideEvent(self, event: QHideEvent | None) -> None:
        """Nobody looks: nor does the camera."""
        super().hideEvent(event)
        self.presenter.stop()

    def reject(self) -> None:
        """Esc stops the camera first, and then puts the sheet away."""
        if self._running:
            self.presenter.stop()
        else:
            super().reject()

    def _start_or_stop(self) -> None:
        if self._running:
            self.presenter.stop()
        else:
            self.presenter.start()

    def _show_photo(self, state: FaceState) -> None:
        if state.flaw is not None:
            words = portrait_text(state.flaw)
        elif isinstance(state.picture, ChipPortrait):
            words = translate("Face", "Photo: from the chip")
        elif state.picture is not None:
            words = translate("Face", "Photo: on {file}").format(file=state.picture.name)
        else:
            words = translate("Face", "Choose a picture of the card with its photo.")
        self.photo.setText(words)
        restyle(self.photo, "role", "doubt" if state.flaw is not None else "secondary")

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("Face", "Choose the card's picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("Face", "Pictures ({patterns})").format(patterns=PICTURES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.presenter.choose(Path(name)))
        dialog.open()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.who)
        for words, button in ((self.agreed, self.ask), (self.photo, self.choose)):
            row = QHBoxLayout()
            row.setSpacing(GRID)
            row.addWidget(words, 1)
            row.addWidget(button)
            column.addLayout(row)
        # What is asked first: a small screen shows the upper part alone.
        column.addWidget(self.asked)
        column.addWidget(self.progress)
        column.addWidget(self.came_of_it)
        column.addWidget(self.seen, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(GROUP, 0, GROUP, MARGIN)
        buttons.setSpacing(GRID)
        buttons.addWidget(self.same)
        buttons.addWidget(self.different)
        buttons.addStretch(1)
        buttons.addWidget(self.put_away)
        buttons.addWidget(self.start)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(buttons)
