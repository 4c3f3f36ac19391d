"""The book on paper and in files: every column of the form, whatever stands in it."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.records import LineEntry
from offline_store.store import Store
from signing.errors import NotAPdf, SigningError
from station.cli.main import main
from station.errors import PagesChanged, RefusedToCitizen
from station.register_book import HEADINGS, ReadBook, as_csv, as_pdf, as_xlsx
from station.settings import AgencySettings, OfficerSettings, Settings
from tests.store_fixtures import BOOK, add_dossier, make_block, make_dossier

OCTOBER = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)  # 23:59 at the counter
NOVEMBER = datetime(2026, 10, 31, 17, 1, tzinfo=UTC)
SETTINGS = Settings(
    agency=AgencySettings("UBND phường Thử Nghiệm", "H26.99.1"),
    officer=OfficerSettings("Trần Văn Mẫu", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
)


def entry(title: str, requester: str = "Nguyễn Thị Thử") -> LineEntry:
    """An entry for a paper of that title."""
    return LineEntry(requester, title, "Trần Văn Mẫu", "PHÓ CHỦ TỊCH", 2, 4000)


@pytest.fixture
def book(store: Store) -> ReadBook:
    """A book of three lines: signed in October, signed and cancelled in November."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    lines = (
        (OCTOBER, entry("Giấy khai sinh")),
        (NOVEMBER, entry('=HYPERLINK("http://x")', "@Nguyễn 中 Thử")),
        (NOVEMBER, entry("-2+3")),
    )
    for number, (at, each) in enumerate(lines, start=1):
        document = add_dossier(store, make_dossier(f"H26.19.5-261122-{number:04d}"))
        with store.transaction() as records:
            line = records.register.reserve(BOOK, document, each, at)
            if number < 3:
                records.register.sign(BOOK, line.number, at)
            else:
                records.register.cancel(BOOK, line.number, "token-lost")
    return ReadBook(store)


def texts(xlsx: bytes) -> list[list[str]]:
    """The cells of the only sheet; a formula would have no text here."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(xlsx)) as parts:
        shared = [
            "".join(run.text or "" for run in entry.iter(f"{space}t"))
            for entry in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert next(sheet.iter(f"{space}f"), None) is None
    return [
        [
            shared[int(value.text or "")] if cell.get("t") == "s" else value.text or ""
            for cell in row
            for value in cell.iter(f"{space}v")
        ]
        for row in sheet.iter(f"{space}row")
    ]


def test_a_line_is_of_the_day_that_its_copy_names(store: Store, book: ReadBook) -> None:
    """Signed seconds after midnight, it stays with the day and month of its number."""
    document = add_dossier(store, make_dossier("H26.19.5-261122-0009"))
    with store.transaction() as records:
        line = records.register.reserve(BOOK, document, entry("Bằng"), OCTOBER)
        records.register.sign(BOOK, line.number, NOVEMBER)
    (row,) = (row for row in book(BOOK, date(2026, 10, 1)).rows if row[3] == "Bằng")
    assert row[1] == "31/10/2026"


def test_no_cell_is_a_formula(book: ReadBook) -> None:
    """In CSV what begins like one is defused; in a workbook texts are texts, sums are numbers."""
    part = book(BOOK)
    rows = list(csv.reader(io.StringIO(as_csv(part).decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADINGS
    assert [row[3] for row in rows[1:]] == ["Giấy khai sinh", '\'=HYPERLINK("http://x")', "'-2+3"]
    assert [row[2] for row in rows[1:]] == ["Nguyễn Thị Thử", "'@Nguyễn 中 Thử", "Nguyễn Thị Thử"]

    cells = texts(as_xlsx(part))
    assert tuple(cells[0]) == HEADINGS
    assert cells[2][2:7] == [
        *("@Nguyễn 中 Thử", '=HYPERLINK("http://x")'),
        *("Trần Văn Mẫu, PHÓ CHỦ TỊCH", "2", "4000"),
    ]
    assert as_xlsx(part) == as_xlsx(part)


def test_a_month_is_the_counters(book: ReadBook) -> None:
    """The last minute of October at the counter is October's, though it is November in no zone."""
    assert [line.number for line in book(BOOK, date(2026, 10, 5)).lines] == [1]
    assert [line.number for line in book(BOOK, date(2026, 11, 30)).lines] == [2, 3]
    assert book("01/1999-SCT/BS").lines == ()


def test_the_print_has_every_line_and_its_sums(book: ReadBook, store: Store) -> None:
    """Lines, cancelled ones too, letters without a font by number, sums, and the closing."""
    with store.transaction() as records:
        records.register.close(BOOK, NOVEMBER)
    part = book(BOOK)
    pdf = as_pdf(part, SETTINGS, NOVEMBER)
    assert pdf == as_pdf(part, SETTINGS, NOVEMBER)
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for expected in (
        *("UBND PHƯỜNG THỬ NGHIỆM", f"Quyển số: {BOOK}", "Giấy khai sinh"),
        "Đã hủy: token ký số bị rút ra trong khi ký",
        *("[U+4E2D]", "2 số đã chứng thực, 1 số đã hủy", "8.000 đồng", "KT. CHỦ TỊCH"),
        "Khóa sổ ngày 01/11/2026, tổng cộng 2 số đã chứng thực",
    ):
        assert expected in text, (expected, text)


def test_a_number_without_a_copy_says_why_in_words(store: Store, book: ReadBook) -> None:
    """In the book that is bound no code stands but that of a fault that has no words."""
    notes = {}
    with store.transaction() as records:
        records.register.add_block(make_block(11, 60))
    reasons = [
        *("abandoned", "day-passed", "entry-changed", PagesChanged.code, RefusedToCitizen.code),
        *(error.code for error in all_errors(SigningError) if error is not NotAPdf),
    ]
    for number, reason in enumerate([*reasons, "store-busy", ""], start=4):
        document = add_dossier(store, make_dossier(f"H26.19.5-261122-{number:04d}"))
        with store.transaction() as records:
            line = records.register.reserve(BOOK, document, entry("Bằng"), NOVEMBER)
            if reason:
                records.register.cancel(BOOK, line.number, reason)
    for line, row in zip(book(BOOK).lines, book(BOOK).rows, strict=True):
        notes[line.reason or line.state.value] = row[7]

    assert notes["signed"] == ""
    assert notes["reserved"] == "Đã giữ số, chưa ký"
    assert notes["store-busy"] == "Đã hủy: lỗi kỹ thuật, mã store-busy"
    for reason in reasons:
        assert str(notes[reason]).startswith("Đã hủy: "), reason
        assert reason not in str(notes[reason])


def all_errors(of: type[SigningError]) -> list[type[SigningError]]:
    """Every error that may be raised: those that stand for no kind of others."""
    below = of.__subclasses__()
    return [each for kind in below for each in (all_errors(kind) or [kind])]


def test_the_commands_write_what_is_asked(
    book: ReadBook, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the name of the file; another kind of file is wrong use."""
    home = ["--home", str(tmp_path / "home"), "--book", BOOK]
    for word, name, start in (
        ("export", "book.csv", b"\xef\xbb\xbf"),
        ("export", "book.XLSX", b"PK"),
        ("print", "book.pdf", b"%PDF-"),
    ):
        out = tmp_path / name
        assert main(["register", word, "--out", str(out), "--month", "2026-11", *home]) == 0
        assert out.read_bytes().startswith(start)
    assert main(["register", "export", "--out", str(tmp_path / "book.doc"), *home]) == 2
    assert main(["register", "print", "--out", "x", "--month", "soon", *home]) == 2
    capsys.readouterr()
