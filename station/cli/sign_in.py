"""Who is at the command line: asked where central has sent accounts, and nowhere else."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path
from typing import Any

from station.bootstrap import Desk, open_desk, seat
from station.errors import SignInNeeded
from station.people import Act, require


@contextlib.contextmanager
def signed_in_desk(args: argparse.Namespace, **how: Any) -> Iterator[Desk]:
    """The desk with whoever signs in at it; as whom the system says where it has no accounts.

    how: as `open_desk`.

    Raises:
        SignInNeeded: nobody can be asked. SignInRefused, SignInLocked, AccountDisabled,
            AccountsExpired: as `SignIn`.
        StoreError, StationError: as `open_desk`.
    """
    with contextlib.closing(open_desk(args.home, **how)) as desk:
        with desk.store.snapshot() as records:
            asked = records.accounts.any()
        if not asked:
            yield desk
            return
        login, password = asked_sign_in(args)
        yield seat(desk, desk.sign_in(login, password, "command-line").login)


def require_administrator(args: argparse.Namespace) -> str:
    """See that an administrator is at the command line, where this desk has accounts; say who.

    Raises:
        SignInNeeded, RoleMissing: there is none. As `signed_in_desk` besides.
    """
    with signed_in_desk(args, create=False) as desk, desk.store.snapshot() as records:
        require(records, desk.clerk, Act.ADMINISTER)
        return desk.clerk


def asked_sign_in(args: argparse.Namespace) -> tuple[str, str]:
    """Login and password: from a file, standard input or the terminal, and nowhere else."""
    file: Path | None = getattr(args, "sign_in_file", None)
    try:
        if file is not None:
            lines = file.read_text("utf-8").splitlines()
        elif getattr(args, "sign_in_stdin", False):
            lines = [sys.stdin.readline().rstrip("\r\n") for _ in range(2)]
        elif sys.stdin is not None and sys.stdin.isatty():
            # Not on standard output: there may be a document to come.
            print("Login: ", end="", file=sys.stderr, flush=True)
            lines = [sys.stdin.readline().rstrip("\r\n"), getpass("Password: ")]
        else:
            lines = []
    except (UnicodeDecodeError, EOFError):
        # Not the error itself: its text could repeat what was read.
        lines = []
    if len(lines) < 2 or not all(lines[:2]):
        raise SignInNeeded
    return lines[0], lines[1]
