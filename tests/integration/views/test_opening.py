"""What is seen while a desk is opened."""

from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from views.opening import Opening


def test_the_desks_window_takes_its_place(qtbot: QtBot) -> None:
    """As large and where the clerk has put it meanwhile; nobody is told that it was closed."""
    opening, window = Opening(), QWidget()
    qtbot.addWidget(window)
    opening.show()
    opening.setGeometry(40, 30, 900, 600)

    with qtbot.assertNotEmitted(opening.left):
        opening.give_way(window)

    assert window.isVisible()
    assert not opening.isVisible()
    assert window.geometry().getRect() == (40, 30, 900, 600)


def test_a_clerk_who_cannot_wait_closes_it(qtbot: QtBot) -> None:
    """The program is told, and ends."""
    opening = Opening()
    qtbot.addWidget(opening)
    opening.show()

    with qtbot.waitSignal(opening.left):
        opening.close()
