"""What every command prints: one JSON document, or lines for people; errors with their cure."""

import argparse
import json
import sys
from collections.abc import Iterable

from station.problems import ProductError, sentence

DONE, ANSWER_NO, WRONG_USE, FAILED = 0, 1, 2, 3


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command the option `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON document on stdout")


def emit(args: argparse.Namespace, document: object, lines: Iterable[str]) -> None:
    """Print the answer: as JSON when asked for, as lines otherwise."""
    if getattr(args, "json", False):
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(line)


def emit_error(as_json: bool, error: ProductError) -> None:
    """Print a failure on stderr: its code and facts, or a sentence with the cure."""
    if as_json:
        body = {"code": error.code, "retryable": error.retryable, "facts": error.facts}
        print(json.dumps({"error": body}, ensure_ascii=False), file=sys.stderr)
    else:
        print(f"tramso: {sentence(error)} [{error.code}]", file=sys.stderr)
