"""The PIN dialog: what must be there before a PIN is tried, and what of it goes out."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from signing.pin import Pin
from signing.values import PinFlags, Token
from tests.keyboard import press, write
from views.pin_dialog import PinDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CALM = Token(Path("library.so"), "CALM", "1", PinFlags(False, False, False), ())
LAST = Token(Path("library.so"), "LAST", "2", PinFlags(True, True, False), ())


class Answers:
    """What the dialog answered."""

    def __init__(self) -> None:
        self.given: list[Mapping[str, Pin] | None] = []

    def __call__(self, pins: Mapping[str, Pin] | None) -> None:
        """Remember it."""
        self.given.append(pins)


@pytest.fixture
def answers() -> Answers:
    """Nothing yet."""
    return Answers()


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """A window for the dialog to stand over."""
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    return over


def dialog_for(tokens: tuple[Token, ...], answers: Answers, over: QWidget) -> PinDialog:
    """The dialog, open over a window."""
    dialog = PinDialog(tokens, "Sign 1 copy", answers, over)
    dialog.open()
    return dialog


def test_a_last_try_is_made_only_when_it_was_agreed_to(over: QWidget, answers: Answers) -> None:
    """The box is empty at first; the PIN alone opens nothing, neither by button nor by Enter."""
    dialog = dialog_for((CALM, LAST), answers, over)
    assert dialog.sign is not None
    assert list(dialog.consents) == ["LAST"]
    consent = dialog.consents["LAST"]
    assert not consent.isChecked()
    for field in dialog.fields.values():
        write(field, "271828")
    assert not dialog.sign.isEnabled()
    press(dialog.fields["LAST"], Qt.Key.Key_Return)
    assert answers.given == []

    press(consent, Qt.Key.Key_Space)
    assert dialog.sign.isEnabled()
    press(dialog.fields["LAST"], Qt.Key.Key_Return)

    (pins,) = answers.given
    assert pins is not None
    assert {name: pin.may_lock for name, pin in pins.items()} == {"CALM": False, "LAST": True}
    assert pins["LAST"].reveal() == "271828"


def test_giving_up_a_last_try_gives_no_pin(over: QWidget, answers: Answers) -> None:
    """Esc answers once, with nothing, whatever was typed and ticked."""
    dialog = dialog_for((LAST,), answers, over)
    write(dialog.fields["LAST"], "271828")
    press(dialog.consents["LAST"], Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Escape)

    assert answers.given == [None]


def test_a_calm_token_asks_for_no_consent(over: QWidget, answers: Answers) -> None:
    """Its PIN alone is enough, and may not lock it."""
    dialog = dialog_for((CALM,), answers, over)
    assert dialog.consents == {}
    write(dialog.fields["CALM"], "271828")
    press(dialog.fields["CALM"], Qt.Key.Key_Return)

    (pins,) = answers.given
    assert pins is not None
    assert not pins["CALM"].may_lock


def test_it_answers_once_whatever_ends_it_again(over: QWidget, answers: Answers) -> None:
    """A second Enter, or a screen that is locked behind it, sends no empty PIN to the token."""
    dialog = dialog_for((CALM,), answers, over)
    dialog.fields["CALM"].setText("147258")
    dialog.accept()
    dialog.accept()
    dialog.reject()

    (pins,) = answers.given
    assert pins is not None
    seen: list[bytes] = []
    pins["CALM"].hand_over(lambda octets: seen.append(bytes(octets)))
    assert seen == [b"147258"]
