"""`tramso report …`: what this desk's own work says of it, month by month."""

import argparse
import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from offline_store.records import ReadingTally
from station.bootstrap import open_desk
from station.cli.output import DONE, add_json, emit


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="this desk's own figures")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    reading = words.add_parser(
        "reading", parents=[common], help="how well pages were read that clerks compared"
    )
    add_json(reading)
    reading.set_defaults(run=_reading)


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
