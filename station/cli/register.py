"""`tramso register …`: the certification book (sổ chứng thực)."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from offline_store.errors import NotFound
from offline_store.records import RegisterLine
from station.bootstrap import Desk
from station.cli.output import DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.register_book import BookPart, CloseBook, ReadBook, as_csv, as_pdf, as_xlsx
from station.written import iso, register_document, register_text

_FORMS: dict[str, Callable[[BookPart], bytes]] = {".csv": as_csv, ".xlsx": as_xlsx}


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the certification book")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, run, text in (
        ("list", _list, "the lines of a book"),
        ("show", _show, "one line"),
        ("export", _export, "a book as CSV or XLSX with the columns of the form"),
        ("print", _print, "a book, or a month of it, as PDF to print and bind"),
        ("close", _close, "close a book for the year"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.add_argument(
            "--book", metavar="BOOK", help="such as 01/2026-SCT/BS; default: this year's"
        )
        if name == "show":
            sub.add_argument("number", type=int, metavar="NUMBER")
        if name in ("export", "print"):
            kinds = "FILE.csv|FILE.xlsx" if name == "export" else "FILE.pdf"
            sub.add_argument("--out", type=Path, required=True, metavar=kinds)
            sub.add_argument(
                "--month", type=_month, metavar="YYYY-MM", help="only this month's lines"
            )
        sub.set_defaults(run=run, error=sub.error)


def _lines(args: argparse.Namespace, desk: Desk) -> tuple[str, tuple[RegisterLine, ...]]:
    book = args.book or desk.certify.book(desk.now())
    with desk.store.snapshot() as records:
        return book, tuple(records.register.lines(book))


def _list(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        book, lines = _lines(args, desk)
        with desk.store.snapshot() as records:
            remaining = records.register.remaining(book, desk.now())
    document = {
        "book": book,
        "remaining": remaining,
        "lines": [register_document(line) for line in lines],
    }
    emit(args, document, [register_text(line) for line in lines] or [f"{book}: no lines yet"])
    return DONE


def _show(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        book, lines = _lines(args, desk)
    for line in lines:
        if line.number == args.number:
            emit(args, register_document(line), [register_text(line)])
            return DONE
    raise NotFound(kind="register line", id=f"{args.number} {book}")


def _export(args: argparse.Namespace) -> int:
    kind = args.out.suffix.lower()
    if kind not in _FORMS:
        args.error(f"a book is written as {', '.join(_FORMS)}")
    return _write(args, lambda part, desk: _FORMS[kind](part))


def _print(args: argparse.Namespace) -> int:
    return _write(args, lambda part, desk: as_pdf(part, desk.settings, desk.now()))


def _write(args: argparse.Namespace, made: Callable[[BookPart, Desk], bytes]) -> int:
    with signed_in_desk(args, create=False) as desk:
        book = args.book or desk.certify.book(desk.now())
        part = ReadBook(desk.store)(book, args.month)
        args.out.write_bytes(made(part, desk))
    answer = {"book": book, "file": str(args.out), "lines": len(part.lines)}
    emit(args, answer, [str(args.out)])
    return DONE


def _month(text: str) -> date:
    return datetime.strptime(text, "%Y-%m").date()


def _close(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        book = args.book or desk.certify.book(desk.now())
        at = desk.now()
        total = CloseBook(desk.store, desk.clerk, lambda: at)(book)
    emit(args, {"book": book, "total": total, "closed_at": iso(at)}, [f"{book}: {total} signed"])
    return DONE
