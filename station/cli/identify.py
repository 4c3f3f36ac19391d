"""`tramso identify`: who stands at the counter, confirmed with their phone by VNeID or the like."""

import argparse
import sys
from typing import Any

import segno

from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.identify import ToShow


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        word, parents=[common], help="who stands at the counter, by their phone (VNeID)"
    )
    add_json(parser)
    parser.add_argument(
        "--offered", action="store_true", help="only say by whom central has people identified"
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        if args.offered:
            source = desk.identify.offered()
            emit(args, {"source": source or None}, [source or "nobody"])
            return DONE if source else ANSWER_NO
        with stopped_by_ctrl_c() as stop:
            identified = desk.identify(_show, stop)
    if identified is None:
        return INTERRUPTED
    person = identified.requester
    document = {
        "source": identified.source,
        "name": person.name,
        "id_number": person.id_number,
        "birth_date": person.birth_date,
    }
    emit(args, document, [f"{person.name}, {person.id_number}, {person.birth_date}"])
    return DONE


def _show(to_show: ToShow) -> None:
    """On stderr, where it stands in the way of no script."""
    lines = f"open within {to_show.lives_s} s, with a phone ({to_show.source}):"
    print(lines, to_show.address, sep="\n", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        segno.make(to_show.address, error="m", micro=False).terminal(out=sys.stderr, compact=True)
