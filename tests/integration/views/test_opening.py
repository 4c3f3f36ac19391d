"""What is seen while a desk is opened."""

from PyQt6.QtWidgets import QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from views.opening import Opening


def test_the_desks_window_takes_its_place(qtbot: QtBot) -> None:
    """As large and where the clerk has put it meanwhile; nobody is told that it was closed."""
    opening, window = Opening("#f4f5f7"), QWidget()
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
    opening = Opening("#f4f5f7")
    qtbot.addWidget(opening)
    opening.show()

    with qtbot.waitSignal(opening.left):
        opening.close()


def test_its_words_come_onto_the_ground(qtbot: QtBot) -> None:
    """First the ground alone; then what is going on, painted before anything else is done."""
    opening = Opening("#123456")
    qtbot.addWidget(opening)
    opening.resize(700, 400)
    with qtbot.waitSignal(opening.seen):
        opening.show()
    assert opening.findChildren(QLabel) == []

    opening.fill()

    (bar,) = opening.findChildren(QProgressBar)
    assert bar.accessibleName() in [label.text() for label in opening.findChildren(QLabel)]
