"""`tramso certify`: register and sign a copy, or a stack of them under one PIN entry."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from signing.pin import Pin
from station.cli.certify_check import check
from station.cli.certify_stack import copy_document, copy_text, sign_stack
from station.cli.find import find_document
from station.cli.output import DONE, add_json, emit
from station.cli.pins import add_pin_options, ask_pins
from station.cli.sign_in import signed_in_desk
from station.copy_signing import CopySigning
from station.desk_settings import read_desk_settings


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="register and sign a copy")
    add_json(parser)
    parser.add_argument("dossiers", metavar="DOSSIER", nargs="*", help="code or id")
    parser.add_argument("--document", type=int, default=None, metavar="N", help="which paper of it")
    parser.add_argument(
        "--stack",
        action="store_true",
        help="every paper of these dossiers that is not certified yet, under one PIN entry",
    )
    parser.add_argument(
        "--token", metavar="LABEL", help="the officer's token, if not the setting's"
    )
    add_pin_options(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE-OR-DIR",
        help="where the signed copy goes; default: the current folder, of a stack: nowhere",
    )
    parser.add_argument(
        "--sides",
        type=int,
        metavar="N",
        help="how many sides the original has, blank ones included: refused if it differs",
    )
    parser.add_argument(
        "--judged",
        action="store_true",
        help="say that none of the grounds for refusing stands (NĐ 23/2015 Điều 22)",
    )
    parser.add_argument(
        "--check", action="store_true", help="only say whether a copy could be signed now"
    )
    parser.set_defaults(run=_run, error=parser.error)


def _run(args: argparse.Namespace) -> int:
    if not args.dossiers and not args.check:
        args.error("say which dossier")
    if len(args.dossiers) > 1 and not args.stack:
        args.error("several dossiers are signed with --stack")
    if args.stack and args.sides is not None:
        args.error("sides are counted of one original")
    if args.stack and args.out is not None and not args.out.is_dir():
        args.error("the copies of a stack go into a folder that exists")
    settings = read_desk_settings(args.home)
    if args.token:
        signing = replace(settings.signing, officer_token=args.token, officer_serial="")
        settings = replace(settings, signing=signing)
    with signed_in_desk(args, settings=settings, create=False) as desk:
        if args.check:
            return check(args, desk)
        if args.stack:
            return sign_stack(args, desk, _ask_pins)
        document = find_document(desk.store, args.dossiers[0], args.document or 1)
        if document.copy is None and args.sides is not None:
            desk.require_sheets(document.id, args.sides)
        if document.copy is None and args.judged:
            desk.judge_grounds.none_applies(document.id)
        if document.copy is None:
            desk.certify.require_ready(document.id)
            desk.check_readiness.require()
        pins = _ask_pins(args, desk.signing)
        try:
            copy = desk.certify(document.id, pins)
        finally:
            for pin in pins.values():
                pin.erase()
        path = desk.hand_over.save(document.id, args.out or Path())
    emit(args, copy_document(copy, path), [copy_text(copy), str(path)])
    return DONE


def _ask_pins(args: argparse.Namespace, signing: CopySigning) -> dict[str, Pin]:
    return ask_pins(args, signing.tokens_needed(), signing.find_needed)
