"""The options by which somebody signs in at the command line without a terminal."""

import argparse
from pathlib import Path


def add_sign_in(parser: argparse.ArgumentParser) -> None:
    """Give a command `--sign-in-file` and `--sign-in-stdin`."""
    given = parser.add_mutually_exclusive_group()
    given.add_argument(
        "--sign-in-file",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="two lines: the login and the password, where this desk has accounts",
    )
    given.add_argument(
        "--sign-in-stdin",
        action="store_true",
        default=argparse.SUPPRESS,
        help="the same lines on standard input, before anything else",
    )
