"""The column of a scan's choices: the scanner, the kind of paper, and how it is scanned."""

from collections.abc import Sequence
from dataclasses import replace

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scanners.clean_up import CleanUpSteps
from scanners.values import Device, Mode, ScanOptions, Source
from station.device_book import place_of
from station.scan_profiles import (
    DETECTED,
    EVERY_STEP,
    PROFILES,
    on_paper,
    options_for,
)
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, GRID, MARGIN
from views.place_page import label, scrolled, wrapped
from views.presenters.devices import KnownScanner
from views.presenters.scan_order import Runs
from views.theme import Theme
from views.wording import moment

# Below 300 dpi the text under seals is lost, though the rule asks for 200 only.
USUAL_DPI = 300
BRIGHTNESS = 100

Way = tuple[str, Runs]


class ScanChoices(QFrame):
    """What a scan is asked for. Choosing a kind of paper sets the rest; the rest may be changed."""

    chosen = pyqtSignal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._wanted: Way = ("", Runs.ONE)
        self._own_device = ""
        self._dpi, self._mode = USUAL_DPI, Mode.COLOR
        self.setProperty("role", "column")
        self.setFixedWidth(COLUMN)
        self.device = _choice(translate("Scan", "Scanner"))
        self.profile = _choice(translate("Scan", "Kind of paper"))
        self.source = _choice(translate("Scan", "Paper lies"))
        self.paper = _choice(translate("Scan", "Paper size"))
        self.dpi = _choice(translate("Scan", "Resolution"))
        self.mode = _choice(translate("Scan", "Colours"))
        self.brightness = QSpinBox()
        self.brightness.setAccessibleName(translate("Scan", "Brightness"))
        self.brightness.setRange(-BRIGHTNESS, BRIGHTNESS)
        self.brightness.setSingleStep(10)
        self.on_button = QCheckBox(translate("Scan", "At the scanner's button"))
        self.state = wrapped("", "small")
        self.search_again = QToolButton()
        self.search_again.setIcon(theme.icon("again"))
        self.search_again.setToolTip(translate("Scan", "Look for scanners again (F6)"))
        self.search_again.setAccessibleName(translate("Scan", "Look for scanners again"))
        self.import_button = _button(
            theme,
            "import",
            translate("Scan", "Add from files"),
            translate("Scan", "Add pictures or PDF files (Ctrl+O); or drop or paste them (Ctrl+V)"),
        )
        self.remove_button = _button(
            theme,
            "remove",
            translate("Scan", "Remove pages"),
            translate("Scan", "Remove the pages chosen (Del in the list of pages)"),
        )
        self.separator_button = _button(
            theme,
            "separator",
            translate("Scan", "Separator sheet"),
            translate("Scan", "A sheet to put between two papers, as PDF to print (Ctrl+P)"),
        )
        self.warning = wrapped("", "doubt-note")
        self.warning.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._laid_out()))
        _fill(self.profile, [(name, key) for key, name in _profile_names().items()], "")
        _fill(self.paper, [(name, key) for key, name in _paper_names().items()], "")
        self.device.currentIndexChanged.connect(self._device_chosen)
        self.device.activated.connect(self._own_device_chosen)
        self.profile.activated.connect(self._profile_chosen)
        for own in (self.source, self.paper, self.dpi, self.mode):
            own.activated.connect(self._own_choice)

    def start_with(self, source: str, dpi: int, mode: str) -> None:
        """The desk's own settings come first; an empty source is the device's own default."""
        self._wanted, self._dpi, self._mode = (source, Runs.ONE), dpi, Mode(mode)

    def show_devices(self, known: Sequence[KnownScanner], preferred: str) -> None:
        """The scanners to choose from; what the clerk chose stays, else the preferred one is taken.

        One that was switched off and on may have another id since: it is taken for the same.
        Without either it is the first: those that answer come before those that do not.
        """
        wanted = _present(known, self._own_device or preferred)
        self.device.blockSignals(True)
        self.device.clear()
        for each in known:
            self.device.addItem(each.device.name, each)
        at = next((i for i, each in enumerate(known) if each.device.id == wanted), 0)
        self.device.setCurrentIndex(at if known else -1)
        self.device.blockSignals(False)
        self._device_chosen()

    def scanner(self) -> KnownScanner | None:
        """The scanner chosen."""
        chosen = self.device.currentData()
        return chosen if isinstance(chosen, KnownScanner) else None

    @property
    def runs(self) -> Runs:
        """In how many runs the sheets go through."""
        _, runs = self._way()
        return runs

    @property
    def clean_up(self) -> CleanUpSteps:
        """The steps of cleaning up that are gentle to the kind of paper chosen."""
        profile = PROFILES.get(str(self.profile.currentData()))
        return profile.clean_up if profile is not None else EVERY_STEP

    def options(self) -> ScanOptions:
        """What is asked of the scanner."""
        source, _ = self._way()
        options = ScanOptions(
            source=Source(source) if source else None,
            dpi=int(self.dpi.currentData() or self._dpi),
            mode=Mode(self.mode.currentData() or self._mode),
            brightness=(self.brightness.value() or None) if self.brightness.isEnabled() else None,
        )
        return on_paper(options, str(self.paper.currentData() or ""))

    def one_side(self) -> tuple[str, ScanOptions] | None:
        """The scanner chosen and how it scans one side; None where no scanner is known."""
        known = self.scanner()
        return (known.device.id, replace(self.options(), page_limit=1)) if known else None

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """What is to be looked at on the page in hand."""
        self.warning.setText("\n".join(warnings))
        self.warning.setVisible(bool(warnings))

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the page."""
        self.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def _way(self) -> Way:
        way = self.source.currentData()
        return way if isinstance(way, tuple) else ("", Runs.ONE)

    def _own_device_chosen(self) -> None:
        known = self.scanner()
        self._own_device = known.device.id if known is not None else ""

    def _device_chosen(self) -> None:
        known = self.scanner()
        self.device.setToolTip(known.device.name if known is not None else "")
        self.state.setText(_state(known) if known is not None else "")
        self.state.setVisible(bool(self.state.text()))
        device = known.device if known is not None else None
        _fill(self.source, _ways(device), self._wanted)
        _fill(self.dpi, [(f"{dpi} dpi", dpi) for dpi in _resolutions(device)], self._dpi)
        _fill(self.mode, [(_mode_name(m), m.value) for m in _modes(device)], self._mode.value)
        self.brightness.setEnabled(device is None or device.brightness)
        self.chosen.emit()

    def _profile_chosen(self) -> None:
        profile, known = PROFILES.get(str(self.profile.currentData())), self.scanner()
        if profile is None:
            return
        options = options_for(profile, known.device if known is not None else None)
        runs = Runs.CARD if profile.both_sides else Runs.ONE
        self._wanted = (options.source.value if options.source else "", runs)
        self._dpi, self._mode = options.dpi, options.mode
        _choose(self.paper, profile.paper or "")
        self._device_chosen()

    def _own_choice(self) -> None:
        _choose(self.profile, "")
        self._wanted = self._way()
        self._dpi = int(self.dpi.currentData() or self._dpi)
        self._mode = Mode(self.mode.currentData() or self._mode)
        self.chosen.emit()

    def _laid_out(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GRID // 2)
        for line in (
            (self.device, self.search_again),
            (self.profile,),
            (self.source,),
            (self.paper,),
            (self.dpi, self.mode),
            (self.brightness,),
        ):
            layout.addLayout(_titled(line))
            if self.device in line:
                layout.addWidget(self.state)
            layout.addSpacing(GRID)
        layout.addWidget(self.on_button)
        layout.addSpacing(GRID)
        for button in (self.import_button, self.remove_button, self.separator_button):
            layout.addWidget(button)
            layout.addSpacing(GRID // 2)
        layout.addSpacing(GRID)
        layout.addWidget(self.warning)
        layout.addStretch(1)
        return inside


def _present(known: Sequence[KnownScanner], wanted: str) -> str:
    """The id under which the scanner wanted is there now."""
    answering = [each.device.id for each in known if each.answers]
    if wanted in answering:
        return wanted
    place = place_of(wanted)
    return next((each for each in answering if place_of(each) == place), wanted)


def _titled(line: Sequence[QWidget]) -> QHBoxLayout:
    """Widgets beside each other, each but tool buttons with its name above."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    for widget in line:
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        if isinstance(widget, QToolButton):
            column.addStretch(1)
            column.addWidget(widget)
            row.addLayout(column)
        else:
            words = label(widget.accessibleName(), "small")
            words.setBuddy(widget)
            column.addWidget(words)
            column.addWidget(widget)
            row.addLayout(column, 1)
    return row


def _choice(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(1)
    return made


def _button(theme: Theme, icon: str, text: str, tip: str) -> QPushButton:
    made = QPushButton(f" {text}")
    made.setAccessibleName(text)
    made.setIcon(theme.icon(icon))
    made.setToolTip(tip)
    return made


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]], wanted: object) -> None:
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    at = next((i for i, (_, value) in enumerate(entries) if value == wanted), 0)
    box.setCurrentIndex(at if entries else -1)
    box.setEnabled(len(entries) > 1)


def _choose(box: QComboBox, value: object) -> None:
    for at in range(box.count()):
        if box.itemData(at) == value:
            box.setCurrentIndex(at)


def _ways(device: Device | None) -> list[tuple[str, object]]:
    """Where paper may lie; a feeder that sees one side may take a pile twice, a glass a card."""
    if device is None:
        return []
    ways: list[tuple[str, object]] = []
    twice = translate("Scan", "On the glass twice: both sides of a card")
    if not device.sources and device.resolutions:  # it has one place for paper, and no name for it
        ways.append((translate("Scan", "As the scanner has it"), ("", Runs.ONE)))
        ways.append((twice, ("", Runs.CARD)))
    for source in device.sources:
        ways.append((_source_name(source), (source.value, Runs.ONE)))
    if Source.FEEDER in device.sources:
        for runs, name in _runs_names().items():
            ways.append((name, (Source.FEEDER.value, runs)))
    if Source.FLATBED in device.sources:
        ways.append((twice, (Source.FLATBED.value, Runs.CARD)))
    return ways


def _resolutions(device: Device | None) -> Sequence[int]:
    return device.resolutions if device is not None else ()


def _modes(device: Device | None) -> Sequence[Mode]:
    return device.modes if device is not None else ()


def _state(known: KnownScanner) -> str:
    """What is to be known of a scanner before it is used; empty when all is well."""
    said = []
    if not known.answers and known.seen_at is not None:
        said.append(
            translate("Scan", "Does not answer now; it did at {when}.").format(
                when=moment(known.seen_at)
            )
        )
    elif not known.answers:
        said.append(translate("Scan", "Does not answer."))
    if known.crashes:
        said.append(
            translate("Scan", "Its driver failed lately ({times}).").format(times=known.crashes)
        )
    return " ".join(said)


def _source_name(source: Source) -> str:
    return {
        Source.FLATBED: translate("Scan", "On the glass"),
        Source.FEEDER: translate("Scan", "In the feeder"),
        Source.DUPLEX: translate("Scan", "In the feeder, both sides"),
    }[source]


def _runs_names() -> dict[Runs, str]:
    return {
        Runs.FRONTS_FIRST: translate("Scan", "In the feeder twice: fronts, then backs"),
        Runs.BACKS_FIRST: translate("Scan", "In the feeder twice: backs, then fronts"),
    }


def _mode_name(mode: Mode) -> str:
    return {
        Mode.COLOR: translate("Scan", "Colour"),
        Mode.GRAY: translate("Scan", "Grey"),
        Mode.BITONAL: translate("Scan", "Black and white"),
    }[mode]


def _profile_names() -> dict[str, str]:
    return {
        "": translate("Scan", "Own choice"),
        "office-sheets": translate("Scan", "Office sheets"),
        "fragile-original": translate("Scan", "Fragile original"),
        "identity-card": translate("Scan", "Identity card"),
    }


def _paper_names() -> dict[str, str]:
    return {
        "": translate("Scan", "As the scanner has it"),
        DETECTED: translate("Scan", "Found by itself"),
        "a4": "A4",
        "a3": "A3",
        "id-1": translate("Scan", "Identity card"),
        "land-certificate": translate("Scan", "Land certificate, 190 × 265 mm"),
        "passport": translate("Scan", "Passport page"),
    }
