"""Checks over a batch, and separator sheets that cut it apart."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from offline_store.errors import NotFound
from offline_store.records import Document, DocumentId
from offline_store.store import Store
from scanners.png import encode_png
from station.page_checks import Finding
from station.separators import Separator, separator_from, separator_sheet
from station.sheet_ledger import CountSheets
from tests.patch_sheets import patch_sheet
from tests.scanner_fixtures import draw_page
from tests.unit.station.desk_parts import Parts, SetClock

SIZE = (827, 1170)


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def pages(folder: Path, *numbers: int) -> list[Path]:
    """Pages of those numbers."""
    folder.mkdir(exist_ok=True)
    return [draw_page(folder / f"{number}.png", number, SIZE) for number in numbers]


def sheet(folder: Path, separator: Separator, name: str = "sheet.pdf") -> Path:
    """The sheet as it is printed; taken in, it is rendered as a scanner would see it."""
    path = folder / name
    path.write_bytes(separator_sheet(separator, SetClock()()))
    return path


def blank(folder: Path, name: str, stamp: int | None = None) -> Path:
    """An empty side, with a stamp so much paler than paper."""
    side = np.full((877, 620, 3), 245, np.uint8)
    if stamp is not None:
        cv2.circle(side, (310, 300), 80, (245 - stamp,) * 3, 5)
    path = folder / name
    path.write_bytes(encode_png(side, 75))
    return path


def test_blank_and_repeated_pages_are_proposed(parts: Parts, tmp_path: Path) -> None:
    """A bare side, one with a faint stamp, a sheet scanned twice; other pages are not."""
    document = parts.received()
    first, second = pages(tmp_path / "in", 1, 2)
    files = (first, blank(tmp_path, "b.png"), second, blank(tmp_path, "s.png", 25), first)
    parts.import_pages(document.id, files)

    proposals = parts.check_pages(document.id)

    found = [(each.page.position, each.finding) for each in proposals]
    assert found == [(2, Finding.BLANK), (4, Finding.NEARLY_BLANK), (5, Finding.REPEATED)]
    assert proposals[2].like is not None
    assert proposals[2].like.position == 1
    assert len(parts.document(document).pages) == 5


def test_a_sheet_says_what_it_was_printed_for() -> None:
    """Other codes on a page are no separators."""
    for separator in (Separator(), Separator("H26.99.1-261122-0001")):
        assert separator_from(separator.text) == separator
    assert [separator_from(text) for text in ("https://example.vn", "tramso:dossier:")] == [
        None,
        None,
    ]


def test_sheets_cut_a_batch_into_papers_and_dossiers(parts: Parts, tmp_path: Path) -> None:
    """Two papers of one dossier and one of another; the sheets drop out, undo gives all back."""
    document, other = parts.received(), parts.received()
    code = _code(parts, other)
    one, two, three = pages(tmp_path / "in", 1, 2, 3)
    batch = (
        one,
        sheet(tmp_path, Separator()),
        two,
        sheet(tmp_path, Separator(code), "other.pdf"),
        three,
    )
    imported = parts.import_pages(document.id, batch)

    targets = parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == [imported[0].sha256]
    assert [each.dossier_id for each in targets] == [document.dossier_id, other.dossier_id]
    assert [_hashes(parts, each.id) for each in targets] == [
        [imported[2].sha256],
        [imported[4].sha256],
    ]
    parts.pages.undo(document.id)
    assert _hashes(parts, document.id) == [page.sha256 for page in imported]
    assert _hashes(parts, other.id) == []
    with parts.store.snapshot() as records:
        papers = records.dossiers.get(document.dossier_id).documents
    assert [each.id for each in papers] == [document.id]
    parts.pages.redo(other.id)
    assert _hashes(parts, other.id) == [imported[4].sha256]


def test_another_paper_is_of_the_dossier_before_the_sheet(parts: Parts, tmp_path: Path) -> None:
    """Behind another dossier's sheet, a sheet for another paper makes one of that dossier."""
    document, other = parts.received(), parts.received()
    between, code = sheet(tmp_path, Separator()), _code(parts, other)
    of_other = sheet(tmp_path, Separator(code), "other.pdf")
    one, two, three, four = pages(tmp_path / "in", 1, 2, 3, 4)
    batch = (one, of_other, two, between, three, between, four)
    imported = parts.import_pages(document.id, batch)

    targets = parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == [imported[0].sha256]
    assert [each.dossier_id for each in targets] == [other.dossier_id] * 3
    assert [_hashes(parts, each.id) for each in targets] == [
        [imported[at].sha256] for at in (2, 4, 6)
    ]
    with parts.store.snapshot() as records:
        papers = records.dossiers.get(other.dossier_id).documents
    assert [each.position for each in papers] == [1, 2, 3]
    assert {each.title for each in papers} == {other.title}
    parts.pages.undo(targets[2].id)
    assert _hashes(parts, document.id) == [page.sha256 for page in imported]


def test_sheets_make_no_paper_without_pages(parts: Parts, tmp_path: Path) -> None:
    """Two in a row, one before all pages, one behind them: only pages make papers."""
    document = parts.received()
    between = sheet(tmp_path, Separator())
    one, two = pages(tmp_path / "in", 1, 2)
    imported = parts.import_pages(
        document.id, (between, one, between, between, two, between, between)
    )

    first, second = parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == []
    assert _hashes(parts, first.id) == [imported[1].sha256]
    assert _hashes(parts, second.id) == [imported[4].sha256]
    assert parts.cut_batch(document.id) == ()


def test_the_back_of_a_sheet_goes_with_it(parts: Parts, tmp_path: Path) -> None:
    """As a feeder that sees both sides gives it; the paper's own blank back stays."""
    document = parts.received()
    one, two = pages(tmp_path / "in", 1, 2)
    back = blank(tmp_path, "back.png")
    batch = (one, back, sheet(tmp_path, Separator()), back, two, back)
    imported = parts.import_pages(document.id, batch)

    (paper,) = parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == [page.sha256 for page in imported[:2]]
    assert _hashes(parts, paper.id) == [page.sha256 for page in imported[4:]]
    ledger = CountSheets(parts.store)(document.id)
    assert (ledger.scanned, ledger.shown, ledger.elsewhere, ledger.removed) == (6, 2, 4, 0)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_sheet_on_its_head_is_one_all_the_same(
    parts: Parts, tmp_path: Path, degrees: int
) -> None:
    """However it was fed, its code is read."""
    document, other = parts.received(), parts.received()
    separator = Separator(_code(parts, other))
    one, two = pages(tmp_path / "in", 1, 2)
    imported = parts.import_pages(document.id, (one, sheet(tmp_path, separator), two))
    parts.pages.rotate(imported[1].id, degrees)

    assert [each.separator for each in parts.cut_batch.find(document.id)] == [separator]


def test_another_s_code_cuts_nothing(parts: Parts, tmp_path: Path) -> None:
    """A code on a paper, of a shop, of a card, or with our word and no dossier, is no separator."""
    document = parts.received()
    files = []
    for number, text in enumerate(
        ("https://example.vn", "001099012345||Nguyễn", "tramso:dossier:")
    ):
        files.append(tmp_path / f"{number}.png")
        segno.make(text, micro=False).save(str(files[-1]), scale=12, border=8, dpi=300)
    imported = parts.import_pages(document.id, tuple(files))

    assert parts.cut_batch.find(document.id) == ()
    assert parts.cut_batch(document.id) == ()
    assert _hashes(parts, document.id) == [page.sha256 for page in imported]


def test_a_bar_code_says_the_same_as_a_qr_code(parts: Parts, tmp_path: Path) -> None:
    """Who prints sheets elsewhere may have Code 128 only."""
    document = parts.received()
    bars = zxingcpp.create_barcode(Separator().text, zxingcpp.BarcodeFormat.Code128)
    picture = np.asarray(zxingcpp.write_barcode_to_image(bars, scale=4))
    page = np.full((1754, 1240), 255, np.uint8)
    page[600 : 600 + picture.shape[0], 100 : 100 + picture.shape[1]] = picture
    (tmp_path / "bars.png").write_bytes(encode_png(page, 150))
    parts.import_pages(document.id, (tmp_path / "bars.png",))

    (found,) = parts.cut_batch.find(document.id)

    assert found.separator == Separator()


def test_a_patch_sheet_begins_another_paper(parts: Parts, tmp_path: Path) -> None:
    """The sheets that office machines print are separators, too."""
    document = parts.received()
    one, two = pages(tmp_path / "in", 1, 2)
    patch = tmp_path / "patch.png"
    patch.write_bytes(encode_png(patch_sheet("T"), 300))
    imported = parts.import_pages(document.id, (one, patch, two))

    (paper,) = parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == [imported[0].sha256]
    assert _hashes(parts, paper.id) == [imported[2].sha256]


def test_a_sheet_of_an_unknown_dossier_changes_nothing(parts: Parts, tmp_path: Path) -> None:
    """The batch stays whole until the clerk knows where its pages belong."""
    document = parts.received()
    batch = (sheet(tmp_path, Separator("H26.99.1-000101-0001")), *pages(tmp_path / "in", 1))
    imported = parts.import_pages(document.id, batch)

    with pytest.raises(NotFound):
        parts.cut_batch(document.id)

    assert _hashes(parts, document.id) == [page.sha256 for page in imported]
    assert parts.pages.history(document.id) == ()


def _code(parts: Parts, document: Document) -> str:
    with parts.store.snapshot() as records:
        return records.dossiers.get(document.dossier_id).code


def _hashes(parts: Parts, document_id: DocumentId) -> list[str]:
    with parts.store.snapshot() as records:
        document: Document = records.dossiers.document(document_id)
    return [page.sha256 for page in document.pages]
