"""Dossiers for procedures by their time, who has them, and how likely they are to be late."""

from datetime import UTC, datetime, timedelta

import pytest

from offline_store.handling import Standing
from offline_store.records import Dossier, Requester
from offline_store.store import Store
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.checklist import Checklist
from station.dossier_states import Business
from station.due_lists import ListDue, Which
from station.move_on import MoveOn
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.responsible import Part
from station.working_time import WorkingTimeSettings, working_time
from tests.unit.station.desk_parts import SetClock

WEDDING = "1.000894"  # five working days
CALENDAR = working_time(WorkingTimeSettings())
MONDAY = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)  # 9:00


class Counter:
    """A desk that receives for weddings."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = SetClock(MONDAY)
        kinds = frozenset(
            part.kind for each in sample_catalogue().procedures for part in each.components
        )
        TakeCatalogue(store, CatalogueSettings(), kinds, "an", self.clock).sample()
        self._receive = ReceiveForProcedure(ReceiveDossier(store, "H26.99.1", "an", self.clock))
        self._tick = Checklist(store, "an", self.clock)
        self.move_on = MoveOn(store, "an", self.clock)
        self.list = ListDue(store, CatalogueSettings(), CALENDAR, self.clock)

    def received(self, at: datetime, name: str = "Nguyễn Thị Thử") -> Dossier:
        """A dossier that was received at that moment, with everything."""
        self.clock.at = at
        dossier = self._receive(Requester(name), WEDDING)
        self._tick(dossier.id, 1, Standing.DIGITAL, "Kho dữ liệu")
        self._tick(dossier.id, 3, Standing.ON_PAPER, "shown-only")
        self.move_on(dossier.id, Business.RECEIVED)
        return dossier

    def resolved(self, since: datetime, after: timedelta) -> None:
        """A dossier that took so long."""
        dossier = self.received(since)
        self.move_on(dossier.id, Business.IN_WORK)
        self.clock.at = since + after
        self.move_on(dossier.id, Business.RESOLVED)
        self.move_on(dossier.id, Business.RETURNED)

    def names(self, which: Which) -> list[str]:
        """Who asked, in the order of a list."""
        return [each.dossier.requester.name for each in self.list(which)]


@pytest.fixture
def counter(store: Store) -> Counter:
    """The desk."""
    return Counter(store)


def test_each_list_has_what_belongs_there(counter: Counter) -> None:
    """Received on three Mondays; on the last one's Friday, and what is to be handed over."""
    for weeks, name in ((2, "Muộn"), (1, "Trước"), (0, "Nay")):
        counter.received(MONDAY - timedelta(weeks=weeks), name)
    ready = counter.received(MONDAY, "Xong")
    counter.move_on(ready.id, Business.IN_WORK)
    counter.move_on(ready.id, Business.RESOLVED)
    counter.clock.at = MONDAY + timedelta(hours=1)
    # Five working days after Monday is the Monday after; 24 November was a holiday.
    assert counter.names(Which.LATE) == ["Muộn"]
    assert counter.names(Which.OPEN) == ["Muộn", "Trước", "Nay"]
    assert counter.names(Which.READY) == ["Xong"]
    assert counter.names(Which.RISK) == []
    due = {each.dossier.requester.name: each.left for each in counter.list()}
    assert {name for name in due if due[name] is not None} == {"Muộn", "Trước", "Nay"}
    counter.clock.at = MONDAY + timedelta(days=7)
    assert counter.names(Which.TODAY) == ["Nay"]
    counter.clock.at = MONDAY + timedelta(days=4)
    assert counter.names(Which.SOON) == ["Nay"]


def test_it_is_said_who_has_it(counter: Counter) -> None:
    """The counter, the unit that resolves, the citizen of whom something is awaited."""
    dossier = counter.received(MONDAY)
    hands = [counter.list()[0].hands.part]
    for state in (Business.IN_WORK, Business.SUPPLEMENT_ASKED, Business.IN_WORK):
        counter.move_on(dossier.id, state, "Thiếu ảnh")
        hands.append(counter.list()[0].hands.part)
    assert hands == [Part.RECEIVER, Part.RESOLVER, Part.CITIZEN, Part.RESOLVER]
    (listed,) = counter.list()
    assert (listed.hands.unit, listed.hands.who) == ("H26.99.1", "an")


def test_the_risk_is_this_desks_own_history(counter: Counter) -> None:
    """Of those that were open as long; the quick ones say nothing of a slow one."""
    past = MONDAY - timedelta(weeks=20)
    for week, hours in enumerate((1, 1, 1, 150, 160, 200, 300, 400)):
        counter.resolved(past + timedelta(weeks=week), timedelta(hours=hours))
    counter.received(MONDAY)
    counter.clock.at = MONDAY + timedelta(minutes=1)
    (fresh,) = counter.list()
    assert fresh.risk is not None
    assert (fresh.risk.late, fresh.risk.of) == (3, 8)
    assert Which.RISK not in fresh.lists
    counter.clock.at = MONDAY + timedelta(hours=100)
    (slow,) = counter.list()
    assert slow.risk is not None
    assert (slow.risk.late, slow.risk.of) == (3, 5)
    assert counter.names(Which.RISK) == ["Nguyễn Thị Thử"]


def test_few_earlier_ones_tell_nothing(counter: Counter) -> None:
    """Below the number of the settings."""
    for week in range(4):
        counter.resolved(MONDAY - timedelta(weeks=10 - week), timedelta(hours=400))
    counter.received(MONDAY)
    (listed,) = counter.list()
    assert listed.risk is None
