"""`tramso mend`: is every kept file whole? What is not comes back from central, if it is there."""

import argparse
import contextlib
from typing import Any

from offline_store.named_files import NamedFile
from station.bootstrap import open_desk
from station.cli.output import ANSWER_NO, DONE, add_json, emit


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        word, parents=[common], help="read every kept file, and fetch back what is damaged"
    )
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        report = desk.synchronise.mend()
    document = {
        "read": report.read,
        "mended": [_file(each) for each in report.mended],
        "lost": [_file(each) for each in report.lost],
    }
    lines = [f"{report.read} files read"]
    lines += [f"{_named(each)}  came back from central" for each in report.mended]
    lines += [f"{_named(each)}  damaged or gone, and not at central" for each in report.lost]
    emit(args, document, lines)
    return ANSWER_NO if report.lost else DONE


def _named(each: NamedFile) -> str:
    page = "" if each.page is None else f" {each.page}"
    return f"{each.dossier_code}  {each.what}{page}  {each.sha256[:12]}"


def _file(each: NamedFile) -> dict[str, object]:
    return {
        "sha256": each.sha256,
        "what": each.what,
        "dossier": each.dossier_code,
        "document": each.document_id,
        "page": each.page,
    }
