"""`tramso password`: somebody changes their own password."""

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import Any

from station.bootstrap import open_desk
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import asked_sign_in
from station.errors import InputInvalid, InputMissing


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="change your own password")
    parser.add_argument(
        "--new-password-file", type=Path, metavar="FILE", help="its first line is the new password"
    )
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    desk = open_desk(args.home, create=False)
    try:
        login, old = asked_sign_in(args)
        desk.change_password(login, old, _new(args))
    finally:
        desk.close()
    emit(args, {"login": login}, [f"{login} has a new password"])
    return DONE


def _new(args: argparse.Namespace) -> str:
    """The new password: from a file, standard input after the sign-in, or typed twice."""
    if args.new_password_file is not None:
        given: str = args.new_password_file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    elif getattr(args, "sign_in_stdin", False):
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin is not None and sys.stdin.isatty():
        given = getpass("New password: ")
        if getpass("Once more: ") != given:
            raise InputInvalid(field="password")
    else:
        given = ""
    if not given:
        raise InputMissing(field="password")
    return given
