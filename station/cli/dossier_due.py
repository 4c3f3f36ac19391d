"""`tramso dossier due`: dossiers for procedures by their time, and who has each in hand."""

import argparse
from collections.abc import Callable
from typing import Any

from station.bootstrap import Desk
from station.cli.output import DONE, add_json, emit
from station.due_lists import Listed, Which
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]


def add_word(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the word."""
    due = words.add_parser("due", parents=[common], help="what is due, late, or likely to be")
    add_json(due)
    due.add_argument("--list", choices=[which.value for which in Which], default=Which.OPEN.value)
    due.set_defaults(run=on_desk(_due))


def _due(args: argparse.Namespace, desk: Desk) -> int:
    every = desk.list_due.all()
    wanted = [each for each in every if Which(args.list) in each.lists]
    counts = {which.value: sum(which in each.lists for each in every) for which in Which}
    body = {"dossiers": [_told(each) for each in wanted], "counts": counts}
    lines = [
        f"{each.dossier.code}  {_by(each):16}  {each.hands.unit or each.hands.part.value:12}  "
        f"{each.dossier.requester.name}  {each.handling.procedure.name}"
        for each in wanted
    ]
    emit(args, body, lines or ["none"])
    return DONE


def _by(listed: Listed) -> str:
    due = None if listed.left is None else listed.left.due_at
    return "-" if due is None else f"{due:%Y-%m-%d %H:%M}"


def _told(listed: Listed) -> dict[str, object]:
    left, hands, risk = listed.left, listed.hands, listed.risk
    return {
        "code": listed.dossier.code,
        "id": listed.dossier.id,
        "requester": listed.dossier.requester.name,
        "procedure": {
            "code": listed.handling.procedure.code,
            "name": listed.handling.procedure.name,
        },
        "state": hands.state,
        "with": {
            "part": hands.part.value,
            "unit": hands.unit,
            "who": hands.who,
            "since": iso(hands.since),
        },
        "due_at": None if left is None else iso(left.due_at),
        "paused": left is not None and left.due_at is None,
        "late": left is not None and left.late,
        "days_left": None if left is None else left.days_left,
        "risk": None if risk is None else {"late": risk.late, "of": risk.of},
        "lists": sorted(each.value for each in listed.lists),
    }
