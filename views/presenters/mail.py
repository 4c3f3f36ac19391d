"""Copies by e-mail: queued by the clerk, sent beside the work, told as they came out."""

import logging
from typing import Protocol

from offline_store.mail_queue import MailItem, MailState
from offline_store.records import DocumentId
from station.mail import MailReport
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode

log = logging.getLogger(__name__)


class MailView(Protocol):
    """What the result place must show of it."""

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """The copy may go by e-mail: to which address perhaps, and what went or waits already."""
        ...

    def show_no_mail(self) -> None:
        """This desk has no mail server, or there is no copy."""
        ...


class MailPresenter:
    """Sends copies, one run at a time."""

    def __init__(self, counter: Counter, view: MailView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._sending = False
        self._shown: DocumentId | None = None

    @property
    def _on(self) -> bool:
        return bool(self._counter.desk.settings.mail.server)

    def show(self, work: Work | None) -> None:
        """What went by e-mail of the open document."""
        if not self._on or work is None or work.document.copy is None:
            self._shown = None
            self._view.show_no_mail()
            return
        document_id, desk = work.document.id, self._counter.desk
        address = work.dossier.requester.email
        self._shown = document_id

        def items() -> tuple[MailItem, ...]:
            with desk.store.snapshot() as records:
                return records.mail.items(document_id)

        def show(found: tuple[MailItem, ...]) -> None:
            if self._shown == document_id:
                self._view.show_mail(address, found)

        self._parallel.start(items, show, self._counter.report)

    def send_to(self, document_id: DocumentId, address: str) -> None:
        """Queue the copy for an address and send it if the server answers."""
        desk = self._counter.desk

        def queued(item: MailItem) -> None:
            if item.state is MailState.SENT:
                self._counter.note(NoteCode.MAILED_BEFORE)
            else:
                self.send()

        self._parallel.start(
            lambda: desk.mail.queue(document_id, address), queued, self._counter.report
        )

    def send(self, *, quietly: bool = False) -> None:
        """Send what is due; `quietly` when the clock asks and not the clerk."""
        if self._sending or not self._on:
            return
        self._sending = True

        def done(report: MailReport) -> None:
            self._sending = False
            self._tell(report, quietly)
            self._counter.refresh()

        def failed(error: Exception) -> None:
            self._sending = False
            self._counter.report(error)

        self._parallel.start(lambda: self._counter.desk.mail(at_once=not quietly), done, failed)

    def _tell(self, report: MailReport, quietly: bool) -> None:
        sent = sum(item.state is MailState.SENT for item in report.items)
        if sent:
            self._counter.note(NoteCode.MAILED, copies=sent)
        codes = [item.error for item in report.items if item.state is MailState.REFUSED]
        if report.trouble is not None:
            if quietly:
                log.warning("mail failed code=%s", report.trouble.code)
            else:
                self._counter.problem(report.trouble.code, **report.trouble.facts)
        elif codes and codes[0] is not None:
            # Also when nobody asked: the citizen waits for it in vain.
            self._counter.problem(codes[0])
