"""The words of `tramso dossier` that compare: kind and fields, corrections, the second look."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from offline_store.records import Correction, Document
from scanners.values import Mode, ScanOptions, Source
from station.bootstrap import Desk
from station.cli.find import find_document, find_page
from station.cli.numbers import positive
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.page_choice import chosen_document
from station.papers import PagePaper
from station.recognition.second_look import draw_differences
from station.written import iso
from station.written_reading import (
    checks_document,
    comparison_document,
    comparison_lines,
    field_document,
)

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
    look = add("second-look", _second_look, "lay a page over another picture of the paper")
    look.add_argument("--page", type=int, required=True, metavar="N")
    which_picture = look.add_mutually_exclusive_group(required=True)
    which_picture.add_argument("--file", type=Path, help="a picture or PDF")
    which_picture.add_argument("--device", metavar="ID", help="scan the paper once more there")
    which_picture.add_argument(
        "--copy-of", metavar="DOSSIER", help="a certified copy that this desk keeps"
    )
    look.add_argument("--copy-document", type=int, default=1, metavar="N", help="which paper of it")
    look.add_argument(
        "--other-page", type=positive, metavar="N", help="of the file or copy; else what fits"
    )
    look.add_argument("--picture", type=Path, metavar="OUT.png", help="draw the differences")
    look.add_argument("--without-words", action="store_true", help="by ink alone, sooner")
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


def _second_look(args: argparse.Namespace, desk: Desk) -> int:
    page = find_page(chosen_document(args, desk), args.page)
    if args.file is not None:
        looked = desk.look_again.at_file(page.id, args.file, args.other_page)
    elif args.device is not None:
        scanning = desk.settings.scanning
        options = ScanOptions(
            Source(scanning.source) if scanning.source else None, page.dpi, Mode(scanning.mode)
        )
        looked = desk.look_again.at_scan(page.id, args.device, options)
    else:
        copy = find_document(desk.store, args.copy_of, args.copy_document)
        looked = desk.look_again.at_copy(page.id, copy.id, args.other_page)
    if not args.without_words:
        looked = desk.look_again.with_words(looked)
    if args.picture is not None:
        with desk.store.files.plain_copy(page.sha256) as original:
            draw_differences(original, looked.comparison, args.picture)
    document = {"page": page.position, "other_page": looked.number}
    comparison = looked.comparison
    if looked.by_words is not None:
        comparison = replace(comparison, differences=looked.by_words)
    emit(args, document | comparison_document(comparison), comparison_lines(comparison))
    return DONE if comparison.same else ANSWER_NO


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
