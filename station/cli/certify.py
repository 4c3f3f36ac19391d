"""`tramso certify`: register and sign one copy."""

import argparse
import contextlib
import sys
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from typing import Any

from signing.pin import Pin
from station.bootstrap import open_desk
from station.cli.find import find_document
from station.cli.output import DONE, add_json, emit
from station.copy_signing import CopySigning
from station.desk_settings import read_desk_settings
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="register and sign a copy")
    add_json(parser)
    parser.add_argument("dossier", metavar="DOSSIER", help="code or id")
    parser.add_argument("--document", type=int, default=1, metavar="N", help="which of its papers")
    parser.add_argument(
        "--token", metavar="LABEL", help="the officer's token, if not the setting's"
    )
    pin = parser.add_mutually_exclusive_group()
    pin.add_argument(
        "--pin-file",
        type=Path,
        metavar="FILE",
        help="a line for each token: the officer's, then the agency's if it is another",
    )
    pin.add_argument("--pin-stdin", action="store_true", help="the same lines on standard input")
    parser.add_argument(
        "--last-try",
        action="store_true",
        help="try the PIN even if one more wrong one locks the token",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="FILE-OR-DIR",
        help="where the signed copy goes; default: the current folder",
    )
    parser.set_defaults(run=_run, error=parser.error)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    if args.token:
        settings = replace(settings, signing=replace(settings.signing, officer_token=args.token))
    with contextlib.closing(open_desk(args.home, settings=settings, create=False)) as desk:
        document = find_document(desk.store, args.dossier, args.document)
        pins = _ask_pins(args, desk.signing)
        try:
            copy = desk.certify(document.id, pins)
        finally:
            for pin in pins.values():
                pin.erase()
        path = desk.hand_over.save(document.id, args.out)
    answer = {
        "number": copy.number,
        "book": copy.book,
        "code": copy.code,
        "file": str(path),
        "sha256": copy.sha256,
        "level": copy.level,
        "signed_at": iso(copy.signed_at),
        "debts": [{"kind": debt.kind, "deadline": iso(debt.deadline)} for debt in copy.debts],
    }
    emit(args, answer, [f"{copy.number:02d} {copy.book}  {copy.code}  {copy.level}", str(path)])
    return DONE


def _ask_pins(args: argparse.Namespace, signing: CopySigning) -> dict[str, Pin]:
    """One PIN for each token, never from an argument or the environment.

    None is asked on the terminal for a token with a PIN pad of its own.
    """
    tokens = signing.tokens_needed()
    pads: set[str] = set()
    try:
        if args.pin_file is not None:
            lines = args.pin_file.read_text("utf-8").splitlines()
        elif args.pin_stdin:
            lines = sys.stdin.read().splitlines()
        else:
            pads = {token.label for token in signing.find() if token.pin_pad}
            lines = ["" if token in pads else getpass(f"PIN of {token}: ") for token in tokens]
    except (OSError, UnicodeDecodeError, EOFError):
        # Not the error itself: its text could repeat what was read.
        args.error("the PIN cannot be read")
    given = dict(zip(tokens, lines, strict=False))
    if not all(given.get(token) or token in pads for token in tokens):
        args.error(f"a PIN is needed for each of: {', '.join(tokens)}")
    return {token: Pin(line, may_lock=args.last_try) for token, line in given.items()}
