"""A damaged file is named, set aside, and comes back from central when it is there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused
from offline_store.leasing import lease_block
from offline_store.mending import mend_files
from offline_store.records import DocumentId
from offline_store.store import Store
from offline_store.sync import send_due
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier, make_page

pytestmark = pytest.mark.on_sqlite

LATER = NOON + timedelta(hours=1)


def _kept(store: Store, pdf: bytes) -> tuple[DocumentId, str, str]:
    """A document of one page with its copy; the SHA-256 of both."""
    document = add_dossier(store, make_dossier("H26-261122-0001", pages=0))
    page = replace(
        make_page(document, 1), sha256=store.files.keep(b"\x89PNG a page"), thumbnail=None
    )
    with store.transaction() as records:
        records.dossiers.add_page(page)
    certify(store, document, pdf)
    return document, page.sha256, store.files.keep(pdf)


def _damage(store: Store, sha256: str) -> Path:
    path = store.files.path(sha256)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    return path


def test_a_damaged_copy_comes_back_and_a_page_is_named(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """The damaged bytes stay for whoever wants to look at them; the next look finds the rest."""
    lease_block(store, client, BOOK, 10)
    document, page, copy = _kept(store, signed_copies[0])
    send_due(store, client, LATER)
    assert mend_files(store, client).read == 2
    broken = [_damage(store, sha256) for sha256 in (page, copy)]
    seen = list[tuple[int, int]]()

    report = mend_files(store, client, lambda done, of: seen.append((done, of)))
    assert [(each.what, each.sha256) for each in report.mended] == [("copy", copy)]
    assert [(each.what, each.page, each.document_id) for each in report.lost] == [
        ("page", 1, document)
    ]
    assert store.files.read(copy) == signed_copies[0]
    aside = {path.name for path in (broken[0].parents[1] / "damaged").iterdir()}
    assert aside == {path.name for path in broken}
    assert seen == [(1, 2), (2, 2)]
    again = mend_files(store, client)
    assert (again.mended, [each.sha256 for each in again.lost]) == ((), [page])


def test_without_central_all_that_is_damaged_is_named(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """And a later look with central brings back what it can."""
    lease_block(store, client, BOOK, 10)
    _, _, copy = _kept(store, signed_copies[0])
    send_due(store, client, LATER)
    _damage(store, copy)
    assert [each.sha256 for each in mend_files(store).lost] == [copy]
    assert [each.sha256 for each in mend_files(store, client).mended] == [copy]


def test_no_desk_gets_anothers_copy(
    store: Store,
    client: CentralClient,
    signed_copies: tuple[bytes, ...],
    central_home: Path,
    central_url: str,
) -> None:
    """Of the same agency or not: what a desk did not hand in is unknown to it."""
    lease_block(store, client, BOOK, 10)
    _, page, copy = _kept(store, signed_copies[0])
    send_due(store, client, LATER)
    place = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with CentralClient(place) as other:
        for sha256 in (copy, page):
            with pytest.raises(CentralRefused) as refused:
                other.fetch_blob(sha256)
            assert refused.value.facts["reason"] == "file-unknown"
    assert client.fetch_blob(copy) == signed_copies[0]
