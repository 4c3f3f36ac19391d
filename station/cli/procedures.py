"""`tramso procedures …`: the catalogue of procedures, taken and looked up."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from offline_store.catalogue import KeptCatalogue
from offline_store.procedure_wire import Catalogue, Procedure
from station.bootstrap import Desk
from station.catalogue_sheet import as_xlsx
from station.cli.numbers import positive
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.errors import CatalogueMissing
from station.problems import sentence
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the catalogue of procedures")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, run, text in (
        ("import", _import, "take a catalogue instead of the one that is here"),
        ("fetch", _fetch, "take the catalogue that central publishes, if it is another"),
        ("export", _export, "the catalogue as a file that `import` takes"),
        ("find", _find, "procedures by code or words"),
        ("show", _show, "one procedure: its papers, fees and time limit"),
        ("forms", _forms, "every form that is filled in, and whether it is right"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        match name:
            case "import":
                what = sub.add_mutually_exclusive_group(required=True)
                what.add_argument("file", nargs="?", type=Path, metavar="FILE.json|FILE.xlsx")
                what.add_argument(
                    "--sample", action="store_true", help="the few that come with the program"
                )
            case "export":
                sub.add_argument("--out", type=Path, required=True, metavar="FILE.json|FILE.xlsx")
            case "find":
                sub.add_argument("text", nargs="?", default="", metavar="TEXT")
                sub.add_argument("--limit", type=positive, default=50, metavar="N")
            case "show":
                sub.add_argument("code", metavar="CODE")
        if name in ("find", "show"):
            sub.add_argument(
                "--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="in force on that day"
            )
        sub.set_defaults(run=run, error=sub.error)


def _import(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk:
        take = desk.take_catalogue
        kept = take.sample() if args.sample else take.from_file(args.file)
        emit(args, {"catalogue": _about(desk, kept)}, [_line(desk, kept)])
    return DONE


def _fetch(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk:
        taken = desk.fetch_catalogue()
        kept = taken or desk.procedures.kept()
        body = {"new": taken is not None, "catalogue": _about(desk, kept)}
        emit(args, body, [_line(desk, kept)])
    return DONE


def _export(args: argparse.Namespace) -> int:
    kind = args.out.suffix.lower()
    if kind not in (".json", ".xlsx"):
        args.error("a catalogue is written as .json or .xlsx")
    with signed_in_desk(args, create=False) as desk, desk.store.snapshot() as records:
        whole = records.catalogue.whole()
    if whole is None:
        raise CatalogueMissing
    args.out.write_bytes(as_xlsx(whole) if kind == ".xlsx" else _as_json(whole))
    emit(args, {"file": str(args.out), "procedures": len(whole.procedures)}, [str(args.out)])
    return DONE


def _find(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        kept = desk.procedures.kept()
        found = desk.procedures(args.text, day=args.day, limit=args.limit)
        about, line = _about(desk, kept), _line(desk, kept)
    body = [{"code": each.code, "name": each.name, "field": each.field} for each in found]
    lines = [f"{each.code}  {each.name}  ({each.field})" for each in found]
    emit(args, {"catalogue": about, "procedures": body}, [*lines, line])
    return DONE


def _show(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        kept = desk.procedures.kept()
        found = desk.procedures.one(args.code, args.day)
        about, line = _about(desk, kept), _line(desk, kept)
    emit(args, {"catalogue": about, "procedure": procedure_document(found)}, [*_lines(found), line])
    return DONE


def _forms(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        looked = desk.fill_forms.all_forms()
    body = [
        {
            "form": each.id,
            "since": each.since.isoformat(),
            "file": str(each.file),
            "title": None if each.form is None else each.form.title,
            "sample": None if each.form is None else each.form.sample,
            "procedures": [] if each.form is None else list(each.form.procedures),
            "component": None if each.form is None else each.form.component,
            "fields": 0 if each.form is None else len(each.form.fields),
            "error": None
            if each.error is None
            else {"code": each.error.code, "facts": each.error.facts},
        }
        for each in looked
    ]
    lines = [
        f"{each.id}  {each.since}  " + ("right" if each.error is None else sentence(each.error))
        for each in looked
    ]
    emit(args, {"forms": body}, lines or ["there are no forms"])
    return DONE if all(each.error is None for each in looked) else ANSWER_NO


def procedure_document(procedure: Procedure) -> dict[str, object]:
    """A procedure with the keys of a catalogue in JSON."""
    return procedure.model_dump(mode="json")


def _lines(procedure: Procedure) -> list[str]:
    limit = "on the day of the request"
    if procedure.working_days:
        limit = f"{procedure.working_days} working days"
    elif procedure.working_hours:
        limit = f"{procedure.working_hours} working hours"
    return [
        f"{procedure.code}  {procedure.name}",
        f"  {procedure.field}; {limit}; resolved by "
        f"{procedure.resolving_unit or procedure.resolver.value}",
        *(
            f"  {position}. {each.name} ({each.form.value}, {each.count})"
            + ("" if each.needed else ", where there is one")
            for position, each in enumerate(procedure.components, start=1)
        ),
        *(f"  {fee.name}: {fee.vnd} đồng ({fee.ground})" for fee in procedure.fees),
    ]


def _about(desk: Desk, kept: KeptCatalogue) -> dict[str, object]:
    age = desk.procedures.age_days(kept)
    return {
        "name": kept.name,
        "version": kept.version,
        "issued_on": kept.issued_on.isoformat(),
        "issued_at": iso(kept.issued_at),
        "taken_at": iso(kept.taken_at),
        "taken_by": kept.taken_by,
        "origin": kept.origin.value,
        "signed": kept.issued_at is not None,
        "sample": kept.sample,
        "procedures": kept.procedures,
        "age_days": age,
        "old": age >= desk.settings.procedures.old_days,
    }


def _line(desk: Desk, kept: KeptCatalogue) -> str:
    age = desk.procedures.age_days(kept)
    marks = ", sample: not to be relied on" if kept.sample else ""
    marks += "" if kept.issued_at is not None else ", not signed by central"
    old = ", old" if age >= desk.settings.procedures.old_days else ""
    return f"{kept.name}: {kept.procedures} procedures, {age} days old{old}{marks}"


def _as_json(whole: Catalogue) -> bytes:
    return (whole.model_dump_json(indent=1) + "\n").encode()
