"""`tramso dossier receive`, `checklist`, `component`, `state`: a dossier for a procedure."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from offline_store.handling import Axis, Channel, Handling, Owner, OwnerKind, Standing
from offline_store.records import Dossier, Requester
from station.bootstrap import Desk
from station.cashier import number_text
from station.checklist import GROUNDS_ON_PAPER, mark_of, open_components
from station.cli.dossier_forms import form_documents
from station.cli.find import find_dossier
from station.cli.output import DONE, add_json, emit
from station.dossier_states import may_follow
from station.errors import TargetExists
from station.hanoi_time import hanoi_day
from station.procedure_fees import bill
from station.read_card import requester_of
from station.time_limit import received_at, time_left
from station.vietqr import vietqr_svg, vietqr_text
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]

_CHANNELS = {channel.name.lower().replace("_", "-"): channel for channel in Channel}
_KINDS = {kind.name.lower(): kind for kind in OwnerKind}


def add_words(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the words."""

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.set_defaults(run=on_desk(run), error=sub.error)
        return sub

    receive = add("receive", _receive, "receive a dossier for a procedure")
    receive.set_defaults(creates=True)
    receive.add_argument("--procedure", required=True, metavar="CODE")
    receive.add_argument("--name", default="", help="who asks")
    receive.add_argument("--id-number", default="", metavar="ID", help="the personal number")
    receive.add_argument("--card", type=Path, metavar="PICTURE", help="take both from a card's QR")
    receive.add_argument("--owner", metavar="NAME", help="whose dossier it is, where not the same")
    receive.add_argument("--owner-id", default="", metavar="ID", help="the owner's number")
    receive.add_argument(
        "--relation", default="", metavar="TEXT", help="what whoever asks is to the owner"
    )
    receive.add_argument("--owner-kind", choices=list(_KINDS), default="person")
    receive.add_argument("--channel", choices=list(_CHANNELS), default="in-person")
    receive.add_argument(
        "--resolving-unit", default="", metavar="CODE", help="where the residence decides"
    )
    receive.add_argument("--queue", default="", metavar="N", help="that the citizen drew")
    receive.add_argument("--pile", action="store_true", help="with a pile to be scanned onto")
    checklist = add("checklist", _checklist, "what is with each paper of a procedure's dossier")
    marking = add("component", _component, "say what is with one of these papers")
    marking.add_argument("--component", type=int, required=True, metavar="N", help="from 1")
    what = marking.add_mutually_exclusive_group(required=True)
    what.add_argument("--scan", action="store_true", help="scan it now; it gets a document")
    what.add_argument("--digital", metavar="WHERE", help="there already: not digitised again")
    what.add_argument("--on-paper", choices=GROUNDS_ON_PAPER, help="may not be digitised")
    what.add_argument("--not-needed", metavar="RULE", help="not needed any more, by that rule")
    what.add_argument("--supplement", metavar="WHAT", help="to be brought")
    moving = add("state", _state, "move such a dossier on")
    moving.add_argument("--to", required=True, metavar="STATE", help="such as 2: received")
    moving.add_argument(
        "--axis",
        choices=[axis.value for axis in Axis if axis is not Axis.SYNC],
        default=Axis.BUSINESS.value,
    )
    moving.add_argument("--reason", default="", metavar="TEXT", help="what the citizen is told")
    paying = add("bill", _bill, "what such a dossier costs, and the code to pay it by")
    paying.add_argument(
        "--exempt",
        action="append",
        default=[],
        metavar="FEE=WHO",
        help="who pays less of a fee, in the catalogue's words; may be repeated",
    )
    paying.add_argument("--out", type=Path, metavar="FILE.svg", help="the code as a picture")
    paid = add("pay", _pay, "take what such a dossier costs: a cashier's act")
    paid.add_argument("--told", default="", metavar="ID", help="a transfer of which central told")
    paid.add_argument("--exempt", action="append", default=[], metavar="FEE=WHO")
    paid.add_argument("--out", type=Path, metavar="FILE.pdf", help="the receipt")
    for sub in (checklist, marking, moving, paying, paid):
        sub.add_argument("dossier", metavar="DOSSIER", help="code or id")


def handling_of(desk: Desk, dossier: Dossier) -> dict[str, object] | None:
    """How a dossier is handled; null where it is for no procedure."""
    with desk.store.snapshot() as records:
        found = records.handling.of(dossier.id)
        if found is None:
            return None
        still_open = open_components(records, found)
    return _document(desk, dossier, found, still_open)


def _receive(args: argparse.Namespace, desk: Desk) -> int:
    of_owner = args.owner_id or args.relation or args.owner_kind != "person"
    if args.owner is None and of_owner:
        args.error("--owner-id, --owner-kind and --relation are of the --owner")
    requester = Requester(args.name, args.id_number)
    if args.card is not None:
        requester = requester_of(desk.read_card(args.card))
    owner = None
    if args.owner is not None:
        owner = Owner(args.owner, args.owner_id, _KINDS[args.owner_kind], args.relation)
    dossier = desk.receive_for_procedure(
        requester,
        args.procedure,
        owner=owner,
        channel=_CHANNELS[args.channel],
        resolving_unit=args.resolving_unit,
        queue_number=args.queue,
    )
    if args.pile:
        desk.sort_pile.open(dossier.id)
    return _emit(args, desk, dossier)


def _checklist(args: argparse.Namespace, desk: Desk) -> int:
    return _emit(args, desk, find_dossier(desk.store, args.dossier))


def _component(args: argparse.Namespace, desk: Desk) -> int:
    standing, why = next(
        (standing, said)
        for standing, said in (
            (Standing.SCAN, "" if args.scan else None),
            (Standing.DIGITAL, args.digital),
            (Standing.ON_PAPER, args.on_paper),
            (Standing.NOT_NEEDED, args.not_needed),
            (Standing.SUPPLEMENT, args.supplement),
        )
        if said is not None
    )
    dossier = find_dossier(desk.store, args.dossier)
    desk.checklist(dossier.id, args.component, standing, why)
    return _emit(args, desk, find_dossier(desk.store, args.dossier))


def _state(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    desk.move_on(dossier.id, args.to, args.reason, Axis(args.axis))
    return _emit(args, desk, dossier)


def _bill(args: argparse.Namespace, desk: Desk) -> int:
    exempt = dict(said.partition("=")[::2] for said in args.exempt)
    dossier = find_dossier(desk.store, args.dossier)
    asked = desk.ask_payment(dossier.id, exempt)
    text = None if asked.transfer is None else vietqr_text(asked.transfer)
    if args.out is not None and asked.transfer is not None:
        args.out.write_bytes(vietqr_svg(asked.transfer))
    lines = [
        {
            "name": line.name,
            "charge": line.charge,
            "full_vnd": line.full_vnd,
            "vnd": line.vnd,
            "ground": line.ground,
            "exempt": None
            if line.exemption is None
            else {
                "who": line.exemption.who,
                "percent": line.exemption.percent,
                "ground": line.exemption.ground,
            },
        }
        for line in asked.lines
    ]
    body = {
        "code": dossier.code,
        "lines": lines,
        "vnd": asked.vnd,
        "money": asked.money.value,
        "vietqr": text,
        "told": _told(desk, dossier),
    }
    words = [f"{line.vnd:>12}  {line.name}" for line in asked.lines]
    emit(args, body, [*words, f"{asked.vnd:>12}  {asked.money.value}", *([text] if text else [])])
    return DONE


def _told(desk: Desk, dossier: Dossier) -> list[dict[str, object]]:
    """What central told of transfers for it."""
    with desk.store.snapshot() as records:
        words = records.payments.told(dossier.code)
    return [
        {
            "id": word.id,
            "vnd": word.vnd,
            "reference": word.reference,
            "paid_at": iso(word.paid_at),
            "outcome": word.outcome.value,
        }
        for word in words
    ]


def _pay(args: argparse.Namespace, desk: Desk) -> int:
    if args.out is not None and args.out.exists():
        raise TargetExists(file=args.out.name)
    exempt = dict(said.partition("=")[::2] for said in args.exempt)
    dossier = find_dossier(desk.store, args.dossier)
    paid = desk.take_payment(dossier.id, exempt, args.told)
    body: dict[str, object] = {"code": dossier.code, "receipt": None, "vnd": 0, "way": None}
    if paid is not None:
        body |= {"receipt": number_text(paid), "vnd": paid.vnd, "way": paid.way.value}
        if args.out is not None:
            args.out.write_bytes(desk.take_payment.receipt(paid))
    body["file"] = str(args.out) if paid is not None and args.out is not None else None
    emit(args, body, [str(body["receipt"] or "nothing is owed, by the exemptions")])
    return DONE


def _emit(args: argparse.Namespace, desk: Desk, dossier: Dossier) -> int:
    with desk.store.snapshot() as records:
        handling = records.handling.get(dossier.id)
        still_open = open_components(records, handling)
    document = _document(desk, dossier, handling, still_open)
    body = {"code": dossier.code, "id": dossier.id, "procedure": document}
    emit(args, body, _lines(dossier, handling, document))
    return DONE


def _document(
    desk: Desk, dossier: Dossier, handling: Handling, still_open: tuple[int, ...]
) -> dict[str, object]:
    left = time_left(desk.calendar, desk.now(), handling)
    papers = {document.id: document.position for document in dossier.documents}
    codes, signed = _codes(desk, handling)
    components = []
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        held = None if mark is None or mark.document_id is None else papers.get(mark.document_id)
        components.append(
            {
                "component": position,
                "name": asked.name,
                "kind": asked.kind,
                "form": asked.form.value,
                "count": asked.count,
                "needed": asked.needed,
                "standing": None if mark is None else mark.standing.value,
                "why": "" if mark is None else mark.why,
                "who": None if mark is None else mark.who,
                "document": held,
                "described": codes.get(position),
                "signed": position in signed,
            }
        )
    received = received_at(handling)
    fee_day = hanoi_day(received or dossier.created_at)
    return {
        "code": handling.procedure.code,
        "name": handling.procedure.name,
        "catalogue_version": handling.catalogue_version,
        "channel": int(handling.channel),
        "owner": {
            "name": handling.owner.name,
            "id_number": handling.owner.id_number,
            "kind": int(handling.owner.kind),
            "relation": handling.owner.relation,
        },
        "receiving_unit": handling.receiving_unit,
        "resolving_unit": handling.resolving_unit,
        "queue_number": handling.queue_number,
        "components": components,
        "forms": form_documents(desk.fill_forms.kept(dossier.id)),
        "open": list(still_open),
        "pile": sum(len(paper.pages) for paper in dossier.documents if paper.component == 0),
        "states": {axis.value: handling.state(axis) for axis in Axis},
        "may_follow": sorted(may_follow(Axis.BUSINESS, handling.state(Axis.BUSINESS)), key=int),
        "changes": [
            {
                "axis": change.axis.value,
                "state": change.state,
                "at": iso(change.at),
                "who": change.who,
                "reason": change.reason,
            }
            for change in handling.changes
        ],
        "received_at": iso(received),
        "due_at": None if left is None else iso(left.due_at),
        "paused": left is not None and left.due_at is None,
        "late": left is not None and left.late,
        "days_left": None if left is None else left.days_left,
        "fees": [
            {"name": line.name, "vnd": line.vnd, "ground": line.ground}
            for line in bill(handling.procedure, fee_day)
        ],
    }


def _codes(desk: Desk, handling: Handling) -> tuple[dict[int, str], frozenset[int]]:
    """The codes of the components that are described, and which are signed."""
    held = {
        mark.position: mark.document_id for mark in handling.marks if mark.document_id is not None
    }
    with desk.store.snapshot() as records:
        found = {at: records.descriptions.of(paper) for at, paper in held.items()}
        signed = {at for at, paper in held.items() if records.signed_papers.of(paper) is not None}
    codes = {position: kept.code for position, kept in found.items() if kept is not None}
    return codes, frozenset(signed)


def _lines(dossier: Dossier, handling: Handling, document: dict[str, object]) -> list[str]:
    due = document["due_at"] or ("waiting for supplements" if document["paused"] else "-")
    lines = [
        f"{dossier.code}  {dossier.requester.name}",
        f"  {handling.procedure.code}  {handling.procedure.name}",
        f"  owner {handling.owner.name}; resolved by {handling.resolving_unit}",
        f"  state {handling.state(Axis.BUSINESS)}; due {due}",
    ]
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        said = "" if mark is None else f"{mark.standing.value}  {mark.why}"
        star = "*" if asked.needed else " "
        lines.append(f"  {position:2}{star} {asked.name}: {said}".rstrip())
    if document["pile"]:
        lines.append(f"  {document['pile']} pages in the pile")
    return lines
