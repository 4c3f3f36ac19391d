"""`tramso key …`: the desk's key at rest, and the recovery key for the ward's safe."""

import argparse
import logging
from getpass import getuser
from typing import Any

from offline_store.key_box import KeyBox
from station.change_keys import ChangeKeys
from station.cli.output import DONE, add_json, emit
from station.cli.recovery_key import add_recovery_key, ask_recovery_key
from station.cli.sign_in import require_administrator, signed_in_desk
from station.desk_settings import read_desk_settings
from station.errors import StationError
from station.hanoi_time import utc_now
from station.people import NOBODY


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the key under which data lies")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, run, text in (
        ("show", _show, "where the key lies, and whether there is a recovery key"),
        ("recovery", _recovery, "make a recovery key and print it, this once"),
        ("recover", _recover, "give this user the desk's key anew, by the recovery key"),
        ("rotate", _rotate, "encrypt everything under a new key; prints a new recovery key"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        if name == "recover":
            add_recovery_key(sub)
        sub.set_defaults(run=run)


def _show(args: argparse.Namespace) -> int:
    box = KeyBox.read(args.home)
    document = {"place": box.place, "recovery": box.has_recovery, "changing": len(box.keys) > 1}
    lines = [
        f"the key lies in the {box.place}",
        "a recovery key was made" if box.has_recovery else "no recovery key was made",
    ]
    emit(args, document, lines)
    return DONE


def _recovery(args: argparse.Namespace) -> int:
    text = _keys(args, require_administrator(args)).make_recovery_key()
    emit(args, {"recovery_key": text}, [text])
    return DONE


def _recover(args: argparse.Namespace) -> int:
    place = _keys(args, getuser()).recover(ask_recovery_key(args), lambda: _who(args))
    emit(args, {"place": place}, [f"the key lies in the {place}"])
    return DONE


def _who(args: argparse.Namespace) -> str:
    """Who is at the command line, known once the key is there; nobody where nobody signs in.

    Not as whom the system says, where the desk has accounts: that could be anybody's login.
    """
    try:
        with signed_in_desk(args, create=False) as desk:
            return desk.clerk
    except StationError as error:
        logging.getLogger(__name__).info("nobody signed in: %s", error.code)
        return NOBODY


def _rotate(args: argparse.Namespace) -> int:
    text = _keys(args, require_administrator(args)).change_key()
    emit(args, {"recovery_key": text}, [text])
    return DONE


def _keys(args: argparse.Namespace, clerk: str) -> ChangeKeys:
    keyring_wanted = read_desk_settings(args.home).store.keyring
    return ChangeKeys(args.home, keyring_wanted, clerk, utc_now)
