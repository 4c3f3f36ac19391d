"""`tramso scan-worker` and `tramso token-worker`: how the program starts its own workers."""

import argparse
from typing import Any

from scanners.worker import main as serve_scanner
from signing.token_worker import main as serve_token
from station.cli.output import add_json


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="internal: started by the program")
    add_json(parser)
    parser.set_defaults(run=_scan_worker if word == "scan-worker" else _token_worker)


def _scan_worker(args: argparse.Namespace) -> int:
    return serve_scanner()


def _token_worker(args: argparse.Namespace) -> int:
    return serve_token()
