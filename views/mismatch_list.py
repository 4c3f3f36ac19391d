"""What on a card does not agree: each place with its picture, one below the other."""

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPixmap, QResizeEvent
from PyQt6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from station.check_card import Mismatch, Sighting, Source
from views.language import translate
from views.look import GRID
from views.place_page import wrapped


class MismatchList(QFrame):
    """Nothing where everything agrees."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.hide()

    def show_all(self, mismatches: tuple[Mismatch, ...]) -> None:
        """Show these instead of those before."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for mismatch in mismatches:
            title = wrapped(_title(mismatch.field), "doubt")
            self._column.addWidget(title)
            for sighting in mismatch.sightings:
                self._column.addWidget(_Place(sighting))
        self.setVisible(bool(mismatches))


class _Place(QWidget):
    """A value, where it stands, and what it looks like there."""

    def __init__(self, sighting: Sighting) -> None:
        super().__init__()
        said = wrapped(f"{_where(sighting)}: {sighting.value}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(said)
        picture = QPixmap()
        if sighting.seen and picture.loadFromData(sighting.seen):
            column.addWidget(_Fitting(picture, _where(sighting)))


class _Fitting(QLabel):
    """A picture no wider than its column, and no higher than a code need be to be known as one."""

    _HIGHEST = GRID * 12

    def __init__(self, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit(picture.width())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Fit anew."""
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        scaled = self._picture.scaled(
            min(width, self._picture.width()),
            min(self._HIGHEST, self._picture.height()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(scaled)
        self.setFixedHeight(scaled.height())


def _title(field: str) -> str:
    match field:
        case "number":
            return translate("Mismatch", "The number is not the same everywhere:")
        case "name":
            return translate("Mismatch", "The name is not the same everywhere:")
        case "birth_date":
            return translate("Mismatch", "The date of birth is not the same everywhere:")
        case "sex":
            return translate("Mismatch", "The sex is not the same everywhere:")
        case _:
            return translate("Mismatch", "The end of validity is not the same everywhere:")


def _where(sighting: Sighting) -> str:
    match sighting.source:
        case Source.CODE:
            return translate("Mismatch", "QR code")
        case Source.ZONE:
            return translate("Mismatch", "Three lines at the back")
        case Source.PRINTED:
            return translate("Mismatch", "Printed, as read")
        case Source.CHIP:
            return translate("Mismatch", "Chip")
        case Source.EARLIER:
            text = translate("Mismatch", "Dossier {code}")
            return text.format(code=sighting.dossier)
