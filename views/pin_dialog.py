"""The PIN dialog: the one modal thing. It keeps no PIN and tries none."""

from collections.abc import Mapping

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from signing.pin import Pin
from signing.values import PinFlags, Token
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.place_page import label, wrapped
from views.presenters.sign import OnPins

WIDTH = GRID * 50


class PinDialog(QDialog):
    """Asks one PIN per token; `answer` is called once, with None when the clerk gives up.

    A token on its last try asks for a consent besides; nothing can be tried without it.
    """

    def __init__(
        self, tokens: tuple[Token, ...], act: str, answer: OnPins, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._answer: OnPins | None = answer
        self.fields: dict[str, QLineEdit] = {}
        self.consents: dict[str, QCheckBox] = {}
        self.setWindowTitle(translate("PinDialog", "PIN of the token"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GROUP, GROUP, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(label(act, "title"))
        for token in tokens:
            words = label(
                translate("PinDialog", "PIN of the token {label}").format(label=token.label),
                "secondary",
            )
            edit = QLineEdit()
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.setAccessibleName(words.text())
            # Input methods and their histories have no business with a PIN.
            edit.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData
                | Qt.InputMethodHint.ImhNoPredictiveText
                | Qt.InputMethodHint.ImhHiddenText
            )
            edit.textChanged.connect(self._refresh)
            words.setBuddy(edit)
            column.addSpacing(GRID)
            column.addWidget(words)
            column.addWidget(edit)
            warning = tries_text(token.pin)
            if warning:
                note = wrapped(warning, "doubt-note")
                column.addWidget(note)
            self.fields[token.label] = edit
            if token.pin.final_try:
                consent = QCheckBox(
                    translate("PinDialog", "Try it, although a wrong PIN locks the token")
                )
                consent.toggled.connect(self._refresh)
                column.addWidget(consent)
                self.consents[token.label] = consent
        column.addSpacing(GRID)
        safe = label(translate("PinDialog", "The PIN is tried once and is not kept."), "small")
        column.addWidget(safe)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.sign = buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert self.sign is not None
        self.sign.setText(translate("PinDialog", "Sign"))
        self.sign.setProperty("role", "primary")
        self.sign.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(GRID)
        column.addWidget(buttons)
        self.finished.connect(self._finished)

    def _refresh(self) -> None:
        assert self.sign is not None
        typed = all(edit.text() for edit in self.fields.values())
        agreed = all(consent.isChecked() for consent in self.consents.values())
        self.sign.setEnabled(typed and agreed)

    def _agreed(self, name: str) -> bool:
        return name in self.consents and self.consents[name].isChecked()

    def _finished(self, result: int) -> None:
        # Qt says so each time that something ends the dialog, also one that is ended already.
        answer, self._answer = self._answer, None
        if answer is None:
            return
        pins: Mapping[str, Pin] | None = None
        if result == QDialog.DialogCode.Accepted:
            pins = {
                name: Pin(edit.text(), may_lock=self._agreed(name))
                for name, edit in self.fields.items()
            }
        for edit in self.fields.values():
            edit.clear()
        answer(pins)


def tries_text(flags: PinFlags) -> str:
    """What the token says of the tries left; PKCS#11 tells no number, only these flags."""
    if flags.locked:
        return translate("PinDialog", "This token is locked. Its issuer must unlock it.")
    if flags.final_try:
        return translate(
            "PinDialog", "Last try before the token is locked. When in doubt, give up and ask."
        )
    if flags.count_low:
        return translate(
            "PinDialog", "A wrong PIN was entered before: few tries are left until it is locked."
        )
    return ""
