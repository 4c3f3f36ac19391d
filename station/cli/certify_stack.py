"""`tramso certify --stack`: many copies under one PIN entry, and what became of each."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from offline_store.records import CertifiedCopy, Document, DocumentId, Dossier
from signing.pin import Pin
from station.bootstrap import Desk
from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, FAILED, emit, emit_error
from station.copy_signing import CopySigning
from station.problems import PRODUCT_ERRORS, sentence
from station.refusal import refusal_of
from station.sign_stack import StackedCopy, StackState
from station.written import iso

AskPins = Callable[[argparse.Namespace, CopySigning], Mapping[str, Pin]]


def copy_document(copy: CertifiedCopy, path: Path | None) -> dict[str, object]:
    """A certified copy with the keys of `tramso certify --json`."""
    return {
        "number": copy.number,
        "book": copy.book,
        "code": copy.code,
        "file": None if path is None else str(path),
        "sha256": copy.sha256,
        "level": copy.level,
        "signed_at": iso(copy.signed_at),
        "debts": [{"kind": debt.kind, "deadline": iso(debt.deadline)} for debt in copy.debts],
    }


def copy_text(copy: CertifiedCopy) -> str:
    """A certified copy in one line."""
    return f"{copy.number:02d} {copy.book}  {copy.code}  {copy.level}"


def sign_stack(args: argparse.Namespace, desk: Desk, ask_pins: AskPins) -> int:
    """Sign what is not certified yet of the dossiers asked for; return the exit status."""
    papers = dict(_papers(args, desk))
    if not papers:
        emit(args, _answer(0, False, []), ["nothing waits to be certified"])
        return DONE
    if args.judged:
        for document_id in papers:
            # What was refused to a citizen is not allowed by the way: that is decided by itself.
            with desk.store.snapshot() as records:
                refused = refusal_of(records, document_id) is not None
            if not refused:
                desk.judge_grounds.none_applies(document_id)
    desk.signing.require_fit(desk.now())
    desk.check_readiness.require()
    pins = ask_pins(args, desk.signing)
    try:
        # The copies in hand are finished, and no other is begun.
        with stopped_by_ctrl_c() as stop:
            copies = desk.sign_stack(tuple(papers), pins, stop=stop)
    finally:
        for pin in pins.values():
            pin.erase()
    ending = next((each.error for each in copies if each.ends_stack), None)
    documents, lines = [], []
    for each in copies:
        dossier, document = papers[each.document_id]
        path = None
        if each.copy is not None and args.out is not None:
            try:
                path = desk.hand_over.save(each.document_id, args.out)
            except PRODUCT_ERRORS as error:
                # It is signed and kept all the same, and the others shall still be told of.
                ending = ending or error
        documents.append(_document(each, dossier, document, path))
        lines.append(f"{dossier.code} {document.position}  {_text(each)}")
    signed = sum(each.state is StackState.SIGNED for each in copies)
    emit(args, _answer(signed, stop.is_set(), documents), lines)
    if ending is not None:
        emit_error(args.json, ending)
        return FAILED
    if stop.is_set():
        return INTERRUPTED
    return DONE if signed == len(copies) else ANSWER_NO


def _papers(
    args: argparse.Namespace, desk: Desk
) -> Iterator[tuple[DocumentId, tuple[Dossier, Document]]]:
    for name in args.dossiers:
        dossier = find_dossier(desk.store, name)
        for document in dossier.documents:
            if document.copy is None and args.document in (None, document.position):
                yield document.id, (dossier, document)


def _answer(signed: int, stopped: bool, copies: list[dict[str, object]]) -> dict[str, object]:
    return {"signed": signed, "stopped": stopped, "copies": copies}


def _document(
    each: StackedCopy, dossier: Dossier, document: Document, path: Path | None
) -> dict[str, object]:
    error = each.error
    return {
        "dossier": dossier.code,
        "document": document.position,
        "state": each.state,
        "copy": None if each.copy is None else copy_document(each.copy, path),
        "error": None
        if error is None
        else {"code": error.code, "retryable": error.retryable, "facts": error.facts},
    }


def _text(each: StackedCopy) -> str:
    if each.copy is not None:
        return copy_text(each.copy)
    if each.error is not None:
        return f"{each.state}: {sentence(each.error)} [{each.error.code}]"
    return each.state
