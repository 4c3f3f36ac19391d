"""Where a card comes from: a picture dropped or chosen, the camera, its chip, a barcode reader."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPixmap
from PyQt6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station.check_card import Mismatch
from views.chip_panel import ChipPanel
from views.given_pictures import dropped_file
from views.identify_tool import IdentifyTool
from views.language import translate
from views.look import COLUMN, GROUP, MARGIN
from views.mismatch_list import MismatchList
from views.place_page import label, restyle, scrolled, wrapped
from views.theme import Theme


class CardColumn(QFrame):
    """Where the card's picture is dropped or chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.dropped: Callable[[Path], None] | None = None
        self.setProperty("role", "column")
        self.setFixedWidth(COLUMN)
        self.setAcceptDrops(True)
        self.drop = QFrame()
        self.drop.setProperty("role", "drop")
        self.button = QPushButton(" " + translate("Receive", "Choose a picture"))
        self.button.setIcon(theme.icon("card"))
        self.button.setToolTip(translate("Receive", "Choose a picture of the card (Ctrl+O)"))
        hint = wrapped(
            translate(
                "Receive",
                "Drop a picture of the identity card here: its QR code fills in the form.",
            ),
            "secondary",
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        inside.setSpacing(MARGIN)
        inside.addWidget(hint)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        self.camera = QPushButton()
        self.camera.setIcon(theme.icon("card"))
        self.face = QPushButton(" " + translate("Receive", "Receive, check face"))
        self.face.setIcon(theme.icon("person"))
        self.face.setToolTip(
            translate("Receive", "Receive, then hold the face against the card (Ctrl+J)")
        )
        self.seen = QLabel()
        self.seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The picture takes the column's width; it does not give it.
        self.seen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.seen.setAccessibleName(translate("Receive", "What the camera sees"))
        reader = wrapped(
            translate("Receive", "A barcode reader can be used at any time on this screen."),
            "secondary",
        )
        self.show_watching(False)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        column.setSpacing(MARGIN)
        column.addWidget(label(translate("Receive", "From the card"), "title"))
        column.addWidget(self.drop)
        column.addWidget(self.camera)
        column.addWidget(self.seen)
        column.addWidget(self.face)
        self.mismatches = MismatchList()
        self.chip = ChipPanel(theme)
        column.addWidget(self.chip)
        column.addWidget(reader)
        self.identify = IdentifyTool()
        column.addWidget(self.identify)
        column.addWidget(self.mismatches)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(content)
        outer.addWidget(self._area)

    def show_mismatches(self, mismatches: tuple[Mismatch, ...]) -> None:
        """Show them, and bring them into sight where the column is short."""
        self.mismatches.show_all(mismatches)
        if mismatches:
            QTimer.singleShot(0, self._to_mismatches)

    def _to_mismatches(self) -> None:
        self._area.ensureWidgetVisible(self.mismatches, 0, 0)

    def show_watching(self, watching: bool) -> None:
        """Whether the camera looks for a card; what it saw last is forgotten."""
        text = (
            translate("Receive", "Stop the camera")
            if watching
            else translate("Receive", "Use the camera")
        )
        self.camera.setText(" " + text)
        self.camera.setAccessibleName(text)
        self.camera.setToolTip(f"{text} (Ctrl+K)")
        self.seen.clear()
        self.seen.setVisible(watching)

    def show_seen(self, jpeg: bytes) -> None:
        """A picture of the camera, as wide as the column."""
        picture = QPixmap()
        if picture.loadFromData(jpeg):
            wide = self.drop.width()
            smooth = Qt.TransformationMode.SmoothTransformation
            self.seen.setPixmap(picture.scaledToWidth(wide, smooth))

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take one local file."""
        if event is not None and dropped_file(event) is not None:
            event.acceptProposedAction()
            restyle(self.drop, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        """The picture went elsewhere."""
        restyle(self.drop, "over", False)

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Read the card from the picture."""
        restyle(self.drop, "over", False)
        if event is not None and (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            if self.dropped is not None:
                self.dropped(path)
