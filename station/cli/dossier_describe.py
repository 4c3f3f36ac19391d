"""`tramso dossier describe`: what is said of each digitised paper, proposed, put right and kept."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from offline_store.descriptions import Description
from offline_store.errors import NotFound
from offline_store.records import Document
from station.bootstrap import Desk
from station.cli.find import find_dossier
from station.cli.output import DONE, add_json, emit
from station.describe import Proposed
from station.described_fields import FIELDS, NEEDED
from station.errors import InputInvalid
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_word(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the word."""
    describe: argparse.ArgumentParser = words.add_parser(
        "describe", parents=[common], help="what is said of each digitised paper"
    )
    add_json(describe)
    describe.add_argument("dossier", metavar="DOSSIER", help="code or id")
    describe.add_argument("--component", type=int, metavar="N", help="only this one, from 1")
    describe.add_argument(
        "--set",
        dest="said",
        action="append",
        default=[],
        metavar="FIELD=TEXT",
        help="what a field says; may be repeated; keeps the description",
    )
    describe.add_argument("--confirm", action="store_true", help="keep what is proposed")
    describe.set_defaults(run=on_desk(_describe), error=describe.error)


def _describe(args: argparse.Namespace, desk: Desk) -> int:
    if args.said and args.component is None:
        args.error("--set is of one --component")
    if any("=" not in said for said in args.said):
        args.error("--set takes FIELD=TEXT")
    said = dict(text.partition("=")[::2] for text in args.said)
    for name in said:
        if name not in FIELDS:
            raise InputInvalid(field=name)
    dossier = find_dossier(desk.store, args.dossier)
    papers = [
        paper
        for paper in dossier.documents
        if paper.component and args.component in (None, paper.component)
    ]
    if args.component is not None and not papers:
        raise NotFound(kind="component", id=args.component)
    for paper in papers:
        whole = args.component is not None
        if said or (args.confirm and (whole or _complete(desk, paper))):
            desk.describe_papers.keep(paper.id, said)
    shown = [(paper, desk.describe_papers.proposed(paper.id)) for paper in papers]
    with desk.store.snapshot() as records:
        kept = {paper.id: records.descriptions.of(paper.id) for paper in papers}
    body = {
        "code": dossier.code,
        "papers": [_paper(paper, proposed, kept[paper.id]) for paper, proposed in shown],
    }
    lines = []
    for paper, proposed in shown:
        done = kept[paper.id]
        lines.append(f"{paper.component}. {paper.title}: {'-' if done is None else done.code}")
        lines += [
            f"    {name:12} {each.value or '-'}  ({each.by.value})"
            for name, each in proposed.items()
        ]
    emit(args, body, lines)
    return DONE


def _complete(desk: Desk, paper: Document) -> bool:
    """Whether a paper has pages and everything that must be said of it."""
    proposed = desk.describe_papers.proposed(paper.id)
    return bool(paper.pages) and all(proposed[name].value for name in NEEDED)


def _paper(
    paper: Document, proposed: Mapping[str, Proposed], kept: Description | None
) -> dict[str, object]:
    return {
        "component": paper.component,
        "document": paper.position,
        "kept": None if kept is None else {"code": kept.code, "at": iso(kept.at), "who": kept.who},
        "missing": [name for name in NEEDED if not proposed[name].value],
        "fields": {
            name: {
                "value": each.value,
                "source": each.by.value,
                "doubt": each.doubt,
                "page": each.page,
            }
            for name, each in proposed.items()
        },
    }
