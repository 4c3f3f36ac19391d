"""How the recovery key comes in: from a file, from standard input, or typed on the terminal."""

import argparse
import getpass
import sys
from pathlib import Path


def add_recovery_key(parser: argparse.ArgumentParser) -> None:
    """Give a command the options that say where the recovery key comes from."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--recovery-key-file", type=Path, metavar="FILE", help="its first line is the recovery key"
    )
    how.add_argument(
        "--recovery-key-stdin", action="store_true", help="the same line on standard input"
    )


def ask_recovery_key(args: argparse.Namespace) -> str:
    """The recovery key as it was typed."""
    given: Path | None = args.recovery_key_file
    if given is not None:
        return given.read_text("utf-8", "replace").partition("\n")[0]
    if args.recovery_key_stdin:
        return sys.stdin.readline()
    return getpass.getpass("recovery key: ")
