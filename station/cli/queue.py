"""`tramso queue …`: numbers of the queue taken and called, and how long citizens waited."""

import argparse
from datetime import date
from typing import Any

from offline_store.queue_wire import TicketOnWire, ticket_code
from offline_store.tickets import Ticket
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.hanoi_time import hanoi_day
from station.queue import Called
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the queue of citizens")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    taking = words.add_parser("take", parents=[common], help="take a number, as at the door")
    add_json(taking)
    taking.set_defaults(run=_take)
    calling = words.add_parser("call", parents=[common], help="call who waits longest")
    add_json(calling)
    calling.add_argument(
        "--shown", metavar="CODE", help="instead the ticket whose code a citizen shows"
    )
    calling.set_defaults(run=_call)
    waiting = words.add_parser("report", parents=[common], help="how long citizens waited here")
    add_json(waiting)
    waiting.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD")
    waiting.set_defaults(run=_report)


def _take(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk, desk.call_citizens.queue.line() as line:
        ticket = line.take_ticket()
    emit(args, _taken(ticket), [f"number {ticket.number}", ticket_code(ticket)])
    return DONE


def _call(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk:
        calls = desk.call_citizens
        called = calls() if args.shown is None else calls.shown(args.shown)
    emit(args, _called(called), [_line(called)])
    return DONE if called.ticket is not None else ANSWER_NO


def _report(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        waits = desk.call_citizens.waits(args.day or hanoi_day(desk.now()))
    mean, longest = round(waits.mean.total_seconds()), round(waits.longest.total_seconds())
    document = {
        "day": waits.day.isoformat(),
        "called": waits.called,
        "served": waits.served,
        "mean_wait_s": mean,
        "longest_wait_s": longest,
    }
    text = f"{waits.called} called, {waits.served} received; waited {mean} s, at most {longest} s"
    emit(args, document, [text])
    return DONE


def _taken(ticket: TicketOnWire) -> dict[str, object]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "taken_at": iso(ticket.taken_at),
        "code": ticket_code(ticket),
    }


def _called(called: Called) -> dict[str, object]:
    ticket = None if called.ticket is None else _ticket(called.ticket)
    return {"ticket": ticket, "waiting": called.waiting}


def _ticket(ticket: Ticket) -> dict[str, object]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "taken_at": iso(ticket.taken_at),
        "called_at": iso(ticket.called_at),
        "waited_s": round(ticket.waited.total_seconds()),
    }


def _line(called: Called) -> str:
    ticket = called.ticket
    if ticket is None:
        return "nobody waits"
    minutes = round(ticket.waited.total_seconds() / 60)
    return f"number {ticket.number}, waited {minutes} min; {called.waiting} still wait"
