"""`tramso sign`: sign a file that is no certified copy: a clerk's scan, or sao y."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from station.cli.output import DONE, add_json, emit
from station.cli.pins import add_pin_options, ask_pins
from station.cli.sign_in import signed_in_desk
from station.errors import FileRefused, TargetExists
from station.sign_file import FileAct
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        word, parents=[common], help="sign a file that is no certified copy"
    )
    add_json(parser)
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument(
        "--as",
        dest="act",
        type=FileAct,
        choices=list(FileAct),
        required=True,
        help="scan: who scanned it, top left; sao-y: the agency, top right",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    add_pin_options(parser)
    parser.set_defaults(run=_run, error=parser.error)


def _run(args: argparse.Namespace) -> int:
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    try:
        pdf = args.file.read_bytes()
    except OSError as error:
        raise FileRefused(file=args.file.name, reason="ENOENT") from error
    with signed_in_desk(args, create=False) as desk:
        token = desk.sign_file.token_needed(args.act)
        pins = ask_pins(
            args, (token,), lambda: {found.label: found for found in desk.signing.find()}
        )
        try:
            signed = desk.sign_file(pdf, args.act, pins)
        finally:
            for pin in pins.values():
                pin.erase()
    args.out.write_bytes(signed.pdf)
    document = {
        "file": str(args.out),
        "as": args.act.value,
        "sha256": hashlib.sha256(signed.pdf).hexdigest(),
        "level": signed.level,
        "signed_at": iso(signed.signed_at),
        "owed": list(signed.debts),
    }
    emit(args, document, [str(args.out)])
    return DONE
