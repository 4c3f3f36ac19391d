"""An original's name, chosen while it is typed."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.keyboard import press, write
from tests.window_clerk import LIMIT_MS, page
from views.name_list import NameList
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.window import Window

NAMES = ("Giấy khai sinh", "Trích lục khai sinh", "Đơn đề nghị")


@pytest.fixture
def receive(window: Window, qtbot: QtBot) -> ReceivePage:
    """The form, with the cursor where the original's name goes, and these names to offer."""
    press(window, Qt.Key.Key_F2)
    form = page(window, Place.RECEIVE, ReceivePage)
    qtbot.waitUntil(
        lambda: not window.busy, timeout=LIMIT_MS
    )  # what papers are called here is known
    form.names.offer(NAMES)
    form.fields["title"].setFocus()
    qtbot.waitUntil(form.fields["title"].hasFocus, timeout=LIMIT_MS)
    return form


def offered(names: NameList) -> list[str]:
    """What is shown to be chosen."""
    rows = [names.item(row) for row in range(names.count())]
    return [row.text() for row in rows if row is not None] if names.isVisible() else []


@pytest.mark.parametrize("typed", ["trich", "tlks", "Luc Khai"])
def test_a_name_is_chosen_by_some_of_its_letters(receive: ReceivePage, typed: str) -> None:
    """Without accents, from its middle, or by initials; Enter takes it."""
    title = receive.fields["title"]
    write(title, typed)
    assert offered(receive.names) == ["Trích lục khai sinh"]

    press(title, Qt.Key.Key_Return)

    assert title.text() == "Trích lục khai sinh"
    assert offered(receive.names) == []


def test_what_is_typed_stands_until_a_name_is_chosen(receive: ReceivePage) -> None:
    """Down goes to the second that fits, Escape puts them away, other words offer nothing."""
    title = receive.fields["title"]
    write(title, "khai sinh")
    assert offered(receive.names) == ["Giấy khai sinh", "Trích lục khai sinh"]
    assert title.text() == "khai sinh"

    press(title, Qt.Key.Key_Escape)
    assert offered(receive.names) == []
    write(title, " ")
    press(title, Qt.Key.Key_Down)
    press(title, Qt.Key.Key_Return)
    assert title.text() == "Trích lục khai sinh"

    write(title, " 2")
    assert offered(receive.names) == []


def test_the_windows_keys_work_while_names_are_offered(
    window: Window, receive: ReceivePage, qtbot: QtBot
) -> None:
    """F9 receives what stands there, and a look at another field puts the names away."""
    title = receive.fields["title"]
    write(title, "khai")
    receive.fields["name"].setFocus()
    assert offered(receive.names) == []

    write(receive.fields["name"], "Nguyen Van An")
    title.setFocus()
    write(title, " sinh")
    assert offered(receive.names)
    focused = window.focusWidget()
    assert isinstance(focused, QLineEdit)
    press(focused, Qt.Key.Key_F9)

    qtbot.waitUntil(lambda: window.counter.place is Place.SCAN, timeout=LIMIT_MS)
    work = window.counter.work
    assert work is not None
    assert work.document.title == "khai sinh"
