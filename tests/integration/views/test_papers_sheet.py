"""The papers of a procedure's dossier by keys: what is clear on one, what is not digit by digit."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from offline_store.handling import Standing
from offline_store.records import Document, Dossier, Requester
from station.bootstrap import Desk
from tests.integration.views.conftest import LIMIT_MS, paper
from tests.keyboard import press, write
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH, MOTTO, PLOT
from views.description_dialog import DescriptionDialog
from views.papers_sheet import PapersSheet
from views.presenters.counter import Place
from views.standing_dialog import StandingDialog
from views.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise()", "grabbing")

LAND = "9.900001"
CERTIFICATE = (*MOTTO, "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "Ông TRẦN VĂN MẪU")
PLAN = ("III. SƠ ĐỒ THỬA ĐẤT", *PLOT)
CARD = ("CĂN CƯỚC CÔNG DÂN", "Số: 001099000123")
PAPERS = (APPLICATION, CERTIFICATE, PLAN, BIRTH, CARD, ("THƯ MỜI HỌP", "Kính mời"))


@pytest.fixture
def pile(desk: Desk, tmp_path: Path) -> Document:
    """The pile of a registration of land: three papers that are clear, three pages that are not."""
    desk.take_catalogue.sample()
    dossier = desk.receive_for_procedure(Requester("Lê Văn Thửa"), LAND)
    return put_on(desk, dossier, PAPERS, tmp_path)


def put_on(desk: Desk, dossier: Dossier, papers: Sequence[Sequence[str]], folder: Path) -> Document:
    """Pages with these texts on the pile of a dossier."""
    document = desk.sort_pile.open(dossier.id)
    files = tuple(paper(folder / f"side-{number}") for number in range(len(papers)))
    pages = desk.import_pages(document.id, files)
    with desk.store.transaction() as records:
        for page, rows in zip(pages, papers, strict=True):
            records.dossiers.keep_reading(page.id, reading_of(*rows))
        return records.dossiers.document(document.id)


@pytest.fixture
def sheet(window: Window, qtbot: QtBot, pile: Document) -> PapersSheet:
    """The sheet on that pile, opened by its key."""
    window.counter.open(pile.dossier_id, pile.id)
    qtbot.waitUntil(lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F3)
    qtbot.waitUntil(
        lambda: len(window.papers.pile.rows_model.rows) == len(PAPERS) and not window.busy,
        timeout=LIMIT_MS,
    )
    return window.papers


def texts(sheet: PapersSheet, column: int) -> list[str]:
    """What a column of the pile says."""
    model = sheet.pile.rows_model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def held(desk: Desk, pile: Document) -> dict[int | None, int]:
    """How many pages each component has; 0: the pile."""
    with desk.store.snapshot() as records:
        documents = records.dossiers.get(pile.dossier_id).documents
    return {document.component: len(document.pages) for document in documents}


def idle(window: Window, qtbot: QtBot, rows: int) -> None:
    """So many pages are left in the pile, and nothing is under way."""
    qtbot.waitUntil(
        lambda: len(window.papers.pile.rows_model.rows) == rows and not window.busy,
        timeout=LIMIT_MS,
    )


def test_what_is_clear_goes_on_one_key_and_the_rest_by_digits(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """The plan that two papers claim, the card that is only shown, and a letter stay to be seen."""
    desk = window.desk
    assert texts(sheet, 1) == [
        "1. Đơn đăng ký đất đai",
        "2. Giấy tờ về quyền sử dụng đất",
        "One of these: 2, 3",
        "5. Giấy khai sinh",
        "8. Thẻ căn cước của người yêu cầu",
        "None of the papers",
    ]
    assert texts(sheet, 2)[4] == "only shown: give it back"
    assert sheet.confirm.text().startswith("Give 3 pages")
    assert QApplication.focusWidget() is sheet.pile

    press(sheet.pile, Qt.Key.Key_F9)
    idle(window, qtbot, 3)
    assert held(desk, pile) == {0: 3, 1: 1, 2: 1, 5: 1}
    assert not sheet.confirm.isEnabled()
    assert sheet.hint.text().startswith("To look at: 3 pages")
    rows = sheet.checklist.rows_model.rows
    assert [row.pages for row in rows] == [1, 1, 0, 0, 1, 0, 0, 0]
    assert rows[0].standing == Standing.SCAN

    press(sheet.pile, Qt.Key.Key_2)
    idle(window, qtbot, 2)
    assert held(desk, pile) == {0: 2, 1: 1, 2: 2, 5: 1}
    press(sheet.pile, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle(window, qtbot, 3)
    assert held(desk, pile)[2] == 1


def test_what_may_not_be_scanned_is_refused_and_told(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """A digit that no paper has does nothing; one of a paper that is only shown says why."""
    before = held(window.desk, pile)
    press(sheet.pile, Qt.Key.Key_9)
    press(sheet.pile, Qt.Key.Key_8)
    qtbot.waitUntil(
        lambda: "may not be scanned into the dossier" in window.line.last.text(),
        timeout=LIMIT_MS,
    )
    idle(window, qtbot, len(PAPERS))
    assert held(window.desk, pile) == before


def test_the_last_page_given_leaves_no_dead_end(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """The pile is none any more: a paper that got its pages is open instead."""
    press(sheet.pile, Qt.Key.Key_F9)
    idle(window, qtbot, 3)
    for left in (2, 1, 0):
        press(sheet.pile, Qt.Key.Key_4)
        idle(window, qtbot, left)
    assert not sheet.pile.isVisible()
    work = window.counter.work
    assert work is not None
    assert work.document.component != 0
    assert held(window.desk, pile) == {1: 1, 2: 1, 4: 3, 5: 1}


def test_the_pile_is_scanned_from_the_sheet(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """F5 puts the sheet away and goes to the scanner, the pile open there."""
    press(sheet.pile, Qt.Key.Key_F5)
    qtbot.waitUntil(
        lambda: window.counter.place is Place.SCAN and not window.busy, timeout=LIMIT_MS
    )
    assert not sheet.isVisible()
    assert window.counter.work is not None
    assert window.counter.work.document.id == pile.id


def test_pages_that_were_not_read_are_read_meanwhile(
    window: Window, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """Once, by whoever reads for the other places; then they are offered."""
    desk.take_catalogue.sample()
    dossier = desk.receive_for_procedure(Requester("Lê Văn Thửa"), LAND)
    document = desk.sort_pile.open(dossier.id)
    desk.import_pages(document.id, (paper(tmp_path / "one"), paper(tmp_path / "two")))
    window.counter.open(dossier.id, document.id)
    qtbot.waitUntil(lambda: window.counter.work is not None, timeout=LIMIT_MS)
    press(window, Qt.Key.Key_F3)
    qtbot.waitUntil(
        lambda: (
            texts(window.papers, 1) == ["None of the papers"] * 2
            and not window.busy
            and not window.papers.progress.isVisible()
        ),
        timeout=LIMIT_MS,
    )
    with desk.store.snapshot() as records:
        pages = records.dossiers.document(document.id).pages
    assert all(page.reading is not None for page in pages)


def test_a_dossier_for_copies_has_no_such_papers(window: Window, qtbot: QtBot, desk: Desk) -> None:
    """The sheet says what to open; nothing of it can be pressed."""
    (dossier, *_) = _dossiers(desk)
    window.counter.open(dossier.id, dossier.documents[0].id)
    qtbot.waitUntil(lambda: window.counter.work is not None and not window.busy, timeout=LIMIT_MS)
    links = [button.text() for button in window.panel.findChildren(QPushButton)]
    assert "Papers of the dossier" not in links
    press(window, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: window.papers.isVisible() and not window.busy, timeout=LIMIT_MS)
    assert window.papers.heading.text().startswith("Open a paper")
    assert not window.papers.confirm.isEnabled()
    assert not window.papers.scan.isEnabled()


def _dossiers(desk: Desk) -> tuple[Dossier, ...]:
    with desk.store.snapshot() as records:
        return records.dossiers.list()


def test_any_paper_is_chosen_from_the_list_of_all(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """Enter on a page, then arrow keys: also where there are more papers than digits."""
    press(sheet.pile, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.takers.isVisible, timeout=LIMIT_MS)
    names = [action.text() for action in sheet.takers.actions()]
    assert names[3] == "4. Văn bản thỏa thuận của những người thừa kế"
    for _ in range(4):
        press(sheet.takers, Qt.Key.Key_Down)
    press(sheet.takers, Qt.Key.Key_Return)
    idle(window, qtbot, len(PAPERS) - 1)
    assert held(window.desk, pile) == {0: 5, 4: 1}


def test_the_checklist_is_ticked_off_by_keys(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """Enter on a paper; a ground needs no words, a rule does; what is said is seen at once."""
    sheet.checklist.setFocus()
    sheet.checklist.selectRow(7)
    press(sheet.checklist, Qt.Key.Key_Return)
    dialog = _dialog(sheet, qtbot)
    assert not dialog.decide.isEnabled()
    _choose(dialog, "Only shown, given back")
    assert not dialog.why.isVisible()
    press(dialog, Qt.Key.Key_Return)
    _stands(window, qtbot, 8, Standing.ON_PAPER)

    sheet.checklist.selectRow(5)
    press(sheet.checklist, Qt.Key.Key_Return)
    dialog = _dialog(sheet, qtbot)
    _choose(dialog, "Not needed")
    assert dialog.why.placeholderText() == "By which rule"
    assert not dialog.decide.isEnabled()
    write(dialog.why, "ND 224/2026")
    press(dialog.why, Qt.Key.Key_Return)
    _stands(window, qtbot, 6, Standing.NOT_NEEDED)
    with window.desk.store.snapshot() as records:
        marks = {mark.position: mark.why for mark in records.handling.get(pile.dossier_id).marks}
    assert marks == {8: "shown-only", 6: "ND 224/2026"}
    model = sheet.checklist.rows_model
    assert [model.data(model.index(row, 2)) for row in (5, 7)] == ["not needed", "kept on paper"]


def test_where_there_is_little_room_one_list_is_seen(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """F6 shows the other one; nothing is done to a paper that is not seen."""
    press(sheet.pile, Qt.Key.Key_F9)
    idle(window, qtbot, 3)
    sheet.resize(640, 332)
    assert (sheet.pile.isVisible(), sheet.checklist.isVisible()) == (True, False)
    assert not sheet.describe.isEnabled()
    press(sheet.pile, Qt.Key.Key_F6)
    assert (sheet.pile.isVisible(), sheet.checklist.isVisible()) == (False, True)
    assert QApplication.focusWidget() is sheet.checklist
    assert sheet.describe.isEnabled()
    press(sheet.checklist, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is sheet.pile


def test_a_paper_is_described_by_keys(
    window: Window, qtbot: QtBot, sheet: PapersSheet, pile: Document
) -> None:
    """F4; the gap has the focus, what cannot be is said as it is typed, F9 keeps it."""
    assert not sheet.describe.isEnabled()
    press(sheet.pile, Qt.Key.Key_F9)
    idle(window, qtbot, 3)
    sheet.checklist.selectRow(4)
    press(sheet.pile, Qt.Key.Key_F4)
    shown: list[DescriptionDialog] = []

    def asked() -> bool:
        shown[:] = [each for each in sheet.findChildren(DescriptionDialog) if each.isVisible()]
        return len(shown) == 1

    qtbot.waitUntil(asked, timeout=LIMIT_MS)
    (dialog,) = shown
    code, note = dialog.fields["type_code"]
    assert QApplication.focusWidget() is code
    assert (note.text(), dialog.decide.isEnabled()) == ("This must be said.", False)
    write(code, "KS.01")
    assert dialog.decide.isEnabled()
    issued, said = dialog.fields["issued_on"]
    assert (issued.text(), said.text()) == ("20/04/1999", "read on page 1, doubt 1%")
    issued.setFocus()
    issued.selectAll()
    write(issued, "31/02/2026")
    assert (said.text(), dialog.decide.isEnabled()) == ("This cannot be.", False)
    issued.selectAll()
    write(issued, "2/1/2026")
    until, ends = dialog.fields["valid_until"]
    write(until, "1/1/2026")
    assert ends.text() == "It would end before it began."
    until.selectAll()
    write(until, "unlimited")
    press(until, Qt.Key.Key_F9)
    qtbot.waitUntil(
        lambda: bool(sheet.checklist.rows_model.rows[4].described) and not window.busy,
        timeout=LIMIT_MS,
    )
    document = sheet.checklist.rows_model.rows[4].document
    assert document is not None
    with window.desk.store.snapshot() as records:
        kept = records.descriptions.of(document)
    assert kept is not None
    assert (kept.type_code, kept.issued_on, kept.valid_until, kept.code) == (
        "KS.01",
        "02/01/2026",
        "unlimited",
        "KS.01.01",
    )
    model = sheet.checklist.rows_model
    assert model.data(model.index(4, 2)) == "scanned, described"


def _dialog(sheet: PapersSheet, qtbot: QtBot) -> StandingDialog:
    def shown() -> list[StandingDialog]:
        return [each for each in sheet.findChildren(StandingDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=LIMIT_MS)
    return shown()[0]


def _choose(dialog: StandingDialog, text: str) -> None:
    (choice,) = (choice for choice, *_ in dialog.choices if choice.text() == text)
    choice.setFocus()
    press(choice, Qt.Key.Key_Space)


def _stands(window: Window, qtbot: QtBot, number: int, standing: Standing) -> None:
    rows = window.papers.checklist.rows_model
    qtbot.waitUntil(
        lambda: rows.rows[number - 1].standing == standing and not window.busy, timeout=LIMIT_MS
    )
