from pathlib import Path

import requests

from offline_store.central_client import CentralClient
from offline_store.leasing import lease_block
from offline_store.store import Store
from offline_store.sync import send_due
from tests.signing_fixtures import AGENCY
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier


def _registered(store: Store, client: CentralClient, pdf: bytes, title: str) -> None:
    lease_block(store, client, BOOK, 1)
    certify(store, add_dossier(store, make_dossier(title=title)), pdf)
    assert send_due(store, client, NOON.replace(hour=9)).accepted == 1


def test_the_page_shows_what_is_registered_and_nothing_of_the_person(
    store: Store, client: CentralClient, central_url: str, signed_copies: tuple[bytes, ...]
) -> None:
    """Number, book, time in Vietnam, agency, signer, title, hash; no name, no id number."""
    _registered(store, client, signed_copies[0], "Giấy <b>khai</b> sinh")
    page = requests.get(f"{central_url}/c/TS-000001")
    assert page.status_code == 200
    text = page.content.decode()
    for shown in (
        "<dd>01</dd>",
        BOOK,
        "22/11/2026 12:00:02 +07:00",
        AGENCY,
        "Trần Văn Mẫu",
        "Giấy &lt;b&gt;khai&lt;/b&gt; sinh",
        "TS-000001",
    ):
        assert shown in text
    for hidden in ("Nguyễn Thị Thử", "001099000123", "http"):
        assert hidden not in text


def test_an_unknown_code_is_answered_in_words(central_url: str) -> None:
    """A page that says what to do, not an error of a machine."""
    for code in ("TS-999999", "%3Cscript%3E", "a" * 3000):
        page = requests.get(f"{central_url}/c/{code}")
        assert page.status_code == 404
        assert "Không tìm thấy bản sao" in page.content.decode()
        assert "<script" not in page.text


def test_the_page_allows_a_browser_nothing_but_itself(central_url: str) -> None:
    """No script, no frame, no other place to load from, no trace in a cache."""
    headers = requests.get(f"{central_url}/c/TS-1").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")


def test_a_file_is_compared_with_the_registered_one(
    store: Store,
    client: CentralClient,
    central_url: str,
    central_home: Path,
    signed_copies: tuple[bytes, ...],
) -> None:
    """The same bytes or not; what was given is not kept."""
    _registered(store, client, signed_copies[0], "Giấy khai sinh")
    blobs = sorted((central_home / "blobs").rglob("*"))
    address = f"{central_url}/c/TS-000001"
    same = requests.post(address, files={"file": ("a.pdf", signed_copies[0], "application/pdf")})
    other = requests.post(address, files={"file": ("a.pdf", signed_copies[1], "application/pdf")})
    assert "Đúng là tệp đã đăng ký" in same.content.decode()
    assert "Không phải tệp đã đăng ký" in other.content.decode()
    assert requests.post(address, data=b"no form").status_code == 422
    assert sorted((central_home / "blobs").rglob("*")) == blobs
