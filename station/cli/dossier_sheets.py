"""The words of `tramso dossier` that look sheets through, clean them up, account for them."""

import argparse
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from scanners.clean_up import CleanUp, CleanUpSteps
from station.bootstrap import Desk
from station.cli.find import find_page
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.page_choice import chosen_document, say_pages
from station.scan_profiles import PROFILES
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

    add("check", _check, "pages to look at, and an order that they tell")
    clean = add("clean", _clean, "make pages level, cut to their paper, evenly lit, white")
    clean.add_argument("--page", type=int, metavar="N", help="only this one")
    clean.add_argument(
        "--profile", choices=list(PROFILES), default="office-sheets", help="kind of paper"
    )
    clean.add_argument(
        "--without",
        action="append",
        default=[],
        choices=list(asdict(CleanUpSteps())),
        help="a step",
    )
    clean.add_argument("--propose", action="store_true", help="only say what it would come to")
    add("sheets", _sheets, "every side that was scanned, and what became of it")


def _check(args: argparse.Namespace, desk: Desk) -> int:
    document = chosen_document(args, desk)
    proposals = [
        {
            "page": each.page.position,
            "finding": each.finding,
            "like": None if each.like is None else each.like.position,
        }
        for each in desk.check_pages(document.id)
    ]
    check = desk.check_order(document.id)
    place = {page.id: page.position for page in document.pages}
    told = check.proposed
    order = {
        "proposed": None if told is None else [place[page_id] for page_id in told.pages],
        "reason": None if told is None else told.reason,
        "runs": told is not None and told.runs,
        "turned": told is not None and told.turned,
        "numbers": [
            {"page": each.page.position, "number": each.number, "of": each.of, "text": each.text}
            for each in check.numbers
        ],
        "missing": list(check.missing),
    }
    lying = [{"page": each.page.position, "degrees": each.degrees} for each in check.lying]
    found = ((page, desk.propose_split(page.id)) for page in document.pages)
    splits = [
        {"page": page.position, "cut": split.cut, "at": split.at, "papers": split.papers}
        for page, split in found
        if split is not None
    ]
    lines = [
        *(f"{each['page']}  {each['finding']}  {each['like'] or ''}" for each in proposals),
        *(f"{each['page']}  turn {each['degrees']}°" for each in lying),
        *(f"{each['page']}  split at {each['at']} ({each['cut']})" for each in splits),
        *(f"number {number} is missing" for number in check.missing),
        *([f"order {order['proposed']} by {told.reason}"] if told is not None else []),
    ]
    body = {"proposals": proposals, "order": order, "lying": lying, "splits": splits}
    emit(args, body, [line.rstrip() for line in lines] or ["nothing to look at"])
    return DONE


def _clean(args: argparse.Namespace, desk: Desk) -> int:
    document = chosen_document(args, desk)
    pages = document.pages if args.page is None else (find_page(document, args.page),)
    steps = replace(PROFILES[args.profile].clean_up, **dict.fromkeys(args.without, False))
    if args.propose:
        found = [(page.position, desk.clean_pages.propose(page.id, steps)) for page in pages]
        body = [_clean_up(at, done) for at, done in found if done is not None]
        lines = [f"{each['page']}  turn {each['degrees']}°  {each['box']}" for each in body]
        emit(args, {"proposals": body}, lines or ["nothing to do"])
        return DONE
    cleaned = desk.clean_pages([page.id for page in pages], steps) if pages else ()
    return say_pages(args, desk, cleaned=[page.position for page in cleaned])


def _clean_up(position: int, done: CleanUp) -> dict[str, object]:
    return {"page": position, **asdict(done)}


def _sheets(args: argparse.Namespace, desk: Desk) -> int:
    ledger = desk.count_sheets(chosen_document(args, desk).id)
    blanks = [
        {
            "sha256": each.page.sha256,
            "thumbnail": each.page.thumbnail,
            "ink": each.ink,
            "faint": each.faint,
            "by": each.by,
            "at": iso(each.at),
        }
        for each in ledger.blanks
    ]
    counted = {
        "scanned": ledger.scanned,
        "shown": ledger.shown,
        "blank": ledger.blank,
        "repeated": ledger.repeated,
        "elsewhere": ledger.elsewhere,
        "removed": ledger.removed,
    }
    body = {**counted, "pages": ledger.pages, "whole": ledger.whole, "blanks": blanks}
    emit(args, body, [f"{name}  {count}" for name, count in counted.items()])
    return DONE if ledger.whole else ANSWER_NO
