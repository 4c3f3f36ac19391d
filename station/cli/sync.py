"""`tramso sync`: the outbox, sent to central."""

import argparse
import contextlib
import sys
import time
from typing import Any

from offline_store.errors import CentralRefused, StoreError
from offline_store.on_the_way import OnTheWay
from offline_store.records import OutboxItem, OutboxState
from station.bootstrap import Desk, open_desk
from station.cli.output import ANSWER_NO, DONE, FAILED, add_json, emit, emit_error
from station.cli.sign_in import signed_in_desk
from station.problems import sentence_of
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="send the outbox to central")
    add_json(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="one run, then stop (the default)")
    how.add_argument("--watch", action="store_true", help="a run whenever it is due, until stopped")
    parser.add_argument(
        "--retry-refused",
        action="store_true",
        help="first queue again what central refused, once the cause is cured",
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    # Only what somebody decides asks who that is: the outbox also goes by itself.
    opened = (
        signed_in_desk(args, create=False)
        if args.retry_refused
        else contextlib.closing(open_desk(args.home, create=False))
    )
    with opened as desk:
        if args.retry_refused:
            desk.synchronise.retry_refused()
        while args.watch:
            # Central may be away for days: say so, and go on.
            trouble = desk.synchronise().trouble
            if trouble is not None:
                emit_error(args.json, trouble)
            try:
                desk.upkeep()
                desk.tell_inventory()
            except StoreError as error:
                emit_error(args.json, error)
            desk.fetch_update.now_and_then(fetch=True)
            time.sleep(desk.settings.sync.every_s)
        report = desk.synchronise(at_once=True, moving=_moving)
        if report.trouble is None:
            desk.tell_inventory()
        items = _items(desk)
    told = report.told
    cut_at = None if told is None else told.cut_at
    document = {
        "queued": report.queued,
        "sent": report.sent,
        "accepted": report.accepted,
        "refused": report.refused,
        "without_verdict": report.without_verdict,
        "items": [_item(item) for item in items],
        "lost": list(report.lost),
        "elsewhere": list(report.elsewhere),
        "clock_ahead_s": None if told is None else round(told.clock_ahead.total_seconds(), 1),
        "trail_cut_at": cut_at,
    }
    lines = [f"{item.id}  {_state(item)}  {_told(item)}".rstrip() for item in items]
    lines += [
        f"{item}  central has lost it, and it cannot be sent again from here: tell IT"
        for item in report.lost
    ]
    if report.elsewhere:
        lines.append(
            f"{len(report.elsewhere)} dossiers were changed at another desk too: "
            "`tramso dossier elsewhere` shows both"
        )
    if cut_at is not None:
        lines.append(
            f"line {cut_at} of the trail, which central knows, is gone here: tell IT "
            "(a desk that came back from a backup says this once)"
        )
    emit(args, document, lines or ["the outbox is empty"])
    if report.trouble is not None:
        emit_error(args.json, report.trouble)
        return FAILED
    unfinished = not all(item.stands for item in items)
    return ANSWER_NO if unfinished or report.lost or cut_at is not None else DONE


def _moving(moment: OnTheWay) -> None:
    """One line that is written over, for a person at a terminal."""
    if not sys.stderr.isatty():
        return
    left = "" if moment.left_s is None else f", {round(moment.left_s)} s left"
    text = (
        f"{moment.done} of {moment.items} done, "
        f"{moment.sent / 1e6:.1f} of {moment.size / 1e6:.1f} MB{left}"
    )
    end = "\n" if moment.done == moment.items else "\r"
    print(f"{text:<60}", end=end, file=sys.stderr, flush=True)


def _state(item: OutboxItem) -> str:
    if item.state is OutboxState.ACCEPTED and not item.stands:
        return f"{item.state}, not judged yet"
    return item.state


def _told(item: OutboxItem) -> str:
    """What the last attempt came to, with its cure; a refusal is kept by central's own reason."""
    if item.error is None:
        return ""
    if item.state is OutboxState.ACCEPTED:
        return f"central could not judge it, and will try again [{item.error}]"
    code = CentralRefused.code if item.state is OutboxState.REFUSED else item.error
    return f"{sentence_of(code, {'reason': item.error})} [{code}]"


def _items(desk: Desk) -> tuple[OutboxItem, ...]:
    with desk.store.snapshot() as records:
        return tuple(records.outbox.items())


def _item(item: OutboxItem) -> dict[str, object]:
    return {
        "id": item.id,
        "state": item.state,
        "attempts": item.attempts,
        "created_at": iso(item.created_at),
        "next_attempt_at": iso(item.next_attempt_at),
        "error": item.error,
        "receipt": item.receipt,
        "stands": item.stands,
    }
