"""`tramso dossier pile`: pages of a whole dossier, offered to its components and given to them."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from offline_store.records import Dossier
from station.bootstrap import Desk
from station.checklist import mark_of, open_components
from station.cli.find import find_document, find_dossier, find_page
from station.cli.output import DONE, add_json, emit
from station.cli.page_choice import numbers
from station.pile_document import piles
from station.pile_offers import Offer

Run = Callable[[argparse.Namespace, Desk], int]

_REFUSED = {
    "shown-only": "only shown: look at it and give it back",
    "secret": "secret: not to be digitised",
    "paper-copy": "a copy on paper: not to be digitised",
    "digital": "there already: not digitised again",
    "not-needed": "not needed any more",
}


def add_word(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the word."""
    pile: argparse.ArgumentParser = words.add_parser(
        "pile", parents=[common], help="pages of a whole dossier, offered to its components"
    )
    add_json(pile)
    pile.add_argument("dossier", metavar="DOSSIER", help="code or id")
    pile.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="pictures and PDFs to put on it first"
    )
    pile.add_argument("--confirm", action="store_true", help="give what is offered clearly")
    pile.add_argument("--pages", metavar="N,N,…", help="give these pages, in this order")
    pile.add_argument("--to", type=int, metavar="COMPONENT", help="to this component, from 1")
    pile.add_argument(
        "--document", type=int, metavar="N", help="whose pages they are, where not the first's"
    )
    pile.set_defaults(run=on_desk(_pile), error=pile.error)


def _pile(args: argparse.Namespace, desk: Desk) -> int:
    if (args.pages is None) != (args.to is None):
        args.error("--pages and --to belong together")
    if args.pages is not None and args.confirm:
        args.error("--confirm gives all, --pages some: one of them")
    dossier = find_dossier(desk.store, args.dossier)
    if args.files:
        desk.import_pages(desk.sort_pile.open(dossier.id).id, tuple(args.files))
    given: Mapping[int, int] = {}
    if args.pages is not None:
        given = _give(args, desk, dossier)
    else:
        with desk.store.snapshot() as records:
            records.handling.get(dossier.id)
            unread = [document.id for document in piles(records, dossier.id)]
        for document_id in unread:
            desk.read(document_id, lambda page_id, reading: None)
        if args.confirm:
            given = desk.sort_pile.confirm(dossier.id, desk.sort_pile.offers(dossier.id))
    return _say(args, desk, dossier, given)


def _give(args: argparse.Namespace, desk: Desk, dossier: Dossier) -> Mapping[int, int]:
    position = args.document
    if position is None:
        with desk.store.snapshot() as records:
            there = piles(records, dossier.id)
        position = there[0].position if there else 1
    document = find_document(desk.store, args.dossier, position)
    pages = [find_page(document, number).id for number in numbers("pages", args.pages)]
    desk.sort_pile.give(dossier.id, pages, args.to)
    return {args.to: len(pages)}


def _say(args: argparse.Namespace, desk: Desk, dossier: Dossier, given: Mapping[int, int]) -> int:
    offers = desk.sort_pile.offers(dossier.id)
    with desk.store.snapshot() as records:
        handling = records.handling.get(dossier.id)
        papers = {paper.id: paper.position for paper in records.dossiers.get(dossier.id).documents}
        still_open = open_components(records, handling)
    held = {}
    for component in given:
        mark = mark_of(handling, component)
        held[component] = papers.get(mark.document_id) if mark and mark.document_id else None
    body = {
        "code": dossier.code,
        "pages": [
            {"document": papers[offer.page.document_id], **_offer(offer)} for offer in offers
        ],
        "given": [
            {"component": component, "document": held[component], "pages": pages}
            for component, pages in given.items()
        ],
        "open": list(still_open),
    }
    names = [component.name for component in handling.procedure.components]
    lines = [
        *(f"component {component}: {pages} pages" for component, pages in given.items()),
        *(_line(papers[offer.page.document_id], offer, names) for offer in offers),
    ]
    emit(args, body, lines or ["nothing is in the pile"])
    return DONE


def _offer(offer: Offer) -> dict[str, object]:
    return {
        "page": offer.page.position,
        "component": offer.component,
        "doubt": offer.doubt,
        "clear": offer.clear,
        "reason": offer.reason.value,
        "claims": [
            {"component": component, "evidence": evidence} for component, evidence in offer.claims
        ],
        "refused": offer.refused or None,
        "kind": offer.kind or None,
        "separator": None if offer.separator is None else offer.separator.dossier or "paper",
    }


def _line(document: int, offer: Offer, names: list[str]) -> str:
    place = f"{document}/{offer.page.position:<3}"
    if offer.separator is not None:
        return f"{place}  separator sheet"
    if offer.component is None:
        claims = ", ".join(str(component) for component, _ in offer.claims)
        return f"{place}  ?  {offer.reason.value}  {claims}".rstrip()
    refused = f"  ({_REFUSED[offer.refused]})" if offer.refused else ""
    mark = " " if offer.clear else "?"
    name = names[offer.component - 1]
    return f"{place}  {mark}  {offer.component}. {name}  {offer.doubt:.2f}{refused}"
