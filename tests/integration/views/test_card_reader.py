"""A barcode reader's keys at the Receive place, on their way through the real window."""

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, Qt
from PyQt6.QtGui import QKeyEvent, QWindow
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station.demo.page_texts import ADDRESS, CARD_QR, ID_NUMBER, NAME
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.window import Window

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def receive(window: Window, qtbot: QtBot) -> ReceivePage:
    """The place, in front, its window active."""
    window.counter.go(Place.RECEIVE)
    page = window.places[Place.RECEIVE]
    assert isinstance(page, ReceivePage)
    qtbot.waitUntil(lambda: window.isActiveWindow(), timeout=60_000)
    return page


def handle(window: Window) -> QWindow:
    """Where the system's keys arrive."""
    found = window.windowHandle()
    assert found is not None
    return found


def type_letters(window: Window, text: str) -> None:
    """Keys with their letters, whatever the keyboard, as the system delivers them."""
    for letter in text:
        if letter.isascii():
            QTest.keyClick(handle(window), letter)  # type: ignore[call-overload]
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(handle(window), QKeyEvent(kind, 0, NONE, letter))


def type_numbers(window: Window, text: str) -> None:
    """Each letter by its number on the keypad, with Alt held."""
    for letter in text:
        for digit in f"{ord(letter):04}":
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, ord(digit), ALT | KEYPAD)
                QCoreApplication.sendEvent(handle(window), key)
        released = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, NONE)
        QCoreApplication.sendEvent(handle(window), released)


def enter(window: Window) -> None:
    """The key that a reader ends with."""
    QTest.keyClick(handle(window), Qt.Key.Key_Return)  # type: ignore[call-overload]


def assert_filled(page: ReceivePage) -> None:
    """The card's owner stands in the form, letter by letter."""
    assert page.fields["name"].text() == NAME
    assert page.fields["id_number"].text() == ID_NUMBER
    assert page.fields["birth_date"].text() == "15/04/1999"
    assert page.fields["address"].text() == ADDRESS


@pytest.mark.parametrize("where", ["phone", "copies", "receive", "choose"])
def test_the_code_goes_into_the_form_wherever_the_focus_is(
    window: Window, receive: ReceivePage, where: str
) -> None:
    """A field, a number, a button: it keeps what it had, and nothing is pressed."""
    receive.fields["phone"].setText("0900")
    receive.copies.setValue(3)
    widgets = {
        "phone": receive.fields["phone"],
        "copies": receive.copies,
        "receive": receive.primary,
        "choose": receive.card.button,
    }
    widgets[where].setFocus()

    type_letters(window, CARD_QR)
    enter(window)

    assert_filled(receive)
    assert receive.fields["phone"].text() == "0900"
    assert receive.copies.value() == 3
    assert not window.keys.isVisible()
    assert window.counter.place is Place.RECEIVE
    assert receive.lacks.text() == ""
    assert receive.number_says.isVisibleTo(receive)


def test_letters_by_their_numbers_and_letters_by_their_bytes(
    window: Window, receive: ReceivePage
) -> None:
    """The two ways in which readers type what no key has."""
    receive.fields["title"].setFocus()
    type_numbers(window, CARD_QR)
    enter(window)
    assert_filled(receive)

    for edit in receive.fields.values():
        edit.clear()
    receive.fields["title"].setFocus()
    type_letters(window, CARD_QR.encode().decode("latin-1"))
    enter(window)
    assert_filled(receive)


def test_no_input_method_sees_the_code(window: Window, receive: ReceivePage) -> None:
    """It is switched off in the field from the code's first bar to its end, and on again."""
    field = receive.fields["title"]
    field.setFocus()
    method = Qt.WidgetAttribute.WA_InputMethodEnabled

    type_letters(window, CARD_QR[:13])
    assert not field.testAttribute(method)
    type_letters(window, CARD_QR[13:])
    enter(window)

    assert field.testAttribute(method)
    assert_filled(receive)


def test_a_reader_without_enter_ends_by_itself(
    window: Window, receive: ReceivePage, qtbot: QtBot
) -> None:
    """After a while of silence; and Escape drops a code that got stuck."""
    receive.fields["name"].setFocus()
    type_letters(window, CARD_QR[:40])
    QTest.keyClick(handle(window), Qt.Key.Key_Escape)  # type: ignore[call-overload]
    assert receive.fields["name"].text() == ""

    type_letters(window, CARD_QR)
    qtbot.waitUntil(lambda: receive.fields["name"].text() == NAME, timeout=60_000)
    assert_filled(receive)


def test_a_person_types_as_ever(window: Window, receive: ReceivePage) -> None:
    """Digits, bars and question marks go where the focus is."""
    edit = receive.fields["id_number"]
    edit.setFocus()
    type_letters(window, "001199|?" + "00109900012")
    assert edit.text() == "001199|?00109900012"
    assert QApplication.focusWidget() is edit

    edit.clear()
    type_letters(window, ID_NUMBER)
    receive.fields["birth_date"].setFocus()
    type_letters(window, "1998")
    assert "1999" in receive.number_says.text()
    assert receive.number_says.property("role") == "doubt"


def test_elsewhere_keys_are_nobodys_code(window: Window, receive: ReceivePage) -> None:
    """In another place nothing is taken."""
    window.counter.go(Place.TODAY)
    type_letters(window, ID_NUMBER + "|")

    window.counter.go(Place.RECEIVE)
    assert receive.fields["name"].text() == ""
