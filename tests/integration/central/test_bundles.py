"""Small copies that go together: each is kept, receipted, refused or lost for itself."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from central.judging import Judging
from offline_store.central_client import CentralClient
from offline_store.errors import CentralRefused, CentralUnreachable
from offline_store.records import OutboxState
from offline_store.sending import Bundled
from offline_store.store import Store
from offline_store.submissions import submission_of
from offline_store.sync import send_due
from tests.faulty_line import CLEAN, Fault, faulty_line
from tests.integration.central.test_sync import LATER, queue

SMALL = [bytes([number]) * 5000 + os.urandom(3000) for number in range(9)]


@pytest.fixture(autouse=True)
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """These are no PDFs, and central is not to say so in the middle of a test."""
    monkeypatch.setattr(Judging, "start", lambda self: None)


@pytest.fixture
def database_url() -> None:
    """In a file: nothing here is the database's own affair."""


def name(content: bytes) -> str:
    """By what a file is asked for."""
    return hashlib.sha256(content).hexdigest()


def at_central(home: Path) -> set[str]:
    """The files that central keeps."""
    return {path.name for path in (home / "blobs").glob("??/*")}


def test_small_copies_go_together_each_with_its_receipt(
    store: Store, client: CentralClient, central_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine copies in three bundles, and in no request of their own."""
    for path in ("PATH_BLOBS", "PATH_SUBMISSIONS"):
        monkeypatch.setattr(f"offline_store.central_client.{path}", "/api/v1/nothing")
    monkeypatch.setattr("offline_store.sending.PATH_BLOBS", "/api/v1/nothing")
    items = queue(store, client, *SMALL)
    report = send_due(store, client, LATER, patience_s=0)
    assert (report.accepted, report.trouble) == (9, None)
    assert len({item.receipt for item in report.items}) == 9
    assert [item.id for item in report.items] == [item.id for item in items]
    assert at_central(central_home) == {name(content) for content in SMALL}
    for content in SMALL:
        kept = central_home / "blobs" / name(content)[:2] / name(content)
        assert kept.read_bytes() == content
    assert list((central_home / "blobs/parts").iterdir()) == []


def test_what_is_damaged_here_holds_up_nobody(
    store: Store, client: CentralClient, central_home: Path
) -> None:
    """It is named, and the others of its bundle arrive."""
    items = queue(store, client, *SMALL[:4])
    path = store.files.path(name(SMALL[1]))
    sealed = bytearray(path.read_bytes())
    sealed[-1] ^= 1
    path.write_bytes(sealed)
    report = send_due(store, client, LATER, patience_s=0)
    assert report.accepted == 3
    (failed,) = [item for item in report.items if item.state is OutboxState.QUEUED]
    assert (failed.id, failed.error) == (items[1].id, "file-damaged")
    assert at_central(central_home) == {name(SMALL[number]) for number in (0, 2, 3)}


def test_what_central_refuses_holds_up_nobody(store: Store, client: CentralClient) -> None:
    """Two documents with one copy: the second alone is parked."""
    first, second, *_ = queue(store, client, SMALL[0], SMALL[0], SMALL[1], SMALL[2])
    report = send_due(store, client, LATER, patience_s=0)
    (refused,) = [each for each in report.items if each.state is OutboxState.REFUSED]
    assert (refused.id, refused.error) == (second.id, "copy-taken")
    assert report.accepted == 3
    assert first.id in {each.id for each in report.items if each.receipt}


def test_what_came_whole_before_the_line_broke_stays(
    store: Store, client: CentralClient, central_url: str, central_home: Path
) -> None:
    """The next attempt sends the rest alone."""
    files = [Bundled(name(content), content) for content in SMALL[:4]]
    fates: Iterator[Fault] = iter([Fault("cut", up=20_000)])
    with faulty_line(central_url, lambda: next(fates, CLEAN)) as line:
        place = replace(client.enrolment, central_url=line.url)
        with CentralClient(place) as cut, pytest.raises(CentralUnreachable):
            cut.send_bundle(files)
        with CentralClient(place) as again:
            lacking = again.missing_blobs([file.sha256 for file in files])
            assert set(lacking) >= {files[2].sha256, files[3].sha256}
            left = [file for file in files if file.sha256 in lacking]
            assert again.send_bundle(left) == frozenset(lacking)
            assert again.missing_blobs([file.sha256 for file in files]) == ()
    assert at_central(central_home) == {file.sha256 for file in files}


def test_bytes_that_changed_on_the_way_are_left_out(
    client: CentralClient, central_home: Path
) -> None:
    """The other files of the bundle are kept."""
    good, bad = Bundled(name(SMALL[0]), SMALL[0]), Bundled(name(SMALL[1]), SMALL[2])
    assert client.send_bundle([bad, good]) == {good.sha256}
    assert at_central(central_home) == {good.sha256}
    assert list((central_home / "blobs/parts").iterdir()) == []


@pytest.mark.parametrize("wrong", [-1, 1])
def test_a_bundle_of_another_length_is_malformed(
    client: CentralClient, central_home: Path, wrong: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More or less than its address says; of the last file nothing stays."""
    monkeypatch.setattr(
        "offline_store.sending.bundled_file", lambda sha256, size: f"{sha256}.{size + wrong}"
    )
    with pytest.raises(CentralRefused) as refused:
        client.send_bundle([Bundled(name(SMALL[0]), SMALL[0])])
    assert refused.value.facts["reason"] == "request-malformed"
    assert at_central(central_home) == set()
    assert list((central_home / "blobs/parts").iterdir()) == []


def test_too_much_for_a_bundle_is_refused(client: CentralClient) -> None:
    """By what the address says, before anything of it is kept."""
    large = bytes(9 * 1024 * 1024)
    with pytest.raises(CentralRefused) as refused:
        client.send_bundle([Bundled(name(large), large), Bundled(name(large), large)])
    assert refused.value.facts["reason"] == "request-too-large"


def test_an_older_central_gets_them_one_by_one(
    store: Store, client: CentralClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it knows no such way, and nothing is lost by having asked."""
    monkeypatch.setattr("offline_store.sending.PATH_BUNDLES", "/api/v1/not-yet")
    queue(store, client, *SMALL)
    report = send_due(store, client, LATER, patience_s=0)
    assert (report.accepted, report.refused, report.queued) == (9, 0, 0)
    assert {item.attempts for item in report.items} == {1}


def test_what_is_refused_as_a_whole_goes_one_by_one(
    store: Store, client: CentralClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A central that takes less at once than is sent parks no copy for it."""
    monkeypatch.setattr("central.bundles.MAX_BUNDLE_BYTES", 100)
    queue(store, client, *SMALL)
    report = send_due(store, client, LATER, patience_s=0)
    assert (report.accepted, report.refused, report.queued) == (9, 0, 0)


def test_asked_again_together_or_alone_the_receipt_is_the_same(
    store: Store, client: CentralClient
) -> None:
    """The item is the key, whatever way it comes."""
    items = queue(store, client, *SMALL[:2])
    with store.snapshot() as records:
        several = [submission_of(records, each.id, client.enrolment.station) for each in items]
    said = client.submit_several(several)
    assert [each.facts["reason"] for each in said if isinstance(each, CentralRefused)] == [
        "files-missing",
        "files-missing",
    ]
    client.send_bundle([Bundled(name(content), content) for content in SMALL[:2]])
    first = client.submit_several(several)
    assert client.submit_several(several[::-1]) == first[::-1]
    assert [client.submit(each) for each in several] == first
