"""`python -m central account …`: the people who may sign in at an agency's desks."""

import argparse
import json
import sys
from getpass import getpass
from pathlib import Path

from central.accounts import accounts_of, add_account, set_disabled, set_password, set_roles
from offline_store.account_wire import Role


def add_account_words(parser: argparse.ArgumentParser) -> None:
    """Declare the words below `account`."""
    words = parser.add_subparsers(dest="account_word", required=True)
    for word, text in (
        ("add", "make an account"),
        ("list", "the accounts of an agency"),
        ("disable", "let somebody sign in no more"),
        ("enable", "let somebody sign in again"),
        ("roles", "say what somebody is from now on"),
        ("password", "give an account another password"),
    ):
        sub = words.add_parser(word, help=text)
        sub.add_argument("--home", type=Path, required=True, metavar="DIR")
        sub.add_argument("--json", action="store_true")
        sub.add_argument("--agency", required=True, metavar="CODE")
        if word != "list":
            sub.add_argument("--login", required=True, metavar="LOGIN")
        if word == "add":
            sub.add_argument("--name", required=True, metavar="NAME")
        if word in ("add", "roles"):
            sub.add_argument(
                "--role", action="append", required=True, choices=[role.value for role in Role]
            )
        if word in ("add", "password"):
            given = sub.add_mutually_exclusive_group()
            given.add_argument("--password-file", type=Path, metavar="FILE")
            given.add_argument("--password-stdin", action="store_true")
        sub.set_defaults(error=sub.error)


def run_account_word(args: argparse.Namespace) -> None:
    """Do what was asked for and say so.

    Raises:
        CentralSideError: nothing was changed.
    """
    word = args.account_word
    if word == "list":
        _list(args)
        return
    who = (args.home, args.agency, args.login)
    match word:
        case "add":
            roles = [Role(role) for role in args.role]
            add_account(*who, args.name, roles, _password(args))
        case "password":
            set_password(*who, _password(args))
        case "roles":
            set_roles(*who, [Role(role) for role in args.role])
        case _:
            set_disabled(*who, word == "disable")
    sys.stdout.write((json.dumps({"login": args.login}) if args.json else args.login) + "\n")


def _list(args: argparse.Namespace) -> None:
    found = accounts_of(args.home, args.agency)
    if args.json:
        body = [
            {
                "login": each.login,
                "name": each.name,
                "roles": list(each.roles),
                "disabled": each.disabled,
                "changed_at": changed_at.isoformat(timespec="seconds"),
            }
            for each, changed_at in found
        ]
        sys.stdout.write(json.dumps({"accounts": body}, ensure_ascii=False) + "\n")
        return
    for each, _ in found:
        state = "disabled" if each.disabled else " ".join(each.roles)
        sys.stdout.write(f"{each.login}  {each.name}  {state}\n")


def _password(args: argparse.Namespace) -> str:
    """From a file, standard input or the terminal; never an argument or the environment."""
    try:
        if args.password_file is not None:
            lines = args.password_file.read_text("utf-8").splitlines()
            return str(lines[0]) if lines else ""
        if args.password_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        password = getpass(f"Password of {args.login}: ")
        if password != getpass("The same again: "):
            args.error("these were two passwords")
    except (OSError, UnicodeDecodeError, EOFError):
        # Not the error itself: its text could repeat what was read.
        args.error("the password cannot be read")
    return password
