"""Checks over a batch, and separator sheets that cut it apart."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from offline_store.errors import NotFound
from offline_store.records import Document, DocumentId
from offline_store.store import Store
from scanners.png import encode_png
from station.page_checks import Finding
from station.separators import Separator, separator_from, separator_sheet
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
    with parts.store.snapshot() as records:
        code = records.dossiers.get(other.dossier_id).code
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


def _hashes(parts: Parts, document_id: DocumentId) -> list[str]:
    with parts.store.snapshot() as records:
        document: Document = records.dossiers.document(document_id)
    return [page.sha256 for page in document.pages]
