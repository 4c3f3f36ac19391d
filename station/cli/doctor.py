"""`tramso doctor`: is this desk ready?"""

import argparse
import contextlib
from pathlib import Path
from typing import Any

from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.desk_check import Check, Status
from station.desk_settings import read_desk_settings
from station.device_book import FILE_NAME as BOOK_NAME
from station.device_book import DeviceBook
from station.doctor import Doctor
from station.hanoi_time import utc_now
from station.support_bundle import write_support_bundle
from station.workers import open_scanner

MARKS = {Status.OK: "✓", Status.WARN: "!", Status.FAIL: "✗"}


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="is this desk ready?")
    parser.add_argument(
        "--bundle", type=Path, metavar="FILE.zip", help="write what a helper needs to know"
    )
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    with contextlib.closing(open_scanner(settings)) as scanner:
        checks = list(Doctor(args.home, settings, scanner, utc_now)())
    if args.bundle is not None:
        write_support_bundle(
            args.bundle,
            settings=settings,
            checks=checks,
            book=DeviceBook(args.home / BOOK_NAME, utc_now),
            logs=args.home / "logs",
            at=utc_now(),
        )
    ready = all(check.status is not Status.FAIL for check in checks)
    document = {"ready": ready, "checks": [check_document(check) for check in checks]}
    emit(args, document, [line for check in checks for line in check_lines(check)])
    return DONE if ready else ANSWER_NO


def check_document(check: Check) -> dict[str, str]:
    """A check with the keys of `tramso doctor --json`."""
    return {"id": check.id, "status": check.status, "detail": check.detail, "cure": check.cure}


def check_lines(check: Check) -> list[str]:
    """A check for reading, its cure under it."""
    lines = [f"{MARKS[check.status]} {check.id:11} {check.detail}"]
    return lines + ([f"  {'':11} → {check.cure}"] if check.cure else [])
