"""A report of a day or a month: copies, fees, waiting, time per step, doubtful words found."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median

from offline_store.moments import day_bounds
from offline_store.records import ReadingTally
from offline_store.store import Store
from offline_store.work_done import CopyDone
from station.hanoi_time import HANOI

_HOURS = range(6, 20)
"""Of a counter's day; what is signed earlier or later counts to the first or last."""


class Stage(StrEnum):
    """What is between two moments of a copy."""

    SCANNING = "scanning"
    COMPARING = "comparing"
    SIGNING = "signing"
    HANDING_OVER = "handing-over"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart. at: the hour, or the day of the month. originals: signed in it."""

    at: int
    originals: int
    copies: int
    fees_vnd: int


@dataclass(frozen=True, slots=True)
class WorkReport:
    """What was done from the first day to the last.

    waiting_s: how long citizens waited from receipt to signature, the middle one and the one that
    nine of ten did not exceed, in seconds; None without any copy. called, queued_s: numbers of the
    queue that were called here, and how long their holders waited for that, as waiting_s.
    stages_s: the middle time of each stage, in seconds, without those nobody has times of.
    """

    first: date
    last: date
    originals: int
    pages: int
    copies: int
    fees_vnd: int
    waiting_s: tuple[float, float] | None
    stages_s: dict[Stage, float]
    reading: ReadingTally
    bars: tuple[Bar, ...]
    called: int = 0
    queued_s: tuple[float, float] | None = None

    @property
    def by_hour(self) -> bool:
        """Whether the bars are hours of one day, not days."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class ReportWork:
    """Makes reports of what this desk did."""

    store: Store

    def of_day(self, day: date) -> WorkReport:
        """One day at the counter."""
        return self._report(day, day)

    def of_month(self, day: date) -> WorkReport:
        """The month of a day."""
        first = day.replace(day=1)
        following = (first + timedelta(days=32)).replace(day=1)
        return self._report(first, following - timedelta(days=1))

    def _report(self, first: date, last: date) -> WorkReport:
        since, until = day_bounds(first)[0], day_bounds(last)[1]
        with self.store.snapshot() as records:
            done = records.work_done.copies(since, until)
            reading = records.work_done.reading(since, until)
            called = records.tickets.called_within(since, until)
        waited = sorted(_seconds(each.received_at, each.signed_at) for each in done)
        return WorkReport(
            first=first,
            last=last,
            originals=len(done),
            pages=sum(each.pages for each in done),
            copies=sum(each.copies for each in done),
            fees_vnd=sum(each.fee_vnd for each in done),
            waiting_s=_middle_and_most(waited),
            stages_s=_stages(done),
            reading=reading,
            bars=tuple(_bars(done, first, last)),
            called=len(called),
            queued_s=_middle_and_most(sorted(each.waited.total_seconds() for each in called)),
        )


def _middle_and_most(seconds: Sequence[float]) -> tuple[float, float] | None:
    """Of times in their order: the middle one, and what nine of ten did not exceed."""
    return (median(seconds), seconds[(len(seconds) * 9 - 1) // 10]) if seconds else None


def _stages(done: Sequence[CopyDone]) -> dict[Stage, float]:
    times: dict[Stage, list[float]] = {}
    for each in done:
        for stage, begin, end in (
            (Stage.SCANNING, each.received_at, each.scanned_at),
            (Stage.COMPARING, each.scanned_at, each.compared_at),
            (Stage.SIGNING, each.compared_at, each.signed_at),
            (Stage.HANDING_OVER, each.signed_at, each.handed_over_at),
        ):
            # A page that was scanned anew after it was compared tells nothing of either.
            if begin is not None and end is not None and begin <= end:
                times.setdefault(stage, []).append(_seconds(begin, end))
    return {stage: median(times[stage]) for stage in Stage if stage in times}


def _bars(done: Sequence[CopyDone], first: date, last: date) -> Iterator[Bar]:
    by_hour = first == last
    at = _HOURS if by_hour else range(1, last.day + 1)
    sums = {each: [0, 0, 0] for each in at}
    for each in done:
        when = each.signed_at.astimezone(HANOI)
        place = min(max(when.hour, at[0]), at[-1]) if by_hour else when.day
        for index, more in enumerate((1, each.copies, each.fee_vnd)):
            sums[place][index] += more
    for place, counts in sums.items():
        yield Bar(place, *counts)


def _seconds(begin: datetime, end: datetime) -> float:
    return max(0.0, (end - begin).total_seconds())


_FIGURES = "Số liệu"
_BY_TIME = "Theo thời gian"
_STAGE_NAMES = {
    Stage.SCANNING: "Tiếp nhận đến quét xong (phút)",
    Stage.COMPARING: "Quét xong đến đối chiếu xong (phút)",
    Stage.SIGNING: "Đối chiếu xong đến ký (phút)",
    Stage.HANDING_OVER: "Ký đến trả (phút)",
}


def as_xlsx(report: WorkReport) -> bytes:
    """A workbook: the figures, and the bars with a chart of them. In Vietnamese, as the book is."""
    # Here and not above: each command that opens a desk would wait for it.
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"created": datetime.combine(report.last, time())})
    bold = workbook.add_format({"bold": True})
    sheet = workbook.add_worksheet(_FIGURES)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 18)
    for row, (name, value) in enumerate(_figures(report)):
        sheet.write_string(row, 0, name, bold)
        if isinstance(value, str):
            sheet.write_string(row, 1, value)
        else:
            sheet.write_number(row, 1, value)
    bars = workbook.add_worksheet(_BY_TIME)
    headings = ("Giờ" if report.by_hour else "Ngày", "Bản chính", "Bản sao", "Phí (đồng)")
    for column, heading in enumerate(headings):
        bars.write_string(0, column, heading, bold)
    for row, bar in enumerate(report.bars, start=1):
        values = (bar.at, bar.originals, bar.copies, bar.fees_vnd)
        for column, number in enumerate(values):
            bars.write_number(row, column, number)
    chart = workbook.add_chart({"type": "column"})
    end = len(report.bars)
    chart.add_series(
        {
            "name": [_BY_TIME, 0, 2],
            "categories": [_BY_TIME, 1, 0, end, 0],
            "values": [_BY_TIME, 1, 2, end, 2],
        }
    )
    chart.set_title({"name": "Bản sao đã ký"})
    bars.insert_chart("F2", chart)
    workbook.close()
    return out.getvalue()


def _figures(report: WorkReport) -> Iterator[tuple[str, str | float]]:
    yield "Từ ngày", f"{report.first:%d/%m/%Y}"
    yield "Đến ngày", f"{report.last:%d/%m/%Y}"
    yield "Bản chính đã chứng thực", report.originals
    yield "Trang", report.pages
    yield "Bản sao", report.copies
    yield "Phí (đồng)", report.fees_vnd
    if report.waiting_s is not None:
        yield "Chờ từ tiếp nhận đến ký, trung vị (phút)", round(report.waiting_s[0] / 60, 1)
        yield "Chờ, chín phần mười không quá (phút)", round(report.waiting_s[1] / 60, 1)
    if report.queued_s is not None:
        yield "Số thứ tự đã gọi", report.called
        yield "Chờ đến lượt, trung vị (phút)", round(report.queued_s[0] / 60, 1)
        yield "Chờ đến lượt, chín phần mười không quá (phút)", round(report.queued_s[1] / 60, 1)
    for stage, seconds in report.stages_s.items():
        yield _STAGE_NAMES[stage], round(seconds / 60, 1)
    yield "Chữ đã đọc", report.reading.words
    yield "Chữ nghi ngờ", report.reading.doubtful
    yield "Chữ nghi ngờ đã sửa", report.reading.doubtful_wrong
    yield "Chữ đã sửa", report.reading.wrong
