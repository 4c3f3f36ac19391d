"""`tramso lot figures`, `export`: what was done in lots, and their papers as files."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from station.cli.lot_names import find_lot
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.lot_figures import as_xlsx


def add_words(words: Any, common: argparse.ArgumentParser) -> None:
    """Declare the words."""
    figures = words.add_parser("figures", parents=[common], help="what was done, by operator")
    figures.set_defaults(run=_figures)
    figures.add_argument("lots", nargs="*", metavar="LOT", help="default: all")
    figures.add_argument("--out", type=Path, metavar="FILE.xlsx", help="also as a spreadsheet")
    export = words.add_parser("export", parents=[common], help="an accepted lot as files")
    export.set_defaults(run=_export)
    export.add_argument("lot", metavar="LOT", help="code or id")
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="where")
    for sub in (figures, export):
        add_json(sub)
        sub.set_defaults(error=sub.error)


def _figures(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lots = [find_lot(desk.store, name).id for name in args.lots]
        lines = desk.count_lots(lots)
        if args.out is not None:
            args.out.write_bytes(as_xlsx(lines, desk.now()))
    body = {
        "file": None if args.out is None else args.out.name,
        "lines": [asdict(line) for line in lines],
    }
    texts = [
        f"{line.lot}  {line.who}  {line.dossiers} dossiers, {line.pages} pages, "
        f"{line.seconds // 60} min; wrong {line.wrong} of {line.sampled} looked at"
        for line in lines
    ]
    emit(args, body, texts or ["no lots yet"])
    return DONE


def _export(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        written = desk.export_lot(lot.id, args.out)
    body = {
        "lot": lot.code,
        "folder": written.folder.name,
        "papers": [asdict(paper) for paper in written.papers],
    }
    emit(args, body, [f"{len(written.papers)} papers in {written.folder}"])
    return DONE
