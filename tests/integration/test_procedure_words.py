"""A dossier for a procedure by the command line: eight papers, from catalogue to receipt number."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from station.hanoi_time import HANOI
from station.settings import FILE_NAME
from tests.integration.conftest import Tramso
from tests.scanner_fixtures import draw_page

LAND = "9.900001"


@pytest.fixture
def plot(tramso: Tramso) -> str:
    """The registration of land, newly registered."""
    tramso("procedures", "import", "--sample")
    said = tramso(
        *("dossier", "receive", "--procedure", LAND),
        *("--name", "Nguyễn Thị Thử", "--owner", "Trần Văn Mẫu", "--channel", "post"),
    )
    assert said["procedure"]["open"] == [1, 2, 8]
    assert said["procedure"]["owner"]["name"] == "Trần Văn Mẫu"
    return str(said["code"])


def test_a_pile_becomes_a_received_dossier(tramso: Tramso, plot: str, tmp_path: Path) -> None:
    """Two papers scanned, one digital already, one not needed, one only shown; then it runs."""
    for component in ("1", "2"):
        said = tramso("dossier", "component", plot, "--component", component, "--scan")
        paper = str(said["procedure"]["components"][int(component) - 1]["document"])
        pages = [
            str(draw_page(tmp_path / f"{component}-{page}.png", page, (200, 300)))
            for page in (1, 2)
        ]
        tramso("dossier", "add", plot, "--document", paper, *pages)
        tramso("dossier", "compared", plot, "--document", paper, "--all")
    tramso("dossier", "component", plot, "--component", "5", "--digital", "Ví giấy tờ VNeID")
    tramso("dossier", "component", plot, "--component", "6", "--not-needed", "NĐ 224/2026/NĐ-CP")
    tramso("dossier", "component", plot, "--component", "8", "--on-paper", "shown-only")
    received = tramso("dossier", "state", plot, "--to", "2")["procedure"]

    standings = [component["standing"] for component in received["components"]]
    assert standings == ["scan", "scan", None, None, "digital", "not-needed", None, "on-paper"]
    assert received["states"] == {
        "business": "2",
        "money": "due",
        "delivery": "nothing-yet",
        "sync": "here",
    }
    assert (received["open"], received["late"], received["paused"]) == ([], False, False)
    assert received["due_at"].endswith("T17:00:00+07:00")
    assert received["resolving_unit"] == "H26.99.2"

    shown = tramso("dossier", "show", plot)
    assert shown["procedure"]["code"] == LAND
    assert [paper["next"] for paper in shown["documents"]] == [None, None]


def test_the_clock_stands_while_a_supplement_is_awaited(tramso: Tramso, plot: str) -> None:
    """No date is promised until it has come."""
    for component in ("1", "2"):
        tramso("dossier", "component", plot, "--component", component, "--digital", "Kho dữ liệu")
    tramso("dossier", "component", plot, "--component", "8", "--on-paper", "shown-only")
    tramso("dossier", "state", plot, "--to", "2")
    waiting = tramso("dossier", "state", plot, "--to", "5", "--reason", "Thiếu sơ đồ thửa đất")
    assert (waiting["procedure"]["due_at"], waiting["procedure"]["paused"]) == (None, True)
    again = tramso("dossier", "state", plot, "--to", "4")
    assert again["procedure"]["due_at"] is not None
    reasons = [change["reason"] for change in again["procedure"]["changes"] if change["reason"]]
    assert reasons == ["Thiếu sơ đồ thửa đất"]


def test_a_bill_is_paid_by_a_receipt_alone(
    tramso: Tramso, plot: str, home: Path, tmp_path: Path
) -> None:
    """The code is shown as often as anybody likes."""
    fee = "Lệ phí cấp Giấy chứng nhận (giả định)"
    settings = home / FILE_NAME
    settings.write_text(
        settings.read_text("utf-8") + '[payment]\nbank = "970405"\naccount = "1234567890120"\n',
        "utf-8",
    )
    picture = tmp_path / "code.svg"
    asked = tramso("dossier", "bill", plot, "--exempt", f"{fee}=Hộ nghèo", "--out", str(picture))
    assert (asked["vnd"], asked["money"]) == (50_000, "due")
    assert asked["vietqr"].startswith("000201010212")
    assert picture.read_bytes().startswith(b"<?xml")
    refused = tramso(
        *("dossier", "state", plot, "--axis", "money", "--to", "paid"),
        *("--reason", "BL 0000001"),
    )
    assert refused == (3, "paid-by-receipt-alone")
    receipt = tmp_path / "receipt.pdf"
    taken = tramso("dossier", "pay", plot, "--exempt", f"{fee}=Hộ nghèo", "--out", str(receipt))
    assert (taken["receipt"], taken["vnd"]) == (f"BL/{datetime.now(HANOI).year}-000001", 50_000)
    assert receipt.read_bytes().startswith(b"%PDF")
    assert tramso("dossier", "pay", plot) == (3, "nothing-owed")
    paid = tramso("dossier", "bill", plot)
    assert (paid["money"], paid["vietqr"]) == ("paid", None)


def test_the_day_is_closed(tramso: Tramso, plot: str, tmp_path: Path) -> None:
    """Once: what was taken since goes into the next one; it can be printed again as it was."""
    assert tramso("cash", "close") == (3, "nothing-to-close")
    tramso("dossier", "pay", plot)
    sheet, table = tmp_path / "day.pdf", tmp_path / "day.xlsx"
    shown = tramso("cash", "show", "--out", str(table))
    assert (shown["number"], shown["vnd"], len(shown["receipts"])) == (None, 100_000, 1)
    closed = tramso("cash", "close", "--out", str(sheet))
    assert (closed["number"], closed["vnd"]) == (1, 100_000)
    assert closed["receipts"] == shown["receipts"]
    assert (sheet.read_bytes()[:5], table.read_bytes()[:2]) == (b"%PDF-", b"PK")
    assert tramso("cash", "close") == (3, "nothing-to-close")
    assert tramso("cash", "show")["receipts"] == []
    again = tramso("cash", "print", "--number", "1", "--out", str(tmp_path / "again.pdf"))
    assert (again["receipts"], again["at"]) == (closed["receipts"], closed["at"])
    assert (tmp_path / "again.pdf").read_bytes() == sheet.read_bytes()
    assert tramso("cash", "print", "--number", "2", "--out", str(tmp_path / "2.pdf")) == (
        3,
        "not-found",
    )
    assert [each["number"] for each in tramso("cash", "list")["closes"]] == [1]


def test_papers_come_out_and_stay(tramso: Tramso, plot: str, tmp_path: Path) -> None:
    """A paper that does not belong there is none; one that was issued comes again as it was."""
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    assert tramso("dossier", "paper", plot, "--form", "receipt", "--out", str(first)) == (
        3,
        "paper-not-now",
    )
    issued = tramso("dossier", "paper", plot, "--form", "supplement", "--out", str(first))
    assert (issued["number"], issued["mail"]) == ("01/HDHS", None)
    listed = tramso("dossier", "papers", plot)
    assert [each["id"] for each in listed["papers"]] == [issued["id"]]
    assert listed["may_issue"] == ["supplement"]
    tramso("dossier", "paper", plot, "--again", str(issued["id"]), "--out", str(again))
    assert again.read_bytes() == first.read_bytes()
    book = tmp_path / "book.pdf"
    assert tramso("dossier", "book", "--out", str(book))["lines"] == 1
    assert book.read_bytes().startswith(b"%PDF")


def test_who_has_a_dossier_is_listed(tramso: Tramso, plot: str) -> None:
    """Before it is received it has no day; the counter has it in hand."""
    listed = tramso("dossier", "due")
    (dossier,) = listed["dossiers"]
    assert (dossier["code"], dossier["due_at"], dossier["risk"]) == (plot, None, None)
    assert (dossier["with"]["part"], dossier["with"]["unit"]) == ("receiver", "H26.99.1")
    assert listed["counts"]["open"] == 1
    assert tramso("dossier", "due", "--list", "late")["dossiers"] == []


def test_a_pile_is_scanned(tramso: Tramso, plot: str, home: Path, tmp_path: Path) -> None:
    """Onto its own document, whatever else the dossier has; of a dossier it must be said whose."""
    sides = [draw_page(tmp_path / f"side-{side}.png", side, (310, 438)) for side in (1, 2)]
    script = tmp_path / "script.json"
    script.write_text(json.dumps({"pages": [side.name for side in sides]}), "utf-8")
    scanner = f"script:{script}"
    settings = home / FILE_NAME
    settings.write_text(
        settings.read_text("utf-8") + f'[scanning]\npractice_scanners = ["{script}"]\n',
        "utf-8",
    )
    tramso("dossier", "component", plot, "--component", "1", "--scan")
    tramso("scan", "--device", scanner, "--dossier", plot, "--pile")
    checklist = tramso("dossier", "checklist", plot)["procedure"]
    assert (checklist["pile"], checklist["open"]) == (2, [1, 2, 8])
    assert tramso("scan", "--device", scanner, "--out", str(tmp_path / "o"), "--pile") == (2, None)
