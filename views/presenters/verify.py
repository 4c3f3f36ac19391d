"""Verify: the truth about any signed PDF that a clerk has in hand."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from signing.values import VerificationReport
from signing.verification import prepare_judge, verify_pdf
from station.bootstrap import Desk
from station.trust import trusted_places
from station.written import iso, verification_document
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode
from views.presenters.refused_files import refusals_told


@dataclass(frozen=True, slots=True)
class Verified:
    """A file and what verification said of it at a time. file: its name without the folder."""

    file: str
    report: VerificationReport
    at: datetime


class VerifyView(Protocol):
    """What the report sheet must show."""

    def show_checking(self, file: str) -> None:
        """A file is being checked."""
        ...

    def show_verified(self, verified: Verified | None) -> None:
        """The report; None where the file could not be checked."""
        ...


class VerifyPresenter:
    """Checks one file after another; the answer on a file that was replaced comes too late."""

    def __init__(self, counter: Counter, view: VerifyView, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._parallel = parallel
        self._asked = 0
        self._verified: Verified | None = None

    def prepare(self) -> None:
        """A file will be checked in a moment: the first one waits for no start of its judge."""
        self._parallel.start(prepare_judge, lambda _: None, self._counter.report)

    def check(self, path: Path) -> None:
        """Check a file against this desk's trust; it is neither kept nor changed."""
        self._asked += 1
        asked, desk = self._asked, self._counter.desk
        self._view.show_checking(path.name)

        def done(verified: Verified) -> None:
            if asked == self._asked:
                self._verified = verified
                self._view.show_verified(verified)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self._verified = None
                self._view.show_verified(None)
            self._counter.report(error)

        self._parallel.start(lambda: look_at_file(desk, path), done, failed)

    def forget(self) -> None:
        """Nobody waits for an answer any more, and there is no report to save."""
        self._asked += 1
        self._verified = None

    def save(self, target: Path) -> None:
        """Write the report as `tramso verify --json` prints it, with the file's name and when."""
        verified = self._verified
        if verified is None:
            return

        def write() -> Path:
            document = {
                "file": verified.file,
                "checked_at": iso(verified.at),
                **verification_document(verified.report),
            }
            with refusals_told():
                target.write_text(json.dumps(document, ensure_ascii=False, indent=2), "utf-8")
            return target

        def done(path: Path) -> None:
            self._counter.note(NoteCode.SAVED, file=path.name)

        self._parallel.start(write, done, self._counter.report)


def look_at_file(desk: Desk, path: Path) -> Verified:
    """Verify a file against this desk's trust.

    Raises:
        NotAPdf: it is none, or cannot be read. CertificateRefused: a file in the trust folder.
    """
    report = verify_pdf(path, trusted_places(desk.home, desk.settings))
    return Verified(path.name, report, desk.now())
