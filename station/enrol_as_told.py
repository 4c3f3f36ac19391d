"""A new desk gets its place at central by what its installation was told, without a question."""

import platform

from offline_store.central_client import enrol
from offline_store.errors import NotEnrolled
from offline_store.store import Store
from station.hanoi_time import Clock
from station.settings import SyncSettings


def enrol_as_told(store: Store, sync: SyncSettings, clerk: str, now: Clock) -> bool:
    """Enrol a desk that has no place yet, where the settings say where and with which code.

    Returns:
        Whether it was enrolled now.

    Raises:
        CentralError: central was not reached, or the code is none or used up.
    """
    if not (sync.central_url and sync.enrol_code):
        return False
    with store.snapshot() as records:
        try:
            records.desk.enrolment()
        except NotEnrolled:
            pass
        else:
            return False
    place = enrol(sync.central_url, sync.enrol_code, platform.node() or "desk")
    with store.transaction() as records:
        records.desk.enrol(place)
        records.audit.append(now(), clerk, "desk-enrolled", place.station)
    return True
