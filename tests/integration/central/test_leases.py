"""Leased numbers: they end, come back and go out again; nobody ever gives one that another has."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from central.database import Database
from central.enrolment import add_enrolment_code, revoke
from central.home import Home
from central.leases import LEASED_FOR
from central.restored import skip_numbers
from central.tables import metadata
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import (
    CentralFailed,
    CentralRefused,
    CentralUnreachable,
    NumbersExhausted,
)
from offline_store.leasing import (
    claim_block_of,
    give_numbers_back,
    lease_block,
    tell_numbers,
    tell_returns_again,
)
from offline_store.records import Enrolment, ReturnedBlock
from offline_store.store import Store
from offline_store.sync import send_due
from station.bootstrap import open_desk
from station.cli.main import main
from station.hanoi_time import hanoi_day
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK, ENTRY, add_dossier, certify, make_dossier


@pytest.fixture
def other(
    central_home: Path, central_url: str, tmp_path: Path
) -> Iterator[tuple[Store, CentralClient]]:
    """A second desk of the same agency."""
    place = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with Store.open(tmp_path / "other") as store, CentralClient(place) as client:
        yield store, client


def give(store: Store, count: int, at: datetime | None = None) -> list[int]:
    """Give so many new documents their numbers."""
    numbers = []
    for _ in range(count):
        document = add_dossier(store, make_dossier(str(uuid4())))
        with store.transaction() as records:
            line = records.register.reserve(BOOK, document, ENTRY, at or datetime.now(UTC))
        numbers.append(line.number)
    return numbers


def test_what_one_desk_returned_another_gets_first(
    store: Store, client: CentralClient, other: tuple[Store, CentralClient]
) -> None:
    """Lowest numbers first, at most as many as came back; neighbours go out together."""
    for _ in range(2):
        lease_block(store, client, BOOK, 5)
    assert give(store, 2) == [1, 2]
    returned = give_numbers_back(store, client, datetime.now(UTC), everything=True)
    assert [(each.first, each.last) for each in returned] == [(3, 5), (6, 10)]
    with pytest.raises(NumbersExhausted):
        give(store, 1)
    blocks = [lease_block(*other, BOOK, size) for size in (7, 7, 2)]
    assert [(each.first, each.last) for each in blocks] == [(3, 9), (10, 10), (11, 12)]


def test_a_return_is_held_to_what_was_leased(
    client: CentralClient, other: tuple[Store, CentralClient]
) -> None:
    """Not another desk's block, nothing beside it, not from another number on than before."""
    block = client.lease(BOOK, 5, "block-1")

    def refusal(asked: CentralClient, first: int) -> object:
        with pytest.raises(CentralRefused) as refused:
            asked.return_numbers(ReturnedBlock(block.id, BOOK, first, 5))
        return refused.value.facts["reason"]

    assert refusal(other[1], 4) == "lease-unknown"
    assert refusal(client, 6) == "lease-unknown"
    for _ in range(2):
        client.return_numbers(ReturnedBlock(block.id, BOOK, 4, 5))
    assert refusal(client, 3) == "key-reused"


def test_a_number_on_a_copy_that_central_has_does_not_come_back(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """A desk that gave it and says that it did not is not believed."""
    block = lease_block(store, client, BOOK, 5)
    certify(store, add_dossier(store, make_dossier()), signed_copies[0])
    assert send_due(store, client, datetime.now(UTC)).accepted == 1
    with pytest.raises(CentralRefused) as refused:
        client.return_numbers(ReturnedBlock(block.id, BOOK, 1, 5))
    assert refused.value.facts["reason"] == "number-taken"


def test_what_was_returned_before_a_backup_came_back_goes_to_nobody(
    store: Store,
    client: CentralClient,
    other: tuple[Store, CentralClient],
    central_home: Path,
) -> None:
    """Central has forgotten the return and the desk that got the numbers: both tell it."""
    lease_block(store, client, BOOK, 5)
    everything = ("block", "free_numbers", "number_floor")
    before = {name: rows_of(central_home, name) for name in everything}
    give_numbers_back(store, client, datetime.now(UTC), everything=True)
    lease_block(*other, BOOK, 5)
    assert give(other[0], 2) == [1, 2]
    for name in everything:
        put_back(central_home, name, before[name])
    assert skip_numbers(central_home, 100) == 2

    tell_returns_again(store, client)
    tell_numbers(*other)
    assert lease_block(store, client, BOOK, 5).first == 106
    assert claim_block_of(*other, BOOK, 1)


def test_a_desk_gives_no_number_after_the_lease_and_gets_new_ones(
    store: Store, client: CentralClient, place: Enrolment, tmp_path: Path
) -> None:
    """The next run returns what is left, and leases as many for the book that is in use."""
    with store.transaction() as records:
        records.desk.enrol(place)
    now = datetime.now(UTC)
    book = f"01/{hanoi_day(now).year}-SCT/BS"
    desk = open_desk(tmp_path / "home", create=False)
    synchronise = replace(desk.synchronise, now=lambda: now)
    (block,) = synchronise.lease(book, 20)
    assert block.expires_at is not None
    assert abs(block.expires_at - block.leased_at - LEASED_FOR) < timedelta(seconds=1)
    now = block.expires_at - timedelta(seconds=1)
    with store.snapshot() as records:
        assert records.register.next_number(book, now) == block.first
    now = block.expires_at
    with store.snapshot() as records, pytest.raises(NumbersExhausted):
        records.register.next_number(book, now)

    assert synchronise().trouble is None
    with store.snapshot() as records:
        acts = [line.act for line in records.audit.lines()]
        assert records.returned.untold() == ()
        # By this desk's clock, put forward, the new lease is over too.
        assert records.register.remaining(book, datetime.now(UTC)) == 20
    # The last one says by how much this clock was put forward.
    assert acts[:3] == ["numbers-leased", "numbers-returned", "numbers-leased"]
    desk.close()


def test_a_return_that_central_did_not_hear_is_told_again(
    store: Store, client: CentralClient, place: Enrolment, central_home: Path
) -> None:
    """The numbers are of no use here from the first moment on, whatever becomes of the line."""
    lease_block(store, client, BOOK, 5)
    away = replace(place, central_url="http://127.0.0.1:9")
    with CentralClient(away) as nobody, pytest.raises(CentralUnreachable):
        give_numbers_back(store, nobody, datetime.now(UTC), everything=True)
    with pytest.raises(NumbersExhausted):
        give(store, 1)
    assert rows_of(central_home, "free_numbers") == []
    (told,) = give_numbers_back(store, client, datetime.now(UTC))
    assert (told.first, told.last) == (1, 5)
    assert give_numbers_back(store, client, datetime.now(UTC)) == ()
    assert [row[-2:] for row in rows_of(central_home, "free_numbers")] == [(1, 5)]


def test_the_commands_say_what_came_and_went(
    store: Store,
    place: Enrolment,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`tramso central lease` and `return`, as scripts read them."""
    with store.transaction() as records:
        records.desk.enrol(place)
    home = str(tmp_path / "home")
    assert main(["central", "lease", "--home", home, "--json", "--size", "5"]) == 0
    leased = json.loads(capfd.readouterr().out)
    assert (leased["first"], leased["last"], len(leased["blocks"])) == (1, 5, 1)
    assert datetime.fromisoformat(leased["expires_at"]) > datetime.now(UTC)
    assert main(["central", "return", "--home", home, "--json"]) == 0
    (returned,) = json.loads(capfd.readouterr().out)["blocks"]
    assert (returned["id"], returned["first"], returned["last"]) == (leased["id"], 1, 5)


def rows_of(central_home: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of one of central's tables."""
    with closing(Database(Home(central_home))) as database, database.snapshot() as connection:
        return [tuple(row) for row in connection.execute(metadata.tables[table].select())]


def put_back(central_home: Path, table: str, rows: list[tuple[object, ...]]) -> None:
    """Let one of central's tables hold these rows alone."""
    known = metadata.tables[table]
    names = [column.name for column in known.columns]
    with closing(Database(Home(central_home))) as database, database.transaction() as connection:
        connection.execute(known.delete())
        for row in rows:
            connection.execute(known.insert().values(dict(zip(names, row, strict=True))))


def test_a_book_that_the_backup_does_not_know_is_skipped_too(
    client: CentralClient, central_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been begun since; one that is begun long after begins with 1."""
    skip_numbers(central_home, 100)
    client.tell_numbers({})
    assert client.lease("01/2027-SCT/BS", 5, "block-1").first == 101
    assert client.lease("01/2027-SCT/BS", 5, "block-2").first == 106
    monkeypatch.setattr("central.leases._BEGUN_UNSEEN_WITHIN", timedelta(0))
    assert client.lease("01/2028-SCT/BS", 5, "block-3").first == 1
    assert client.lease("01/2027-SCT/BS", 5, "block-4").first == 111


def test_the_same_backup_may_come_back_twice(
    store: Store,
    client: CentralClient,
    other: tuple[Store, CentralClient],
    central_home: Path,
) -> None:
    """What was leased after the first time is forgotten with the rest: the desks know it."""
    lease_block(store, client, BOOK, 5)
    names = ("block", "free_numbers", "number_floor", "awaited")
    backup = {name: rows_of(central_home, name) for name in names}
    held = [(1, 5)]
    for _ in range(2):
        for name in names:
            put_back(central_home, name, backup[name])
        skip_numbers(central_home, 10)
        with pytest.raises(CentralFailed):
            lease_block(store, client, BOOK, 100)
        for desk in (other, (store, client)):
            block = lease_block(*desk, BOOK, 100)
            held.append((block.first, block.last))

    assert held == [(1, 5), (16, 115), (116, 215), (216, 315), (316, 415)]


def test_a_desk_that_is_gone_is_not_waited_for(
    store: Store,
    client: CentralClient,
    other: tuple[Store, CentralClient],
    central_home: Path,
) -> None:
    """Its administrator revokes it, or says that nobody is to be waited for."""
    skip_numbers(central_home, 10)
    with pytest.raises(CentralFailed):
        lease_block(store, client, BOOK, 5)
    assert revoke(central_home, other[1].enrolment.station)
    assert lease_block(store, client, BOOK, 5).first == 11
    assert skip_numbers(central_home, 10, wait=False) == 0
    assert lease_block(store, client, BOOK, 5).first == 26


def test_numbers_that_central_never_leased_tell_that_it_came_back_from_a_backup(
    client: CentralClient, other: tuple[Store, CentralClient]
) -> None:
    """Also where its administrator forgot to say so."""
    client.lease(BOOK, 5, "block-1")
    assert other[1].tell_numbers({BOOK: 300}) == 0
    assert client.lease(BOOK, 5, "block-2").first == 301
