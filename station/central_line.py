"""This desk's line to its central."""

from offline_store.central_client import CentralClient
from offline_store.central_line import Pace
from offline_store.store import Store
from station.settings import SyncSettings


def open_central(store: Store, settings: SyncSettings, pace: Pace | None = None) -> CentralClient:
    """Open it, to be closed by the caller.

    pace: how fast it may send; None: as it can.

    Raises:
        NotEnrolled: the desk has no place at a central. TrainingOnly: it never gets one.
    """
    with store.snapshot() as records:
        records.training.refuse()
        place = records.desk.enrolment()
    return CentralClient(place, float(settings.answer_limit_s), pace)
