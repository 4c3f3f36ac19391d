"""Which dossiers for procedures a run tells central of."""

from offline_store.handling import Axis
from offline_store.records import DossierId
from station.dossier_states import Sync
from tests.unit.station.test_procedure_dossier import ASKS, BIRTH, Counter
from tests.unit.station.test_procedure_dossier import counter as counter


def test_what_central_refuses_holds_up_nobody(counter: Counter) -> None:
    """It is told again, after the others, and each of many comes to its turn."""
    refused = {counter.receive(ASKS, BIRTH).id for _ in range(4)}
    with counter.store.transaction() as records:
        for each in refused:
            for state in (Sync.ON_THE_WAY, Sync.REFUSED):
                records.handling.change(each, Axis.SYNC, state, counter.clock(), "an", "")
    new = [counter.receive(ASKS, BIRTH).id for _ in range(3)]

    def waiting(limit: int, refused_limit: int) -> tuple[DossierId, ...]:
        with counter.store.snapshot() as records:
            return records.told_handlings.to_tell(
                [Axis.BUSINESS], limit, refused=Sync.REFUSED, refused_limit=refused_limit
            )

    assert waiting(2, 0) == tuple(new[:2])
    first = waiting(10, 3)
    assert list(first[:3]) == new
    assert len(first) == 6
    assert refused == {each for _ in range(200) for each in waiting(0, 1)}
