"""`tramso register …`: the certification book (sổ chứng thực)."""

import argparse
import contextlib
import csv
import io
from pathlib import Path
from typing import Any

from offline_store.errors import NotFound
from offline_store.records import RegisterLine
from station.bootstrap import Desk, open_desk
from station.cli.output import DONE, add_json, emit
from station.hanoi_time import HANOI
from station.written import iso, register_document, register_text

# The columns of the form (NĐ 23/2015, mẫu sổ SCT/BS), beside state and reason.
HEADINGS = (
    "Số chứng thực",
    "Ngày, tháng, năm chứng thực",
    "Họ tên của người yêu cầu chứng thực",
    "Tên của bản chính giấy tờ, văn bản",
    "Họ tên, chức danh người ký chứng thực",
    "Số bản sao đã được chứng thực",
    "Lệ phí/Phí chứng thực",
    "Ghi chú",
)


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="the certification book")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)
    for name, run, text in (
        ("list", _list, "the lines of a book"),
        ("show", _show, "one line"),
        ("export", _export, "a book as CSV with the columns of the form"),
        ("close", _close, "close a book for the year"),
    ):
        sub = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.add_argument(
            "--book", metavar="BOOK", help="such as 01/2026-SCT/BS; default: this year's"
        )
        if name == "show":
            sub.add_argument("number", type=int, metavar="NUMBER")
        if name == "export":
            sub.add_argument("--out", type=Path, required=True, metavar="FILE.csv")
        sub.set_defaults(run=run)


def _lines(args: argparse.Namespace, desk: Desk) -> tuple[str, tuple[RegisterLine, ...]]:
    book = args.book or desk.certify.book(desk.now())
    with desk.store.snapshot() as records:
        return book, tuple(records.register.lines(book))


def _list(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        book, lines = _lines(args, desk)
        with desk.store.snapshot() as records:
            remaining = records.register.remaining(book)
    document = {
        "book": book,
        "remaining": remaining,
        "lines": [register_document(line) for line in lines],
    }
    emit(args, document, [register_text(line) for line in lines] or [f"{book}: no lines yet"])
    return DONE


def _show(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        book, lines = _lines(args, desk)
    for line in lines:
        if line.number == args.number:
            emit(args, register_document(line), [register_text(line)])
            return DONE
    raise NotFound(kind="register line", id=f"{args.number} {book}")


def _export(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        book, lines = _lines(args, desk)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    for line in lines:
        entry = line.entry
        rows.writerow(
            (
                f"{line.number:02d}",
                f"{(line.signed_at or line.reserved_at).astimezone(HANOI):%d/%m/%Y}",
                entry.requester_name,
                entry.document_title,
                f"{entry.signer_name}, {entry.signer_title}",
                entry.copies,
                entry.fee_vnd,
                entry.note or (f"{line.state}: {line.reason}" if line.reason else ""),
            )
        )
    # With a byte order mark spreadsheet programs read the Vietnamese rightly.
    args.out.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    emit(args, {"book": book, "file": str(args.out), "lines": len(lines)}, [str(args.out)])
    return DONE


def _close(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home, create=False)) as desk:
        book = args.book or desk.certify.book(desk.now())
        at = desk.now()
        with desk.store.transaction() as records:
            total = records.register.close(book, at)
            records.audit.append(at, desk.clerk, "book-closed", book, total=total)
    emit(args, {"book": book, "total": total, "closed_at": iso(at)}, [f"{book}: {total} signed"])
    return DONE
