"""Sending: what the clerk is told of a run, and what only the log is."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from offline_store.errors import CentralUnreachable, NotEnrolled, StoreError
from offline_store.mail_queue import MailItem
from offline_store.on_the_way import OnTheWay
from offline_store.records import Document, DocumentId, OutboxId, OutboxItem, OutboxState
from offline_store.sync import SyncReport
from offline_store.trail_head import HeadTold
from station.removable_drives import Drive
from station.synchronise import Synchronise
from tests.store_fixtures import certify, make_block
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.copy_facts import outbox_text
from views.note_texts import note_text
from views.presenters import hand_over
from views.presenters.counter import Counter, Place, Work
from views.presenters.hand_over import HandOverPresenter, Result
from views.presenters.messages import CLOCK_DIFFERS, LOST_AT_CENTRAL, NO_STICK, TRAIL_CUT, NoteCode

NOTHING = SyncReport(queued=0, sent=0, accepted=0, refused=0, items=())
ITEM = OutboxItem(
    OutboxId("1"), DocumentId("1"), OutboxState.QUEUED, datetime(2026, 7, 1, tzinfo=UTC)
)
FAILED = replace(
    NOTHING, queued=1, sent=1, items=(replace(ITEM, attempts=1, error="central-failed"),)
)


class HandOverScreen:
    """The hand-over place without widgets; what a run did is told by messages."""

    def choose_drive(self, drives: tuple[Drive, ...], chosen: Callable[[Drive], None]) -> None:
        """Choose the last."""
        chosen(drives[-1])

    def show_nothing(self, document: Document | None) -> None:
        """Nothing to remember."""

    def show_result(self, result: Result) -> None:
        """Nothing to remember."""

    def show_state(self, document: Document) -> None:
        """Nothing to remember."""

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """Nothing to remember."""

    def show_no_mail(self) -> None:
        """Nothing to remember."""

    def show_sending(self, sending: bool) -> None:
        """Nothing to remember."""

    def show_moving(self, moment: OnTheWay) -> None:
        """Nothing to remember."""


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
    presenter = HandOverPresenter(counter, HandOverScreen(), JobsAtOnce(), JobsAtOnce())
    presenter.synchronise(quietly=quietly)
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


@pytest.mark.parametrize("plugged_in", [0, 1, 2])
def test_a_copy_is_saved_on_the_stick_that_is_plugged_in(
    counter: Counter,
    screen: CounterScreen,
    document: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    plugged_in: int,
) -> None:
    """Without one the clerk is told, of several the clerk chooses; then the copy is handed over."""
    for page in document.pages:
        counter.desk.compare.mark(page.id)
    with counter.desk.store.transaction() as records:
        records.register.add_block(make_block())
    certify(counter.desk.store, document.id, b"signed")
    drives = tuple(Drive(tmp_path / name, name) for name in ("one", "two"))[:plugged_in]
    for drive in drives:
        drive.folder.mkdir()
    monkeypatch.setattr(hand_over, "removable_drives", lambda: drives)
    counter.places = {place: Quiet() for place in Place}

    HandOverPresenter(counter, HandOverScreen(), JobsAtOnce(), JobsAtOnce()).save_on_stick(
        document.id
    )

    codes = [message.code for message in screen.messages]
    if not drives:
        assert codes == [NO_STICK]
        return
    (file,) = drives[-1].folder.iterdir()
    assert file.read_bytes() == b"signed"
    assert codes == ["saved"]
    with counter.desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).handed_over_at is not None


def test_a_stick_that_was_pulled_out_is_told_with_the_systems_word(
    counter: Counter, screen: CounterScreen, document: Document, tmp_path: Path
) -> None:
    """It is no defect of the program, and the copy does not count as handed over."""
    with counter.desk.store.transaction() as records:
        records.register.add_block(make_block())
    certify(counter.desk.store, document.id, b"signed")

    HandOverPresenter(counter, HandOverScreen(), JobsAtOnce(), JobsAtOnce()).save(
        document.id, tmp_path / "gone" / "copy.pdf"
    )

    (message,) = screen.messages
    assert (message.code, message.facts["reason"]) == ("file-refused", "ENOENT")
    with counter.desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).handed_over_at is None
