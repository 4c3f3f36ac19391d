"""The outbox on several lines at once."""

import threading

import pytest

from offline_store.central_client import CentralClient
from offline_store.central_line import Pace
from offline_store.records import Enrolment, OutboxItem, OutboxState
from offline_store.store import Store
from offline_store.sync import send_due
from tests.integration.central.test_sync import LATER, queue

pytestmark = pytest.mark.on_sqlite


def test_many_copies_go_on_several_lines_each_once(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """What each came to is told by the one thread that asked, and the items keep their order."""
    items = queue(store, client, *signed_copies)
    told = list[tuple[str, OutboxState, int]]()

    def progress(item: OutboxItem) -> None:
        told.append((item.id, item.state, threading.get_ident()))

    report = send_due(store, client, LATER, progress)
    assert [item.id for item in report.items] == [item.id for item in items]
    assert {thread for *_, thread in told} == {threading.get_ident()}
    for item in items:
        states = [state for told_id, state, _ in told if told_id == item.id]
        # Once with central's receipt, once with its verdict.
        assert states == [OutboxState.SENDING, OutboxState.ACCEPTED, OutboxState.ACCEPTED]


def test_a_pace_is_kept_over_all_lines(
    store: Store,
    place: Enrolment,
    signed_copies: tuple[bytes, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many lines there are, together they wait for as long as all the bytes take."""
    waited: list[float] = []
    monkeypatch.setattr("offline_store.central_line.time.sleep", waited.append)
    kbit = 1000
    with CentralClient(place, 20.0, Pace(kbit)) as slow:
        queue(store, slow, *signed_copies)
        assert send_due(store, slow, LATER).accepted == len(signed_copies)
    # The clock went on by itself meanwhile, so the longest wait falls short by a little.
    line_s = sum(map(len, signed_copies)) * 8 / (kbit * 1000)
    assert line_s / 2 < max(waited) < line_s
