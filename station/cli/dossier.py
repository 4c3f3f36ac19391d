"""`tramso dossier …`: what the clerk does with a dossier, one word each."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from offline_store.records import Document, DocumentId, Dossier, Requester
from station.bootstrap import Desk
from station.cli import (
    dossier_consent,
    dossier_describe,
    dossier_due,
    dossier_elsewhere,
    dossier_fees,
    dossier_forms,
    dossier_pages,
    dossier_papers,
    dossier_pile,
    dossier_procedure,
    dossier_reading,
    dossier_sheets,
    dossier_sign,
)
from station.cli.face import face_document
from station.cli.find import find_document, find_dossier, find_page
from station.cli.numbers import positive
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.due import due
from station.progress import Step, done_steps, light, next_step, steps_of
from station.read_card import requester_of
from station.refusal import refusals
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="receive, list, show, fill, compare")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)

    def add(name: str, run: Run, text: str, *, named: bool = True) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        if named:
            sub.add_argument("dossier", metavar="DOSSIER", help="code or id")
            sub.add_argument("--document", type=int, default=1, metavar="N", help="which paper")
        sub.set_defaults(run=_on_desk(run))
        return sub

    new = add("new", _new, "receive a dossier for one original", named=False)
    new.set_defaults(creates=True)
    new.add_argument("--title", required=True, help="what the original is")
    new.add_argument("--name", default="", help="who asks")
    new.add_argument("--id-number", default="", metavar="ID", help="the personal number")
    new.add_argument("--card", type=Path, metavar="PICTURE", help="take both from a card's QR")
    new.add_argument("--copies", type=int, default=1, metavar="N")
    find = add("list", _list, "dossiers, newest first", named=False)
    find.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD")
    find.add_argument("--text", help="in code, name, number or title; accents do not matter")
    find.add_argument("--limit", type=positive, default=100, metavar="N")
    add("show", _show, "everything kept of a dossier")
    fill = add("add", _add, "add pages from picture and PDF files")
    fill.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add("read", _read, "read the pages that were not read yet")
    compared = add("compared", _compared, "record that pages were compared with the original")
    which = compared.add_mutually_exclusive_group(required=True)
    which.add_argument("--page", type=int, metavar="N")
    which.add_argument("--all", action="store_true")
    compared.add_argument("--withdraw", action="store_true", help="take the record back")
    dossier_reading.add_words(words, common, _on_desk, _show)
    dossier_pages.add_words(words, common, _on_desk)
    dossier_sheets.add_words(words, common, _on_desk)
    dossier_procedure.add_words(words, common, _on_desk)
    dossier_papers.add_words(words, common, _on_desk)
    dossier_forms.add_words(words, common, _on_desk)
    dossier_due.add_word(words, common, _on_desk)
    dossier_pile.add_word(words, common, _on_desk)
    dossier_describe.add_word(words, common, _on_desk)
    dossier_sign.add_word(words, common, _on_desk)
    dossier_elsewhere.add_words(words, common, _on_desk)
    dossier_fees.add_words(words, common, _on_desk)
    dossier_consent.add_word(words, common, _on_desk)
    add("interrupted", _interrupted, "captures that a crash interrupted", named=False)
    recover = add("recover", _recover, "keep the pages of an interrupted capture", named=False)
    recover.add_argument("--session", required=True, metavar="NAME")
    recover.add_argument("--into", metavar="DOSSIER", help="another than its own")
    recover.add_argument("--document", type=int, default=1, metavar="N", help="which paper of it")
    aside = add("set-aside", _set_aside, "put an interrupted capture out of the way", named=False)
    aside.add_argument("--session", required=True, metavar="NAME")
    add("abandon", _abandon, "cancel the number reserved for an unfinished signing")
    save = add("save", _save, "give the signed copy out as a file")
    save.add_argument("target", type=Path, metavar="FILE-OR-DIR")


def _on_desk(run: Run) -> Callable[[argparse.Namespace], int]:
    def opened(args: argparse.Namespace) -> int:
        with signed_in_desk(args, create=getattr(args, "creates", False)) as desk:
            return run(args, desk)

    return opened


def _new(args: argparse.Namespace, desk: Desk) -> int:
    requester = Requester(args.name, args.id_number)
    if args.card is not None:
        requester = requester_of(desk.read_card(args.card))
    dossier = desk.receive(requester, args.title, args.copies)
    emit(args, _document_of(desk, dossier, {}), [dossier.code])
    return DONE


def _list(args: argparse.Namespace, desk: Desk) -> int:
    with desk.store.snapshot() as records:
        found = records.dossiers.list(day=args.day, text=args.text, limit=args.limit)
        refused = refusals(records)
    lines = [
        f"{dossier.code}  {step or 'done':9}  {by:16}  {dossier.requester.name}  {document.title}"
        for dossier in found
        for document in dossier.documents
        for step in (next_step(document),)
        for by in (_written(_due_at(desk, dossier, document, refused)),)
    ]
    emit(args, {"dossiers": [_document_of(desk, dossier, refused) for dossier in found]}, lines)
    return DONE


def _show(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    with desk.store.snapshot() as records:
        refused = refusals(records)
    lines = [f"{dossier.code}  {dossier.requester.name}"]
    for document in dossier.documents:
        done = done_steps(document)
        steps = " ".join(("● " if step in done else "○ ") + step for step in steps_of(document))
        lines += [
            f"  {document.position}. {document.title}: {len(document.pages)} pages",
            f"     {steps}",
        ]
        if document.id in refused:
            lines.append(f"     refused to the citizen: {refused[document.id]}")
    emit(args, _document_of(desk, dossier, refused), lines)
    return DONE


def _add(args: argparse.Namespace, desk: Desk) -> int:
    document = find_document(desk.store, args.dossier, args.document)
    pages = desk.import_pages(document.id, tuple(args.files))
    body = [{"page": page.position, "sha256": page.sha256} for page in pages]
    emit(args, {"pages": body}, [f"page {page.position}  {page.sha256}" for page in pages])
    return DONE


def _read(args: argparse.Namespace, desk: Desk) -> int:
    document = find_document(desk.store, args.dossier, args.document)
    pages = desk.read(document.id, lambda page_id, reading: None)
    counts = [(page.position, len(page.reading.words) if page.reading else 0) for page in pages]
    body = [{"page": position, "words": words} for position, words in counts]
    emit(args, {"pages": body}, [f"page {position}: {words} words" for position, words in counts])
    return DONE


def _compared(args: argparse.Namespace, desk: Desk) -> int:
    document = find_document(desk.store, args.dossier, args.document)
    for page in document.pages if args.all else (find_page(document, args.page),):
        desk.compare.mark(page.id, compared=not args.withdraw)
    return _show(args, desk)


def _interrupted(args: argparse.Namespace, desk: Desk) -> int:
    body = [
        {
            "session": each.session,
            "dossier": each.code,
            "pages": len(each.pages),
            "at": iso(each.at),
            "set_aside": each.set_aside,
        }
        for each in desk.interrupted()
    ]
    lines = [f"{each['session']}  {each['dossier']}  {each['pages']} pages" for each in body]
    emit(args, {"sessions": body}, lines)
    return DONE


def _recover(args: argparse.Namespace, desk: Desk) -> int:
    into = find_document(desk.store, args.into, args.document).id if args.into else None
    pages = desk.interrupted.recover(args.session, into)
    body = [{"page": page.position, "sha256": page.sha256} for page in pages]
    emit(args, {"pages": body}, [f"page {page.position}  {page.sha256}" for page in pages])
    return DONE


def _set_aside(args: argparse.Namespace, desk: Desk) -> int:
    desk.interrupted.set_aside(args.session)
    return _interrupted(args, desk)


def _abandon(args: argparse.Namespace, desk: Desk) -> int:
    desk.certify.abandon(find_document(desk.store, args.dossier, args.document).id)
    return _show(args, desk)


def _save(args: argparse.Namespace, desk: Desk) -> int:
    document = find_document(desk.store, args.dossier, args.document)
    path = desk.hand_over.save(document.id, args.target)
    emit(args, {"file": str(path)}, [str(path)])
    return DONE


def _document_of(
    desk: Desk, dossier: Dossier, refused: Mapping[DocumentId, str]
) -> dict[str, object]:
    return {
        "id": dossier.id,
        "code": dossier.code,
        "created_at": iso(dossier.created_at),
        "procedure": dossier_procedure.handling_of(desk, dossier),
        "requester": {"name": dossier.requester.name, "id_number": dossier.requester.id_number},
        "face": face_document(desk.check_face.last(dossier.id)),
        "documents": [
            _paper(each, refused.get(each.id), _due_at(desk, dossier, each, refused))
            for each in dossier.documents
        ],
    }


def _due_at(
    desk: Desk, dossier: Dossier, document: Document, refused: Mapping[DocumentId, str]
) -> datetime | None:
    was_refused = document.id in refused
    until = due(desk.calendar, desk.now(), dossier, document, refused=was_refused)
    return None if until is None else until.at


def _written(due_at: datetime | None) -> str:
    return "" if due_at is None else f"{due_at:%Y-%m-%d %H:%M}"


def _paper(document: Document, refused: str | None, due_at: datetime | None) -> dict[str, object]:
    copy = document.copy
    return {
        "document": document.position,
        "title": document.title,
        "copies": document.copies,
        "done": [step for step in Step if step in done_steps(document)],
        "next": next_step(document),
        "light": light(document),
        "pages": [
            {
                "page": page.position,
                "sha256": page.sha256,
                "width": page.width,
                "height": page.height,
                "dpi": page.dpi,
                "words": len(page.reading.words) if page.reading else None,
                "compared_at": iso(page.compared_at),
                "warnings": list(page.warnings),
            }
            for page in document.pages
        ],
        "copy": None
        if copy is None
        else {
            "number": copy.number,
            "book": copy.book,
            "code": copy.code,
            "sha256": copy.sha256,
            "level": copy.level,
            "signed_at": iso(copy.signed_at),
        },
        "due_at": iso(due_at),
        "handed_over_at": iso(document.handed_over_at),
        "refused": refused,
    }
