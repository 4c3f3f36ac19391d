"""Bulk before a real central: what is small goes first, what is large has its hours."""

from offline_store.central_client import CentralClient
from offline_store.on_the_way import OnTheWay
from offline_store.sending_order import BulkRule, Hours
from offline_store.store import Store
from offline_store.sync import send_due
from tests.integration.central.test_sync import LATER, queue


def test_small_new_copies_go_before_bulk_which_keeps_its_hours(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """By day the large one waits and says so; a person who asks sends it all the same."""
    items = queue(store, client, *signed_copies)
    sizes = {item.id: store.files.size(item.sha256) for item in items}
    large = {item for item, size in sizes.items() if size == max(sizes.values())}
    small = set(sizes) - large
    assert small, "else this shows nothing"
    # It is noon at the counter.
    bulk = BulkRule(max(sizes.values()), Hours.parse("20:00-05:00"))
    moments: list[OnTheWay] = []
    report = send_due(store, client, LATER, bulk=bulk, moving=moments.append)
    assert {item.id for item in report.items} == small
    assert (report.queued, report.bulk_waiting) == (len(large), len(large))
    assert moments[-1].done == moments[-1].items == len(small)
    assert moments[-1].sent == moments[-1].size == sum(sizes[item] for item in small)
    report = send_due(store, client, LATER, bulk=bulk, at_once=True)
    assert (report.accepted, report.bulk_waiting) == (len(large), 0)
