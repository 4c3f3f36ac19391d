"""Sending: what the clerk is told of a run, and what only the log is."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from offline_store.errors import CentralUnreachable, NotEnrolled, StoreError
from offline_store.on_the_way import OnTheWay
from offline_store.records import Document, DocumentId, OutboxId, OutboxItem, OutboxState
from offline_store.sync import SyncReport
from offline_store.trail_head import HeadTold
from station.synchronise import Synchronise
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.copy_facts import outbox_text
from views.note_texts import note_text
from views.presenters.counter import Counter, Place, Work
from views.presenters.messages import CLOCK_DIFFERS, LOST_AT_CENTRAL, TRAIL_CUT, NoteCode
from views.presenters.sending import SendingPresenter

NOTHING = SyncReport(queued=0, sent=0, accepted=0, refused=0, items=())
ITEM = OutboxItem(
    OutboxId("1"), DocumentId("1"), OutboxState.QUEUED, datetime(2026, 7, 1, tzinfo=UTC)
)
FAILED = replace(
    NOTHING, queued=1, sent=1, items=(replace(ITEM, attempts=1, error="central-failed"),)
)


class SendingScreen:
    """Remembers whether a run was shown, and how far it was."""

    def __init__(self) -> None:
        self.shown: list[tuple[bool, OnTheWay | None]] = []

    def show_sending(self, sending: bool, moment: OnTheWay | None = None) -> None:
        """Remember it."""
        self.shown.append((sending, moment))


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


def told(
    counter: Counter,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
    came: SyncReport | StoreError,
    *,
    quietly: bool = False,
) -> list[str]:
    """The codes of the messages after a run that came out so."""

    def run(
        self: Synchronise, *, at_once: bool = False, moving: Callable[[OnTheWay], None]
    ) -> SyncReport:
        if isinstance(came, StoreError):
            raise came
        return came

    monkeypatch.setattr(Synchronise, "__call__", run)
    counter.places = {place: Quiet() for place in Place}
    sending = SendingPresenter(counter, (SendingScreen(),), JobsAtOnce(), JobsAtOnce())
    sending(quietly=quietly)
    return [message.code for message in screen.messages]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (NOTHING, ["synchronised"]),
        (FAILED, ["central-failed"]),
        (replace(FAILED, sent=2, accepted=1), ["central-failed", "synchronised"]),
        (replace(NOTHING, queued=1, trouble=CentralUnreachable()), ["central-unreachable"]),
        (replace(NOTHING, accepted=1, lost=(OutboxId("1"),)), [LOST_AT_CENTRAL, "synchronised"]),
    ],
)
def test_a_run_that_was_asked_for_is_told_as_it_came_out(
    counter: Counter,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
    report: SyncReport,
    expected: list[str],
) -> None:
    """What failed and what central lost are problems; what it took is told beside them."""
    assert expected == told(counter, screen, monkeypatch, report)


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (FAILED, "central-failed"),
        (replace(NOTHING, queued=1, trouble=CentralUnreachable()), "central-unreachable"),
        (NotEnrolled(), "not-enrolled"),
    ],
)
def test_a_run_of_the_clock_leaves_its_failure_in_the_log(
    counter: Counter,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    came: SyncReport | StoreError,
    code: str,
) -> None:
    """The clerk is not interrupted, and whoever reads the log finds the code."""
    with caplog.at_level(logging.WARNING, "views"):
        assert told(counter, screen, monkeypatch, came, quietly=True) == []
    assert f"synchronise failed code={code}" in caplog.messages


@pytest.mark.parametrize(
    ("cut_at", "ahead", "expected"),
    [
        (None, timedelta(seconds=90), []),
        (None, timedelta(minutes=-7), [CLOCK_DIFFERS]),
        (17, timedelta(), [TRAIL_CUT]),
    ],
)
def test_what_central_says_of_this_desk_is_told_whoever_asked(
    counter: Counter,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
    cut_at: int | None,
    ahead: timedelta,
    expected: list[str],
) -> None:
    """A wrong clock and missing lines of the trail are nobody's to overlook."""
    report = replace(NOTHING, told=HeadTold(cut_at, ahead))
    assert expected == told(counter, screen, monkeypatch, report, quietly=True)


def test_a_copy_that_central_lost_is_told_whoever_asked(
    counter: Counter, screen: CounterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not left to the clerk's next look."""
    report = replace(NOTHING, lost=(OutboxId("1"), OutboxId("2")))

    assert told(counter, screen, monkeypatch, report, quietly=True) == [LOST_AT_CENTRAL]
    assert screen.messages[0].facts == {"copies": 2}


def test_nothing_waited_is_only_said_when_nothing_waits() -> None:
    """Items that another program is sending still wait."""
    texts = [
        note_text(NoteCode.SYNCHRONISED, {"accepted": 0, "refused": 0, "queued": queued})
        for queued in (0, 3)
    ]

    assert texts == ["Nothing was waiting for central.", "Still waiting for central: 3."]


def test_central_own_reason_is_shown_as_a_reason(document: Document) -> None:
    """A copy that central refused is told as refused, with central's word for why."""
    refused = replace(ITEM, state=OutboxState.REFUSED, error="number-not-leased")

    text = outbox_text(replace(document, outbox=refused))

    assert text == (
        "Central refused the copy. (number-not-leased) The copy is kept here. Tell IT the reason."
    )


def test_every_place_is_told_of_a_run_and_of_its_end(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run is not begun beside it; afterwards the next may be."""
    moment = OnTheWay(1, 0, 10, 5, OutboxId("1"), 10, 5, None)

    def run(
        self: Synchronise, *, at_once: bool = False, moving: Callable[[OnTheWay], None]
    ) -> SyncReport:
        moving(moment)
        sending()
        return NOTHING

    monkeypatch.setattr(Synchronise, "__call__", run)
    counter.places = {place: Quiet() for place in Place}
    screens = (SendingScreen(), SendingScreen())
    sending = SendingPresenter(counter, screens, JobsAtOnce(), JobsAtOnce())
    sending()

    for screen in screens:
        assert screen.shown == [(True, None), (True, moment), (False, None)]
