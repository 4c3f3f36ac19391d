"""A citizen takes the signed copy again from the look-up page."""

from dataclasses import replace

import pytest
import requests

from central.fetching import WRONG_TRIES
from offline_store.central_client import CentralClient
from offline_store.leasing import lease_block
from offline_store.store import Store
from offline_store.sync import send_due
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

pytestmark = pytest.mark.on_sqlite

ID_NUMBER = "001099000123"


@pytest.fixture
def copy_url(
    store: Store, client: CentralClient, central_url: str, signed_copies: tuple[bytes, ...]
) -> str:
    """Where the page of a registered copy is."""
    lease_block(store, client, BOOK, 1)
    certify(store, add_dossier(store, make_dossier()), signed_copies[0])
    assert send_due(store, client, NOON.replace(hour=9)).accepted == 1
    return f"{central_url}/c/TS-000001"


@pytest.mark.parametrize("typed", [ID_NUMBER, "001 099 000 123", f" {ID_NUMBER}\n"])
def test_who_knows_code_and_id_number_gets_the_signed_file(
    copy_url: str, signed_copies: tuple[bytes, ...], typed: str
) -> None:
    """Byte for byte, to be saved under the code, and in no cache."""
    answer = requests.post(f"{copy_url}/copy", data={"id_number": typed})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content == signed_copies[0]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="TS-000001.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_offers_it(copy_url: str) -> None:
    """With a form that leads there."""
    page = requests.get(copy_url).content.decode()
    assert 'action="/c/TS-000001/copy"' in page


def test_a_wrong_number_gets_nothing_and_soon_nobody_does(copy_url: str) -> None:
    """After a few wrong tries not even the right number helps; the page says why."""
    for typed in ("", "001099000124", "0" * 3000, "thử")[:WRONG_TRIES]:
        answer = requests.post(f"{copy_url}/copy", data={"id_number": typed})
        assert answer.status_code == 403
        assert "Số định danh không khớp" in answer.content.decode()
    assert requests.post(f"{copy_url}/copy", data={"id_number": "1"}).status_code == 403
    locked = requests.post(f"{copy_url}/copy", data={"id_number": ID_NUMBER})
    assert locked.status_code == 429
    assert "quá nhiều lần" in locked.content.decode()


def test_an_unknown_code_is_answered_in_words(central_url: str) -> None:
    """As on the page itself."""
    answer = requests.post(f"{central_url}/c/TS-9/copy", data={"id_number": ID_NUMBER})
    assert answer.status_code == 404
    assert "Không tìm thấy bản sao" in answer.content.decode()


def test_a_requester_without_an_id_number_fits_none(
    store: Store, client: CentralClient, central_url: str, signed_copies: tuple[bytes, ...]
) -> None:
    """An empty field is no key."""
    lease_block(store, client, BOOK, 1)
    dossier = make_dossier()
    dossier = replace(dossier, requester=replace(dossier.requester, id_number=""))
    certify(store, add_dossier(store, dossier), signed_copies[0])
    send_due(store, client, NOON.replace(hour=9))
    for typed in ("", " "):
        answer = requests.post(f"{central_url}/c/TS-000001/copy", data={"id_number": typed})
        assert answer.status_code == 403


def test_a_form_without_end_is_cut_off(copy_url: str) -> None:
    """More than a form can hold is refused."""
    answer = requests.post(f"{copy_url}/copy", data={"id_number": "1" * 5000})
    assert answer.status_code == 413
