"""Signing: what a copy lacks is said; a PIN goes out once and is wiped."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from offline_store.records import Document, DocumentId, NumberBlock
from signing.errors import CertificateRefused, PinLocked
from signing.pin import Pin
from signing.values import PinFlags, Token
from station.bootstrap import Desk
from station.certify import CertifyCopy
from station.desk_check import Check, Status
from station.errors import ClockWrong
from station.readiness import CheckReadiness
from tests.store_fixtures import make_dossier
from tests.unit.views.scripted import CounterScreen
from tests.unit.views.sign_screen import SignScreen, presenter, tray
from views.gates_column import gate_text
from views.presenters import sign as sign_module
from views.presenters.counter import Counter, Place
from views.presenters.sign import SignPresenter
from views.presenters.tray import OF_READINESS, Gate, Means, Waiting, look_at_tray

__all__ = ["presenter", "tray"]

# What a scanned paper has passed where nobody looked at it and no token is set.
BARE = {Gate.SCANNED, Gate.SHEETS, Gate.ALLOWED, Gate.CERTIFICATE, *OF_READINESS}


def test_what_is_missing_is_named(presenter: SignPresenter, tray: SignScreen) -> None:
    """Pages are there; comparison, number and token are not, and the reason is at hand."""
    assert tray.chosen is not None
    assert tray.chosen.passed == BARE
    assert not tray.chosen.ready
    assert tray.means is not None
    assert tray.means.problem is not None
    assert tray.means.problem.code == "setting-missing"


def test_gates_are_passed_one_by_one(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, document: Document, counter: Counter
) -> None:
    """Comparing the pages and leasing numbers opens their gates."""
    for page in document.pages:
        desk.compare.mark(page.id)
    with desk.store.transaction() as records:
        book = desk.certify.book(desk.now())
        records.register.add_block(NumberBlock("block", book, 1, 5, desk.now()))

    counter.refresh()

    assert tray.chosen is not None
    assert tray.chosen.passed == BARE | {Gate.COMPARED, Gate.NUMBER}
    assert tray.means is not None
    assert tray.means.numbers_left == 5


def test_no_pin_is_asked_while_something_is_missing(
    presenter: SignPresenter, tray: SignScreen
) -> None:
    """A PIN that could not be used is not asked for."""
    presenter.sign()

    assert tray.asked == []


def test_a_missing_gate_leads_to_its_cure(
    presenter: SignPresenter, counter: Counter, screen: CounterScreen
) -> None:
    """An uncompared document opens where it is compared."""
    counter.places[Place.COMPARE] = presenter
    presenter.cure(Gate.COMPARED)

    assert screen.places[-1] is Place.COMPARE


def test_a_pin_is_wiped_whatever_came_of_it(
    presenter: SignPresenter,
    counter: Counter,
    tray: SignScreen,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The desk refuses, the clerk is told, and nothing of the PIN is left."""
    pin = Pin("271828")
    tray.answer = {"TOKEN": pin}
    token = Token(Path("library.so"), "TOKEN", "1", PinFlags(False, False, False), ())

    def everything_passed(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        ready = tuple(replace(one, passed=frozenset(Gate)) for one in waiting)
        return ready, replace(means, labels=("TOKEN",), tokens=(token,))

    # Gates and desk say ready; what the act itself then finds missing is its own refusal.
    monkeypatch.setattr(sign_module, "look_at_tray", everything_passed)
    monkeypatch.setattr(CertifyCopy, "require_ready", lambda self, document_id: None)
    monkeypatch.setattr(CheckReadiness, "require", lambda self, time: None)
    counter.refresh()
    presenter.sign()

    assert not pin
    assert [message.code for message in screen.messages] == ["page-not-compared"]
    assert tray.signing == [True, False]
    assert len(tray.asked) == 1


def test_the_clerk_decides_on_the_grounds(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, screen: CounterScreen
) -> None:
    """None stands: on record. One stands: on record, and the slip goes to the printer."""
    presenter.judge()
    assert tray.chosen is not None
    assert Gate.ALLOWED in tray.chosen.passed
    tray.ground = 2
    presenter.judge()
    assert Gate.ALLOWED not in tray.chosen.passed

    assert tray.warned == [(), ()]
    assert [message.code for message in screen.messages] == [
        "grounds-judged",
        "copy-refused-to-citizen",
    ]
    assert [slip[:5] for slip in tray.slips] == [b"%PDF-"]
    with desk.store.snapshot() as records:
        acts = [line.act for line in records.audit.lines()][-2:]
    assert acts == ["grounds-judged", "copy-refused-to-citizen"]

    tray.ground = None
    presenter.cure(Gate.ALLOWED)
    assert Gate.ALLOWED in tray.chosen.passed


def test_what_reading_warns_of_wants_a_decision(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, document: Document, counter: Counter
) -> None:
    """The gate is shut until the clerk has decided on it; the paper then says so."""
    words = document.pages[0].reading
    assert words is not None
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(
            document.pages[0].id, replace(words, warnings=("says-copy", "page-turned"))
        )
    counter.refresh()
    assert tray.chosen is not None
    assert tray.chosen.passed == BARE - {Gate.ALLOWED}
    assert (tray.chosen.refused, tray.chosen.warnings) == (False, ("says-copy",))

    presenter.cure(Gate.ALLOWED)

    assert tray.warned == [("says-copy",)]
    assert tray.chosen.passed == BARE
    assert tray.chosen.warnings == ("says-copy",)


def test_a_side_that_is_missed_is_counted(
    presenter: SignPresenter,
    tray: SignScreen,
    desk: Desk,
    document: Document,
    counter: Counter,
    screen: CounterScreen,
) -> None:
    """The gate opens where the clerk's count is what is there, and stays shut where it is not."""
    desk.pages.remove(document.pages[1].id)
    counter.refresh()
    assert tray.chosen is not None
    assert Gate.SHEETS not in tray.chosen.passed
    assert (tray.chosen.sheets.there, tray.chosen.sheets.wanted) == (1, 2)

    tray.counts = 2
    presenter.cure(Gate.SHEETS)
    assert Gate.SHEETS not in tray.chosen.passed
    tray.counts = 1
    presenter.cure(Gate.SHEETS)

    assert Gate.SHEETS in tray.chosen.passed
    assert [sheets.ledger.removed for sheets in tray.sheets] == [1, 1]
    assert [message.code for message in screen.messages] == ["sheets-unaccounted", "sides-counted"]


def test_numbers_that_run_low_are_warned_of(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, counter: Counter
) -> None:
    """At as many as the settings say, and before none is left."""
    low = desk.settings.register.low_numbers
    book = desk.certify.book(desk.now())
    for first, last, expected in ((1, low, True), (low + 1, low + 1, False)):
        with desk.store.transaction() as records:
            records.register.add_block(NumberBlock(f"block-{first}", book, first, last, desk.now()))
        counter.refresh()
        assert tray.means is not None
        assert (tray.means.numbers_left, tray.means.numbers_low) == (last, expected)


def test_no_pin_is_asked_for_what_the_desk_refuses(
    presenter: SignPresenter,
    counter: Counter,
    tray: SignScreen,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the tray did not see, an expired certificate say, is told instead of the question."""

    def expired(self: CertifyCopy, document_id: DocumentId) -> None:
        raise CertificateRefused(reason="expired", certificate="officer")

    def everything_passed(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        return tuple(replace(one, passed=frozenset(Gate)) for one in waiting), means

    monkeypatch.setattr(sign_module, "look_at_tray", everything_passed)
    monkeypatch.setattr(CertifyCopy, "require_ready", expired)
    counter.refresh()
    presenter.sign()
    presenter.sign()

    assert tray.asked == []
    assert [message.code for message in screen.messages] == ["certificate-refused"] * 2


def test_no_pin_is_asked_for_what_no_copy_could_be_signed_with(
    presenter: SignPresenter,
    counter: Counter,
    tray: SignScreen,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Readiness is asked once more before the PIN, and believes what servers said lately."""
    told: list[tuple[Check, ...] | None] = []

    def refuse(self: CheckReadiness, time: tuple[Check, ...] | None) -> None:
        told.append(time)
        raise ClockWrong(seconds=600)

    def everything_passed(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        return tuple(replace(one, passed=frozenset(Gate)) for one in waiting), means

    monkeypatch.setattr(sign_module, "look_at_tray", everything_passed)
    monkeypatch.setattr(CertifyCopy, "require_ready", lambda self, document_id: None)
    monkeypatch.setattr(CheckReadiness, "require", refuse)
    counter.refresh()
    presenter.sign()

    assert tray.asked == []
    assert [message.code for message in screen.messages] == ["clock-wrong"]
    (time,) = told
    assert time is not None
    assert [check.id for check in time] == ["time-stamp"]


def test_what_servers_said_long_ago_is_asked_again_before_the_pin(
    presenter: SignPresenter,
    counter: Counter,
    tray: SignScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Meanwhile the gates say that they are being asked; then what they say holds for a while."""
    known: list[bool] = []
    answer = Check("time-stamp", Status.OK, "", case="answered")

    def time(self: CheckReadiness) -> Iterator[Check]:
        assert tray.means is not None
        known.append(Gate.TIME_STAMP in tray.means.checks)
        yield answer

    def everything_passed(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        return tuple(replace(one, passed=frozenset(Gate)) for one in waiting), means

    monkeypatch.setattr(sign_module, "look_at_tray", everything_passed)
    monkeypatch.setattr(CertifyCopy, "require_ready", lambda self, document_id: None)
    required: list[tuple[Check, ...] | None] = []
    monkeypatch.setattr(CheckReadiness, "require", lambda self, time: required.append(time))
    monkeypatch.setattr(CheckReadiness, "time", time)
    counter.refresh()
    monkeypatch.setattr(sign_module, "_TIME_HOLDS", timedelta(0))
    presenter.sign()

    assert known == [False]
    assert required == [(answer,)]
    assert len(tray.asked) == 1
    assert tray.means is not None
    assert tray.means.checks[Gate.TIME_STAMP] is answer


def test_a_book_that_is_closed_gives_no_number(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, counter: Counter
) -> None:
    """However many are left of its block: the gate is shut."""
    book = desk.certify.book(desk.now())
    with desk.store.transaction() as records:
        records.register.add_block(NumberBlock("block", book, 1, 5, desk.now()))
        records.register.close(book, desk.now())
    counter.refresh()

    assert tray.chosen is not None
    assert Gate.NUMBER not in tray.chosen.passed
    assert tray.means is not None
    assert tray.means.numbers_left == 5
    assert gate_text(Gate.NUMBER, tray.chosen, tray.means).startswith("The book")


@pytest.mark.parametrize("agreed", [True, False])
def test_a_last_try_is_offered_and_only_agreed_to_with_its_pin(
    presenter: SignPresenter,
    counter: Counter,
    tray: SignScreen,
    desk: Desk,
    document: Document,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
) -> None:
    """The gate stays open with a warning; giving up the consent tries nothing."""
    token = Token(Path("library.so"), "TOKEN", "1", PinFlags(True, True, False), ())
    tried: list[bool] = []

    def on_last_try(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        means = replace(means, labels=("TOKEN",), tokens=(token,), problem=None)
        gates = frozenset(Gate) if means.token_ready else frozenset(set(Gate) - {Gate.TOKEN})
        return tuple(replace(one, passed=gates) for one in waiting), means

    def certify(self: CertifyCopy, document_id: DocumentId, pins: Mapping[str, Pin]) -> None:
        tried.extend(pin.may_lock for pin in pins.values())
        raise PinLocked(token="TOKEN")

    monkeypatch.setattr(sign_module, "look_at_tray", on_last_try)
    monkeypatch.setattr(CertifyCopy, "__call__", certify)
    monkeypatch.setattr(CertifyCopy, "require_ready", lambda self, document_id: None)
    monkeypatch.setattr(CheckReadiness, "require", lambda self, time: None)
    tray.answer = {"TOKEN": Pin("271828", may_lock=True)} if agreed else None
    counter.refresh()
    presenter.sign()

    assert tray.means is not None
    assert tray.means.last_try
    assert tray.asked == [(token,)]
    assert tried == ([True] if agreed else [])


def test_the_oldest_paper_waits_too(
    presenter: SignPresenter, tray: SignScreen, desk: Desk, document: Document, counter: Counter
) -> None:
    """However many papers came after it, it is in the tray until it is signed."""
    with desk.store.transaction() as records:
        for number in range(201):
            came = desk.now() + timedelta(seconds=number)
            records.dossiers.add(make_dossier(f"H26-{number:04}", created_at=came))

    counter.refresh()

    assert len(tray.waiting) == 202
    assert tray.waiting[-1].document.id == document.id


def test_nothing_is_signed_while_its_pages_are_on_their_way(
    presenter: SignPresenter, tray: SignScreen, document: Document, counter: Counter
) -> None:
    """The gate of the very document is shut until its scan has ended."""
    counter.scanning = document.id
    counter.refresh()
    assert tray.chosen is not None
    assert tray.chosen.scanning
    assert Gate.SCANNED not in tray.chosen.passed

    counter.scanning = None
    counter.refresh()
    assert tray.chosen.passed == BARE


def test_a_scan_that_began_after_the_tray_was_shown_asks_for_no_pin(
    presenter: SignPresenter,
    tray: SignScreen,
    document: Document,
    counter: Counter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tray is looked at anew instead."""

    def everything_passed(desk: Desk) -> tuple[tuple[Waiting, ...], Means]:
        waiting, means = look_at_tray(desk)
        return tuple(replace(one, passed=frozenset(Gate)) for one in waiting), means

    monkeypatch.setattr(sign_module, "look_at_tray", everything_passed)
    counter.refresh()
    counter.scanning = document.id
    presenter.sign()

    assert tray.asked == []
    assert tray.chosen is not None
    assert tray.chosen.scanning
