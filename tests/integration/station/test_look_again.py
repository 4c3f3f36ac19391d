"""A page that is to be signed beside other pictures of the same paper."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from offline_store.errors import NotFound
from offline_store.records import DocumentId, Page, Requester
from scanners.errors import FeederEmpty
from scanners.values import ScanOptions
from signing.pin import Pin
from station.bootstrap import Desk
from station.cli.main import main
from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import DPI, Faces, Sheet, Type
from tests.scanner_fixtures import draw_pages
from tests.signing_fixtures import PIN

BIRTH = (
    "Họ, chữ đệm, tên: *NGUYỄN VĂN AN*",
    "Ngày, tháng, năm sinh: *15/4/1999*",
    "Nơi sinh: Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
    "Số định danh cá nhân: *001099000123*",
    "Nơi cư trú: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
)
FORGED = (*BIRTH[:3], "Số định danh cá nhân: *001099000173*", BIRTH[4])
OTHER = tuple(f"Điểm môn học thứ {n}: {n * 7 % 11}, xếp loại khá, có chữ ký" for n in range(9))
FIRST, AGAIN = ScanLook(1, 0.7), ScanLook(2, -1.1, paper=(226, 228, 234), grain=6)
FORGED_TOP_MM, FORGED_BOTTOM_MM = 80, 92


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The paper, its forged twin on another day, and another paper."""
    folder = tmp_path_factory.mktemp("scans")
    made = {}
    for name, rows, look in (
        ("birth", BIRTH, FIRST),
        ("forged", FORGED, AGAIN),
        ("other", OTHER, FIRST),
        ("again", BIRTH, AGAIN),
    ):
        sheet = Sheet(Faces())
        for at, row in enumerate(rows):
            sheet.line(25, 60 + 9 * at, row, Type())
        picture, _ = scan(np.asarray(sheet.picture), look)
        made[name] = folder / f"{name}.jpg"
        Image.fromarray(picture).save(made[name], quality=88, dpi=(DPI, DPI))
    sheet = Sheet(Faces())
    words = " ".join(FORGED).replace("*", "").split()
    for first in range(0, len(words), 4):  # typed anew: other lines at other places
        sheet.line(40, 100 + 4 * first, " ".join(words[first : first + 4]), Type(13))
    made["retyped"] = folder / "retyped.png"
    sheet.picture.save(made["retyped"], dpi=(DPI, DPI))
    return made


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where pictures are in clear while they are looked at; nothing of them stays."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.glob("tramso-look-*")) == []


def _pages(desk: Desk, *files: Path) -> tuple[Page, ...]:
    document = desk.receive(Requester("Nguyễn Văn An"), "Trích lục khai sinh").documents[0]
    return desk.import_pages(document.id, files)


def _on_the_number(box: tuple[int, int, int, int]) -> bool:
    middle_mm = (box[1] + box[3] / 2) / DPI * 25.4
    return FORGED_TOP_MM < middle_mm < FORGED_BOTTOM_MM


def test_the_page_of_a_file_that_fits_is_found(
    counter: Desk, scans: dict[str, Path], tmp_path: Path
) -> None:
    """A photocopy of several pages, in another order; the changed digit is where it was changed."""
    (page,) = _pages(counter, scans["birth"])
    pdf = tmp_path / "photocopy.pdf"
    pictures = [Image.open(scans[name]) for name in ("other", "forged")]
    pictures[0].save(pdf, save_all=True, append_images=pictures[1:], resolution=DPI)
    for picture in pictures:
        picture.close()

    looked = counter.look_again.at_file(page.id, pdf)

    assert (looked.number, looked.comparison.aligned, looked.read) == (2, True, False)
    assert [_on_the_number(each.box) for each in looked.differences] == [True]
    assert not counter.look_again.at_file(page.id, pdf, 1).comparison.aligned
    with pytest.raises(NotFound):
        counter.look_again.at_file(page.id, pdf, 3)


def test_words_of_both_are_said(counter: Desk, scans: dict[str, Path]) -> None:
    """The number as it is on the page, and as it is on the copy."""
    (page,) = _pages(counter, scans["birth"])
    counter.read(page.document_id, lambda page_id, reading: None)

    looked = counter.look_again.with_words(counter.look_again.at_file(page.id, scans["forged"]))

    assert looked.read
    first = looked.differences[0]
    assert (first.original, first.copy) == ("001099000123", "001099000173")


def test_a_page_of_an_earlier_copy_is_held_against_todays_original(
    counter: Desk, scans: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The copy that this desk signed, found by its dossier; a paper without a copy has none."""
    pages = _pages(counter, scans["other"], scans["birth"])
    for page in pages:
        counter.compare.mark(page.id)
    earlier = pages[0].document_id
    counter.certify(earlier, {counter.settings.signing.officer_token: Pin(PIN)})
    (same,) = _pages(counter, scans["again"])
    (forged,) = _pages(counter, scans["forged"])

    looked = counter.look_again.at_copy(same.id, earlier, 2)
    # The statement of certification stands on the copy's last page and on no original.
    assert {each.kind for each in looked.differences} <= {"added"}
    assert not any(_on_the_number(each.box) for each in looked.differences)

    drawn = tmp_path / "drawn.png"
    status = main(
        [
            *("dossier", "second-look", _code(counter, forged.document_id), "--page", "1"),
            *("--copy-of", _code(counter, earlier), "--without-words", "--json"),
            *("--picture", str(drawn), "--home", str(counter.home)),
        ]
    )
    said = json.loads(capsys.readouterr().out)
    assert (status, said["aligned"], said["other_page"]) == (1, True, 2)
    assert any(_on_the_number(each["box"]) for each in said["differences"])
    assert drawn.stat().st_size > 0
    with pytest.raises(NotFound):
        counter.look_again.at_copy(same.id, forged.document_id)


def test_the_paper_is_scanned_once_more_and_nothing_of_it_is_kept(
    counter: Desk, scans: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One side through the real worker, though the feeder holds two; an empty one is told."""
    (page,) = _pages(counter, scans["birth"])
    script = tmp_path / "scanner.json"
    script.write_text(json.dumps({"pages": [str(scans["forged"]), str(scans["other"])]}), "utf-8")

    status = main(
        [
            *("dossier", "second-look", _code(counter, page.document_id), "--page", "1"),
            *("--device", f"script:{script}", "--json", "--home", str(counter.home)),
        ]
    )

    said = json.loads(capsys.readouterr().out)
    assert (status, said["aligned"], said["other_page"]) == (1, True, 1)
    assert [_on_the_number(each["box"]) for each in said["differences"]] == [True]
    with counter.store.snapshot() as records:
        kept = records.dossiers.document(page.document_id).pages
    assert [each.sha256 for each in kept] == [page.sha256]
    script.write_text(json.dumps({"pages": []}), "utf-8")
    with pytest.raises(FeederEmpty):
        counter.look_again.at_scan(page.id, f"script:{script}", ScanOptions())


def test_what_cannot_be_laid_over_is_compared_by_its_words(
    counter: Desk, scans: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A retyped copy, its lines elsewhere; another paper has too little in common."""
    (page,) = _pages(counter, scans["birth"])
    counter.read(page.document_id, lambda page_id, reading: None)

    retyped = counter.look_again.at_file(page.id, scans["retyped"])
    assert not retyped.comparison.aligned
    retyped = counter.look_again.with_words(retyped)
    assert retyped.by_words is not None
    first = retyped.differences[0]
    assert (first.original, first.copy) == ("001099000123", "001099000173")
    assert _on_the_number(first.box)

    other = counter.look_again.with_words(counter.look_again.at_file(page.id, scans["other"]))
    assert (other.by_words, other.read, other.differences) == (None, True, ())

    status = main(
        [
            *("dossier", "second-look", _code(counter, page.document_id), "--page", "1"),
            *("--file", str(scans["retyped"]), "--json", "--home", str(counter.home)),
        ]
    )
    said = json.loads(capsys.readouterr().out)
    assert (status, said["aligned"], said["same"]) == (1, False, False)
    assert any(each["copy"] == "001099000173" for each in said["differences"])


def test_earlier_copies_are_those_of_the_same_person(counter: Desk, tmp_path: Path) -> None:
    """By the card's number where there is one, else by the name; the same paper's come first."""
    wanted = Requester("Nguyễn Văn An", id_number="001099000123")
    namesake = Requester("Nguyễn Văn An", id_number="001099000999")
    for asks, title in (
        (wanted, "Bằng tốt nghiệp"),
        (namesake, "Trích lục khai sinh"),
        (wanted, "Trích lục khai sinh"),
        (wanted, "Bằng tốt nghiệp"),
    ):
        document = counter.receive(asks, title).documents[0]
        for page in counter.import_pages(document.id, tuple(draw_pages(tmp_path, 1))):
            counter.compare.mark(page.id)
        counter.certify(document.id, {counter.settings.signing.officer_token: Pin(PIN)})
    today = counter.receive(wanted, "Trích lục khai sinh").documents[0]
    by_name = counter.receive(Requester("nguyen van an"), "Trích lục khai sinh").documents[0]

    found = counter.look_again.earlier_copies(today.id)
    assert [each.title for each in found] == [
        *("Trích lục khai sinh", "Bằng tốt nghiệp", "Bằng tốt nghiệp")
    ]
    assert [each.number for each in found] == [3, 4, 1]
    assert len(counter.look_again.earlier_copies(by_name.id)) == 4


def _code(desk: Desk, document_id: DocumentId) -> str:
    with desk.store.snapshot() as records:
        return records.dossiers.get(records.dossiers.document(document_id).dossier_id).code
