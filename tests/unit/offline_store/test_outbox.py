from dataclasses import replace
from datetime import timedelta

import pytest

from offline_store.errors import NotFound, RecordRefused
from offline_store.records import OutboxId, OutboxItem, OutboxState
from offline_store.store import Store
from tests.store_fixtures import NOON, add_dossier, certify, make_block, make_dossier

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def items(store: Store) -> list[OutboxItem]:
    """Three queued items, oldest first."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    made = []
    for number in range(3):
        document = add_dossier(store, make_dossier(f"H26-261122-{number:04d}"))
        at = NOON + timedelta(seconds=number)
        made.append(certify(store, document, b"%%PDF %d" % number, at=at)[1])
    return made


def test_items_are_due_oldest_first(store: Store, items: list[OutboxItem]) -> None:
    """Who came first is sent first."""
    with store.snapshot() as records:
        assert tuple(items) == records.outbox.due(LATER) == records.outbox.items()


def test_a_document_is_queued_once(store: Store, items: list[OutboxItem]) -> None:
    """Queued again, it is the item it was."""
    with store.transaction() as records:
        assert items[0] == records.outbox.enqueue(items[0].document_id, LATER)
        assert len(records.outbox.items()) == 3


def test_only_a_certified_document_is_queued(store: Store) -> None:
    """Without a copy there is nothing to send."""
    document = add_dossier(store, make_dossier())
    with pytest.raises(RecordRefused), store.transaction() as records:
        records.outbox.enqueue(document, NOON)


def test_a_failure_waits_and_an_unconfirmed_item_is_due_at_once(
    store: Store, items: list[OutboxItem]
) -> None:
    """What was being sent when the program died is sent again, whatever the hour."""
    failed, unconfirmed, _ = items
    with store.transaction() as records:
        records.outbox.mark_sending(failed.id)
        records.outbox.mark_failed(failed.id, "central-failed", LATER)
        records.outbox.mark_sending(unconfirmed.id)
    with store.snapshot() as records:
        due = [item.id for item in records.outbox.due(NOON)]
        later = [item.id for item in records.outbox.due(LATER)]
        after = records.outbox.item(failed.id)
    assert [unconfirmed.id, items[2].id] == due
    assert [item.id for item in items] == later
    assert (
        after.attempts,
        after.error,
        after.state,
    ) == (1, "central-failed", OutboxState.QUEUED)


def test_an_accepted_item_never_changes_again(store: Store, items: list[OutboxItem]) -> None:
    """A latecomer's failure or second receipt does not touch it."""
    item = items[0]
    with store.transaction() as records:
        records.outbox.mark_sending(item.id)
        records.outbox.mark_accepted(item.id, "first")
        records.outbox.mark_failed(item.id, "central-failed", LATER)
        records.outbox.mark_refused(item.id, "number-taken")
        records.outbox.mark_accepted(item.id, "second")
        records.outbox.mark_sending(item.id)
        after = records.outbox.item(item.id)
    assert (after.state, after.receipt, after.error) == (OutboxState.ACCEPTED, "first", None)


def test_an_accepted_item_stands_once_central_says_so(
    store: Store, items: list[OutboxItem]
) -> None:
    """Until then it is neither safe nor waits to be sent; its word is never taken back."""
    item = items[0]
    with store.transaction() as records:
        records.outbox.mark_standing(item.id, "too early")
        records.outbox.mark_sending(item.id)
        records.outbox.mark_accepted(item.id, "receipt")
        records.outbox.mark_undecided(item.id, "signature-undecided")
        (open_still,) = records.outbox.without_verdict()
        records.outbox.mark_standing(item.id, "verdict")
        records.outbox.mark_fallen(item.id, "signature-not-valid")
        after = records.outbox.item(item.id)
        assert records.outbox.without_verdict() == ()
    assert (open_still.id, open_still.stands, open_still.error) == (
        item.id,
        False,
        "signature-undecided",
    )
    assert (after.stands, after.verdict, after.error) == (True, "verdict", None)
    for change in ("state = 'queued'", "receipt = 'other'", "verdict = 'other'"):
        with pytest.raises(RecordRefused), store.transaction() as records:
            records.outbox.connection.exec_driver_sql(
                f"UPDATE outbox SET {change} WHERE id = '{item.id}'"
            )


def test_an_accepted_item_that_falls_is_parked_with_its_receipt(
    store: Store, items: list[OutboxItem]
) -> None:
    """Queued again, it goes under the same id, and central's receipt is known all the time."""
    item = items[0]
    with store.transaction() as records:
        records.outbox.mark_sending(item.id)
        records.outbox.mark_accepted(item.id, "receipt")
        records.outbox.mark_fallen(item.id, "signature-not-valid")
        parked = records.outbox.item(item.id)
        records.outbox.requeue(item.id)
        assert records.outbox.receipted_copies() == {item.id: item.sha256}
        assert item.id in [each.id for each in records.outbox.due(LATER)]
    assert (parked.state, parked.error, parked.receipt) == (
        OutboxState.REFUSED,
        "signature-not-valid",
        "receipt",
    )


def test_an_attempt_that_never_began_is_taken_back(store: Store, items: list[OutboxItem]) -> None:
    """It counts as none."""
    with store.transaction() as records:
        records.outbox.mark_sending(items[0].id)
        records.outbox.mark_unsent(items[0].id)
        assert records.outbox.item(items[0].id) == items[0]


def test_a_refused_item_is_parked_until_somebody_queues_it_again(
    store: Store, items: list[OutboxItem]
) -> None:
    """It is not due; its reason stays until the next attempt says otherwise."""
    item = items[0]
    with store.transaction() as records:
        records.outbox.mark_sending(item.id)
        records.outbox.mark_refused(item.id, "signature-not-valid")
        parked = records.outbox.due(LATER)
        records.outbox.requeue(item.id)
        again = records.outbox.due(LATER)
    assert item.id not in [each.id for each in parked]
    assert item.id in [each.id for each in again]


def test_an_unknown_item_is_named(store: Store) -> None:
    """Asking for nothing says so."""
    with pytest.raises(NotFound), store.transaction() as records:
        records.outbox.mark_sending(OutboxId("none"))


def test_what_nobody_tried_to_send_gives_way_to_a_later_version(
    store: Store, items: list[OutboxItem]
) -> None:
    """It is the same item, on its way from now on."""
    sha256 = "cd" * 32
    with store.transaction() as records:
        copy = records.dossiers.document(items[0].document_id).copy
        assert copy is not None
        records.dossiers.replace_copy(replace(copy, sha256=sha256))
        item = records.outbox.enqueue(copy.document_id, LATER)
        assert len(records.outbox.items()) == 3
    assert (item.id, item.sha256, item.created_at) == (items[0].id, sha256, LATER)
