"""`tramso backup`, `mirror` and `restore`: a desk as encrypted file or folder, and back."""

import argparse
import contextlib
from pathlib import Path
from typing import Any

from offline_store.backup import Backup, restore_backup, write_backup
from offline_store.mirror import restore_mirror
from station.bootstrap import open_desk
from station.cli.output import DONE, add_json, emit
from station.cli.recovery_key import add_recovery_key, ask_recovery_key
from station.desk_settings import read_desk_settings
from station.errors import SettingMissing, TargetExists
from station.hanoi_time import utc_now
from station.written import iso

TEXTS = {
    "backup": "a desk to a file",
    "mirror": "bring a desk's second copy, a folder, up to date",
    "restore": "a desk from a backup or a second copy, on any computer",
}


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help=TEXTS[word])
    add_json(parser)
    if word == "mirror":
        parser.add_argument(
            "folder", type=Path, nargs="?", metavar="FOLDER", help="default: store.mirror"
        )
        parser.set_defaults(run=_mirror)
        return
    parser.add_argument("file", type=Path, metavar="FILE")
    if word == "restore":
        add_recovery_key(parser)
    parser.set_defaults(run=_back_up if word == "backup" else _restore)


def _back_up(args: argparse.Namespace) -> int:
    if args.file.exists():
        raise TargetExists(file=args.file.name)
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        backup = write_backup(args.home, args.file, desk.now())
        with desk.store.transaction() as records:
            records.audit.append(
                desk.now(), desk.clerk, "desk-backed-up", "desk", files=backup.files
            )
    _say(args, backup, args.file)
    return DONE


def _mirror(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        named = args.folder or desk.settings.store.mirror
        if not named:
            raise SettingMissing(key="store.mirror")
        mirrored = desk.upkeep.mirror(Path(named))
    document = {
        "path": str(named),
        "files": mirrored.files,
        "copied": mirrored.copied,
        "made_at": iso(mirrored.made_at),
    }
    emit(args, document, [f"{named}: {mirrored.files} files, {mirrored.copied} bytes copied"])
    return DONE


def _restore(args: argparse.Namespace) -> int:
    restore = restore_mirror if args.file.is_dir() else restore_backup
    backup = restore(
        args.file,
        args.home,
        ask_recovery_key(args),
        utc_now(),
        keyring_wanted=read_desk_settings(args.home).store.keyring,
    )
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        made_at = iso(backup.made_at)
        with desk.store.transaction() as records:
            records.audit.append(desk.now(), desk.clerk, "desk-restored", "desk", made_at=made_at)
    _say(args, backup, args.home)
    return DONE


def _say(args: argparse.Namespace, backup: Backup, where: Path) -> None:
    document = {
        "path": str(where),
        "files": backup.files,
        "bytes": backup.size,
        "made_at": iso(backup.made_at),
    }
    emit(args, document, [f"{where}: {backup.files} files, as of {iso(backup.made_at)}"])
