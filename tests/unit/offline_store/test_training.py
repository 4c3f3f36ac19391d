"""A store to train at: marked once, for good, and nothing leaves it, whoever asks."""

import pytest

from offline_store import tables
from offline_store.errors import NotEnrolled, RecordRefused, TrainingOnly
from offline_store.records import Enrolment
from offline_store.signed_papers import SignedPaper
from offline_store.store import Store
from offline_store.training import training
from tests.store_fixtures import NOON, add_dossier, make_block, make_dossier

PLACE = Enrolment("https://central.example", "desk-1", "H26.99.1", "secret", "pem")


@pytest.fixture
def school(store: Store) -> Store:
    """A store to train at."""
    with store.transaction() as records:
        records.training.begin(NOON)
    return store


def test_it_is_marked_once_and_for_good(school: Store) -> None:
    """Marked again, it stays as it is; the mark goes away by no way."""
    with school.transaction() as records:
        records.training.begin(NOON)
        assert records.training.here
    for change in (training.delete(), training.update().values(begun_at=NOON)):
        with (
            pytest.raises(RecordRefused) as refused,
            school.transaction() as records,
        ):
            records.training.connection.execute(change)
        assert "training-stays" in str(refused.value.__cause__)


@pytest.mark.parametrize("real", ["dossier", "enrolment", "numbers"])
def test_a_real_desk_never_becomes_one(store: Store, real: str) -> None:
    """Not with a dossier, a place at central or real numbers in it."""
    if real == "dossier":
        add_dossier(store, make_dossier())
    with store.transaction() as records:
        if real == "enrolment":
            records.desk.enrol(PLACE)
        if real == "numbers":
            records.register.add_block(make_block())
    with (
        pytest.raises(RecordRefused) as refused,
        store.transaction() as records,
    ):
        records.training.begin(NOON)
    assert "training-is-new" in str(refused.value.__cause__)
    with store.snapshot() as records:
        assert not records.training.here


def test_outbox_mail_and_central_refuse(school: Store) -> None:
    """Each says why; without a place at central there is none to be reached."""
    document = add_dossier(school, make_dossier())
    with pytest.raises(TrainingOnly), school.transaction() as records:
        records.outbox.enqueue(document, NOON)
    with pytest.raises(TrainingOnly), school.transaction() as records:
        records.mail.enqueue(document, "an@example.vn", NOON)
    with pytest.raises(TrainingOnly), school.transaction() as records:
        records.desk.enrol(PLACE)
    with school.snapshot() as records:
        assert records.outbox.items() == ()
        with pytest.raises(NotEnrolled):
            records.desk.enrolment()


@pytest.mark.parametrize("table", ["outbox", "mail", "enrolment"])
def test_the_database_refuses_as_well(school: Store, table: str) -> None:
    """Code that forgets to ask is stopped there."""
    document = add_dossier(school, make_dossier())
    with school.transaction() as records:
        # What is signed could leave: only the mark is in its way.
        records.signed_papers.keep(
            SignedPaper(document, "1", "ab" * 32, "B-T", NOON, "Nguyễn Thị Thử", "an")
        )
    rows = {
        "outbox": {
            "id": "one",
            "document_id": document,
            "sha256": "ab" * 32,
            "level": "B-T",
            "state": "queued",
            "created_at": NOON,
            "attempts": 0,
        },
        "mail": {
            "id": "one",
            "document_id": document,
            "recipient": "an@example.vn",
            "state": "queued",
            "created_at": NOON,
            "attempts": 0,
        },
        "enrolment": {
            "only": 1,
            "central_url": "https://central.example",
            "station": "desk-1",
            "agency": "H26.99.1",
            "credential": "secret",
            "receipt_key": "pem",
            "authority": "",
            "certificate": "",
            "key": "",
        },
    }
    insert = tables.metadata.tables[table].insert().values(rows[table])
    with (
        pytest.raises(RecordRefused) as refused,
        school.transaction() as records,
    ):
        records.outbox.connection.execute(insert)
    assert "not-in-training" in str(refused.value.__cause__)


def test_its_numbers_are_of_a_book_that_no_register_has(school: Store) -> None:
    """A real book's block does not come in."""
    with (
        pytest.raises(RecordRefused) as refused,
        school.transaction() as records,
    ):
        records.register.add_block(make_block())
    assert "not-in-training" in str(refused.value.__cause__)
    with school.transaction() as records:
        records.register.add_block(make_block(book="TẬP HUẤN 01/2026"))
        assert records.register.remaining("TẬP HUẤN 01/2026", NOON) == 5


def test_a_store_that_was_upgraded_is_real(store: Store) -> None:
    """Without the mark nothing is refused, as before."""
    with store.transaction() as records:
        assert not records.training.here
        records.desk.enrol(PLACE)
        assert records.desk.enrolment().station == "desk-1"
