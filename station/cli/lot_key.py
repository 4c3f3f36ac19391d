"""`tramso lot key`, `settle`: fields typed a second time, blind, and what holds of them."""

import argparse
from typing import Any

from offline_store.keyings import Keying
from station.cli.lot_names import find_in_lot, find_lot, find_paper
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.key_again import ToKey


def add_words(words: Any, common: argparse.ArgumentParser) -> None:
    """Declare the words."""
    keying = words.add_parser(
        "key", parents=[common], help="type fields a second time, without seeing the first"
    )
    keying.set_defaults(run=_key)
    keying.add_argument("--dossier", type=int, metavar="N", help="from 1; with --component")
    keying.add_argument("--component", type=int, metavar="N", help="which paper of it, from 1")
    keying.add_argument(
        "--set",
        dest="said",
        action="append",
        default=[],
        metavar="FIELD=TEXT",
        help="what a field says; each that is asked",
    )
    settling = words.add_parser("settle", parents=[common], help="say what holds of a difference")
    settling.set_defaults(run=_settle)
    settling.add_argument("--dossier", type=int, required=True, metavar="N", help="from 1")
    settling.add_argument("--component", type=int, required=True, metavar="N", help="from 1")
    settling.add_argument("--field", required=True)
    settling.add_argument("--text", required=True, help="what it says")
    for sub in (keying, settling):
        add_json(sub)
        sub.add_argument("lot", metavar="LOT", help="code or id")
        sub.set_defaults(error=sub.error)


def _key(args: argparse.Namespace) -> int:
    named = args.dossier is not None and args.component is not None
    if named != bool(args.said) or (args.dossier is None) != (args.component is None):
        args.error("--dossier, --component and --set belong together")
    if any("=" not in said for said in args.said):
        args.error("--set takes FIELD=TEXT")
    differing: tuple[Keying, ...] = ()
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        if named:
            dossier = find_in_lot(desk.store, lot, args.dossier)
            paper = find_paper(desk.store, dossier, args.component)
            said = dict(text.partition("=")[::2] for text in args.said)
            differing = desk.key_again.key(paper.id, said)
        waiting = desk.key_again.waiting(lot.id)
    body = {
        "lot": lot.code,
        "differing": [_difference(each) for each in differing],
        "waiting": [_waiting(each) for each in waiting],
    }
    lines = [f"differs: {each.field}: {each.first} / {each.second}" for each in differing]
    lines += [_line(each) for each in waiting]
    emit(args, body, lines or ["nothing waits for a second keying"])
    return DONE


def _settle(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        lot = find_lot(desk.store, args.lot)
        dossier = find_in_lot(desk.store, lot, args.dossier)
        paper = find_paper(desk.store, dossier, args.component)
        described = desk.key_again.decide(paper.id, args.field, args.text)
    value = str(getattr(described, args.field))
    body = {"lot": lot.code, "field": args.field, "value": value, "code": described.code}
    emit(args, body, [f"{args.field}: {value}"])
    return DONE


def _difference(keying: Keying) -> dict[str, object]:
    return {
        "field": keying.field,
        "first": keying.first,
        "first_who": keying.first_who,
        "second": keying.second,
        "who": keying.who,
    }


def _waiting(paper: ToKey) -> dict[str, object]:
    """What is asked; of a field that is still to be typed, not what the first person typed."""
    return {
        "number": paper.number,
        "code": paper.code,
        "component": paper.component,
        "title": paper.title,
        "first_who": paper.first_who,
        "fields": list(paper.fields),
        "differing": [_difference(each) for each in paper.differing],
    }


def _line(paper: ToKey) -> str:
    fields = ", ".join(paper.fields)
    differing = ", ".join(each.field for each in paper.differing)
    return f"{paper.number:5}/{paper.component}  type: {fields or '-'}; decide: {differing or '-'}"
