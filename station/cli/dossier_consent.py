"""`tramso dossier consent`: what the citizen agreed to."""

import argparse
from collections.abc import Callable
from typing import Any

from station.bootstrap import Desk
from station.cli.find import find_dossier
from station.cli.output import DONE, add_json, emit
from station.consent import Purpose, Said

Run = Callable[[argparse.Namespace, Desk], int]


def add_word(
    words: Any,
    common: argparse.ArgumentParser,
    on_desk: Callable[[Run], Callable[[argparse.Namespace], int]],
) -> None:
    """Declare the word."""
    asking = words.add_parser("consent", parents=[common], help="what the citizen agreed to")
    add_json(asking)
    asking.add_argument("dossier", metavar="DOSSIER", help="code or id")
    asking.add_argument("--to", choices=[each.value for each in Purpose], help="what was asked")
    asking.add_argument("--answer", choices=("yes", "no"), help="what the citizen said, aloud")
    asking.set_defaults(run=on_desk(_consent), error=asking.error)


def _consent(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    if (args.to is None) != (args.answer is None):
        args.error("--to and --answer belong together")
    if args.to is not None:
        desk.ask_consent.record(dossier.id, Purpose(args.to), args.answer == "yes", Said.ALOUD)
    said = {each.value: agreed for each, agreed in desk.ask_consent.answers(dossier.id).items()}
    lines = [f"{purpose:7} {'yes' if agreed else 'no'}" for purpose, agreed in said.items()]
    emit(args, {"consents": said}, lines or ["nobody was asked"])
    return DONE
