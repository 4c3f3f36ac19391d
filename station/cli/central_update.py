"""`tramso central update …`: what desks are offered, passed on to the program `central`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_update_words(
    words: Any, common: argparse.ArgumentParser, pass_on: Callable[[argparse.Namespace], int]
) -> list[argparse.ArgumentParser]:
    """Declare the words below `update`; return their parsers."""
    parser = words.add_parser("update", help="the new versions that desks are offered")
    below = parser.add_subparsers(dest="update_word", metavar="WORD", required=True)
    made = []
    for name, text in (
        ("init", "make a repository of updates and its keys"),
        ("offer", "offer a package to rings of desks, and to no others"),
        ("withdraw", "offer a package no more"),
        ("renew", "sign anew, before what was signed runs out"),
        ("list", "what is offered"),
    ):
        sub = below.add_parser(name, parents=[common], help=text)
        if name != "list":
            sub.add_argument(
                "--keys", type=Path, required=True, metavar="DIR", help="IT's own, from the safe"
            )
            sub.add_argument(
                "--password-file", type=Path, metavar="FILE", help="the keys' password: its line"
            )
        if name in ("offer", "withdraw"):
            sub.add_argument(
                "--package", type=Path, required=True, metavar="FILE", help="a .deb or .msi"
            )
        if name == "offer":
            sub.add_argument(
                "--ring", action="append", required=True, metavar="NAME", help="may be repeated"
            )
        sub.set_defaults(run=pass_on)
        made.append(sub)
    return made


def update_arguments(args: argparse.Namespace) -> list[str]:
    """What was asked for, in central's own words."""
    words = []
    for option in ("keys", "password_file", "package"):
        value = getattr(args, option, None)
        if value is not None:
            words.append(f"--{option.replace('_', '-')}={value}")
    for ring in getattr(args, "ring", None) or ():
        words += ["--ring", ring]
    return words
