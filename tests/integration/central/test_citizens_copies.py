"""Which copies a citizen has, asked by a desk in a dossier; central keeps that it was asked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.home import Home
from central.tables import copies_asked
from offline_store.central_client import CentralClient
from offline_store.citizens_copies import KEPT_FOR, SaidOfCopies
from offline_store.errors import CentralLogin, CentralRefused, CentralUnreachable
from offline_store.leasing import lease_block
from offline_store.records import Enrolment
from offline_store.store import Store
from offline_store.sync import send_due
from station.copies_elsewhere import FindCopies
from station.errors import InputMissing
from station.settings import SyncSettings
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

ID_NUMBER = "001099000123"


def register(store: Store, client: CentralClient, copy: bytes) -> None:
    """A copy for the citizen of that number, at central."""
    lease_block(store, client, BOOK, 1)
    certify(store, add_dossier(store, make_dossier()), copy)
    assert send_due(store, client, NOON.replace(hour=9)).accepted == 1


def test_a_desk_finds_what_was_certified_for_a_citizen(
    store: Store,
    client: CentralClient,
    place: Enrolment,
    central_home: Path,
    signed_copies: tuple[bytes, ...],
) -> None:
    """With its code, by which the look-up page has the file; both trails say that it was asked."""
    register(store, client, signed_copies[0])
    asking = replace(make_dossier("H26.19.5-261122-0099"), documents=())
    with store.transaction() as records:
        records.dossiers.add(asking)
        records.desk.enrol(place)

    find = FindCopies(store, SyncSettings(), "clerk", lambda: NOON)
    assert find.kept(asking.id) is None

    said = find(asking.id)

    (found,) = said.copies

    assert (found.code, found.book, found.number) == ("TS-000001", BOOK, 1)
    assert (found.title, found.agency) == ("Giấy khai sinh", AGENCY_CODE)
    with store.snapshot() as records:
        last = records.audit.lines()[-1]
    assert (last.act, last.subject, last.facts) == ("copies-asked", asking.id, '{"found":1}')
    database = Database(Home(central_home))
    with database.snapshot() as connection:
        (kept,) = connection.execute(select(copies_asked)).all()
    database.close()
    assert (kept.station, kept.dossier_code, kept.found) == (place.station, asking.code, 1)


def test_what_central_said_is_kept_for_when_it_is_away(
    store: Store, client: CentralClient, place: Enrolment, signed_copies: tuple[bytes, ...]
) -> None:
    """For every dossier of that citizen, with the day on which it was said; a month at most."""
    register(store, client, signed_copies[0])
    first, later = (
        replace(make_dossier(f"H26.19.5-261122-009{last}"), documents=()) for last in "89"
    )
    with store.transaction() as records:
        records.dossiers.add(first)
        records.dossiers.add(later)
        records.desk.enrol(place)
    find = FindCopies(store, SyncSettings(), "clerk", lambda: NOON)
    said = find(first.id)
    with store.transaction() as records:
        records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
    with pytest.raises(CentralUnreachable):
        find(later.id)

    assert find.kept(later.id) == said
    assert (said.said_at, len(said.copies)) == (NOON, 1)

    with store.transaction() as records:
        after = SaidOfCopies(NOON + KEPT_FOR + timedelta(seconds=1), ())
        records.citizens_copies.keep("001099000999", after)
    assert find.kept(later.id) is None


def test_another_number_finds_nothing(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """The whole number, no part of it."""
    register(store, client, signed_copies[0])
    assert client.copies_of("001099000124", "H26.99.1-261122-0001") == ()
    for part in ("0010990001", "", "%", ID_NUMBER + "0"):
        with pytest.raises(CentralRefused):
            client.copies_of(part, "H26.99.1-261122-0001")


def test_a_requester_without_a_number_is_not_asked_for(store: Store, client: CentralClient) -> None:
    """An empty number would fit everybody without one."""
    dossier = make_dossier()
    asking = replace(dossier, requester=replace(dossier.requester, id_number=""), documents=())
    with store.transaction() as records:
        records.dossiers.add(asking)
    with pytest.raises(InputMissing):
        FindCopies(store, SyncSettings(), "clerk", lambda: NOON)(asking.id)


def test_who_is_no_desk_learns_nothing(client: CentralClient) -> None:
    """Without a place at central there is no answer."""
    stranger = CentralClient(replace(client.enrolment, credential="x" * 43))
    with stranger, pytest.raises(CentralLogin):
        stranger.copies_of(ID_NUMBER, "H26.99.1-261122-0001")
