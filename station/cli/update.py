"""`tramso update …`: versions that central offers, fetched and verified; installed when asked."""

import argparse
import contextlib
import sys
from typing import Any

from station.bootstrap import open_desk
from station.cli.output import DONE, add_json, emit
from station.fetch_update import Update
from station.install_update import installer_command, require_unchanged, start_installer
from station.update_errors import UpdateMissing


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="newer versions from central")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, text, run in (
        ("check", "is a newer version offered to this desk?", _check),
        ("fetch", "fetch and verify it; nothing is installed", _fetch),
        ("install", "fetch, verify, and hand it to the system's installer", _install),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.set_defaults(run=run)


def _check(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        return _emit(args, desk.fetch_update.look())


def _fetch(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        return _emit(args, desk.fetch_update())


def _install(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        update = desk.fetch_update.to_install()
        if update is None or update.path is None:
            raise UpdateMissing(ring=desk.settings.updates.ring)
        command = installer_command(update.offer.kind, update.path, update.sha256)
    # The desk is closed: what comes now changes the program's own files.
    _emit(args, update)
    sys.stdout.flush()
    require_unchanged(update.path, update.sha256)
    start_installer(command)
    return DONE


def _emit(args: argparse.Namespace, update: Update | None) -> int:
    if update is None:
        emit(args, {"update": None}, ["this is the newest version offered to this desk"])
        return DONE
    path = None if update.path is None else str(update.path)
    offered = {
        "version": update.offer.version,
        "installed": str(update.installed),
        "file": update.offer.file,
        "path": path,
    }
    line = f"{update.offer.version} is offered; {update.installed} is here"
    emit(args, {"update": offered}, [line, *([path] if path else [])])
    return DONE
