"""`tramso verify`: the truth about any signed PDF."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from signing.values import Verdict
from signing.verification import prepare_judge, verify_pdf
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.desk_settings import read_desk_settings
from station.errors import FileRefused
from station.hanoi_time import HANOI
from station.trust import trusted_places
from station.written import verification_document, verification_lines


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="verify any signed PDF")
    add_json(parser)
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.add_argument("--trust", type=Path, metavar="DIR", help="folder of trusted certificates")
    parser.add_argument("--at", type=_time, metavar="TIME", help="judge at this time (ISO 8601)")
    parser.set_defaults(run=_run)


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=HANOI)


def _trust(args: argparse.Namespace) -> tuple[Path, ...]:
    """The folder asked for, or the desk's own; a desk that has none yet trusts nobody."""
    if args.trust is not None:
        if not args.trust.exists():
            raise FileRefused(file=args.trust.name, reason="ENOENT")
        return (args.trust,)
    return trusted_places(args.home, read_desk_settings(args.home))


def _run(args: argparse.Namespace) -> int:
    # It starts while settings are read.
    prepare_judge()
    report = verify_pdf(args.file, _trust(args), args.at)
    emit(args, verification_document(report), verification_lines(report))
    return DONE if report.verdict is Verdict.TOTAL_PASSED else ANSWER_NO
