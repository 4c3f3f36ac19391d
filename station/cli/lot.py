"""`tramso lot …`: dossiers that are digitised in a row, by an operator and a checker."""

import argparse
from pathlib import Path
from typing import Any

from offline_store.lots import Lot, LotCount
from offline_store.records import DossierId
from station.bootstrap import Desk
from station.check_lots import still_wrong
from station.cli.lot_check import add_words as add_check_words
from station.cli.lot_key import add_words as add_key_words
from station.cli.lot_names import find_in_lot, find_lot
from station.cli.lot_out import add_words as add_out_words
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.errors import InputInvalid
from station.lot_errors import LotDossierUnfinished
from station.sampling_plans import AQLS, LEVELS
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="dossiers digitised in a row")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    opening = words.add_parser("open", parents=[common], help="open a lot; you are its operator")
    opening.add_argument("--procedure", required=True, metavar="CODE", help="whose papers it has")
    opening.add_argument("--name", required=True, metavar="TEXT", help="what is digitised")
    opening.add_argument("--code", default="", help="default: the next by the settings")
    opening.add_argument(
        "--component", type=int, default=0, metavar="N", help="every page is of this paper, from 1"
    )
    opening.add_argument("--level", choices=LEVELS, help="of the check; default: the setting")
    opening.add_argument("--aql", choices=AQLS, help="of the check; default: the setting")
    opening.set_defaults(run=_open)
    listing = words.add_parser("list", parents=[common], help="all lots, the newest first")
    listing.set_defaults(run=_list)
    showing = words.add_parser("show", parents=[common], help="one lot and its dossiers")
    showing.set_defaults(run=_show)
    feeding = words.add_parser(
        "feed", parents=[common], help="a new dossier of the lot for each file or folder"
    )
    feeding.set_defaults(run=_feed)
    feeding.add_argument("--batch", action="store_true", help="many dossiers, sheets between")
    feeding.add_argument("--confirm", action="store_true", help="read, and give what is clear")
    feeding.add_argument("--done", action="store_true", help="describe, and call done what is")
    cutting = words.add_parser(
        "cut", parents=[common], help="a batch that was scanned becomes dossiers of the lot"
    )
    cutting.set_defaults(run=_cut)
    cutting.add_argument("--dossier", type=int, required=True, metavar="N", help="from 1")
    finishing = words.add_parser("done", parents=[common], help="call dossiers of a lot done")
    finishing.set_defaults(run=_done)
    which = finishing.add_mutually_exclusive_group(required=True)
    which.add_argument("--dossier", type=int, action="append", metavar="N", help="from 1")
    which.add_argument("--all", action="store_true", help="all that lack nothing")
    finishing.add_argument(
        "--describe", action="store_true", help="keep first what is proposed of their papers"
    )
    for sub in (showing, feeding, cutting, finishing):
        sub.add_argument("lot", metavar="LOT", help="code or id")
    feeding.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    for sub in (opening, listing, showing, feeding, cutting, finishing):
        add_json(sub)
        sub.set_defaults(error=sub.error)
    add_check_words(words, common)
    add_key_words(words, common)
    add_out_words(words, common)


def lot_document(lot: Lot, dossiers: int, done: int) -> dict[str, object]:
    """A lot with the keys of `tramso lot list --json`."""
    return {
        "code": lot.code,
        "id": lot.id,
        "name": lot.name,
        "procedure": lot.procedure.code,
        "component": lot.component or None,
        "operator": lot.operator,
        "opened_at": iso(lot.opened_at),
        "level": lot.level,
        "aql": lot.aql,
        "state": lot.state.value,
        "round": lot.round,
        "dossiers": dossiers,
        "done": done,
    }


def _open(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk:
        lot = desk.lots.open(
            args.procedure,
            args.name,
            code=args.code,
            component=args.component,
            level=args.level or "",
            aql=args.aql or "",
        )
    emit(args, lot_document(lot, 0, 0), [lot.code])
    return DONE


def _list(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk, desk.store.snapshot() as records:
        lots = records.lots.list()
    body = {"lots": [lot_document(each.lot, each.dossiers, each.done) for each in lots]}
    emit(args, body, [_line(each) for each in lots] or ["no lots yet"])
    return DONE


def _show(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        with desk.store.snapshot() as records:
            dossiers = records.lots.dossiers(lot.id)
            changes = records.lots.changes(lot.id)
            wrong = set(still_wrong(records, lot))
            papers = records.lots.papers(lot.id)
    done = sum(each.done_at is not None for each in dossiers)
    body = {
        **lot_document(lot, len(dossiers), done),
        "items": [
            {
                "number": each.number,
                "code": each.code,
                "id": each.dossier_id,
                "papers": papers.get(each.dossier_id, 0),
                "pages": each.pages,
                "pile": each.pile,
                "done_at": iso(each.done_at),
                "done_by": each.done_by,
                "wrong": each.dossier_id in wrong,
            }
            for each in dossiers
        ],
        "changes": [
            {
                "state": change.state.value,
                "round": change.round,
                "at": iso(change.at),
                "who": change.who,
                "reason": change.reason,
            }
            for change in changes
        ],
    }
    lines = [_line(LotCount(lot, len(dossiers), done))]
    for each in dossiers:
        mark = "!" if each.dossier_id in wrong else "x" if each.done_at else " "
        lines.append(f"{each.number:5} {mark} {each.code}  {each.pages} pages, {each.pile} in pile")
    emit(args, body, lines)
    return DONE


def _feed(args: argparse.Namespace) -> int:
    fed = [(path, _files(path)) for path in args.paths]
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        added = []
        for path, files in fed:
            for dossier_id in desk.feed_lot(lot.id, files, batch=args.batch, sort=args.confirm):
                lacks = _called_done(desk, dossier_id, describe=True) if args.done else None
                added.append((path, dossier_id, lacks))
        with desk.store.snapshot() as records:
            dossiers = {each.dossier_id: each for each in records.lots.dossiers(lot.id)}
    body = {
        "lot": lot.code,
        "dossiers": [
            {
                "number": dossiers[dossier_id].number,
                "code": dossiers[dossier_id].code,
                "file": path.name,
                "pages": dossiers[dossier_id].pages,
                "pile": dossiers[dossier_id].pile,
                "done": dossiers[dossier_id].done_at is not None,
                "lacks": lacks,
            }
            for path, dossier_id, lacks in added
        ],
    }
    emit(args, body, [f"{dossiers[each].code}  {path}" for path, each, _ in added])
    return DONE


def _cut(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        batch = find_in_lot(desk.store, lot, args.dossier)
        cut = desk.feed_lot.cut_dossier(batch.dossier_id)
        with desk.store.snapshot() as records:
            found = [each for each in records.lots.dossiers(lot.id) if each.dossier_id in cut]
    body = {
        "lot": lot.code,
        "dossiers": [
            {"number": each.number, "code": each.code, "pages": each.pages} for each in found
        ],
    }
    emit(args, body, [f"{each.code}  {each.pages} pages" for each in found])
    return DONE


def _done(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        if args.all:
            with desk.store.snapshot() as records:
                undone = [each for each in records.lots.dossiers(lot.id) if each.done_at is None]
            lacking = {
                each.number: _called_done(desk, each.dossier_id, describe=args.describe)
                for each in undone
            }
        else:
            lacking = {}
            for number in args.dossier:
                dossier = find_in_lot(desk.store, lot, number)
                desk.lots.call_done(dossier.dossier_id, describe=args.describe)
                lacking[number] = None
    body = {
        "lot": lot.code,
        "done": [number for number, lacks in lacking.items() if lacks is None],
        "lacking": [
            {"number": number, "lacks": lacks} for number, lacks in lacking.items() if lacks
        ],
    }
    lines = [f"{number:5}  {lacks or 'done'}" for number, lacks in lacking.items()]
    emit(args, body, lines)
    return DONE


def _called_done(desk: Desk, dossier_id: DossierId, *, describe: bool) -> str | None:
    """Call a dossier done; return what it lacks instead, None where nothing."""
    try:
        desk.lots.call_done(dossier_id, describe=describe)
    except LotDossierUnfinished as error:
        return str(error.facts["reason"])
    return None


def _files(path: Path) -> tuple[Path, ...]:
    """The files of one dossier: a folder's, by name, or the one file."""
    if not path.is_dir():
        return (path,)
    files = tuple(sorted(each for each in path.iterdir() if each.is_file()))
    if not files:
        raise InputInvalid(field="path")
    return files


def _line(count: LotCount) -> str:
    lot = count.lot
    return (
        f"{lot.code}  {lot.state.value}  {count.done}/{count.dossiers} done  "
        f"{lot.operator}  {lot.name}"
    )
