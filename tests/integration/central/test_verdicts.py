"""A receipt says that central has a copy; that the copy stands, it says in a word of its own."""

import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central.enrolment import add_enrolment_code
from central.judging import Judging
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused, ReceiptInvalid, RecordRefused
from offline_store.leasing import lease_block
from offline_store.purge import purgeable
from offline_store.records import Enrolment, OutboxId, OutboxItem, OutboxState
from offline_store.store import Store
from offline_store.submissions import submission_of
from offline_store.sync import send_due
from offline_store.tables import purged
from offline_store.verdict_wire import VERDICT_TYPE
from offline_store.verdicts import fetch_verdicts, read_verdict, standing
from offline_store.wire import RECEIPT_ALGORITHM
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.sign import pay_debts
from station.progress import Light, light
from tests.integration.central.conftest import AGENCY_CODE
from tests.integration.central.test_later_versions import later
from tests.signing_fixtures import PracticeDesk
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

LATER = NOON + timedelta(hours=1)


def _certified(store: Store, client: CentralClient, pdf: bytes) -> OutboxItem:
    lease_block(store, client, BOOK, 10)
    return certify(store, add_dossier(store, make_dossier()), pdf)[1]


def _item(store: Store, item: OutboxId) -> OutboxItem:
    with store.snapshot() as records:
        return records.outbox.item(item)


def test_before_its_verdict_a_copy_is_kept_and_known_to_nobody(
    store: Store,
    central_home: Path,
    signed_copies: tuple[bytes, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed between receipt and verdict, central judges when it is started again."""
    with monkeypatch.context() as unjudged:
        unjudged.setattr(Judging, "start", lambda self: None)
        with run_in_thread(central_home) as url:
            place = enrol(url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 1")
            with CentralClient(place, timeout_s=20) as client:
                item = _certified(store, client, signed_copies[0])
                report = send_due(store, client, LATER, patience_s=0)

                assert (report.accepted, report.without_verdict) == (1, 1)
                assert requests.get(f"{url}/c/TS-000001").status_code == 404
                assert client.copies_of("001099000123", "H26") == ()
                assert client.missing_submissions({item.id: item.sha256}) == ()
                assert standing(client, {item.id: item.sha256}) == frozenset()
    with store.transaction() as records:
        document = records.dossiers.document(item.document_id)
        records.dossiers.set_handed_over(item.document_id, NOON)
        assert light(document) is Light.ON_THE_WAY
        assert purgeable(records, datetime.now(UTC) + timedelta(days=1)) == ()
    with pytest.raises(RecordRefused), store.transaction() as records:
        records.dossiers.connection.execute(
            purged.insert().values(document_id=item.document_id, at=NOON)
        )

    with run_in_thread(central_home) as url, CentralClient(_moved(client, url)) as again:
        fetch_verdicts(store, again, 60)
        assert _item(store, item.id).stands
        assert requests.get(f"{url}/c/TS-000001").status_code == 200
    with store.snapshot() as records:
        (found,) = purgeable(records, datetime.now(UTC) + timedelta(days=1))
    assert found.item == item.id


def _moved(client: CentralClient, url: str) -> Enrolment:
    return replace(client.enrolment, central_url=url)


def test_a_copy_that_falls_is_parked_and_judged_again_when_the_cause_is_cured(
    store: Store, client: CentralClient, central_home: Path, signed_copies: tuple[bytes, ...]
) -> None:
    """Central trusted nobody that day; its receipt was for the bytes, and stays the same."""
    aside = central_home / "aside"
    (central_home / "trust").rename(aside)
    (central_home / "trust").mkdir()
    item = _certified(store, client, signed_copies[0])
    (fallen,) = send_due(store, client, LATER).items
    assert (fallen.state, fallen.error) == (OutboxState.REFUSED, "signature-not-valid")
    shutil.rmtree(central_home / "trust")
    aside.rename(central_home / "trust")

    with store.transaction() as records:
        records.outbox.requeue(item.id)
    (after,) = send_due(store, client, LATER).items
    assert (after.stands, after.error, after.receipt) == (True, None, fallen.receipt)


def test_a_desk_hears_of_its_own_copies_alone(
    store: Store,
    client: CentralClient,
    central_home: Path,
    central_url: str,
    signed_copies: tuple[bytes, ...],
) -> None:
    """To another desk the item is one that central never took."""
    item = _certified(store, client, signed_copies[0])
    send_due(store, client, LATER)
    code = add_enrolment_code(central_home, AGENCY_CODE)
    with CentralClient(enrol(central_url, code, "Quầy 2")) as other:
        said = other.verdicts([item.id, "unknown"])
    assert (said.verdicts, said.waiting) == ({}, {})


def test_a_verdict_on_anything_else_is_none(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """Another item, another file, another key, a receipt in its place: none says that it stands."""
    item = _certified(store, client, signed_copies[0])
    (sent,) = send_due(store, client, LATER).items
    token, place = sent.verdict or "", client.enrolment
    assert read_verdict(token, place, item.id, item.sha256).stands
    forged = jwt.encode(
        jwt.decode(token, options={"verify_signature": False}),
        Ed25519PrivateKey.generate(),
        algorithm=RECEIPT_ALGORITHM,
        headers={"typ": VERDICT_TYPE},
    )
    for said, of, sha256, reason in (
        (token, "other", item.sha256, "other-item"),
        (token, item.id, "00" * 32, "other-files"),
        (forged, item.id, item.sha256, "not-signed"),
        (sent.receipt or "", item.id, item.sha256, "not-a-receipt"),
    ):
        with pytest.raises(ReceiptInvalid) as invalid:
            read_verdict(said, place, of, sha256)
        assert invalid.value.facts["reason"] == reason


def test_a_later_version_is_judged_after_the_one_before(
    store: Store,
    central_home: Path,
    signed_copies: tuple[bytes, ...],
    desk: PracticeDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both wait when central starts; the later one stands in the end, in the place of the other."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        grown = pay_debts(signed_copies[0], desk.rules(url)).pdf
    sha256 = store.files.keep(grown)
    with monkeypatch.context() as unjudged:
        unjudged.setattr(Judging, "start", lambda self: None)
        with run_in_thread(central_home) as url:
            place = enrol(url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 1")
            with CentralClient(place, timeout_s=20) as client:
                item = _certified(store, client, signed_copies[0])
                send_due(store, client, LATER, patience_s=0)
                with store.snapshot() as records:
                    first = submission_of(records, item.id, place.station)
                client.send_blob(sha256, grown)
                second = later(first, sha256, level="B-T")
                client.submit(second)
                stranger = first.model_copy(update={"item": "another-item"})
                with pytest.raises(CentralRefused) as refused:
                    client.submit(stranger)
                assert refused.value.facts["reason"] == "number-taken"
    copies = {first.item: first.files[0], second.item: sha256}
    with run_in_thread(central_home) as url, CentralClient(_moved(client, url)) as again:
        for _ in range(600):
            if len(standing(again, copies)) == len(copies):
                break
            threading.Event().wait(0.1)
        assert standing(again, copies) == frozenset(copies)
        assert [copy.code for copy in again.copies_of("001099000123", "H26")] == ["TS-000001"]
