"""`tramso audit verify`: is the chained trail whole?"""

import argparse
import contextlib
from typing import Any

from station.bootstrap import open_desk
from station.cli.output import ANSWER_NO, DONE, add_json, emit


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the chained trail of acts")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    verify = words.add_parser("verify", parents=[common], help="find the first broken line")
    add_json(verify)
    verify.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    with (
        contextlib.closing(open_desk(args.home, create=False)) as desk,
        desk.store.snapshot() as records,
    ):
        broken = records.audit.verify()
    ok = broken is None
    emit(args, {"ok": ok, "first_broken": broken}, ["whole" if ok else f"broken at line {broken}"])
    return DONE if ok else ANSWER_NO
