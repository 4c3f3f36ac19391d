"""Where a card's chip is read: the button, how far it is, the portrait, and what proves it."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPixmap
from PyQt6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout

from station.read_chip import ChipReading, Progress, Stage
from views.chip_texts import progress_text, reasons_text, role_of, verdict_text
from views.language import translate
from views.look import GRID
from views.place_page import label, restyle
from views.theme import Theme

KEY = "Ctrl+I"
_PORTRAIT_HIGH = GRID * 18


class ChipPanel(QFrame):
    """Nothing but the button until a chip is read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = QPushButton()
        self.button.setIcon(theme.icon("card"))
        self.says = label("", "secondary")
        self.says.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Chip", "How much of the chip is read"))
        self.portrait = QLabel()
        self.portrait.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.portrait.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.portrait.setAccessibleName(translate("Chip", "Portrait from the chip"))
        self.verdict = label("")
        self.verdict.setWordWrap(True)
        self.reasons = label("", "secondary")
        self.reasons.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        parts = (self.button, self.says, self.progress, self.portrait, self.verdict, self.reasons)
        for widget in parts:
            column.addWidget(widget)
        self.show_busy(False)
        self.show_chip(None, b"")

    def show_busy(self, busy: bool) -> None:
        """Whether a chip is waited for or read."""
        text = translate("Chip", "Stop reading") if busy else translate("Chip", "Read the chip")
        self.button.setText(" " + text)
        self.button.setAccessibleName(text)
        self.button.setToolTip(f"{text} ({KEY})")
        self.says.setText("")
        self.says.setVisible(busy)
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)

    def show_progress(self, progress: Progress) -> None:
        """How far it is; a bar that only moves where nobody knows."""
        self.says.setText(progress_text(progress))
        self.progress.setRange(0, progress.total if progress.stage is Stage.READING else 0)
        self.progress.setValue(progress.done)

    def show_chip(self, chip: ChipReading | None, portrait: bytes) -> None:
        """The portrait and the verdict; None: both are forgotten."""
        picture = QPixmap()
        if portrait and picture.loadFromData(portrait):
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToHeight(_PORTRAIT_HIGH, smooth)
            self.portrait.setFixedHeight(picture.height())
        self.portrait.setPixmap(picture)
        self.portrait.setVisible(not picture.isNull())
        self.verdict.setText("" if chip is None else verdict_text(chip.proof))
        self.verdict.setVisible(chip is not None)
        if chip is not None:
            restyle(self.verdict, "role", role_of(chip.proof))
        reasons = "" if chip is None else reasons_text(chip)
        self.reasons.setText(reasons)
        self.reasons.setVisible(bool(reasons))
