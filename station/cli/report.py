"""`tramso report …`: what this desk's own work says of it."""

import argparse
import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from offline_store.records import ReadingTally
from station.bootstrap import open_desk
from station.cli.output import DONE, add_json, emit
from station.hanoi_time import hanoi_day
from station.work_report import WorkReport, as_xlsx


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="this desk's own figures")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    reading = words.add_parser(
        "reading", parents=[common], help="how well pages were read that clerks compared"
    )
    add_json(reading)
    reading.set_defaults(run=_reading)
    work = words.add_parser(
        "work", parents=[common], help="copies, fees, waiting, time per step, doubtful words"
    )
    span = work.add_mutually_exclusive_group()
    span.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="of that day, not of today")
    span.add_argument("--month", type=_month, metavar="YYYY-MM", help="of that month")
    work.add_argument("--xlsx", type=Path, metavar="FILE", help="also as a spreadsheet")
    add_json(work)
    work.set_defaults(run=_work)


def _reading(args: argparse.Namespace) -> int:
    with (
        contextlib.closing(open_desk(args.home, create=False)) as desk,
        desk.store.snapshot() as records,
    ):
        months = records.corrections.by_month()
    body = [
        {"month": month, **asdict(tally), "share": share(tally)} for month, tally in months.items()
    ]
    emit(args, {"months": body}, _lines(months) or ["no page was compared yet"])
    return DONE


def _work(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        day = args.month or args.day or hanoi_day(desk.now())
        make = desk.report_work.of_month if args.month else desk.report_work.of_day
        report = make(day)
    if args.xlsx is not None:
        args.xlsx.write_bytes(as_xlsx(report))
    waited, queued = report.waiting_s, report.queued_s
    document = {
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "originals": report.originals,
        "pages": report.pages,
        "copies": report.copies,
        "fees_vnd": report.fees_vnd,
        "waiting_s": None if waited is None else {"middle": waited[0], "nine_of_ten": waited[1]},
        "called": report.called,
        "queued_s": None if queued is None else {"middle": queued[0], "nine_of_ten": queued[1]},
        "stages_s": {stage.value: seconds for stage, seconds in report.stages_s.items()},
        "reading": asdict(report.reading),
        "bars": [asdict(bar) for bar in report.bars],
    }
    emit(args, document, _work_lines(report))
    return DONE


def _work_lines(report: WorkReport) -> list[str]:
    waited, queued = report.waiting_s, report.queued_s
    in_queue = [
        f"{report.called} numbers called, waited {queued[0] / 60:.0f} min,"
        f" nine of ten at most {queued[1] / 60:.0f}"
        for queued in ([] if queued is None else [queued])
    ]
    return [
        f"{report.first:%d/%m/%Y} to {report.last:%d/%m/%Y}",
        f"{report.originals} originals of {report.pages} pages, {report.copies} copies,"
        f" {report.fees_vnd} VND",
        "nobody waited"
        if waited is None
        else f"waited {waited[0] / 60:.0f} min, nine of ten at most {waited[1] / 60:.0f}",
        *in_queue,
        *(f"{stage}: {seconds / 60:.1f} min" for stage, seconds in report.stages_s.items()),
        f"{report.reading.doubtful} doubtful words, {report.reading.doubtful_wrong} put right",
    ]


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()


def _month(text: str) -> date:
    return datetime.strptime(text, "%Y-%m").date()


def share(tally: ReadingTally) -> float | None:
    """The share of words put right, 0 to 1; None without any word."""
    return round(tally.wrong / tally.words, 5) if tally.words else None


def _lines(months: Mapping[str, ReadingTally]) -> list[str]:
    return [
        f"{month}  {tally.pages} pages  {tally.wrong} of {tally.words} words put right"
        f" ({100 * (share(tally) or 0):.2f} %),"
        f" {tally.digits_wrong} of {tally.digits} with a digit,"
        f" {tally.doubtful_wrong} of the {tally.doubtful} doubtful"
        for month, tally in months.items()
    ]
