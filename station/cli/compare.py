"""`tramso compare`: a second look at a copy beside its original."""

import argparse
from pathlib import Path
from typing import Any

from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.recognition.second_look import compare_pictures, draw_differences


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="differences between two pictures")
    add_json(parser)
    parser.add_argument("original", type=Path, metavar="ORIGINAL")
    parser.add_argument("copy", type=Path, metavar="COPY")
    parser.add_argument("--picture", type=Path, metavar="OUT.png", help="draw the differences")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    comparison = compare_pictures(args.original, args.copy)
    if args.picture is not None:
        draw_differences(args.original, comparison, args.picture)
    document = {
        "aligned": comparison.aligned,
        "same": comparison.same,
        "differences": [
            {
                "kind": difference.kind,
                "box": list(difference.box),
                "score": difference.score,
                "original": difference.original,
                "copy": difference.copy,
            }
            for difference in comparison.differences
        ],
    }
    lines = [f"{difference.kind}  {difference.box}" for difference in comparison.differences]
    if not comparison.aligned:
        lines = ["the two pictures cannot be laid over each other"]
    emit(args, document, lines or ["no difference found"])
    return DONE if comparison.same else ANSWER_NO
