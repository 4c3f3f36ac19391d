"""The queue at a real central: each number called once, whoever calls; what is waited."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused
from offline_store.queue_wire import read_ticket_code, ticket_code
from offline_store.records import Enrolment, Requester
from offline_store.store import Store
from station.bootstrap import Desk, with_settings
from station.errors import InputInvalid
from station.hanoi_time import hanoi_day
from station.queue import CallCitizens, CentralQueue
from station.queue_settings import QueueSettings
from station.settings import SyncSettings
from tests.integration.central.conftest import AGENCY_CODE, change
from tests.keyboard import press
from tests.signing_fixtures import AGENCY
from tests.window_clerk import Clerk, open_window, page
from views.pages.receive import ReceivePage
from views.presenters.counter import Place


def calling(store: Store, place: Enrolment) -> CallCitizens:
    """A desk's use case on its store."""
    with store.transaction() as records:
        records.desk.enrol(place)
    queue = CentralQueue(store, SyncSettings())
    return CallCitizens(store, queue, QueueSettings(True, "3"), "an", lambda: datetime.now(UTC))


def test_numbers_are_called_in_their_order_and_once(
    store: Store, place: Enrolment, client: CentralClient
) -> None:
    """From 1 on; then nobody waits."""
    tickets = [client.take_ticket() for _ in range(3)]
    assert [ticket.number for ticket in tickets] == [1, 2, 3]
    call = calling(store, place)
    answers = [call() for _ in range(4)]
    numbers = [None if each.ticket is None else each.ticket.number for each in answers]
    assert numbers == [1, 2, 3, None]
    assert [each.waiting for each in answers] == [2, 1, 0, 0]


def test_a_ticket_that_is_shown_is_called(
    store: Store, place: Enrolment, client: CentralClient
) -> None:
    """Out of its turn, twice the same call; by its code alone, and not by what is no ticket's."""
    first, second = client.take_ticket(), client.take_ticket()
    call = calling(store, place)
    shown = call.shown(ticket_code(second))
    assert shown.ticket is not None
    assert (shown.ticket.number, shown.waiting) == (2, 1)
    assert call.shown(ticket_code(second)) == shown
    after = call()
    assert after.ticket is not None
    assert after.ticket.id == first.id
    with pytest.raises(InputInvalid):
        call.shown("001099000123|Nguyễn Văn An")
    with pytest.raises(CentralRefused):
        call.shown(ticket_code(first.model_copy(update={"id": "0" * 32})))


def test_two_desks_never_call_the_same_number(
    central_home: Path, central_url: str, client: CentralClient
) -> None:
    """Called from both at once, each number goes to one of them."""
    code = add_enrolment_code(central_home, AGENCY_CODE, AGENCY)
    other = enrol(central_url, code, "Quầy 2")
    count = 12
    for _ in range(count):
        client.take_ticket()

    def calls(place: Enrolment) -> list[int]:
        called = []
        with CentralClient(place, timeout_s=60) as line:
            while (ticket := line.call("q").ticket) is not None:
                called.append(ticket.number)
        return called

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(calls, (client.enrolment, other))
    assert sorted(one + two) == list(range(1, count + 1))


def test_another_desks_call_is_not_taken_over(
    central_home: Path, central_url: str, client: CentralClient
) -> None:
    """A ticket called there is shown here in vain; another agency has a queue of its own."""
    ticket = client.take_ticket()
    assert client.call("1").ticket == ticket
    beside = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE, AGENCY), "Quầy 2")
    far = enrol(central_url, add_enrolment_code(central_home, "H26.19.6", "Phường Khác"), "Xa")
    for place in (beside, far):
        with CentralClient(place, timeout_s=60) as line, pytest.raises(CentralRefused) as refused:
            line.call("2", ticket.id)
        assert refused.value.facts["reason"] == "ticket-unknown"
    with CentralClient(far, timeout_s=60) as line:
        assert line.take_ticket().number == 1


def test_a_new_day_begins_at_one(central_home: Path, client: CentralClient) -> None:
    """What was left of yesterday is not called."""
    client.take_ticket()
    change(central_home, "UPDATE queue_ticket SET day = '2026-01-01'")
    assert client.call("1").ticket is None
    assert client.take_ticket().number == 1


@pytest.mark.on_sqlite
def test_waiting_is_reported(store: Store, place: Enrolment, client: CentralClient) -> None:
    """By what this desk called on that day; who was received counts as served."""
    client.take_ticket()
    call = calling(store, place)
    ticket = call().ticket
    assert ticket is not None
    later = replace(ticket, id="later", number=2, called_at=ticket.taken_at + timedelta(minutes=10))
    with store.transaction() as records:
        records.tickets.keep(later)
    waits = call.waits(hanoi_day(later.called_at))
    if hanoi_day(ticket.called_at) == hanoi_day(later.called_at):
        assert (waits.called, waits.served) == (2, 0)
    assert waits.longest == timedelta(minutes=10)


@pytest.mark.on_sqlite
def test_codes_are_read_again(client: CentralClient) -> None:
    """As a barcode reader types them, and nothing else is one."""
    ticket = client.take_ticket()
    assert read_ticket_code(ticket_code(ticket) + "\r\n") == ticket.id
    for other in ("", "TRAMSO-SO", f"{ticket.number}|TRAMSO-SO|{ticket.id}", "1" * 300):
        assert read_ticket_code(other) is None


@pytest.mark.on_sqlite
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_number_is_called_at_receive(counter: Desk, client: CentralClient, qtbot: QtBot) -> None:
    """By key or by the code that is shown; the dossier that follows is its holder's."""
    tickets = [client.take_ticket() for _ in range(2)]
    settings = replace(counter.settings, queue=QueueSettings(True, "3"))
    desk = with_settings(counter, settings)
    with open_window(desk, qtbot) as window:
        clerk = Clerk(qtbot, window)
        clerk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        receive = page(window, Place.RECEIVE, ReceivePage)
        clerk.waits(lambda: not window.busy)
        assert receive.call_next.isVisible()
        clerk.press(Qt.Key.Key_F6)
        clerk.waits(lambda: "001" in receive.called_says.text() and not window.busy)
        window.receive.receive(Requester("Nguyễn Văn An"), "Bằng tốt nghiệp", 1)
        clerk.waits(lambda: window.counter.place is Place.SCAN and not window.busy)
        assert receive.called_says.text() == ""
        window.receive.take_code(ticket_code(tickets[1]))
        clerk.waits(lambda: "002" in receive.called_says.text() and not window.busy)
        press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        clerk.press(Qt.Key.Key_F6)
        clerk.waits(lambda: window.messages.messages[0].code == "nobody-waits")
    waits = desk.call_citizens.waits(hanoi_day(desk.now()))
    assert (waits.called, waits.served) == (2, 1)
