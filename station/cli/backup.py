"""`tramso backup` and `tramso restore`: declared, and honest that they are not there yet."""

import argparse
from pathlib import Path
from typing import Any

from station.cli.output import add_json
from station.errors import NotSupported

TEXTS = {"backup": "a desk to a file", "restore": "a desk from a file"}


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help=f"{TEXTS[word]} (not supported yet)")
    add_json(parser)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=_refuse)


def _refuse(args: argparse.Namespace) -> int:
    # A backup holds scans of identity papers: it waits for encryption at rest, and for a restore
    # that is practised by a test, rather than writing them in clear.
    raise NotSupported(what=args.command)
