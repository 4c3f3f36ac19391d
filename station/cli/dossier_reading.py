"""The words of `tramso dossier` for what was read: kind, fields, and what the clerk puts right."""

import argparse
from collections.abc import Callable
from typing import Any

from offline_store.records import Correction, Document
from station.bootstrap import Desk
from station.cli.find import find_page
from station.cli.output import DONE, add_json, emit
from station.cli.page_choice import chosen_document
from station.papers import PagePaper
from station.written import checks_document, field_document, iso

Run = Callable[[argparse.Namespace, Desk], int]
OnDesk = Callable[[Run], Callable[[argparse.Namespace], int]]


def add_words(words: Any, common: argparse.ArgumentParser, on_desk: OnDesk, show: Run) -> None:
    """Declare the words. on_desk: runs one of them on the open desk. show: prints the dossier."""

    def put_right(args: argparse.Namespace, desk: Desk) -> int:
        _correct(args, desk)
        return show(args, desk)

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.add_argument("dossier", metavar="DOSSIER", help="code or id")
        sub.add_argument("--document", type=int, default=1, metavar="N", help="which paper")
        sub.set_defaults(run=on_desk(run))
        return sub

    add("fields", _fields, "kind and fields of each page, held against each other")
    correct = add("correct", put_right, "put right a word, a field or the kind of a page")
    which = correct.add_mutually_exclusive_group(required=True)
    which.add_argument("--word", type=int, metavar="N", help="from 0")
    which.add_argument("--field", metavar="NAME", help="as `fields` names it")
    which.add_argument("--kind", metavar="ID", help="the kind of paper; empty for none of them")
    which.add_argument("--undo", action="store_true", help="take back the last one that stands")
    correct.add_argument("--page", type=int, metavar="N", help="from 1; not with --undo")
    correct.add_argument("--text", help="what stands there; with --word and --field")
    correct.set_defaults(refuse=correct.error)
    add("corrections", _corrections, "what was put right, by whom and when")


def _fields(args: argparse.Namespace, desk: Desk) -> int:
    document = chosen_document(args, desk)
    found = desk.papers(document.id)
    pages = []
    lines = []
    for page in document.pages:
        paper = found.get(page.id)
        pages.append(_page(page.position, paper))
        lines += _page_lines(page.position, paper)
    emit(args, {"pages": pages}, lines)
    return DONE


def _page(position: int, found: PagePaper | None) -> dict[str, object]:
    if found is None:
        return {"page": position, "kind": None, "fields": {}, "checks": []}
    return {
        "page": position,
        "kind": found.paper.kind.id,
        "fields": {
            name: {**field_document(field), "read_as": field.read_as}
            for name, field in found.paper.fields.items()
        },
        "checks": checks_document(found.checks),
    }


def _page_lines(position: int, found: PagePaper | None) -> list[str]:
    if found is None:
        return [f"page {position}: none of the known kinds"]
    fields = found.paper.fields
    return [
        f"page {position}: {found.paper.kind.name}",
        *(
            f"  {rule.called}: {fields[rule.name].value}"
            for rule in found.paper.kind.fields
            if rule.name in fields
        ),
        *(
            f"  ! {check.rule}: {', '.join(check.fields)}"
            for check in found.checks
            if not check.agrees
        ),
    ]


def _correct(args: argparse.Namespace, desk: Desk) -> None:
    document = chosen_document(args, desk)
    if args.undo:
        desk.correct.undo(document.id)
        return
    if args.page is None or (args.kind is None and args.text is None):
        args.refuse("--page and, for a word or field, --text are needed")
    page = find_page(document, args.page)
    if args.kind is not None:
        desk.correct.kind(page.id, args.kind)
    elif args.field is not None:
        desk.correct.field(page.id, args.field, args.text)
    else:
        desk.correct.word(page.id, args.word, args.text)


def _corrections(args: argparse.Namespace, desk: Desk) -> int:
    document = chosen_document(args, desk)
    with desk.store.snapshot() as records:
        found = records.corrections.of_pages([page.id for page in document.pages])
    body = [_correction(document, each) for each in found]
    lines = [
        f"page {each['page']}  {each['what']} {each['place']}  {each['read_as']} → {each['text']}"
        + ("  (taken back)" if each["undone"] else "")
        for each in body
    ]
    emit(args, {"corrections": body}, lines or ["nothing was put right"])
    return DONE


def _correction(document: Document, each: Correction) -> dict[str, object]:
    place = {page.id: page.position for page in document.pages}
    return {
        "page": place[each.page_id],
        "at": iso(each.at),
        "who": each.who,
        "what": each.what.value,
        "place": each.place,
        "read_as": each.read_as,
        "text": each.text,
        "undone": each.undone,
    }
