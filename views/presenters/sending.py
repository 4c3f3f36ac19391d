"""Sending: the outbox goes to central; how far it is and what came of it is told."""

import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from offline_store.errors import Fact, StoreError
from offline_store.on_the_way import OnTheWay
from offline_store.records import OutboxState
from offline_store.sync import SyncReport
from offline_store.trail_head import HeadTold
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import (
    CHANGED_ELSEWHERE,
    CLOCK_DIFFERS,
    LOST_AT_CENTRAL,
    TRAIL_CUT,
    NoteCode,
)

log = logging.getLogger(__name__)


class SendingView(Protocol):
    """What shows that the outbox is being sent."""

    def show_sending(self, sending: bool, moment: OnTheWay | None = None) -> None:
        """Say whether the outbox is being sent, and how far it is; None: not known yet."""
        ...


class SendingPresenter:
    """Sends what is due to central, one run at a time, for whoever asks."""

    def __init__(
        self, counter: Counter, views: Sequence[SendingView], serial: Jobs, parallel: Jobs
    ) -> None:
        self._counter = counter
        self._views = views
        self._serial = serial
        self._parallel = parallel
        self._sending = False

    def __call__(self, *, quietly: bool = False) -> None:
        """Send what is due to central; `quietly` when the clock asks and not the clerk."""
        if self._sending:
            return
        self._set_sending(True)

        def done(report: SyncReport) -> None:
            self._set_sending(False)
            self._tell(report, quietly)
            self._counter.refresh()

        def failed(error: Exception) -> None:
            self._set_sending(False)
            if quietly and isinstance(error, StoreError):
                log.warning("synchronise failed code=%s", error.code)
            else:
                self._counter.report(error)

        moving = self._parallel.here(self._show_moving)
        self._parallel.start(
            lambda: self._counter.desk.synchronise(at_once=not quietly, moving=moving),
            done,
            failed,
        )

    def send_refused_again(self) -> None:
        """Queue what central refused once more, and send: what it was for is cured."""

        def queued(count: int) -> None:
            if count:
                self()

        self._serial.start(
            self._counter.desk.synchronise.retry_refused, queued, self._counter.report
        )

    def _tell(self, report: SyncReport, quietly: bool) -> None:
        if report.lost:
            self._counter.problem(LOST_AT_CENTRAL, copies=len(report.lost))
        if report.elsewhere:
            self._counter.problem(CHANGED_ELSEWHERE, dossiers=len(report.elsewhere))
        if report.told is not None:
            self._tell_of_this_desk(report.told)
        code, facts = _failure(report)
        if code is not None:
            if quietly:
                log.warning("synchronise failed code=%s", code)
            else:
                self._counter.problem(code, **facts)
        asked = not quietly and code is None
        if report.accepted or report.refused or asked:
            self._counter.note(
                NoteCode.SYNCHRONISED,
                accepted=report.accepted,
                refused=report.refused,
                queued=report.queued,
            )

    def _tell_of_this_desk(self, told: HeadTold) -> None:
        if told.cut_at is not None:
            self._counter.problem(TRAIL_CUT, line=told.cut_at)
        ahead_s = told.clock_ahead.total_seconds()
        if abs(ahead_s) > self._counter.desk.settings.sync.clock_limit_s:
            self._counter.problem(CLOCK_DIFFERS, minutes=round(abs(ahead_s) / 60))

    def _set_sending(self, sending: bool) -> None:
        self._sending = sending
        for view in self._views:
            view.show_sending(sending)

    def _show_moving(self, moment: OnTheWay) -> None:
        for view in self._views:
            view.show_sending(True, moment)


def _failure(report: SyncReport) -> tuple[str | None, Mapping[str, Fact]]:
    """What stopped the run, or else the first item that failed and stays in the outbox."""
    if report.trouble is not None:
        return report.trouble.code, report.trouble.facts
    failed = (
        item.error
        for item in report.items
        if item.state in (OutboxState.QUEUED, OutboxState.SENDING) and item.error is not None
    )
    return next(failed, None), {}
