"""A new desk gets its place at central by what its installation was told, without a question."""

import platform

from offline_store.store import Store
from station.hanoi_time import Clock
from station.join_central import JoinCentral, place_of
from station.settings import SyncSettings


def enrol_as_told(store: Store, sync: SyncSettings, clerk: str, now: Clock) -> None:
    """Enrol a desk that has no place yet, where the settings say where and with which code.

    Raises:
        TrainingOnly: the desk is one to train at.
        CentralError: central was not reached, or the code is none or used up.
    """
    if not (sync.central_url and sync.enrol_code):
        return
    with store.snapshot() as records:
        if place_of(records) is not None:
            return
    JoinCentral(store, clerk, now)(sync.central_url, sync.enrol_code, platform.node() or "desk")
