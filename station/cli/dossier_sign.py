"""`tramso dossier sign`: the described papers of dossiers, signed by who scanned, under one PIN."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from offline_store.records import Document, Dossier, DossierId
from offline_store.signed_papers import SignedPaper
from station.bootstrap import Desk
from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, FAILED, add_json, emit, emit_error
from station.cli.pins import add_pin_options, ask_pins
from station.hand_over import write_out
from station.problems import sentence
from station.sign_stack import StackedPaper, StackState
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_word(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the word."""
    sign: argparse.ArgumentParser = words.add_parser(
        "sign", parents=[common], help="sign the described papers, as who scanned them"
    )
    add_json(sign)
    sign.add_argument("dossiers", nargs="+", metavar="DOSSIER", help="codes or ids")
    sign.add_argument("--component", type=int, metavar="N", help="only this one, from 1")
    sign.add_argument("--preview", action="store_true", help="only say what would be signed")
    sign.add_argument("--out", type=Path, metavar="DIR", help="also write the signed files there")
    add_pin_options(sign)
    sign.set_defaults(run=on_desk(_sign), error=sign.error)


def _sign(args: argparse.Namespace, desk: Desk) -> int:
    if args.out is not None and not args.out.is_dir():
        args.error("the papers go into a folder that exists")
    dossiers = [find_dossier(desk.store, name) for name in args.dossiers]
    ids = tuple(dict.fromkeys(DossierId(dossier.id) for dossier in dossiers))
    waiting = {
        document.id: document
        for _, document in desk.sign_papers.waiting(ids)
        if args.component in (None, document.component)
    }
    stacked: dict[str, StackedPaper] = {}
    stopped = False
    if waiting and not args.preview:
        stacked, stopped = _signed(args, desk, tuple(waiting.values()))
    papers, lines = [], []
    for dossier in dossiers:
        for document in sorted(dossier.documents, key=lambda each: each.component or 0):
            if not document.component or args.component not in (None, document.component):
                continue
            if document.id in waiting:
                one = stacked.get(document.id, StackedPaper(document.id))
            elif document.signed:
                one = StackedPaper(document.id, StackState.SIGNED)
            else:
                continue
            papers.append(_paper(args, desk, dossier, document, one))
            lines.append(_line(dossier, document, one))
    signed = sum(each.copy is not None for each in stacked.values())
    body = {"signed": signed, "stopped": stopped, "papers": papers}
    emit(args, body, lines or ["nothing waits to be signed"])
    ending = next((each.error for each in stacked.values() if each.ends_stack), None)
    if ending is not None:
        emit_error(args.json, ending)
        return FAILED
    if stopped:
        return INTERRUPTED
    return DONE if args.preview or signed == len(waiting) else ANSWER_NO


def _signed(
    args: argparse.Namespace, desk: Desk, documents: tuple[Document, ...]
) -> tuple[dict[str, StackedPaper], bool]:
    """Sign them under one PIN entry; what became of each, and whether Ctrl-C ended it."""
    desk.sign_papers.require_fit()
    needed = desk.sign_papers.find_needed()
    desk.check_readiness.require(needed=needed)
    pins = ask_pins(args, tuple(needed), lambda: needed)
    try:
        with stopped_by_ctrl_c() as stop:
            made = desk.sign_papers_stack(tuple(each.id for each in documents), pins, stop=stop)
            return {each.document_id: each for each in made}, stop.is_set()
    finally:
        for pin in pins.values():
            pin.erase()


def _paper(
    args: argparse.Namespace, desk: Desk, dossier: Dossier, document: Document, one: StackedPaper
) -> dict[str, object]:
    with desk.store.snapshot() as records:
        kept = records.signed_papers.of(document.id)
    error = one.error
    return {
        "dossier": dossier.code,
        "component": document.component,
        "document": document.position,
        "state": one.state.value,
        "signature": None if kept is None else _signature(args, desk, dossier, document, kept),
        "error": None
        if error is None
        else {"code": error.code, "retryable": error.retryable, "facts": error.facts},
    }


def _signature(
    args: argparse.Namespace, desk: Desk, dossier: Dossier, document: Document, kept: SignedPaper
) -> dict[str, object]:
    path = None
    if args.out is not None and document.purged_at is None:
        assert document.component is not None
        name = desk.settings.lots.name_of(dossier.code, document.component)
        path = args.out / f"{name}.pdf"
        write_out(path, desk.store.files.read(kept.sha256))
    return {
        "code": kept.code,
        "file": None if path is None else str(path),
        "sha256": kept.sha256,
        "level": kept.level,
        "signed_at": iso(kept.signed_at),
        "signer": kept.signer,
        "debts": [{"kind": debt.kind, "deadline": iso(debt.deadline)} for debt in kept.debts],
    }


def _line(dossier: Dossier, document: Document, one: StackedPaper) -> str:
    text = f"{one.state}"
    if one.error is not None:
        text = f"{one.state}: {sentence(one.error)} [{one.error.code}]"
    return f"{dossier.code}  {document.component}. {document.title}: {text}"
