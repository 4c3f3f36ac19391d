"""`tramso debts …`: what signed copies still owe of their level, and paying it."""

import argparse
import contextlib
from typing import Any

from offline_store.signed_papers import SignedPaper
from station.bootstrap import Desk, open_desk
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.pay_debts import OwingCopy
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="what signed copies still owe")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, run, text in (
        ("list", _list, "the ledger, the nearest deadline first"),
        ("pay", _pay, "get now what can be had, without a token"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.set_defaults(run=run)


def _list(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        owing = desk.pay_debts.owing()
        document = {"owing": _rows(desk, owing)}
    emit(args, document, [_line(each) for each in owing] or ["nothing is owed"])
    return ANSWER_NO if owing else DONE


def _pay(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        report = desk.pay_debts()
        document = {"paid": _rows(desk, report.paid), "owing": _rows(desk, report.owing)}
    lines = [f"paid: {_line(each)}" for each in report.paid]
    lines += [f"owing: {_line(each)}" for each in report.owing]
    emit(args, document, lines or ["nothing is owed"])
    return ANSWER_NO if report.owing else DONE


def _rows(desk: Desk, copies: tuple[OwingCopy, ...]) -> list[dict[str, object]]:
    now = desk.now()
    return [
        {
            "dossier": each.dossier_code,
            "document": each.position,
            "number": None if isinstance(each.copy, SignedPaper) else each.copy.number,
            "book": None if isinstance(each.copy, SignedPaper) else each.copy.book,
            "code": each.copy.code,
            "level": each.copy.level,
            "sha256": each.copy.sha256,
            "debts": [
                {"kind": debt.kind, "deadline": iso(debt.deadline), "overdue": debt.deadline < now}
                for debt in each.copy.debts
            ],
        }
        for each in copies
    ]


def _line(each: OwingCopy) -> str:
    owed = ", ".join(f"{debt.kind} by {iso(debt.deadline)}" for debt in each.copy.debts)
    copy = each.copy
    known = copy.code if isinstance(copy, SignedPaper) else f"{copy.number:02d} {copy.book}"
    what = f"{known}  {copy.level}"
    return f"{what}  {each.dossier_code} {each.position}  {owed}".rstrip()
