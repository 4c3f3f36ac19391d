"""The chip of a card at the Receive place, on one key of the real window."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from station.demo.page_texts import ADDRESS, CARD_QR, ID_NUMBER, NAME
from station.read_chip import ISSUERS_FOLDER
from tests.chip.chip_files import make_authority
from tests.chip.software_chip import SoftwareChip, chip_of
from views.chip_panel import KEY
from views.pages.receive import ReceivePage
from views.presenters.counter import Place
from views.window import Window


def test_the_chip_fills_the_form_and_shows_what_proves_it(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Portrait and verdict stand beside the form, and go with it."""
    authority = make_authority()
    folder = window.desk.home / ISSUERS_FOLDER
    folder.mkdir()
    (folder / "csca.pem").write_bytes(authority.pem())

    @contextmanager
    def laid_card(*_: object) -> Iterator[SoftwareChip]:
        yield chip_of(authority)

    monkeypatch.setattr("station.read_chip.laid_card", laid_card)
    window.counter.go(Place.RECEIVE)
    page = window.places[Place.RECEIVE]
    assert isinstance(page, ReceivePage)
    panel = page.card.chip
    page.presenter.take_code(CARD_QR.replace(NAME, "Nguyễn Văn Ân").replace(ADDRESS, "Hà Nội"))
    assert KEY in panel.button.toolTip()

    panel.button.click()
    qtbot.waitUntil(lambda: not panel.portrait.isHidden(), timeout=60_000)

    assert page.fields["name"].text() == NAME
    assert page.fields["id_number"].text() == ID_NUMBER
    assert page.fields["address"].text() == ADDRESS
    assert panel.verdict.property("role") == "done"
    assert panel.progress.isHidden()
    assert panel.reasons.isHidden()
    assert page.card.mismatches.isHidden(), "marks do not matter"

    page.show_empty()
    assert panel.portrait.isHidden()
    assert panel.portrait.pixmap().isNull()
    assert panel.verdict.isHidden()
