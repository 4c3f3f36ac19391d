"""The register's place by keys: a number that nobody signs any more."""

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from offline_store.records import LineEntry, LineState
from station.bootstrap import Desk
from tests.integration.views.conftest import LIMIT_MS, in_front
from tests.keyboard import press
from tests.store_fixtures import make_block
from tests.window_clerk import page
from views.pages.register import RegisterPage
from views.presenters.counter import Place
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
ENTRY = LineEntry("Nguyễn Văn An", "Giấy khai sinh", "Trần Văn Mẫu", "CHỦ TỊCH", 2, 4_000)


def test_a_reserved_number_is_given_up_by_keys(window: Window, qtbot: QtBot, desk: Desk) -> None:
    """Offered for such a line alone; Enter leaves it as it is, since that is chosen beforehand."""
    book = desk.certify.book(desk.now())
    with desk.store.transaction() as records:
        records.register.add_block(make_block(book=book))
        for dossier in records.dossiers.list(limit=2):
            line = records.register.reserve(book, dossier.documents[0].id, ENTRY, desk.now())
        records.register.sign(book, line.number, desk.now())
    window.counter.go(Place.REGISTER)
    place = page(window, Place.REGISTER, RegisterPage)
    qtbot.waitUntil(lambda: len(place.table.rows_model.rows) == 2, timeout=LIMIT_MS)
    place.table.choose(lambda line: line.state is LineState.SIGNED)
    assert not place.give_up.isVisible()
    place.table.choose(lambda line: line.state is LineState.RESERVED)
    assert place.give_up.isVisible()

    def states() -> list[LineState]:
        with desk.store.snapshot() as records:
            return [line.state for line in records.register.lines(book)]

    for key, after in (
        (Qt.Key.Key_Return, [LineState.RESERVED, LineState.SIGNED]),
        (Qt.Key.Key_Space, [LineState.CANCELLED, LineState.SIGNED]),
    ):
        place.give_up.click()
        dialog = place.dialog
        assert dialog is not None
        in_front(dialog, qtbot)
        default = dialog.defaultButton()
        doing = next(button for button in dialog.buttons() if button is not default)
        assert default is not None
        press(default if key == Qt.Key.Key_Return else doing, key)
        qtbot.waitUntil(lambda: place.dialog is None and not window.busy, timeout=LIMIT_MS)
        assert states() == after
    qtbot.waitUntil(lambda: not place.give_up.isVisible(), timeout=LIMIT_MS)
