"""Blank sides go with their evidence, and every scanned side is accounted for."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from offline_store.records import Page
from offline_store.store import Store
from scanners.png import encode_png
from station.errors import InputInvalid, PageNotBlank
from station.pages import Cut
from station.sheet_ledger import CountSheets, SheetLedger
from tests.scanner_fixtures import draw_page
from tests.unit.station.desk_parts import Parts, SetClock


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


@pytest.fixture
def batch(parts: Parts, tmp_path: Path) -> tuple[Page, ...]:
    """A page, a blank side, a page, a side with a faint stamp, a page: all of one document."""
    files = []
    for number in range(1, 6):
        path = tmp_path / f"{number}.png"
        if number % 2:
            draw_page(path, number, (620, 877))
        else:
            side = np.full((877, 620, 3), 245, np.uint8)
            if number == 4:
                cv2.circle(side, (310, 300), 80, (220, 220, 220), 5)
            path.write_bytes(encode_png(side, 75))
        files.append(path)
    return parts.import_pages(parts.received().id, tuple(files))


def ledger_of(parts: Parts, batch: tuple[Page, ...]) -> SheetLedger:
    """The ledger, of which the sum is right whatever was done."""
    ledger = CountSheets(parts.store)(batch[0].document_id)
    whereabouts = (ledger.shown, ledger.blank, ledger.repeated, ledger.elsewhere, ledger.removed)
    assert ledger.scanned == sum(whereabouts)
    return ledger


def test_declared_blanks_leave_their_evidence(parts: Parts, batch: tuple[Page, ...]) -> None:
    """Hash, thumbnail, picture and what was seen stay; the audit trail has the hash."""
    _, blank, _, faint, _ = batch
    parts.blank_sides.remove([blank.id, faint.id])

    declared = parts.blank_sides.declared(blank.document_id)

    assert [each.page.sha256 for each in declared] == [blank.sha256, faint.sha256]
    assert [each.ink == each.faint == 0 for each in declared] == [True, False]
    for each in declared:
        assert each.page.thumbnail is not None
        assert parts.store.files.read(each.page.thumbnail)
        assert parts.store.files.read(each.page.sha256)
    with parts.store.snapshot() as records:
        line = records.audit.lines()[-1]
    assert (line.act, line.who) == ("blank-removed", "clerk")
    assert blank.sha256 in line.facts


def test_a_page_with_something_on_it_is_no_blank(parts: Parts, batch: tuple[Page, ...]) -> None:
    """Nothing is taken out, the blank one beside it neither."""
    with pytest.raises(PageNotBlank) as refused:
        parts.blank_sides.remove([batch[1].id, batch[2].id])
    with pytest.raises(InputInvalid):
        parts.blank_sides.remove([])

    assert refused.value.facts == {"page": 3}
    assert parts.blank_sides.declared(batch[0].document_id) == ()
    assert ledger_of(parts, batch).pages == 5


def test_the_ledger_accounts_for_every_scanned_side(parts: Parts, batch: tuple[Page, ...]) -> None:
    """Cut, joined, turned, declared blank, scanned again: each side is counted once."""
    first, blank, third, faint, last = batch
    left, _ = parts.pages.split(first.id, Cut.ROWS, 400)
    parts.pages.rotate(left.id, 180)
    parts.pages.merge([third.id, last.id])
    parts.blank_sides.remove([blank.id])

    ledger = ledger_of(parts, batch)
    assert (ledger.scanned, ledger.pages, ledger.shown, ledger.blank) == (5, 4, 4, 1)
    assert ledger.whole
    assert [each.page.id for each in ledger.blanks] == [blank.id]

    parts.pages.replace(left.id, [faint.id])
    assert ledger_of(parts, batch).whole  # its other half still shows that side
    parts.pages.remove(faint.id)
    ledger = ledger_of(parts, batch)
    assert (ledger.removed, ledger.whole) == (1, False)


def test_undo_takes_the_declaration_back(parts: Parts, batch: tuple[Page, ...]) -> None:
    """The side is a page again; done again, it is declared again."""
    document_id = batch[0].document_id
    parts.blank_sides.remove([batch[1].id])
    parts.pages.undo(document_id)

    assert parts.blank_sides.declared(document_id) == ()
    assert ledger_of(parts, batch).shown == 5
    parts.pages.redo(document_id)
    assert ledger_of(parts, batch).blank == 1


def test_scanned_again_is_not_removed_without_a_reason(
    parts: Parts, batch: tuple[Page, ...]
) -> None:
    """A page that another one replaces, or that came twice after a jam, is accounted for."""
    parts.pages.replace(batch[0].id, [batch[2].id])
    parts.pages.drop_repeated([batch[4]])

    ledger = ledger_of(parts, batch)

    assert (ledger.repeated, ledger.whole) == (2, True)
