"""`tramso read`: the words of pictures and PDF pages."""

import argparse
import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from offline_store.records import Reading
from scanners.picture_files import read_picture_files
from scanners.values import PageFile
from station.bootstrap import open_reader
from station.cli.output import DONE, add_json, emit
from station.desk_settings import read_desk_settings
from station.recognition.hocr import hocr_page
from station.recognition.kinds import KINDS_FOLDER, Kind, load_kinds
from station.recognition.paper import recognise
from station.recognition.rule_doubt import weighed
from station.recognition.text import text_of
from station.written_reading import checks_document, field_document


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="the words of pictures or PDF pages")
    add_json(parser)
    parser.add_argument("pictures", nargs="+", type=Path, metavar="PICTURE")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="only the text, in reading order")
    form.add_argument("--hocr", action="store_true", help="words with places, as hOCR")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    kinds = load_kinds(args.home / KINDS_FOLDER)
    with (
        tempfile.TemporaryDirectory(prefix="tramso-read-") as spool,
        contextlib.closing(open_reader(settings)) as reader,
    ):
        pages = [
            (name, position, page)
            for name in args.pictures
            for position, page in enumerate(read_picture_files(name, Path(spool)), 1)
        ]
        jobs = [reader.read(page.path, page.dpi) for _, _, page in pages]
        read = [
            (*page, weighed(job.result(), kinds)) for page, job in zip(pages, jobs, strict=True)
        ]
    document = {"pages": [_page(kinds, *page) for page in read]}
    if args.hocr:
        lines = [hocr_page(reading, page.width, page.height) for _, _, page, reading in read]
    else:
        lines = [text_of(reading) for _, _, _, reading in read]
    emit(args, document, lines)
    return DONE


def _page(
    kinds: Sequence[Kind], name: Path, position: int, page: PageFile, reading: Reading
) -> dict[str, object]:
    paper = recognise(reading, kinds)
    return {
        "file": str(name),
        "page": position,
        "width": page.width,
        "height": page.height,
        "rotation": reading.rotation,
        "kind": paper.kind.id if paper is not None else None,
        "text": text_of(reading),
        "words": [
            {"text": word.text, "box": list(word.box), "doubt": word.doubt, "line": word.line}
            for word in reading.words
        ],
        "fields": {
            name: field_document(field)
            for name, field in (paper.fields if paper is not None else {}).items()
        },
        "checks": checks_document(paper.checks if paper is not None else ()),
        "codes": [
            {"type": code.type, "text": code.text, "box": list(code.box)} for code in reading.codes
        ],
        "spots": [{"kind": spot.kind.value, "box": list(spot.box)} for spot in reading.spots],
        "warnings": [*page.warnings, *reading.warnings],
    }
