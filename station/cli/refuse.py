"""`tramso refuse`: a copy is refused on a ground of the law, and the citizen gets the slip."""

import argparse
from pathlib import Path
from typing import Any

from station.cli.find import find_document
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.errors import TargetExists
from station.refusal import GROUNDS, NO_ORIGINAL


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="refuse a copy, with the slip")
    add_json(parser)
    parser.add_argument("dossier", metavar="DOSSIER", help="code or id")
    parser.add_argument("--document", type=int, default=1, metavar="N", help="which of its papers")
    parser.add_argument(
        "--ground",
        type=int,
        required=True,
        choices=range(len(GROUNDS) + 1),
        help="1 to 6 of NĐ 23/2015 Điều 22; 0: it is no original",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="in the clerk's words")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    with signed_in_desk(args, create=False) as desk:
        document = find_document(desk.store, args.dossier, args.document)
        slip = desk.judge_grounds.refuse(document.id, args.ground, args.note)
    args.out.write_bytes(slip)
    ground = GROUNDS[args.ground - 1] if args.ground else NO_ORIGINAL
    emit(args, {"ground": args.ground, "text": ground, "file": str(args.out)}, [str(args.out)])
    return DONE
