"""A desk full of records in every shape that a program has ever given it opens with this one."""

from datetime import timedelta
from pathlib import Path

import pytest

from offline_store.audit import Audit
from offline_store.records import LineState, OutboxState
from offline_store.store import Store
from tests.integration.offline_store.test_store import HEAD, STEPS
from tests.store_fixtures import BOOK, ENTRY, NOON, add_dossier, make_dossier, opened_database

SHAPES = sorted(path.stem.removeprefix("step_") for path in (STEPS / "versions").glob("step_*.py"))
AT = "2026-11-22T05:00:00.000000+00:00"
SHA = "ab" * 32
RECORDS = (
    f"""
    INSERT INTO dossier VALUES ('d1', 'H26-261122-0001', 'Nguyễn Thị Thử', '001099000123',
        '15/04/1999', 'Phố Thử', '0900', 'thu@example.org', '{AT}',
        'h26-261122-0001 nguyen thi thu')
    """,
    "INSERT INTO document VALUES ('o1', 'd1', 1, 'Giấy khai sinh', 2, NULL)",
    "INSERT INTO document VALUES ('o2', 'd1', 2, 'Bằng tốt nghiệp', 1, NULL)",
    f"""
    INSERT INTO page VALUES ('p1', 'o1', 1, '{SHA}', 2480, 3508, 300, '{AT}', '["page-dark"]',
        '{AT}', 'clerk')
    """,
    """
    INSERT INTO reading VALUES ('p1', 'tesseract', 0,
        '[["Giấy",[10,10,90,40],0.01,0,null],["sinh",[200,10,80,40],0.05,0,null]]', '[]', '[]')
    """,
    "INSERT INTO code_counter VALUES ('2026-11-22', 7)",
    f"INSERT INTO book VALUES ('{BOOK}', NULL, NULL)",
    f"INSERT INTO number_block VALUES ('b1', '{BOOK}', 1, 10, '{AT}')",
    *(
        f"""
        INSERT INTO register_line VALUES ('{BOOK}', {number}, 'reserved', '{document}', '{AT}',
            'Nguyễn Thị Thử', 'Giấy khai sinh', 'Trần Văn Mẫu', 'Phó Chủ tịch', 1, 2000, '',
            NULL, '')
        """
        for number, document in ((1, "o1"), (2, "o2"))
    ),
    f"UPDATE register_line SET state = 'signed', signed_at = '{AT}' WHERE number = 1",
    "UPDATE register_line SET state = 'cancelled', reason = 'token-lost' WHERE number = 2",
    f"""
    INSERT INTO certified_copy VALUES ('o1', '{BOOK}', 1, 'TS-000001', '{SHA}', 'B-T', '{AT}', '[]')
    """,
    f"INSERT INTO outbox VALUES ('i1', 'o1', 'queued', '{AT}', 3, NULL, 'central-failed', NULL)",
    """
    INSERT INTO enrolment VALUES (1, 'https://central.example', 'station-1', 'H26.19.5', 'secret',
        'PEM')
    """,
)


def older_store(home: Path, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that was made in the first shape, was worked with, and came to the shape given."""
    for head in dict.fromkeys((SHAPES[0], shape)):
        with monkeypatch.context() as patched:
            patched.setattr("offline_store.schema.HEAD", head)
            store = Store.open(home, keyring_wanted=False)
            if head == SHAPES[0]:
                with store.transaction() as records:
                    connection = records.audit.connection
                    for statement in RECORDS:
                        connection.exec_driver_sql(statement)
                    Audit(connection).append(NOON, "clerk", "received", "d1")
            store.close()


def test_the_shapes_follow_each_other() -> None:
    """Else what is below would try no shape at all."""
    assert SHAPES[0] == "0001"
    assert SHAPES[-1] == HEAD
    assert [int(each) for each in SHAPES] == list(range(1, len(SHAPES) + 1))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_desk_of_any_shape_opens_with_all_it_had(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records, numbers, outbox, trail and search are there, it works on, and a copy is kept."""
    home = tmp_path / "home"
    older_store(home, shape, monkeypatch)
    kept_before = {path.name for path in home.glob("backups/*")}
    with Store.open(home, create=False) as store:
        store.check()
        with store.snapshot() as records:
            (found,) = records.dossiers.list(text="giay sinh")
            dossier = records.dossiers.find(found.code)
            assert dossier.requester.address == "Phố Thử"
            first, second = dossier.documents
            assert [page.sha256 for page in first.pages] == [SHA]
            assert first.pages[0].compared_by == "clerk"
            assert first.pages[0].reading is not None
            assert [word.text for word in first.pages[0].reading.words] == ["Giấy", "sinh"]
            assert first.copy is not None
            assert (first.copy.number, first.copy.code) == (1, "TS-000001")
            assert [line.state for line in records.register.lines(BOOK)] == [
                LineState.SIGNED,
                LineState.CANCELLED,
            ]
            assert records.register.remaining(BOOK, NOON + timedelta(days=3650)) == 8
            (item,) = records.outbox.due(NOON)
            assert (item.id, item.state, item.sha256) == ("i1", OutboxState.QUEUED, SHA)
            assert (item.attempts, item.error, item.level) == (3, "central-failed", "B-T")
            assert records.audit.verify() is None
            assert [line.act for line in records.audit.lines()] == ["received"]
            place = records.desk.enrolment()
            assert (place.station, place.credential) == ("station-1", "secret")
        with store.transaction() as records:
            # Its count goes on, above what central leases to others.
            assert records.codes.next(NOON.date()) == 10_008
            assert records.register.reserve(BOOK, second.id, ENTRY, NOON).number == 3
        add_dossier(store, make_dossier("H26-261122-0008"))
    copies = {path.name for path in home.glob("backups/*")} - kept_before
    assert [name.split("-")[1] for name in copies] == ([] if shape == HEAD else [shape])
    for name in copies:
        with opened_database(home, home / "backups" / name) as database:
            assert database.execute("SELECT count(*) FROM page").fetchall() == [(1,)]
