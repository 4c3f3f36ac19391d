"""Hear of central which transfers came, and take what is owed for paid."""

import logging

from offline_store.central_client import CentralClient
from offline_store.errors import CentralError
from offline_store.payments import ToldPayment
from offline_store.store import Store
from station.cashier import reconcile
from station.hanoi_time import Clock
from station.settings import Settings

log = logging.getLogger(__name__)


def fetch_payments(
    store: Store, settings: Settings, client: CentralClient, clerk: str, now: Clock
) -> tuple[ToldPayment, ...]:
    """What was heard. An older central, which knows nothing of it, stops no run."""
    heard: list[ToldPayment] = []
    try:
        while True:
            with store.snapshot() as records:
                after = records.payments.heard_up_to()
            answer = client.payments(after)
            heard += reconcile(store, settings, answer.payments, now(), clerk)
            if not answer.more or not answer.payments:
                return tuple(heard)
    except CentralError as error:
        log.warning("payments were not heard: %s", error.code)
        return tuple(heard)
