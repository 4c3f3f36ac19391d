"""`tramso dossier forms`, `fill`: forms that are filled in for the citizen."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from offline_store.errors import NotFound
from offline_store.filled_forms import FilledForm
from offline_store.procedure_wire import Procedure
from station.bootstrap import Desk
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.eforms.declared import EForm
from station.eforms.prefill import Found, Prefilled
from station.errors import TargetExists
from station.fill_form import Filling
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_words(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the words. on_desk: runs one of them on the open desk."""

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.add_argument("dossier", metavar="DOSSIER", help="code or id")
        sub.set_defaults(run=on_desk(run), error=sub.error)
        return sub

    add("forms", _forms, "the forms of a procedure's dossier, and which are filled in")
    fill = add("fill", _fill, "fill a form in for the citizen from what is known")
    fill.add_argument("--form", default="", metavar="ID", help="which, where there are several")
    fill.add_argument(
        "--say",
        action="append",
        default=[],
        metavar="FIELD=TEXT",
        help="what a field says instead; may be repeated",
    )
    fill.add_argument(
        "--sure",
        action="append",
        default=[],
        metavar="FIELD",
        help="what is proposed is right although it is in doubt; may be repeated",
    )
    fill.add_argument("--keep", action="store_true", help="keep it")
    fill.add_argument("--out", type=Path, metavar="FILE.pdf", help="as it is kept, to be signed")


def form_documents(forms: tuple[FilledForm, ...]) -> list[dict[str, object]]:
    """Forms as they were filled in last, without what they say."""
    return [
        {
            "form": each.form,
            "revision": each.revision,
            "title": each.title,
            "sample": each.sample,
            "at": iso(each.at),
            "who": each.who,
        }
        for each in forms
    ]


def _forms(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    forms, kept = desk.fill_forms.forms(dossier.id), desk.fill_forms.kept(dossier.id)
    with desk.store.snapshot() as records:
        procedure = records.handling.get(dossier.id).procedure
    filled = {each.form: each for each in kept}
    body = [
        {
            **_about(form, procedure),
            "fields": len(form.fields),
            "kept": _kept(filled.get(form.id)),
        }
        for form in forms
    ]
    lines = [
        f"{form.id}  {form.title}{'  (sample)' if form.sample else ''}"
        + ("  filled in" if form.id in filled else "")
        for form in forms
    ]
    emit(args, {"code": dossier.code, "forms": body}, lines or ["the procedure has no form here"])
    return DONE


def _fill(args: argparse.Namespace, desk: Desk) -> int:
    said = {}
    for each in args.say:
        name, sign, text = each.partition("=")
        if not sign:
            args.error("--say takes FIELD=TEXT")
        said[name] = text
    if (said or args.sure) and not args.keep:
        args.error("--say and --sure are of --keep")
    if args.out is not None and args.out.exists():
        raise TargetExists(file=args.out.name)
    dossier = find_dossier(desk.store, args.dossier)
    if args.keep:
        desk.fill_forms.keep(dossier.id, args.form, said, args.sure)
    filling = desk.fill_forms.filling(dossier.id, args.form)
    if args.out is not None:
        if filling.kept is None:
            raise NotFound(kind="filled form", id=filling.form.id)
        args.out.write_bytes(desk.fill_forms.pdf(filling.kept))
    with desk.store.snapshot() as records:
        procedure = records.handling.get(dossier.id).procedure
    body = {
        "code": dossier.code,
        **_about(filling.form, procedure),
        "asked": list(filling.asked),
        "fields": {name: _field(each) for name, each in filling.fields.items()},
        "kept": _kept(filling.kept),
        "file": None if args.out is None else str(args.out),
    }
    emit(args, body, _lines(filling))
    return ANSWER_NO if filling.asked else DONE


def _about(form: EForm, procedure: Procedure) -> dict[str, object]:
    names = [each.name for each in procedure.components]
    return {
        "form": form.id,
        "since": form.since.isoformat(),
        "title": form.title,
        "sample": form.sample,
        "component": names.index(form.component) + 1 if form.component in names else None,
    }


def _kept(kept: FilledForm | None) -> dict[str, object] | None:
    if kept is None:
        return None
    return {"revision": kept.revision, "at": iso(kept.at), "who": kept.who}


def _field(each: Prefilled) -> dict[str, object]:
    return {
        "title": each.field.title,
        "type": each.field.type.value,
        "format": each.field.format,
        "choices": list(each.field.choices),
        "needed": each.needed,
        **_found(each.found),
        "doubt": round(each.doubt, 4),
        "asked": each.asked,
        "others": [_found(other) for other in each.others],
    }


def _found(found: Found) -> dict[str, object]:
    return {
        "value": found.text,
        "source": found.by.value,
        "kind": found.kind,
        "page": found.page or None,
        "dossier": found.dossier,
        "copy": found.copy,
    }


def _lines(filling: Filling) -> list[str]:
    lines = [f"{filling.form.title}{' (sample)' if filling.form.sample else ''}"]
    for name, each in filling.fields.items():
        mark = "?" if each.asked else " "
        lines.append(f"{mark} {name}: {each.found.text}  ({each.found.by.value})")
    return lines
