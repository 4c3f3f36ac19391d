"""`tramso compare`: a second look at a copy beside its original."""

import argparse
import contextlib
import tempfile
from pathlib import Path
from typing import Any

from scanners.picture_files import read_picture_files
from station.bootstrap import open_reader
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.desk_settings import read_desk_settings
from station.recognition.named_differences import named, ranked
from station.recognition.second_look import (
    Comparison,
    Difference,
    compare_pictures,
    draw_differences,
)


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="differences between two pictures")
    add_json(parser)
    parser.add_argument("original", type=Path, metavar="ORIGINAL")
    parser.add_argument("copy", type=Path, metavar="COPY")
    parser.add_argument("--picture", type=Path, metavar="OUT.png", help="draw the differences")
    parser.add_argument(
        "--words", action="store_true", help="read both, and say which words differ"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    comparison = compare_pictures(args.original, args.copy)
    if args.words and comparison.to_copy:
        comparison = _read(args, comparison)
    ranks = {id(difference): rank for rank, difference in enumerate(ranked(comparison), 1)}
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
                "rank": ranks[id(difference)],
            }
            for difference in comparison.differences
        ],
    }
    lines = [_line(difference) for difference in ranked(comparison)]
    if not comparison.aligned:
        lines = ["the two pictures cannot be laid over each other"]
    emit(args, document, lines or ["no difference found"])
    return DONE if comparison.same else ANSWER_NO


def _read(args: argparse.Namespace, comparison: Comparison) -> Comparison:
    with (
        tempfile.TemporaryDirectory(prefix="tramso-compare-") as spool,
        contextlib.closing(open_reader(read_desk_settings(args.home))) as reader,
    ):
        # As pages, so that the resolution is known or judged as that of any page.
        pages = [
            next(iter(read_picture_files(path, Path(spool)))) for path in (args.original, args.copy)
        ]
        original, copy = [reader.read(page.path, page.dpi) for page in pages]
        return named(comparison, original.result(), copy.result())


def _line(difference: Difference) -> str:
    said = f"{difference.original or '–'} → {difference.copy or '–'}"
    read = difference.original is not None or difference.copy is not None
    return f"{difference.kind}  {difference.box}" + (f"  {said}" if read else "")
