"""The words of `tramso dossier` about money: what a copy costs, and the slip that says so."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station.bootstrap import Desk
from station.cli.find import find_document, find_dossier
from station.cli.numbers import positive
from station.cli.output import DONE, add_json, emit
from station.errors import InputInvalid, TargetExists

Run = Callable[[argparse.Namespace, Desk], int]
OnDesk = Callable[[Run], Callable[[argparse.Namespace], int]]


def add_words(words: Any, common: argparse.ArgumentParser, on_desk: OnDesk) -> None:
    """Declare the words. on_desk: runs one of them on the open desk."""
    fee = words.add_parser("fee", parents=[common], help="what its copies cost")
    fee.add_argument("--document", type=int, default=1, metavar="N", help="which paper")
    which = fee.add_mutually_exclusive_group()
    which.add_argument(
        "--exempt", type=positive, metavar="N", help="charge none, or less, on the Nth ground"
    )
    which.add_argument("--charge", action="store_true", help="charge it after all")
    receipt = words.add_parser("receipt", parents=[common], help="the slip for the citizen")
    receipt.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    for parser, run in ((fee, _fee), (receipt, _receipt)):
        add_json(parser)
        parser.add_argument("dossier", metavar="DOSSIER", help="code or id")
        parser.set_defaults(run=on_desk(run))


def _fee(args: argparse.Namespace, desk: Desk) -> int:
    document = find_document(desk.store, args.dossier, args.document)
    grounds = desk.decide_fee(document.id).grounds
    if args.exempt is not None:
        if args.exempt > len(grounds):
            raise InputInvalid(field="exemption")
        desk.decide_fee.exempt(document.id, grounds[args.exempt - 1].words)
    elif args.charge:
        desk.decide_fee.charge(document.id)
    cost = desk.decide_fee(document.id)
    told = {
        "pages": cost.pages,
        "copies": cost.copies,
        "fee_vnd": cost.fee_vnd,
        "photocopies_vnd": cost.photocopies_vnd,
        "total_vnd": cost.total_vnd,
        "exemption": cost.exemption.words if cost.exemption else "",
        "percent": cost.exemption.percent if cost.exemption else 0,
        "grounds": [each.words for each in grounds],
    }
    emit(args, told, [f"{key}: {value}" for key, value in told.items() if key != "grounds"])
    return DONE


def _receipt(args: argparse.Namespace, desk: Desk) -> int:
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    pdf = desk.receipt(find_dossier(desk.store, args.dossier).id)
    args.out.write_bytes(pdf)
    emit(args, {"file": str(args.out)}, [str(args.out)])
    return DONE
