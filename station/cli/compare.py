"""`tramso compare`: a second look at a copy beside its original, as pictures or as texts."""

import argparse
import contextlib
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from offline_store.errors import NotFound
from scanners.errors import NotAPicture
from scanners.picture_files import read_picture_files
from scanners.values import PageFile
from station.bootstrap import open_reader
from station.cli.numbers import positive
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.desk_settings import read_desk_settings
from station.recognition.named_differences import named
from station.recognition.second_look import Comparison, compare_pictures, draw_differences
from station.recognition.text import text_of
from station.recognition.text_differences import TextDifference, text_differences, text_ranked
from station.written_reading import comparison_document, comparison_lines


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="differences between two papers")
    add_json(parser)
    parser.add_argument("original", type=Path, metavar="ORIGINAL")
    parser.add_argument("copy", type=Path, metavar="COPY")
    parser.add_argument("--picture", type=Path, metavar="OUT.png", help="draw the differences")
    for option, of in (("--original-page", "ORIGINAL"), ("--copy-page", "COPY")):
        parser.add_argument(
            option, type=positive, default=1, metavar="N", help=f"which page of {of}, from 1"
        )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--words", action="store_true", help="read both, and say which words differ")
    how.add_argument(
        "--text", action="store_true", help="only the texts, wherever they stand; or text files"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="tramso-compare-") as name:
        return _texts(args, Path(name)) if args.text else _pictures(args, Path(name))


def _pictures(args: argparse.Namespace, spool: Path) -> int:
    original = _page(args.original, args.original_page, spool)
    copy = _page(args.copy, args.copy_page, spool)
    comparison = compare_pictures(original, copy)
    if args.words and comparison.to_copy:
        comparison = _read(args, comparison, original, copy, spool)
    if args.picture is not None:
        draw_differences(original, comparison, args.picture)
    emit(args, comparison_document(comparison), comparison_lines(comparison))
    return DONE if comparison.same else ANSWER_NO


def _page(path: Path, number: int, spool: Path) -> Path:
    """The file itself where it is a picture; else that page of it."""
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    return _page_file(path, number, spool).path if is_pdf or number > 1 else path


def _page_file(path: Path, number: int, spool: Path) -> PageFile:
    # As pages, so that the resolution is known or judged as that of any page.
    for page in islice(read_picture_files(path, spool), number - 1, number):
        return page
    raise NotFound(kind="page", id=number)


def _read(
    args: argparse.Namespace, comparison: Comparison, original: Path, copy: Path, spool: Path
) -> Comparison:
    with contextlib.closing(open_reader(read_desk_settings(args.home))) as reader:
        pages = [_page_file(path, 1, spool) for path in (original, copy)]
        jobs = [reader.read(page.path, page.dpi) for page in pages]
        return named(comparison, *[job.result() for job in jobs])


def _texts(args: argparse.Namespace, spool: Path) -> int:
    original, copy = (_text(args, path, spool) for path in (args.original, args.copy))
    found = text_differences(original, copy)
    rank = {id(each): number for number, each in enumerate(text_ranked(found), 1)}
    body = [
        {
            "kind": each.kind,
            "box": None,
            "score": None,
            "original": each.original,
            "copy": each.copy,
            "line": each.line,
            "copy_line": each.copy_line,
            "rank": rank[id(each)],
        }
        for each in found
    ]
    document = {"aligned": True, "same": not found, "differences": body}
    lines = [_text_line(each) for each in text_ranked(found)]
    emit(args, document, lines or ["no difference found"])
    return ANSWER_NO if found else DONE


def _text(args: argparse.Namespace, path: Path, spool: Path) -> str:
    """What a file says: its own text, or what is read on all its pages."""
    try:
        pages = list(read_picture_files(path, spool))
    except NotAPicture:
        try:
            return path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            pass
        raise
    with contextlib.closing(open_reader(read_desk_settings(args.home))) as reader:
        jobs = [reader.read(page.path, page.dpi) for page in pages]
        return "\n".join(text_of(job.result()) for job in jobs)


def _text_line(each: TextDifference) -> str:
    return f"{each.kind}  line {each.line}  {each.original or '–'} → {each.copy or '–'}"
