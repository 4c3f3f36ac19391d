import pytest

from offline_store.errors import NotEnrolled, RecordRefused
from offline_store.records import Enrolment
from offline_store.store import Store
from tests.store_fixtures import NOON


def _three_lines(store: Store) -> None:
    with store.transaction() as records:
        for number in range(3):
            records.audit.append(NOON, "clerk-1", "page-compared", f"page-{number}", dpi=300)


def test_a_whole_chain_verifies(store: Store) -> None:
    """An empty trail and an untouched one both hold."""
    with store.snapshot() as records:
        assert records.audit.verify() is None
    _three_lines(store)
    with store.snapshot() as records:
        assert records.audit.verify() is None
        assert [line.sequence for line in records.audit.lines()] == [1, 2, 3]
        assert records.audit.lines()[0].facts == '{"dpi":300}'


@pytest.mark.parametrize(
    ("wrong", "broken"),
    [
        ("UPDATE audit SET who = 'clerk-2' WHERE sequence = 2", 2),
        ("UPDATE audit SET facts = '{\"dpi\":301}' WHERE sequence = 1", 1),
        ("UPDATE audit SET at = '2026-11-22T05:00:01.000000+00:00' WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("UPDATE audit SET hash = lower(hex(randomblob(32))) WHERE sequence = 3", 3),
    ],
)
def test_the_trail_refuses_changes_and_shows_forced_ones(
    store: Store, wrong: str, broken: int
) -> None:
    """The database says no; who removes its rules first is found out by the chain."""
    _three_lines(store)
    with pytest.raises(RecordRefused), store.transaction() as records:
        records.audit.connection.exec_driver_sql(wrong)
    with store.transaction() as records:
        for rule in ("audit_fixed", "audit_stays"):
            records.audit.connection.exec_driver_sql(f"DROP TRIGGER {rule}")
        records.audit.connection.exec_driver_sql(wrong)
    with store.snapshot() as records:
        assert broken == records.audit.verify()


def test_a_desk_is_enrolled_or_says_that_it_is_not(store: Store) -> None:
    """A later enrolment takes the place of an earlier one."""
    with pytest.raises(NotEnrolled), store.snapshot() as records:
        records.desk.enrolment()
    places = [Enrolment("http://127.0.0.1:1", f"s{n}", "H26", "secret", "PEM") for n in (1, 2)]
    for place in places:
        with store.transaction() as records:
            records.desk.enrol(place)
    with store.snapshot() as records:
        assert places[1] == records.desk.enrolment()
