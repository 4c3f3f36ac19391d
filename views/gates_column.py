"""Beside the tray: the paper in hand, the gates that it has passed, and who signs."""

from collections.abc import Callable

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.desk_check import Status
from station.sheet_gate import SheetGate
from views.grounds_dialog import warning_text
from views.language import translate
from views.look import COLUMN, COLUMN_NARROW, GRID, ICON, MARGIN
from views.place_page import hairline, label, scrolled, wrapped
from views.presenters.tray import OF_READINESS, Gate, Means, Waiting
from views.problem_texts import problem_text
from views.readiness_texts import readiness_text
from views.theme import Theme
from views.wording import copies_text, number, pages_text


class GatesColumn(QFrame):
    """Each gate has a mark, a sentence, and where it is shut the way to its cure."""

    def __init__(self, theme: Theme, cure: Callable[[Gate], None]) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "column")
        self.setFixedWidth(COLUMN)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GRID)
        self._name = wrapped("", "title")
        self._about = wrapped("", "secondary")
        layout.addWidget(self._name)
        layout.addWidget(self._about)
        layout.addWidget(hairline())
        layout.addWidget(label(translate("Sign", "Before signing"), "group"))
        self._marks: dict[Gate, QLabel] = {}
        self.words: dict[Gate, QLabel] = {}
        self.cures: dict[Gate, QPushButton] = {}
        for gate in Gate:
            layout.addLayout(self._line(gate))
            layout.addLayout(self._cure_line(gate, cure))
        layout.addWidget(hairline())
        layout.addWidget(label(translate("Sign", "Signed by"), "group"))
        self._signer = wrapped("")
        layout.addWidget(self._signer)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def show_gates(self, chosen: Waiting, means: Means) -> None:
        """The paper in hand and how it stands."""
        self._name.setText(chosen.document.title)
        self._about.setText(
            f"{chosen.dossier.requester.name}\n"
            f"{pages_text(len(chosen.document.pages))} · {copies_text(chosen.document.copies)}"
        )
        self._signer.setText(means.officer)
        palette = self._theme.palette
        for gate in Gate:
            passed = gate in chosen.passed
            self.words[gate].setText(gate_text(gate, chosen, means))
            # Sides may be counted, and more numbers leased, before somebody must.
            offered = (
                gate is Gate.SHEETS
                or (gate is Gate.NUMBER and means.numbers_low)
                or (gate in OF_READINESS & means.checks.keys() and _doubtful(gate, means))
            )
            self.cures[gate].setVisible(offered or not passed)
            sure = passed and not _doubtful(gate, means)
            icon = self._theme.icon(
                "check" if sure else "warning", palette.done if sure else palette.doubt
            )
            self._marks[gate].setPixmap(icon.pixmap(ICON, ICON))

    def set_narrow(self, narrow: bool) -> None:
        """Less room beside the tray."""
        self.setFixedWidth(COLUMN_NARROW if narrow else COLUMN)

    def _line(self, gate: Gate) -> QHBoxLayout:
        words = wrapped("")
        mark = label("")
        mark.setFixedSize(ICON, ICON)
        self.words[gate], self._marks[gate] = words, mark
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return line

    def _cure_line(self, gate: Gate, cure: Callable[[Gate], None]) -> QHBoxLayout:
        button = QPushButton(_cure_text(gate))
        button.setProperty("role", "link")
        button.clicked.connect(lambda: cure(gate))
        self.cures[gate] = button
        line = QHBoxLayout()
        line.setContentsMargins(ICON + GRID // 2, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        return line


def state_text(row: Waiting) -> str:
    """Where a paper of the tray stands, in few words."""
    if row.ready:
        return translate("Sign", "Ready")
    missing = [gate for gate in Gate if gate not in row.passed]
    # A refused paper is not waiting for anything else.
    return missing_text(Gate.ALLOWED if row.refused else missing[0], row)


def missing_text(gate: Gate, row: Waiting) -> str:
    """What a paper lacks, in few words."""
    if gate is Gate.ALLOWED:
        return translate("Sign", "Refused") if row.refused else translate("Sign", "Not decided on")
    return {
        Gate.SCANNED: translate("Sign", "Not scanned"),
        Gate.SHEETS: translate("Sign", "Sides do not add up"),
        Gate.COMPARED: translate("Sign", "Not compared"),
        Gate.NUMBER: translate("Sign", "No number left"),
        Gate.TOKEN: translate("Sign", "No token"),
        Gate.CERTIFICATE: translate("Sign", "Certificate refused"),
        Gate.REVOCATION: translate("Sign", "Revocation unknown"),
        Gate.TIME_STAMP: translate("Sign", "No time-stamp"),
        Gate.CLOCK: translate("Sign", "Clock wrong"),
        Gate.DISK: translate("Sign", "Disk full"),
    }[gate]


def _cure_text(gate: Gate) -> str:
    if gate in OF_READINESS:
        return translate("Sign", "Look again")
    return {
        Gate.SCANNED: translate("Sign", "Scan"),
        Gate.SHEETS: translate("Sign", "Count the original's sides"),
        Gate.COMPARED: translate("Sign", "Compare"),
        Gate.ALLOWED: translate("Sign", "Decide"),
        Gate.NUMBER: translate("Sign", "Ask central for numbers"),
        Gate.TOKEN: translate("Sign", "Look again"),
        Gate.CERTIFICATE: translate("Sign", "Look again"),
    }[gate]


def _doubtful(gate: Gate, means: Means) -> bool:
    """Whether an open gate wants a look all the same."""
    if gate in OF_READINESS:
        # Without a server's time nothing is known of the clock.
        told_by = Gate.TIME_STAMP if gate is Gate.CLOCK and gate not in means.checks else gate
        check = means.checks.get(told_by)
        return check is not None and check.status is not Status.OK
    return {
        Gate.NUMBER: means.numbers_low,
        Gate.TOKEN: means.last_try,
        Gate.CERTIFICATE: means.certificate_days is None or means.certificate_ends_soon,
    }.get(gate, False)


def gate_text(gate: Gate, chosen: Waiting, means: Means) -> str:
    """How one gate stands, in a sentence."""
    passed = gate in chosen.passed
    match gate:
        case Gate.SCANNED:
            if chosen.scanning:
                return translate("Sign", "The original is being scanned")
            return (
                translate("Sign", "Pages are scanned")
                if passed
                else translate("Sign", "The original is not scanned yet")
            )
        case Gate.SHEETS:
            return _sheets_text(chosen.sheets, passed)
        case Gate.COMPARED:
            return (
                translate("Sign", "Every page was compared")
                if passed
                else translate("Sign", "Not every page was compared with the original")
            )
        case Gate.ALLOWED:
            return _allowed_text(chosen, passed)
        case Gate.NUMBER:
            closed = means.numbers
            if not passed and closed is not None and means.numbers_left:
                # Numbers are there, and the book gives none: it says itself why.
                return problem_text(str(closed.facts["code"]), closed.facts).happened
            text = (
                translate("Sign", "Book {book}: only {count} numbers left")
                if means.numbers_low
                else translate("Sign", "Book {book}: {count} numbers left")
            )
            return text.format(book=means.book, count=number(means.numbers_left))
        case Gate.TOKEN:
            return _token_text(means)
        case Gate.CERTIFICATE:
            return _certificate_text(means)
        case _:
            return readiness_text(gate, means)


def _sheets_text(sheets: SheetGate, passed: bool) -> str:
    there = number(sheets.there)
    if not sheets.fits and sheets.counted is None:
        return translate("Sign", "Scanned sides taken out without a reason: {count}").format(
            count=number(sheets.ledger.removed)
        )
    if not sheets.fits:
        text = translate("Sign", "You counted {counted} sides; {there} are here")
        return text.format(counted=number(sheets.wanted), there=there)
    if not passed and sheets.counted is None:
        return translate(
            "Sign", "Nobody has counted the original's sides; {there} are here"
        ).format(there=there)
    if sheets.counted is not None:
        return translate("Sign", "As many sides as you counted: {there}").format(there=there)
    return translate("Sign", "Every scanned side is accounted for: {there}").format(there=there)


def _allowed_text(chosen: Waiting, passed: bool) -> str:
    if chosen.refused:
        return translate("Sign", "The copy was refused to the citizen")
    if passed:
        return (
            translate("Sign", "You decided that the copy may be made")
            if chosen.warnings
            else translate("Sign", "Not refused")
        )
    if chosen.warnings:
        return "\n".join(map(warning_text, chosen.warnings))
    return translate("Sign", "Nobody has decided on the grounds for refusing yet")


def _token_text(means: Means) -> str:
    if means.problem is not None:
        return problem_text(means.problem.code, means.problem.facts).happened
    if any(token is not None and token.pin.locked for token in means.tokens):
        return translate("Sign", "The token is locked: its issuer must unlock it")
    missing = [
        label for label, token in zip(means.labels, means.tokens, strict=True) if token is None
    ]
    if missing:
        return translate("Sign", "Plug in the token {label}").format(label=", ".join(missing))
    if means.last_try:
        return translate(
            "Sign", "One more wrong PIN locks the token: agree to the last try when asked for it"
        )
    return translate("Sign", "Token {label} is plugged in").format(label=", ".join(means.labels))


def _certificate_text(means: Means) -> str:
    problem, days = means.certificate_problem, means.certificate_days
    if problem is not None:
        return problem_text(problem.code, problem.facts).happened
    if days is None:
        return translate("Sign", "The certificates are looked at with the token")
    if means.certificate_ends_soon:
        return translate("Sign", "A certificate ends in {days} days: ask for a new one").format(
            days=number(days)
        )
    return translate("Sign", "The certificates hold for {days} more days").format(days=number(days))
