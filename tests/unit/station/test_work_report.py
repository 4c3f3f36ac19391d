"""Reports of a day and of a month: what was signed, how long people waited, what was read wrong."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from offline_store.records import LineEntry, Reading, Word
from offline_store.store import Store
from station.work_report import Bar, ReportWork, Stage, as_xlsx
from tests.store_fixtures import BOOK, make_block
from tests.unit.station.desk_parts import Parts, SetClock

MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # 8:00 at the counter
WORDS = (
    Word("chắc", (0, 0, 9, 9), 0.01, 0),
    Word("ngờ", (10, 0, 9, 9), 0.4, 0),
    Word("lạ", (20, 0, 9, 9), 0.4, 0),
)


class Day:
    """A desk at which copies are made at set times."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.clock = SetClock()
        self.parts = Parts(store, folder / "spool", self.clock)
        with store.transaction() as records:
            records.register.add_block(make_block())

    def copy(self, received: datetime, *, minutes: tuple[int, int, int, int | None]) -> None:
        """A copy of one page. minutes: to scanned, compared, signed, handed over."""
        scanned, compared, signed, handed = minutes
        self.clock.at = received
        document = self.parts.received()
        self.clock.at = received + timedelta(minutes=scanned)
        file = self.folder / f"{received:%d%H%M}.png"
        Image.new("L", (300, 400), 250 - received.day).save(file, dpi=(100, 100))
        (page,) = self.parts.import_pages(document.id, (file,))
        with self.store.transaction() as records:
            records.dossiers.keep_reading(page.id, Reading("test", WORDS))
        self.clock.at += timedelta(minutes=compared)
        self.parts.correct.word(page.id, 1, "ngỡ")
        self.parts.compare.mark(page.id)
        self.clock.at += timedelta(minutes=signed)
        entry = LineEntry("Nguyễn Văn An", "Giấy khai sinh", "Trần Văn Mẫu", "CHỦ TỊCH", 2, 4_000)
        with self.store.transaction() as records:
            line = records.register.reserve(BOOK, document.id, entry, self.clock.at)
            records.register.sign(BOOK, line.number, self.clock.at)
            if handed is not None:
                at = self.clock.at + timedelta(minutes=handed)
                records.dossiers.set_handed_over(document.id, at)


@pytest.fixture
def day(store: Store, tmp_path: Path) -> Day:
    """Two copies on the 20th, one at the end of the month, by the counter's clock."""
    made = Day(store, tmp_path)
    made.copy(MORNING, minutes=(2, 4, 6, 10))
    made.copy(MORNING + timedelta(hours=2), minutes=(4, 8, 12, None))
    made.copy(datetime(2026, 11, 30, 16, 30, tzinfo=UTC), minutes=(1, 1, 1, None))
    return made


def test_a_day_is_told_by_the_hour(day: Day) -> None:
    """Copies, fees, waiting and the middle time of each step; what the pages showed of words."""
    report = ReportWork(day.store).of_day(date(2026, 11, 20))

    assert [report.originals, report.pages, report.copies, report.fees_vnd] == [2, 2, 4, 8_000]
    assert report.waiting_s == pytest.approx((18 * 60, 24 * 60))
    assert report.stages_s == {
        Stage.SCANNING: 180,
        Stage.COMPARING: 360,
        Stage.SIGNING: 540,
        Stage.HANDING_OVER: 600,
    }
    reading = report.reading
    assert [reading.words, reading.doubtful, reading.doubtful_wrong] == [6, 4, 2]
    assert [bar for bar in report.bars if bar.originals] == [
        Bar(8, 1, 2, 4_000),
        Bar(10, 1, 2, 4_000),
    ]


def test_a_month_has_a_bar_for_each_of_its_days(day: Day) -> None:
    """Half an hour before midnight at the counter is still that day, and that month."""
    report = ReportWork(day.store).of_month(date(2026, 11, 3))

    assert (report.first, report.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert [bar.at for bar in report.bars] == list(range(1, 31))
    assert {bar.at: bar.originals for bar in report.bars if bar.originals} == {20: 2, 30: 1}
    assert report.originals == 3


def test_a_day_without_work_has_no_figures_of_time(store: Store) -> None:
    """Nothing is divided by nothing."""
    report = ReportWork(store).of_day(date(2026, 11, 20))

    assert (report.originals, report.waiting_s, report.stages_s) == (0, None, {})
    assert as_xlsx(report)


def test_the_spreadsheet_says_the_same(day: Day) -> None:
    """Figures as numbers, bars by the hour."""
    report = ReportWork(day.store).of_day(date(2026, 11, 20))
    book = load_workbook(io.BytesIO(as_xlsx(report)))

    figures = {row[0]: row[1] for row in book["Số liệu"].iter_rows(values_only=True)}
    assert (figures["Bản sao"], figures["Phí (đồng)"]) == (4, 8_000)
    assert figures["Chờ từ tiếp nhận đến ký, trung vị (phút)"] == 18
    bars = list(book["Theo thời gian"].iter_rows(min_row=2, values_only=True))
    assert [bar[2] for bar in bars if bar[2]] == [2, 2]
    assert as_xlsx(report) == as_xlsx(replace(report))
