"""Transfers told to a real central, heard by a real desk: a dossier is paid by it, once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.errors import AgencyUnknown, CentralMissing, PaymentInvalid
from central.payments import tell_payment
from offline_store.handling import Axis
from offline_store.payments import Outcome
from offline_store.records import Dossier, Requester
from station.bootstrap import Desk
from station.dossier_states import Money
from tests.integration.central.conftest import AGENCY_CODE

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def plot(counter: Desk) -> Dossier:
    """A dossier that costs 100,000 đ."""
    counter.take_catalogue.sample()
    return counter.receive_for_procedure(Requester("Nguyễn Thị Thử"), "9.900001")


def money(desk: Desk, dossier: Dossier) -> str:
    """Whether it is paid."""
    with desk.store.snapshot() as records:
        return records.handling.get(dossier.id).state(Axis.MONEY)


def test_a_reconciled_transfer_pays_with_the_next_run(
    central_home: Path, counter: Desk, plot: Dossier
) -> None:
    """Not before; and a second run, or the same transfer told again, pays nothing more."""
    counter.synchronise(at_once=True)
    assert money(counter, plot) == Money.DUE
    told = tell_payment(central_home, AGENCY_CODE, plot.code, 100_000, "FT1", AT)
    assert money(counter, plot) == Money.DUE
    counter.synchronise(at_once=True)
    assert money(counter, plot) == Money.PAID
    assert tell_payment(central_home, AGENCY_CODE, plot.code, 100_000, "FT1", AT) == told
    counter.synchronise(at_once=True)
    with counter.store.snapshot() as records:
        assert [each.outcome for each in records.payments.told()] == [Outcome.TAKEN]


def test_what_is_no_transfer_is_refused(central_home: Path, counter: Desk, plot: Dossier) -> None:
    """An agency nobody knows, no amount, a reference that was another transfer's."""
    tell_payment(central_home, AGENCY_CODE, plot.code, 1000, "FT1", AT)
    with pytest.raises(AgencyUnknown):
        tell_payment(central_home, "H26.1", plot.code, 1000, "FT2", AT)
    for vnd, reference in ((0, "FT2"), (2000, "FT1"), (1000, "")):
        with pytest.raises(PaymentInvalid):
            tell_payment(central_home, AGENCY_CODE, plot.code, vnd, reference, AT)


def test_a_transfer_is_told_to_a_central_alone(tmp_path: Path) -> None:
    """Where none was made, none is made by it: not even a database."""
    with pytest.raises(CentralMissing):
        tell_payment(tmp_path, AGENCY_CODE, "D-1", 1000, "FT1", AT)
    assert not list(tmp_path.iterdir())
