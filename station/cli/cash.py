"""`tramso cash …`: what the cashier took, and the day's close."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station.bootstrap import Desk
from station.cashier import number_text, series_and_number
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.close_day import DayTaken
from station.errors import TargetExists
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="what was taken; the day's close")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    cancel = words.add_parser("cancel", parents=[common], help="cancel a receipt")
    add_json(cancel)
    cancel.add_argument("--receipt", required=True, metavar="NUMBER", help="as it is printed")
    cancel.add_argument("--ground", required=True, metavar="TEXT", help="why")
    cancel.add_argument("--out", type=Path, metavar="FILE.pdf", help="the receipt, cancelled")
    cancel.set_defaults(run=_cancel, error=cancel.error)
    for name, run, text in (
        ("show", _show, "what was taken since the last close"),
        ("close", _close, "close the day"),
        ("list", _list, "the day's closes"),
        ("print", _print, "a close of before, as PDF or XLSX"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        if name != "list":
            sub.add_argument(
                "--out",
                type=Path,
                required=name == "print",
                metavar="FILE.pdf|FILE.xlsx",
                help="write it there, never over another file",
            )
        if name == "print":
            sub.add_argument("--number", type=int, required=True, metavar="N")
        sub.set_defaults(run=run, error=sub.error)


def _show(args: argparse.Namespace) -> int:
    return _write(args, lambda desk: desk.close_day.open())


def _close(args: argparse.Namespace) -> int:
    return _write(args, lambda desk: desk.close_day())


def _print(args: argparse.Namespace) -> int:
    return _write(args, lambda desk: desk.close_day.read(args.number))


def _write(args: argparse.Namespace, read: Callable[[Desk], DayTaken]) -> int:
    out: Path | None = args.out
    if out is not None and out.suffix.lower() not in (".pdf", ".xlsx"):
        args.error("it is written as .pdf, .xlsx")
    if out is not None and out.exists():
        raise TargetExists(file=out.name)
    with signed_in_desk(args, create=False) as desk:
        taken = read(desk)
        if out is not None:
            kind = desk.close_day.pdf if out.suffix.lower() == ".pdf" else desk.close_day.xlsx
            out.write_bytes(kind(taken))
    body = {**_told(taken), "file": None if out is None else str(out)}
    lines = [f"{row[0]}  {row[2]}  {row[-1]:>12}" for row in taken.rows]
    emit(args, body, [*lines, f"{taken.vnd:>12}  {len(taken.receipts)} receipts"])
    return DONE


def _cancel(args: argparse.Namespace) -> int:
    out: Path | None = args.out
    if out is not None and out.exists():
        raise TargetExists(file=out.name)
    series, number = series_and_number(args.receipt)
    with signed_in_desk(args, create=False) as desk:
        paid = desk.take_payment.cancel(series, number, args.ground)
        if out is not None:
            out.write_bytes(desk.take_payment.receipt(paid))
        with desk.store.snapshot() as records:
            dossier = records.dossiers.heading(paid.dossier_id)
    assert paid.cancelled is not None
    body = {
        "receipt": number_text(paid),
        "code": dossier.code,
        "vnd": paid.vnd,
        "way": paid.way.value,
        "ground": paid.cancelled.ground,
        "at": iso(paid.cancelled.at),
        "who": paid.cancelled.who,
        "file": None if out is None else str(out),
    }
    emit(args, body, [f"{number_text(paid)} cancelled"])
    return DONE


def _list(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        closes = desk.close_day.closes()
    body = [
        {
            "number": each.number,
            "at": iso(each.at),
            "who": each.who,
            "receipts": sum(int(row[-1]) > 0 for row in each.content["rows"]),
            "vnd": sum(each.content["by_way"].values()),
        }
        for each in closes
    ]
    emit(
        args, {"closes": body}, [f"{each['number']}  {each['at']}  {each['vnd']}" for each in body]
    )
    return DONE


def _told(taken: DayTaken) -> dict[str, object]:
    return {
        "number": taken.number or None,
        "at": iso(taken.at),
        "who": taken.who,
        "receipts": [
            {
                "receipt": row[0],
                "at": row[1],
                "code": row[2],
                "payer": row[3],
                "fees": row[4],
                "way": row[5],
                "vnd": int(row[6]),
                "cancelled": int(row[6]) < 0,
            }
            for row in taken.rows
        ],
        "vnd": taken.vnd,
        "by_way": dict(taken.by_way),
        "by_fee": dict(taken.by_fee),
        "copies": taken.copies,
        "copies_vnd": taken.copies_vnd,
    }
