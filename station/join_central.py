"""Give this desk its place at a central."""

from collections.abc import Callable
from dataclasses import dataclass

from offline_store.central_client import enrol
from offline_store.errors import NotEnrolled
from offline_store.records import Enrolment
from offline_store.store import Records, Store
from station.hanoi_time import Clock


@dataclass(frozen=True, slots=True)
class JoinCentral:
    """Enrols with a one-time code. who: stands on the trail; who may, that code decides."""

    store: Store
    who: str
    now: Clock

    def __call__(
        self, url: str, code: str, name: str, may_leave: Callable[[], None] | None = None
    ) -> Enrolment:
        """Get a place and keep it; at the central that the desk has already, the same one.

        may_leave: asked before another central takes the place of the one that the desk has, since
        that says who may sign in; raises where they may not.

        Raises:
            TrainingOnly: the desk is one to train at; the code is not used up.
            CentralError: as `enrol`.
        """
        with self.store.snapshot() as records:
            records.training.refuse()
            earlier = place_of(records)
        place = enrol(url, code, name, earlier=earlier)
        if earlier is not None and place.receipt_key != earlier.receipt_key and may_leave:
            may_leave()
        with self.store.transaction() as records:
            records.desk.enrol(place)
            records.audit.append(self.now(), self.who, "desk-enrolled", place.station)
        return place


def place_of(records: Records) -> Enrolment | None:
    """This desk's place at central; None where it has none."""
    try:
        return records.desk.enrolment()
    except NotEnrolled:
        return None
