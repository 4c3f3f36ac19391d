"""`tramso central account …`: the people who may sign in, passed on to the program `central`."""

import argparse
from collections.abc import Callable
from typing import Any

from offline_store.account_wire import Role


def add_account_words(
    words: Any, common: argparse.ArgumentParser, pass_on: Callable[[argparse.Namespace], int]
) -> list[argparse.ArgumentParser]:
    """Declare the words below `account`; return their parsers."""
    parser = words.add_parser("account", help="the people who may sign in at an agency's desks")
    below = parser.add_subparsers(dest="account_word", metavar="WORD", required=True)
    made = []
    for name, text in (
        ("add", "make an account"),
        ("list", "the accounts of an agency"),
        ("disable", "let somebody sign in no more"),
        ("enable", "let somebody sign in again"),
        ("roles", "say what somebody is from now on"),
        ("password", "give an account another password"),
    ):
        sub = below.add_parser(name, parents=[common], help=text)
        sub.add_argument("--agency", required=True, metavar="CODE", help="such as H26.99.1")
        if name != "list":
            sub.add_argument("--login", required=True, metavar="LOGIN", help="what they sign in as")
        if name == "add":
            sub.add_argument("--name", required=True, metavar="NAME", help="as the window shows it")
        if name in ("add", "roles"):
            sub.add_argument(
                "--role",
                action="append",
                required=True,
                choices=[role.value for role in Role],
                help="may be repeated",
            )
        if name in ("add", "password"):
            given = sub.add_mutually_exclusive_group()
            given.add_argument("--password-file", metavar="FILE", help="its first line")
            given.add_argument(
                "--password-stdin", action="store_true", help="one line on standard input"
            )
        sub.set_defaults(run=pass_on)
        made.append(sub)
    return made


def account_arguments(args: argparse.Namespace) -> list[str]:
    """What was asked for, in central's own words."""
    words = ["--agency", args.agency]
    for option in ("login", "name", "password_file"):
        value = getattr(args, option, None)
        if value is not None:
            words.append(f"--{option.replace('_', '-')}={value}")
    for role in getattr(args, "role", None) or ():
        words += ["--role", role]
    if getattr(args, "password_stdin", False):
        words.append("--password-stdin")
    return words
