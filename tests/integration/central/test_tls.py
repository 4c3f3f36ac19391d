"""Desk and central know each other by certificates; whoever has only half of it is nobody."""

import ssl
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate

from central.authority import Authority
from central.enrolment import add_enrolment_code, revoke
from central.home import Home, init
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralLogin, CentralNonsense, CentralUnreachable
from offline_store.leasing import lease_block
from offline_store.records import Enrolment
from offline_store.store import Store
from offline_store.sync import send_due
from signing.practice.authority import Subject
from tests.integration.central.conftest import AGENCY_CODE, change
from tests.signing_fixtures import PracticeDesk
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

pytestmark = pytest.mark.on_sqlite


@pytest.fixture
def secure_url(central_home: Path) -> Iterator[str]:
    """The central of these tests, serving TLS."""
    with run_in_thread(central_home, tls_names=("127.0.0.1", "localhost")) as url:
        yield url


@pytest.fixture
def secure(central_home: Path, secure_url: str) -> Enrolment:
    """A desk enrolled over TLS."""
    return enrol(secure_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 1")


def test_the_whole_way_runs_over_tls(
    store: Store, secure: Enrolment, signed_copies: tuple[bytes, ...]
) -> None:
    """Enrolled, kept and read back, leased, sent, receipted; the key is shown to nobody."""
    assert secure.central_url.startswith("https:")
    assert secure.key not in repr(secure)
    with store.transaction() as records:
        records.desk.enrol(secure)
    with store.snapshot() as records:
        assert records.desk.enrolment() == secure
    with CentralClient(secure) as client:
        lease_block(store, client, BOOK, 3)
        certify(store, add_dossier(store, make_dossier()), signed_copies[0])
        assert send_due(store, client, NOON.replace(hour=9)).accepted == 1


def test_a_credential_without_its_certificate_is_worth_nothing(
    central_home: Path, secure_url: str, secure: Enrolment
) -> None:
    """Neither alone nor with another desk's certificate; nor over plain HTTP."""
    other = enrol(secure_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    stolen = (
        replace(secure, certificate="", key=""),
        replace(secure, certificate=other.certificate, key=other.key),
    )
    for place in stolen:
        with CentralClient(place) as client, pytest.raises(CentralLogin):
            client.station()
    with run_in_thread(central_home) as plain:
        bare = replace(secure, central_url=plain, authority="")
        with CentralClient(bare) as client, pytest.raises(CentralLogin):
            client.station()
    with CentralClient(secure) as client:
        assert client.station().station == secure.station


def test_a_new_certificate_for_a_desk_that_keeps_its_place(
    central_home: Path, secure_url: str, secure: Enrolment
) -> None:
    """Enrolled again with its certificate it is the same desk; the secret alone proves nothing."""
    code = add_enrolment_code(central_home, AGENCY_CODE)
    again = enrol(secure_url, code, "Quầy 1", earlier=secure)
    assert again.station == secure.station
    assert again.certificate != secure.certificate
    with CentralClient(again) as client:
        assert client.station().station == secure.station
    with CentralClient(secure) as client, pytest.raises(CentralLogin):
        client.station()
    code = add_enrolment_code(central_home, AGENCY_CODE)
    stolen = replace(again, certificate=secure.certificate, key=secure.key)
    assert enrol(secure_url, code, "Quầy 1", earlier=stolen).station != again.station


def test_a_desk_whose_certificate_is_over_keeps_its_place(
    central_home: Path, secure_url: str, secure: Enrolment, desk: PracticeDesk
) -> None:
    """After two years nothing goes but enrolling anew; before them the certificate is asked for."""
    start = datetime.now(UTC) - timedelta(days=800)
    key = load_pem_x509_certificate(secure.certificate.encode()).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    issued = desk.authority.issue(Subject("desk"), key, validity=(start, start + timedelta(730)))
    aged = replace(secure, certificate=issued.public_bytes(Encoding.PEM).decode())
    early = enrol(secure_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 1", earlier=aged)
    assert early.station != secure.station
    change(central_home, f"UPDATE station SET enrolled_at = '{start.isoformat()}'")

    code = add_enrolment_code(central_home, AGENCY_CODE)
    again = enrol(secure_url, code, "Quầy 1", earlier=aged)
    assert again.station == secure.station
    with CentralClient(again) as client:
        assert client.station().station == secure.station


def test_a_desk_whose_answer_was_lost_keeps_its_place(
    central_home: Path, secure_url: str, secure: Enrolment
) -> None:
    """Central enrolled it twice before an answer arrived; a revoked desk is proven by nothing."""
    for _ in range(2):
        code = add_enrolment_code(central_home, AGENCY_CODE)
        assert enrol(secure_url, code, "Quầy 1", earlier=secure).station == secure.station
    revoke(central_home, secure.station)
    code = add_enrolment_code(central_home, AGENCY_CODE)
    assert enrol(secure_url, code, "Quầy 1", earlier=secure).station != secure.station


def test_a_revoked_desk_is_refused_at_once(
    central_home: Path, secure_url: str, secure: Enrolment
) -> None:
    """A stolen PC says nothing more to central; others go on."""
    other = enrol(secure_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with CentralClient(secure) as client:
        client.station()
        assert revoke(central_home, secure.station)
        with pytest.raises(CentralLogin):
            client.station()
    with CentralClient(other) as client:
        client.station()
    assert not revoke(central_home, "nobody")


def test_another_central_is_not_ours(
    tmp_path: Path, secure_url: str, secure: Enrolment, central_home: Path
) -> None:
    """A central with an authority of its own: at enrolment the code tells, later the desk does."""
    impostor = init(tmp_path / "impostor").folder
    code = add_enrolment_code(central_home, AGENCY_CODE)
    with run_in_thread(impostor, tls_names=("127.0.0.1",)) as url:
        with pytest.raises(CentralNonsense) as nonsense:
            enrol(url, code, "Quầy 3")
        assert nonsense.value.facts["reason"] == "another-authority"
        moved = replace(secure, central_url=url)
        with CentralClient(moved) as client, pytest.raises(CentralUnreachable):
            client.station()
    enrol(secure_url, code, "Quầy 3")  # the code was not spent on the impostor


def test_the_name_of_the_server_counts(central_home: Path, secure: Enrolment) -> None:
    """Ours by its authority, but not the one that the address names."""
    with (
        run_in_thread(central_home, tls_names=("central.example",)) as url,
        CentralClient(replace(secure, central_url=url)) as client,
        pytest.raises(CentralUnreachable),
    ):
        client.station()


def test_a_citizen_needs_no_certificate(central_home: Path, secure_url: str) -> None:
    """The look-up page is for everybody."""
    context = ssl.create_default_context(cadata=Authority.of(Home(central_home)).pem)
    with pytest.raises(urllib.request.HTTPError) as missing:
        urllib.request.urlopen(f"{secure_url}/c/TS-000009", context=context)
    with missing.value as page:
        assert (page.code, "Không tìm thấy" in page.read().decode()) == (404, True)
