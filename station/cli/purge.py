"""`tramso purge`: let go of what central has and what need not be kept here any longer."""

import argparse
from typing import Any

from offline_store.purge import PurgeReport
from offline_store.purgeable import Purgeable
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="let go of what central has")
    add_json(parser)
    parser.add_argument("--preview", action="store_true", help="only say what would go")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False, alone=not args.preview) as desk:
        report = PurgeReport(desk.purge.preview(), (), 0) if args.preview else desk.purge()
    document = {
        "purged": [_document(each) for each in report.purged],
        "kept": [_document(each) for each in report.kept],
        "files": report.files,
    }
    lines = [f"{each.dossier_code}  {each.title}  {each.pages} pages" for each in report.purged]
    lines += [f"{each.dossier_code}  kept: central does not hold it now" for each in report.kept]
    emit(args, document, lines or ["nothing to let go"])
    return ANSWER_NO if report.kept else DONE


def _document(each: Purgeable) -> dict[str, object]:
    return {
        "dossier": each.dossier_code,
        "document": each.document_id,
        "title": each.title,
        "pages": each.pages,
        "received_at": iso(each.received_at),
    }
