"""`tramso dossier paper`, `papers`, `book`: what citizens get of a dossier for a procedure."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from offline_store.issued_papers import IssuedPaper, PaperId
from offline_store.mail_queue import MailState
from station.bootstrap import Desk
from station.citizen_forms import CitizenForm
from station.cli.find import find_dossier
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.errors import TargetExists
from station.hanoi_time import hanoi_day
from station.written import iso

Run = Callable[[argparse.Namespace, Desk], int]
OnDesk = Callable[[Run], Callable[[argparse.Namespace], int]]

_FORMS = [form.value for form in CitizenForm if form is not CitizenForm.FOLLOW_UP_BOOK]


def add_words(words: Any, common: argparse.ArgumentParser, on_desk: OnDesk) -> None:
    """Declare the words. on_desk: runs one of them on the open desk."""

    def add(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.set_defaults(run=on_desk(run), error=sub.error)
        return sub

    paper = add("paper", _paper, "issue a paper of a procedure's dossier")
    paper.add_argument("dossier", metavar="DOSSIER", help="code or id")
    which = paper.add_mutually_exclusive_group(required=True)
    which.add_argument("--form", choices=_FORMS, help="which paper")
    which.add_argument("--again", metavar="ID", help="one that was issued, as it was then")
    paper.add_argument("--reason", default="", metavar="TEXT", help="what the citizen is told")
    paper.add_argument(
        "--new-due", type=date.fromisoformat, metavar="YYYY-MM-DD", help="of an apology"
    )
    paper.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    paper.add_argument("--mail", metavar="ADDRESS", help="send it there, too")
    papers = add("papers", _papers, "the papers that were issued of a dossier")
    papers.add_argument("dossier", metavar="DOSSIER", help="code or id")
    book = add("book", _book, "the follow-up book of some days, as PDF or XLSX")
    book.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    book.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    book.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|FILE.xlsx")


def _paper(args: argparse.Namespace, desk: Desk) -> int:
    if args.again is not None and (args.reason or args.new_due):
        args.error("--reason and --new-due are of a new paper")
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    dossier = find_dossier(desk.store, args.dossier)
    if args.again is None:
        paper, pdf = desk.issue_paper(
            dossier.id, CitizenForm(args.form), reason=args.reason, new_due=args.new_due
        )
    else:
        pdf = desk.issue_paper.again(PaperId(args.again))
        with desk.store.snapshot() as records:
            paper = records.issued_papers.get(PaperId(args.again))
    args.out.write_bytes(pdf)
    body = {**_told(paper), "code": dossier.code, "file": str(args.out), "mail": None}
    status = DONE
    if args.mail is not None:
        queued = desk.mail.queue_paper(paper.id, args.mail)
        desk.mail(at_once=True)
        with desk.store.snapshot() as records:
            item = records.mail.item(queued.id)
        body["mail"] = item.state.value
        status = DONE if item.state is MailState.SENT else ANSWER_NO
    emit(args, body, [str(args.out)])
    return status


def _papers(args: argparse.Namespace, desk: Desk) -> int:
    dossier = find_dossier(desk.store, args.dossier)
    with desk.store.snapshot() as records:
        issued = records.issued_papers.of(dossier.id)
        handling = records.handling.get(dossier.id)
    may = [form.value for form in desk.issue_paper.may_issue(handling)]
    body = {"code": dossier.code, "papers": [_told(paper) for paper in issued], "may_issue": may}
    lines = [f"{paper.id}  {paper.form}  {paper.content['number']}" for paper in issued]
    emit(args, body, lines or ["no paper was issued"])
    return DONE


def _book(args: argparse.Namespace, desk: Desk) -> int:
    kind = args.out.suffix.lower()
    if kind not in (".pdf", ".xlsx"):
        args.error("the book is written as .pdf, .xlsx")
    if args.out.exists():
        raise TargetExists(file=args.out.name)
    last = args.last or hanoi_day(desk.now())
    book = desk.follow_up_book(args.first or last.replace(day=1), last)
    made = desk.follow_up_book.pdf if kind == ".pdf" else desk.follow_up_book.xlsx
    args.out.write_bytes(made(book))
    body = {
        "from": book.first.isoformat(),
        "to": book.last.isoformat(),
        "file": str(args.out),
        "lines": len(book.rows),
    }
    emit(args, body, [str(args.out)])
    return DONE


def _told(paper: IssuedPaper) -> dict[str, object]:
    return {
        "id": paper.id,
        "form": paper.form,
        "number": paper.content["number"],
        "template": paper.template,
        "at": iso(paper.at),
        "who": paper.who,
    }
