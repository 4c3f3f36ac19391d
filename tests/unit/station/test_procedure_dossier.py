"""A dossier for a procedure: received, its papers ticked off, moved on from state to state."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offline_store.errors import NotFound, RecordRefused
from offline_store.handling import Axis, Channel, Handling, Owner, OwnerKind, Standing
from offline_store.records import Document, Dossier, Requester
from offline_store.store import Store
from station.cashier import TakePayment
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.certify import CertifyCopy
from station.checklist import Checklist, open_components
from station.copy_signing import CopySigning
from station.dossier_states import Business, Delivery, Money
from station.errors import (
    CatalogueMissing,
    ComponentHasPages,
    ComponentNotCertified,
    ComponentsOpen,
    HandlingOver,
    InputInvalid,
    InputMissing,
    NotSupported,
    NotToBeDigitised,
    PaidByReceiptAlone,
    ProcedureNotReceivedHere,
    ProcedureUnknown,
    RoleMissing,
    StateNotNext,
)
from station.hanoi_time import HANOI
from station.move_on import MoveOn
from station.procedure_fees import bill
from station.progress import Step, next_step
from station.receipt import MakeReceipt
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.settings import Settings
from station.time_limit import time_left
from station.working_time import WorkingTimeSettings, working_time
from tests.account_fixtures import everybody
from tests.store_fixtures import make_page
from tests.unit.station.desk_parts import SetClock

ASKS = Requester("Nguyễn Thị Thử", "001099000123")
LAND = "9.900001"
BIRTH = "1.001193"
MARITAL = "1.004873"
CALENDAR = working_time(WorkingTimeSettings())


class Counter:
    """The use cases at one desk."""

    def __init__(self, store: Store, who: str = "an") -> None:
        self.store = store
        self.clock = SetClock(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))  # 9:00, a Wednesday
        self.receive = ReceiveForProcedure(ReceiveDossier(store, "H26.99.1", who, self.clock))
        self.tick = Checklist(store, who, self.clock)
        self.move_on = MoveOn(store, who, self.clock)

    def handling(self, dossier: Dossier) -> Handling:
        """How it is handled now."""
        with self.store.snapshot() as records:
            return records.handling.get(dossier.id)

    def open(self, dossier: Dossier) -> tuple[int, ...]:
        """What keeps it from being received."""
        with self.store.snapshot() as records:
            return open_components(records, records.handling.get(dossier.id))

    def documents(self, dossier: Dossier) -> tuple[Document, ...]:
        """Its documents."""
        with self.store.snapshot() as records:
            return records.dossiers.get(dossier.id).documents

    def scan(self, dossier: Dossier, component: int) -> None:
        """Say that it is scanned, and put a page there."""
        self.tick(dossier.id, component, Standing.SCAN)
        (paper,) = [each for each in self.documents(dossier) if each.component == component]
        with self.store.transaction() as records:
            records.dossiers.add_page(make_page(paper.id, 1))

    def complete(self, dossier: Dossier) -> None:
        """Everything that a birth registration asks for."""
        for component in (1, 2):
            self.scan(dossier, component)
        self.tick(dossier.id, 4, Standing.ON_PAPER, "shown-only")


@pytest.fixture
def counter(store: Store) -> Counter:
    """A desk with the sample catalogue."""
    TakeCatalogue(store, CatalogueSettings(), _kinds(), "it", SetClock()).sample()
    return Counter(store)


def _kinds() -> frozenset[str]:
    return frozenset(
        component.kind
        for procedure in sample_catalogue().procedures
        for component in procedure.components
    )


def test_a_dossier_says_for_whom_and_by_whom(counter: Counter) -> None:
    """Who asks, whose it is, how it came, who takes and who resolves it; newly registered."""
    owner = Owner("Công ty  Mẫu", "0101234567", OwnerKind.ENTERPRISE)
    dossier = counter.receive(ASKS, LAND, owner=owner, channel=Channel.POST)
    handling = counter.handling(dossier)
    assert dossier.code == "H26.99.1-261125-0001"
    assert dossier.requester.name == "Nguyễn Thị Thử"
    assert handling.owner == Owner("Công ty Mẫu", "0101234567", OwnerKind.ENTERPRISE)
    assert handling.channel == 3
    assert (handling.receiving_unit, handling.resolving_unit) == ("H26.99.1", "H26.99.2")
    assert handling.state(Axis.BUSINESS) == "1"
    assert handling.catalogue_version == sample_catalogue().version()
    assert counter.handling(counter.receive(ASKS, BIRTH)).owner == Owner(ASKS.name, ASKS.id_number)


def test_who_resolves_is_said_by_rule(counter: Counter) -> None:
    """The unit that takes it, the named one, or the one of the residence, which must be told."""
    assert counter.handling(counter.receive(ASKS, BIRTH)).resolving_unit == "H26.99.1"
    there = counter.receive(ASKS, MARITAL, resolving_unit="H26.99.7")
    assert counter.handling(there).resolving_unit == "H26.99.7"
    with pytest.raises(InputMissing):
        counter.receive(ASKS, MARITAL)
    for code, unit in ((MARITAL, "phường kia"), (BIRTH, "H26.99.7"), (LAND, "H26.99.1")):
        with pytest.raises(InputInvalid):
            counter.receive(ASKS, code, resolving_unit=unit)


def test_other_units_procedures_are_not_received(counter: Counter, tmp_path: Path) -> None:
    """The error names who does."""
    said: dict[str, Any] = sample_catalogue().model_dump(mode="json")
    said["procedures"][0]["received_by"] = ["H26.99.3"]
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(said), "utf-8")
    take = TakeCatalogue(counter.store, CatalogueSettings(), _kinds(), "it", SetClock())
    take.from_file(file)
    with pytest.raises(ProcedureNotReceivedHere) as refused:
        counter.receive(ASKS, BIRTH)
    assert refused.value.facts == {"code": BIRTH, "units": "H26.99.3"}


def test_what_cannot_be_received_leaves_nothing(store: Store) -> None:
    """No catalogue, no such code, nobody's name: no dossier, and no code used up."""
    bare = Counter(store)
    with pytest.raises(CatalogueMissing):
        bare.receive(ASKS, BIRTH)
    TakeCatalogue(store, CatalogueSettings(), _kinds(), "it", SetClock()).sample()
    with pytest.raises(ProcedureUnknown):
        bare.receive(ASKS, "1.000000")
    with pytest.raises(InputMissing):
        bare.receive(Requester(" "), BIRTH)
    assert bare.receive(ASKS, BIRTH).code.endswith("-0001")


def test_a_dossier_keeps_its_procedure(counter: Counter, tmp_path: Path) -> None:
    """The catalogue that came since asks for other papers: of those who come now."""
    before = counter.receive(ASKS, BIRTH)
    said: dict[str, Any] = sample_catalogue().model_dump(mode="json")
    said["procedures"][0]["components"] = []
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(said), "utf-8")
    take = TakeCatalogue(counter.store, CatalogueSettings(), _kinds(), "it", SetClock())
    take.from_file(file)
    assert len(counter.handling(before).procedure.components) == 4
    assert counter.handling(counter.receive(ASKS, BIRTH)).procedure.components == ()


def test_a_paper_that_is_scanned_gets_a_document(counter: Counter) -> None:
    """Under its name, once; it is scanned and compared like any other, and not certified."""
    dossier = counter.receive(ASKS, LAND)
    assert counter.documents(dossier) == ()
    counter.tick(dossier.id, 2, Standing.SCAN)
    counter.tick(dossier.id, 2, Standing.SCAN)
    (paper,) = counter.documents(dossier)
    assert (paper.title, paper.component) == ("Giấy tờ về quyền sử dụng đất", 2)
    assert next_step(paper) is Step.SCAN
    compared = replace(make_page(paper.id, 1), compared_at=counter.clock())
    assert next_step(replace(paper, pages=(compared,))) is None


def test_a_component_is_not_certified(counter: Counter, tmp_path: Path) -> None:
    """And stands in no list of what is still to be signed or handed over."""
    dossier = counter.receive(ASKS, LAND)
    counter.scan(dossier, 2)
    (paper,) = counter.documents(dossier)
    settings = Settings()
    signing = CopySigning(settings.signing, tmp_path / "trust", tmp_path / "revocation")
    certify = CertifyCopy(counter.store, signing, settings, "an", counter.clock)
    with pytest.raises(ComponentNotCertified) as refused:
        certify.require_complete(paper.id)
    assert refused.value.facts == {"component": 2}
    with counter.store.snapshot() as records:
        assert records.dossiers.unsigned() == ()
        assert [each.id for each in records.dossiers.list()] == [dossier.id]


def test_what_is_only_shown_is_not_digitised(counter: Counter) -> None:
    """TT 01/2023 Điều 4; it is marked with that ground instead, and nothing was changed before."""
    dossier = counter.receive(ASKS, LAND)
    with pytest.raises(NotToBeDigitised) as refused:
        counter.tick(dossier.id, 8, Standing.SCAN)
    assert refused.value.facts == {"component": 8, "ground": "shown-only"}
    assert counter.handling(dossier).marks == ()
    assert counter.documents(dossier) == ()
    counter.tick(dossier.id, 8, Standing.ON_PAPER, "shown-only")
    assert 8 not in counter.open(dossier)


def test_each_standing_but_scan_wants_its_why(counter: Counter) -> None:
    """The rule, the place, the ground, what is to be brought."""
    dossier = counter.receive(ASKS, LAND)
    for standing in Standing:
        if standing is not Standing.SCAN:
            with pytest.raises(InputMissing):
                counter.tick(dossier.id, 1, standing, "  ")
    with pytest.raises(InputInvalid):
        counter.tick(dossier.id, 1, Standing.ON_PAPER, "old")
    with pytest.raises(InputInvalid):
        counter.tick(dossier.id, 1, Standing.SCAN, "why")
    with pytest.raises(InputInvalid):
        counter.tick(dossier.id, 1, Standing.NOT_NEEDED, "x" * 501)
    for position in (0, 9, -1):
        with pytest.raises(NotFound):
            counter.tick(dossier.id, position, Standing.SCAN)


def test_another_standing_takes_the_empty_document_away(counter: Counter) -> None:
    """And brings it back; one with pages is not taken."""
    dossier = counter.receive(ASKS, LAND)
    counter.tick(dossier.id, 2, Standing.SCAN)
    counter.tick(dossier.id, 2, Standing.DIGITAL, "Ví giấy tờ VNeID")
    assert counter.documents(dossier) == ()
    counter.scan(dossier, 2)
    with pytest.raises(ComponentHasPages) as refused:
        counter.tick(dossier.id, 2, Standing.NOT_NEEDED, "đã có dữ liệu")
    assert refused.value.facts == {"component": 2, "pages": 1}
    assert len(counter.documents(dossier)) == 1


def test_a_dossier_is_received_once_every_paper_is_there(counter: Counter) -> None:
    """What is needed and unsaid, to be brought, or to be scanned without a page keeps it back."""
    dossier = counter.receive(ASKS, BIRTH)
    assert counter.open(dossier) == (1, 2, 4), "the third is asked for only where there is one"
    counter.tick(dossier.id, 1, Standing.SCAN)
    counter.tick(dossier.id, 2, Standing.SUPPLEMENT, "Giấy chứng sinh thiếu dấu")
    counter.tick(dossier.id, 3, Standing.SUPPLEMENT, "bản chính")
    counter.tick(dossier.id, 4, Standing.ON_PAPER, "shown-only")
    with pytest.raises(ComponentsOpen) as refused:
        counter.move_on(dossier.id, Business.RECEIVED)
    assert refused.value.facts == {"components": "1, 2, 3"}
    assert counter.handling(dossier).state(Axis.BUSINESS) == "1"
    counter.complete(dossier)
    counter.tick(dossier.id, 3, Standing.NOT_NEEDED, "Nghị định 224/2026/NĐ-CP")
    assert counter.move_on(dossier.id, Business.RECEIVED).state(Axis.BUSINESS) == "2"


def test_time_runs_from_reception_and_stands_while_supplements_are_awaited(
    counter: Counter,
) -> None:
    """Three days; two closings pass while the citizen looks for a paper."""
    dossier = counter.receive(ASKS, MARITAL, resolving_unit="H26.99.1")
    handling = counter.handling(dossier)
    assert time_left(CALENDAR, counter.clock(), handling) is None
    counter.scan(dossier, 1)
    handling = counter.move_on(dossier.id, Business.RECEIVED)
    left = time_left(CALENDAR, counter.clock(), handling)
    assert left is not None
    assert left.due_at == datetime(2026, 11, 30, 17, tzinfo=HANOI)
    assert (left.late, left.days_left) == (False, 3)

    counter.clock.at = datetime(2026, 11, 26, 3, tzinfo=UTC)
    handling = counter.move_on(dossier.id, Business.SUPPLEMENT_ASKED, "Thiếu quyết định ly hôn")
    counter.tick(dossier.id, 2, Standing.SUPPLEMENT, "Quyết định ly hôn")
    left = time_left(CALENDAR, counter.clock(), handling)
    assert left is not None
    assert left.due_at is None

    counter.clock.at = datetime(2026, 11, 30, 1, tzinfo=UTC)
    with pytest.raises(ComponentsOpen):
        counter.move_on(dossier.id, Business.IN_WORK)
    counter.scan(dossier, 2)
    handling = counter.move_on(dossier.id, Business.IN_WORK)
    left = time_left(CALENDAR, counter.clock(), handling)
    assert left is not None
    assert left.due_at == datetime(2026, 12, 2, 17, tzinfo=HANOI)
    late = time_left(CALENDAR, datetime(2026, 12, 2, 17, 1, tzinfo=HANOI), handling)
    assert late is not None
    assert late.late
    over = counter.move_on(dossier.id, Business.RESOLVED)
    assert time_left(CALENDAR, counter.clock(), over) is None


def test_states_move_by_the_table_alone(counter: Counter) -> None:
    """The error says what may follow; a word why is owed to the citizen."""
    dossier = counter.receive(ASKS, BIRTH)
    with pytest.raises(StateNotNext) as refused:
        counter.move_on(dossier.id, Business.RETURNED)
    assert refused.value.facts == {"axis": "business", "state": "1", "to": "10", "may": "2, 3, 7"}
    with pytest.raises(InputMissing):
        counter.move_on(dossier.id, Business.NOT_RECEIVED)
    with pytest.raises(InputInvalid):
        counter.move_on(dossier.id, "11")
    with pytest.raises(InputInvalid):
        counter.move_on(dossier.id, "safe", axis=Axis.SYNC)
    counter.move_on(dossier.id, Business.NOT_RECEIVED, "Không thuộc thẩm quyền")
    with pytest.raises(HandlingOver):
        counter.tick(dossier.id, 1, Standing.SCAN)
    last = counter.handling(dossier).changes[-1]
    assert (last.who, last.reason) == ("an", "Không thuộc thẩm quyền")


def test_the_four_axes_say_nothing_of_each_other(counter: Counter) -> None:
    """Resolved and unpaid, paid and not resolved; only a payment makes it paid."""
    dossier = counter.receive(ASKS, LAND)
    assert counter.handling(dossier).state(Axis.MONEY) == Money.DUE
    assert counter.handling(counter.receive(ASKS, BIRTH)).state(Axis.MONEY) == Money.NOTHING_DUE
    with pytest.raises(PaidByReceiptAlone):
        counter.move_on(dossier.id, Money.PAID, "BL 0000123", axis=Axis.MONEY)
    TakePayment(counter.store, Settings(), "an", counter.clock)(dossier.id)
    counter.move_on(dossier.id, Delivery.READY, axis=Axis.DELIVERY)
    states = [counter.handling(dossier).state(axis) for axis in Axis]
    assert states == ["1", "paid", "ready", "here"]
    with pytest.raises(PaidByReceiptAlone):
        counter.move_on(dossier.id, Money.DUE, axis=Axis.MONEY)


def test_what_was_once_a_state_stays_one(counter: Counter) -> None:
    """No program takes a step out of the record."""
    dossier = counter.receive(ASKS, BIRTH)
    for statement in ("DELETE FROM state_change", "UPDATE state_change SET state = '10'"):
        with pytest.raises(RecordRefused), counter.store.transaction() as records:
            records.handling.connection.exec_driver_sql(statement)
    assert counter.handling(dossier).state(Axis.BUSINESS) == "1"


def test_who_may(counter: Counter) -> None:
    """Clerk and officer at the counter; the others look on."""
    dossier = counter.receive(ASKS, BIRTH)
    everybody(counter.store)
    for who in ("kho", "quan"):
        at = Counter(counter.store, who)
        with pytest.raises(RoleMissing):
            at.receive(ASKS, BIRTH)
        with pytest.raises(RoleMissing):
            at.tick(dossier.id, 1, Standing.SCAN)
        with pytest.raises(RoleMissing):
            at.move_on(dossier.id, Business.NOT_RECEIVED, "vì")
    for who in ("an", "hoa"):
        Counter(counter.store, who).tick(dossier.id, 1, Standing.SCAN)


def test_fees_hold_on_their_days_and_less_for_the_exempt() -> None:
    """By the catalogue alone; who is exempt is named in its words, with its ground."""
    copies = next(each for each in sample_catalogue().procedures if each.code == "2.000635")
    day, before = datetime(2026, 11, 25).date(), datetime(2016, 12, 31).date()
    name = "Phí cấp bản sao trích lục hộ tịch"
    assert [line.vnd for line in bill(copies, day)] == [8000]
    assert bill(copies, before) == ()
    (waived,) = bill(copies, day, {name: "Trẻ em"})
    assert (waived.full_vnd, waived.vnd) == (8000, 0)
    assert waived.exemption is not None
    assert "281/2016" in waived.exemption.ground
    land = next(each for each in sample_catalogue().procedures if each.code == LAND)
    assert [line.vnd for line in bill(land, day, {land.fees[0].name: "Hộ nghèo"})] == [50_000]
    for wrong in ({name: "Người quen"}, {"Phí khác": "Trẻ em"}):
        with pytest.raises(InputInvalid):
            bill(copies, day, wrong)


def test_the_slip_of_copies_is_not_given_for_a_procedure(counter: Counter) -> None:
    """It would promise the copy's day and ask the copy's fee."""
    dossier = counter.receive(ASKS, BIRTH)
    with pytest.raises(NotSupported):
        MakeReceipt(counter.store, Settings(), CALENDAR, counter.clock)(dossier.id)
