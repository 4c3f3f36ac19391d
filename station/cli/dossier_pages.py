"""The words of `tramso dossier` that change pages, each of which `undo` takes back."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station.bootstrap import Desk
from station.cli.find import find_document, find_page
from station.cli.output import DONE, add_json, emit
from station.cli.page_choice import (
    chosen_document,
    chosen_ids,
    chosen_page,
    numbers,
    say_pages,
)
from station.errors import InputInvalid, TargetExists
from station.hanoi_time import utc_now
from station.page_journal import how_it_was_made
from station.pages import Cut
from station.scan_profiles import PAPER_SIZES
from station.separators import NEXT, Separator, separator_sheet
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]
OnDesk = Callable[[Run], Callable[[argparse.Namespace], int]]


def add_words(words: Any, common: argparse.ArgumentParser, on_desk: OnDesk) -> None:
    """Declare the words. on_desk: runs one of them on the open desk."""

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.add_argument("dossier", metavar="DOSSIER", help="code or id")
        sub.add_argument("--document", type=int, default=1, metavar="N", help="which paper")
        sub.set_defaults(run=on_desk(run))
        return sub

    def add_page(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub = add(name, run, text)
        sub.add_argument("--page", type=int, required=True, metavar="N")
        return sub

    remove = add_page("remove", _remove, "take a page out")
    remove.add_argument("--blank", action="store_true", help="as blank: its evidence is kept")
    rotate = add_page("rotate", _rotate, "turn a page clockwise")
    rotate.add_argument("--degrees", type=int, choices=[90, 180, 270], default=90)
    crop = add_page("crop", _crop, "keep only a box of a page")
    crop.add_argument("--box", required=True, metavar="X,Y,WIDTH,HEIGHT", help="in pixels")
    split = add_page("split", _split, "make two pages of one")
    where = split.add_mutually_exclusive_group()
    where.add_argument("--x", type=int, metavar="PIXELS", help="left of it, and right of it")
    where.add_argument("--y", type=int, metavar="PIXELS", help="above it, and below it")
    merge = add("merge", _merge, "lay pages under each other on one")
    merge.add_argument("--pages", required=True, metavar="N,N,…", help="from top to bottom")
    merge.add_argument("--sheet", choices=["a4"], help="in the middle of a white sheet")
    move = add("move", _move, "put pages after another one")
    move.add_argument("--pages", required=True, metavar="N,N,…", help="in this order")
    move.add_argument("--after", type=int, required=True, metavar="N", help="0: before all others")
    interleave = add("interleave", _interleave, "put fronts and backs scanned apart together")
    interleave.add_argument("--fronts", required=True, metavar="N,N,…", help="first sheet first")
    interleave.add_argument("--backs", required=True, metavar="N,N,…", help="as they were scanned")
    interleave.add_argument(
        "--backs-in-order", action="store_true", help="the first sheet's back was scanned first"
    )
    give = add("give", _give, "give pages to another paper of the dossier")
    give.add_argument("--pages", required=True, metavar="N,N,…", help="in this order")
    target = give.add_mutually_exclusive_group(required=True)
    target.add_argument("--to", type=int, metavar="N", help="that paper of the dossier")
    target.add_argument("--new", action="store_true", help="a new paper")
    replace = add_page("replace", _replace, "put pages, just scanned, in the place of one")
    replace.add_argument("--by", required=True, metavar="N,N,…")
    add("cut", _cut, "cut the pages apart at separator sheets")
    sheet = words.add_parser("separator", parents=[common], help="a separator sheet to print")
    add_json(sheet)
    sheet.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    whose = sheet.add_mutually_exclusive_group()
    whose.add_argument("--for", dest="dossier", default="", metavar="CODE", help="of a dossier")
    whose.add_argument(
        "--next",
        dest="dossier",
        action="store_const",
        const=NEXT,
        help="another dossier of the same lot follows",
    )
    sheet.set_defaults(run=_separator)
    add("undo", _undo, "take back the last act on the pages")
    add("redo", _redo, "do again the act that was taken back last")
    add("history", _history, "every act on the pages, and how each picture was made")


def _remove(args: argparse.Namespace, desk: Desk) -> int:
    page = chosen_page(args, desk)
    if args.blank:
        desk.blank_sides.remove([page.id])
    else:
        desk.pages.remove(page.id)
    return say_pages(args, desk)


def _rotate(args: argparse.Namespace, desk: Desk) -> int:
    desk.pages.rotate(chosen_page(args, desk).id, args.degrees)
    return say_pages(args, desk)


def _crop(args: argparse.Namespace, desk: Desk) -> int:
    box = numbers("box", args.box)
    if len(box) != 4:
        raise InputInvalid(field="box")
    desk.pages.crop(chosen_page(args, desk).id, (box[0], box[1], box[2], box[3]))
    return say_pages(args, desk)


def _split(args: argparse.Namespace, desk: Desk) -> int:
    page = chosen_page(args, desk)
    if args.y is not None:
        desk.pages.split(page.id, Cut.ROWS, args.y)
    else:
        desk.pages.split(page.id, Cut.COLUMNS, args.x if args.x is not None else page.width // 2)
    return say_pages(args, desk)


def _merge(args: argparse.Namespace, desk: Desk) -> int:
    sheet = PAPER_SIZES[args.sheet] if args.sheet else None
    desk.pages.merge(chosen_ids(args, desk, "pages"), sheet)
    return say_pages(args, desk)


def _move(args: argparse.Namespace, desk: Desk) -> int:
    after = find_page(chosen_document(args, desk), args.after).id if args.after else None
    desk.pages.move(chosen_ids(args, desk, "pages"), after)
    return say_pages(args, desk)


def _interleave(args: argparse.Namespace, desk: Desk) -> int:
    desk.pages.interleave(
        chosen_ids(args, desk, "fronts"),
        chosen_ids(args, desk, "backs"),
        turned=not args.backs_in_order,
    )
    return say_pages(args, desk)


def _give(args: argparse.Namespace, desk: Desk) -> int:
    to = None if args.new else find_document(desk.store, args.dossier, args.to).id
    taker = desk.give_pages(chosen_ids(args, desk, "pages"), to)
    emit(
        args,
        {"document": taker.position, "pages": len(taker.pages)},
        [f"paper {taker.position}: {len(taker.pages)} pages"],
    )
    return DONE


def _replace(args: argparse.Namespace, desk: Desk) -> int:
    desk.pages.replace(chosen_page(args, desk).id, chosen_ids(args, desk, "by"))
    return say_pages(args, desk)


def _cut(args: argparse.Namespace, desk: Desk) -> int:
    parts = desk.cut_batch(chosen_document(args, desk).id)
    with desk.store.snapshot() as records:
        body = [
            {
                "dossier": records.dossiers.get(part.dossier_id).code,
                "document": part.position,
                "pages": len(part.pages),
            }
            for part in parts
        ]
    return say_pages(args, desk, parts=body)


def _separator(args: argparse.Namespace) -> int:
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    args.out.write_bytes(separator_sheet(Separator(args.dossier), utc_now()))
    emit(args, {"file": str(args.out)}, [str(args.out)])
    return DONE


def _undo(args: argparse.Namespace, desk: Desk) -> int:
    edit = desk.pages.undo(chosen_document(args, desk).id)
    return say_pages(args, desk, undone=None if edit is None else edit.act)


def _redo(args: argparse.Namespace, desk: Desk) -> int:
    edit = desk.pages.redo(chosen_document(args, desk).id)
    return say_pages(args, desk, redone=None if edit is None else edit.act)


def _history(args: argparse.Namespace, desk: Desk) -> int:
    document = chosen_document(args, desk)
    history = desk.pages.history(document.id)
    whole = desk.pages.dossier_history(document.dossier_id)
    acts = [
        {
            "at": iso(edit.at),
            "act": edit.act,
            "facts": json.loads(edit.facts),
            "undone": edit.undone,
        }
        for edit in history
    ]
    pages = [
        {
            "page": page.position,
            "sha256": page.sha256,
            "made": [
                {"sha256": made.sha256, "of": list(made.of), "act": made.act, "facts": made.facts}
                for made in how_it_was_made(whole, page)
            ],
        }
        for page in document.pages
    ]
    lines = [f"{act['at']}  {act['act']}{'  (undone)' if act['undone'] else ''}" for act in acts]
    emit(args, {"acts": acts, "pages": pages}, lines)
    return DONE
