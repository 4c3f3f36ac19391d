"""Hand over: the signed copy, what is known of it, and its ways out: file, paper, central."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from offline_store.records import CertifiedCopy, Document, DocumentId
from signing.values import VerificationReport
from signing.verification import verify_pdf
from station.bootstrap import Desk
from station.removable_drives import Drive, removable_drives
from station.trust import trusted_places
from views.presenters.counter import Counter, Work
from views.presenters.jobs import Jobs
from views.presenters.mail import MailPresenter, MailView
from views.presenters.messages import (
    NO_STICK,
    NoteCode,
)
from views.presenters.refused_files import refusals_told

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """A signed copy with its bytes and what verification says of them now."""

    document: Document
    copy: CertifiedCopy
    pdf: bytes
    report: VerificationReport
    lookup_url: str
    verified_at: datetime


class HandOverView(MailView, Protocol):
    """What the result place must show."""

    def show_nothing(self, document: Document | None) -> None:
        """No signed copy: nothing is open, or the document is not signed yet."""
        ...

    def show_result(self, result: Result) -> None:
        """The copy and all that is known of it."""
        ...

    def show_state(self, document: Document) -> None:
        """How far the copy is: handed over, on its way, safe."""
        ...

    def choose_drive(self, drives: tuple[Drive, ...], chosen: Callable[[Drive], None]) -> None:
        """Ask on which of several drives a copy is to be saved."""
        ...


class HandOverPresenter:
    """Gives the copy out and records it."""

    def __init__(self, counter: Counter, view: HandOverView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        # By the bytes: a copy whose debts were paid is another file.
        self._shown: str | None = None
        self._asked = 0
        self.mail = MailPresenter(counter, view, parallel)

    def show(self, work: Work | None) -> None:
        """Show the open document's copy, verified anew when it comes to the front."""
        document = work.document if work else None
        self.mail.show(work)
        if document is None or document.copy is None:
            self._shown = None
            self._view.show_nothing(document)
            return
        if self._shown == document.copy.sha256:
            self._view.show_state(document)
            return
        self._asked += 1
        asked = self._asked

        def show(result: Result) -> None:
            if asked == self._asked:
                self._shown = result.copy.sha256
                self._view.show_result(result)
                self._view.show_state(result.document)

        copy = document.copy
        desk = self._counter.desk
        self._parallel.start(lambda: look_at_copy(desk, document, copy), show, self._counter.report)

    def save(self, document_id: DocumentId, target: Path) -> None:
        """Write the copy to a file or folder that the clerk chose."""

        def done(path: Path) -> None:
            self._counter.note(NoteCode.SAVED, file=path.name)
            self._counter.refresh()

        def save() -> Path:
            with refusals_told():
                return self._counter.desk.hand_over.save(document_id, target)

        self._serial.start(save, done, self._counter.report)

    def save_on_stick(self, document_id: DocumentId) -> None:
        """Write the copy on the drive that is plugged in; where there are several, ask."""

        def found(drives: tuple[Drive, ...]) -> None:
            if not drives:
                self._counter.problem(NO_STICK)
            elif len(drives) == 1:
                self.save(document_id, drives[0].folder)
            else:
                self._view.choose_drive(drives, lambda drive: self.save(document_id, drive.folder))

        self._parallel.start(removable_drives, found, self._counter.report)

    def require_may(self) -> None:
        """See that whoever is at the desk may give copies out; not for Qt's thread.

        Raises:
            SignInNeeded, RoleMissing: they may not.
        """
        self._counter.desk.hand_over.require_may()

    def printed(self, document_id: DocumentId) -> None:
        """The copy went to the printer: record that the citizen has it."""

        def done(_: None) -> None:
            self._counter.note(NoteCode.PRINTED)
            self._counter.refresh()

        self._serial.start(
            lambda: self._counter.desk.hand_over.record(document_id), done, self._counter.report
        )

    def failed(self, error: Exception) -> None:
        """Printing or drawing went wrong."""
        self._counter.report(error)


def look_at_copy(desk: Desk, document: Document, copy: CertifiedCopy) -> Result:
    """The copy's bytes and their verification against this desk's trust.

    Raises:
        FileMissing, FileDamaged: the file is not as it was signed.
    """
    pdf = desk.hand_over.pdf(document.id)
    return Result(
        document=document,
        copy=copy,
        pdf=pdf,
        report=verify_pdf(pdf, trusted_places(desk.home, desk.settings)),
        lookup_url=desk.settings.copy.lookup_of(copy.code),
        verified_at=desk.now(),
    )
