"""PINs at the command line: from a file, standard input or the terminal, and nowhere else."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from getpass import getpass
from pathlib import Path

from signing.pin import Pin
from signing.values import Token


def add_pin_options(parser: argparse.ArgumentParser) -> None:
    """Declare where PINs come from."""
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


def ask_pins(
    args: argparse.Namespace,
    tokens: Sequence[str],
    find: Callable[[], Mapping[str, Token | None]],
) -> dict[str, Pin]:
    """One PIN for each token, never from an argument or the environment.

    None is asked on the terminal for a token with a PIN pad of its own, which `find` tells.
    """
    pads: set[str] = set()
    try:
        if args.pin_file is not None:
            lines = args.pin_file.read_text("utf-8").splitlines()
        elif args.pin_stdin:
            lines = sys.stdin.read().splitlines()
        else:
            pads = {name for name, token in find().items() if token and token.pin_pad}
            lines = ["" if token in pads else getpass(f"PIN of {token}: ") for token in tokens]
    except (OSError, UnicodeDecodeError, EOFError):
        # Not the error itself: its text could repeat what was read.
        args.error("the PIN cannot be read")
    given = dict(zip(tokens, lines, strict=False))
    if not all(given.get(token) or token in pads for token in tokens):
        args.error(f"a PIN is needed for each of: {', '.join(tokens)}")
    return {token: Pin(line, may_lock=args.last_try) for token, line in given.items()}
