"""`tramso dossier elsewhere`, `settle`, `copies`, `attach`: what other desks have of it."""

import argparse
from collections.abc import Callable
from typing import Any

from offline_store.records import Dossier, DossierElsewhere
from station.bootstrap import Desk
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_words(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the words."""
    listing = words.add_parser(
        "elsewhere", parents=[common], help="dossiers that another desk has otherwise"
    )
    add_json(listing)
    listing.set_defaults(run=on_desk(_list))
    settling = words.add_parser(
        "settle", parents=[common], help="say which stands, after a look at both"
    )
    add_json(settling)
    settling.add_argument("dossier", metavar="DOSSIER", help="code or id")
    which = settling.add_mutually_exclusive_group(required=True)
    which.add_argument("--ours", action="store_true", help="this desk's")
    which.add_argument("--theirs", action="store_true", help="what stands at central")
    settling.set_defaults(run=on_desk(_settle))
    known = words.add_parser(
        "copies", parents=[common], help="copies certified for its requester, at any desk"
    )
    add_json(known)
    known.add_argument("dossier", metavar="DOSSIER", help="code or id")
    known.add_argument(
        "--kept", action="store_true", help="what central said last, without asking it"
    )
    known.set_defaults(run=on_desk(_copies))
    attaching = words.add_parser(
        "attach", parents=[common], help="let one of these copies stand for a paper"
    )
    add_json(attaching)
    attaching.add_argument("dossier", metavar="DOSSIER", help="code or id")
    attaching.add_argument("--copy", required=True, metavar="CODE", help="as `copies` names it")
    attaching.add_argument(
        "--component", type=int, required=True, metavar="N", help="of the checklist, from 1"
    )
    attaching.set_defaults(run=on_desk(_attach))


def elsewhere_of(desk: Desk, dossier: Dossier) -> list[dict[str, object]]:
    """The dossier as other desks have it, where that differs and nobody has settled it."""
    with desk.store.snapshot() as records:
        versions = records.elsewhere.versions(dossier.id)
    return [_version(each) for each in versions]


def _list(args: argparse.Namespace, desk: Desk) -> int:
    with desk.store.snapshot() as records:
        ids = records.elsewhere.dossiers()
        dossiers = [records.dossiers.get(each) for each in ids]
    rows: list[dict[str, object]] = []
    lines = []
    for dossier in dossiers:
        versions = elsewhere_of(desk, dossier)
        rows.append({"code": dossier.code, "id": dossier.id, "elsewhere": versions})
        lines.append(f"{dossier.code}  here: {dossier.requester.name}; {_papers_here(dossier)}")
        for version in versions:
            place = "stands at central" if version["stands"] else "beside"
            lines.append(f"    {version['station']}, {place}: {_line(version)}")
    emit(args, {"dossiers": rows}, lines or ["no other desk has one of these otherwise"])
    return ANSWER_NO if rows else DONE


def _settle(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    desk.synchronise.settle_elsewhere(dossier.id, ours=args.ours)
    text = "ours goes to central with the next `tramso sync`" if args.ours else "theirs stands"
    emit(args, {"code": dossier.code, "ours": args.ours}, [f"{dossier.code}: {text}"])
    return DONE


def _copies(args: argparse.Namespace, desk: Desk) -> int:
    dossier_id = find_dossier(desk.store, args.dossier).id
    said = desk.find_copies.kept(dossier_id) if args.kept else desk.find_copies(dossier_id)
    found = () if said is None else said.copies
    said_at = None if said is None else iso(said.said_at)
    rows = [each.model_dump(mode="json") | {"signed_at": iso(each.signed_at)} for each in found]
    lines = [
        f"{each.code}  {each.number:02d}  {each.book}  {each.agency}  {each.title}"
        for each in found
    ]
    none = "central was not asked" if said is None else "central knows of none"
    days = None if said is None else max(0, (desk.now() - said.said_at).days)
    age = [] if said_at is None else [f"as central said at {said_at}, {days} days ago"]
    document = {"copies": rows, "said_at": said_at, "age_days": days}
    emit(args, document, [*(lines or [none]), *age])
    return DONE


def _attach(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    copy = desk.attach_copy(dossier.id, args.component, args.copy)
    document = {
        "code": dossier.code,
        "component": copy.position,
        "copy": copy.code,
        "sha256": copy.sha256,
        "verdict": copy.verdict,
        "signed_at": iso(copy.signed_at),
    }
    emit(args, document, [f"{dossier.code}: component {copy.position} is {copy.code}"])
    return DONE


def _papers_here(dossier: Dossier) -> str:
    return ", ".join(
        _paper(each.title, each.copies, len(each.pages), each.copy.number if each.copy else 0)
        for each in dossier.documents
    )


def _line(version: dict[str, Any]) -> str:
    papers = ", ".join(
        _paper(each["title"], each["copies"], each["pages"], each["number"])
        for each in version["papers"]
    )
    return f"{version['requester']['name']}; {papers}"


def _paper(title: str, copies: int, pages: int, number: int) -> str:
    return f"{title} ({pages} pages, {copies} copies" + (f", number {number})" if number else ")")


def _version(version: DossierElsewhere) -> dict[str, object]:
    return {
        "station": version.station,
        "told_at": iso(version.told_at),
        "stands": version.stands,
        "requester": {"name": version.requester_name, "id_number": version.id_number},
        "papers": [
            {
                "id": each.document_id,
                "title": each.title,
                "copies": each.copies,
                "pages": each.pages,
                "book": each.book,
                "number": each.number,
                "handed_over": each.handed_over,
            }
            for each in version.papers
        ],
    }
