"""Dossier codes: no two desks of an agency give the same one, online or not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from central.restored import skip_numbers
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralFailed, NumbersExhausted
from offline_store.leasing import lease_codes, tell_numbers
from offline_store.records import Enrolment, Requester
from offline_store.store import Store
from station.bootstrap import Desk, open_desk
from station.hanoi_time import hanoi_day
from station.settings import FILE_NAME
from tests.integration.central.conftest import AGENCY_CODE

DAY = date(2026, 11, 27)
DAYS = [DAY + timedelta(days=ahead) for ahead in range(3)]


@pytest.fixture
def other(
    central_home: Path, central_url: str, tmp_path: Path
) -> Iterator[tuple[Store, CentralClient]]:
    """A second desk of the same agency."""
    place = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with Store.open(tmp_path / "other") as store, CentralClient(place) as client:
        with store.transaction() as records:
            records.desk.enrol(place)
        yield store, client


@pytest.fixture
def first(store: Store, client: CentralClient, place: Enrolment) -> tuple[Store, CentralClient]:
    """The first one."""
    with store.transaction() as records:
        records.desk.enrol(place)
    return store, client


def give(store: Store, count: int, day: date = DAY) -> list[int]:
    """Give so many numbers, each in a transaction of its own."""
    numbers = []
    for _ in range(count):
        with store.transaction() as records:
            numbers.append(records.codes.next(day))
    return numbers


def test_two_desks_share_a_day(
    first: tuple[Store, CentralClient], other: tuple[Store, CentralClient]
) -> None:
    """Each from its own block; when that is used up, under the desk's own number."""
    for store, client in (first, other):
        assert len(lease_codes(store, client, DAYS, 4)) == 4
        assert lease_codes(store, client, DAYS, 4) == ()

    assert give(first[0], 6) == [1, 2, 3, 4, 100_001, 100_002]
    assert give(other[0], 6) == [5, 6, 7, 8, 101_001, 101_002]
    assert give(other[0], 2, DAYS[1]) == [5, 6]
    assert lease_codes(*first, DAYS, 4) == (f"codes/{DAY}",)
    assert give(first[0], 2) == [9, 10]


def test_a_day_that_is_over_is_let_go_of(first: tuple[Store, CentralClient]) -> None:
    """The desk's own number stays; a day nobody leased for has numbers of its own."""
    lease_codes(*first, DAYS, 4)
    later = [DAY + timedelta(days=30)]
    with first[0].snapshot() as records:
        assert set(records.codes.highest()) == {f"codes/{day}" for day in DAYS} | {"~desks"}
    assert give(first[0], 1, later[0]) == [100_001]
    lease_codes(*first, later, 4)
    with first[0].snapshot() as records:
        assert set(records.codes.highest()) == {f"codes/{later[0]}", "~desks"}


def test_an_answer_lost_on_the_way_costs_no_block(
    first: tuple[Store, CentralClient], other: tuple[Store, CentralClient]
) -> None:
    """The same block is asked for again, under the id that was written down before."""
    store, client = first
    with store.transaction() as records:
        block_id = records.codes.wanted(f"codes/{DAY}")
    client.lease(f"codes/{DAY}", 4, block_id)  # and nobody kept what came back
    lease_codes(*other, DAYS, 4)
    lease_codes(*first, DAYS, 4)
    assert (give(store, 1), give(other[0], 1)) == ([1], [5])


def test_a_desk_that_central_never_gave_anything_has_numbers_all_the_same(
    first: tuple[Store, CentralClient],
) -> None:
    """None that a block of another desk's may hold; and not without end under its own number."""
    assert give(first[0], 2) == [10_001, 10_002]
    lease_codes(*first, DAYS[:1], 1)
    assert give(first[0], 1000)[-1] == 100_999
    with pytest.raises(NumbersExhausted):
        give(first[0], 1)


def test_a_central_from_a_backup_gives_no_code_twice(
    first: tuple[Store, CentralClient],
    other: tuple[Store, CentralClient],
    central_home: Path,
) -> None:
    """As with register numbers it waits for the desks; no desk gets another's own number."""
    lease_codes(*first, DAYS, 4)
    skip_numbers(central_home, 10)
    with pytest.raises(CentralFailed):
        lease_codes(*other, DAYS, 4)
    for desk in (first, other):
        tell_numbers(*desk)
    lease_codes(*other, DAYS, 4)
    assert give(other[0], 5) == [15, 16, 17, 18, 101_001]


def test_another_place_at_central_has_codes_of_its_own(
    first: tuple[Store, CentralClient], place: Enrolment
) -> None:
    """What was leased to the one before is not given any more."""
    lease_codes(*first, DAYS, 4)
    with first[0].transaction() as records:
        records.desk.enrol(place)
    assert give(first[0], 1) == [1]
    with first[0].transaction() as records:
        records.desk.enrol(replace(place, station="another"))
    assert give(first[0], 1) == [10_001]


@pytest.fixture
def counter(first: tuple[Store, CentralClient], tmp_path: Path) -> Iterator[Desk]:
    """The first desk, open, with its agency's code."""
    settings = f"[agency]\ncode = {json.dumps(AGENCY_CODE)}\n[store]\nkeyring = false\n"
    (tmp_path / "home" / FILE_NAME).write_text(settings, "utf-8")
    desk = open_desk(tmp_path / "home", create=False)
    yield desk
    desk.close()


def test_a_run_with_nothing_to_send_gets_todays_codes(counter: Desk) -> None:
    """So that the first dossier of a day has its code from the block; a code here stays its own."""
    before = counter.receive(Requester("Nguyễn Thị Thử"), "Giấy")
    assert counter.synchronise().trouble is None
    with counter.store.snapshot() as records:
        today = hanoi_day(counter.now())
        assert len(records.codes.highest()) == 8
        assert records.codes.left(f"codes/{today}") == 50
    after = counter.receive(Requester("Nguyễn Thị Thử"), "Giấy")
    day = f"{AGENCY_CODE}-{today:%y%m%d}"
    assert [before.code, after.code] == [f"{day}-10001", f"{day}-0001"]
