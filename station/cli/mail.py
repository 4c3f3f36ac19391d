"""`tramso mail …`: signed copies to citizens' addresses, through the ward's mail server."""

import argparse
import contextlib
import sys
from collections.abc import Sequence
from getpass import getpass
from typing import Any

from offline_store.mail_queue import MailItem, MailState
from station.bootstrap import open_desk
from station.cli.find import find_document
from station.cli.output import ANSWER_NO, DONE, FAILED, add_json, emit, emit_error
from station.cli.sign_in import signed_in_desk
from station.problems import sentence_of
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="signed copies by e-mail")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)

    sending = words.add_parser("send", parents=[common], help="send a copy to an address")
    add_json(sending)
    sending.add_argument("dossier", metavar="DOSSIER", help="code or id")
    sending.add_argument("--document", type=int, default=1, metavar="N", help="which paper of it")
    sending.add_argument("--to", required=True, metavar="ADDRESS")
    sending.set_defaults(run=_send)

    running = words.add_parser("run", parents=[common], help="send what waits")
    add_json(running)
    running.set_defaults(run=_send_all)

    login = words.add_parser("login", parents=[common], help="keep the mail server's password")
    add_json(login)
    login.add_argument("--password-stdin", action="store_true", help="read it from standard input")
    login.set_defaults(run=_log_in, error=parser.error)


def _send(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        document = find_document(desk.store, args.dossier, args.document)
        queued = desk.mail.queue(document.id, args.to)
        desk.mail(at_once=True)
        with desk.store.snapshot() as records:
            item = records.mail.item(queued.id)
    return _say(args, [item])


def _send_all(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        report = desk.mail(at_once=True)
    status = _say(args, report.items)
    if report.trouble is not None:
        emit_error(args.json, report.trouble)
        return FAILED
    return status


def _log_in(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        try:
            stdin = args.password_stdin
            password = sys.stdin.readline().rstrip("\n") if stdin else getpass("Password: ")
        except (OSError, UnicodeDecodeError, EOFError):
            # Not the error itself: its text could repeat what was read.
            args.error("the password cannot be read")
        desk.mail.log_in_with(password)
    emit(args, {"kept": True}, ["the password is kept, encrypted with the desk"])
    return DONE


def _say(args: argparse.Namespace, items: Sequence[MailItem]) -> int:
    document = {"items": [_item(item) for item in items]}
    lines = [f"{item.id}  {item.state}  {_told(item)}".rstrip() for item in items]
    emit(args, document, lines or ["nothing waits"])
    return DONE if all(item.state is MailState.SENT for item in items) else ANSWER_NO


def _told(item: MailItem) -> str:
    return "" if item.error is None else f"{sentence_of(item.error, {})} [{item.error}]"


def _item(item: MailItem) -> dict[str, object]:
    return {
        "id": item.id,
        "document": item.document_id,
        "state": item.state,
        "attempts": item.attempts,
        "next_attempt_at": iso(item.next_attempt_at),
        "error": item.error,
        "sent_at": iso(item.sent_at),
    }
