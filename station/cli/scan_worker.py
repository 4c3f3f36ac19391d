"""`tramso scan-worker`: how the program starts the process in which drivers live."""

import argparse
from typing import Any

from scanners.worker import main as serve
from station.cli.output import add_json


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="internal: started by the program")
    add_json(parser)
    parser.set_defaults(run=lambda args: serve())
