"""Central with its files in a bucket: a real S3 server on loopback."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from central.__main__ import main
from central.blob_bucket import parts_of
from central.enrolment import add_enrolment_code
from central.errors import BucketInvalid
from central.home import Home
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralFailed, CentralRefused, CentralUnreachable
from offline_store.leasing import lease_block
from offline_store.mending import mend_files
from offline_store.records import OutboxState
from offline_store.store import Store
from offline_store.sync import send_due
from offline_store.wire import PART_BYTES
from tests.bucket_server import KEYS, bucket_server, new_bucket, objects
from tests.faulty_line import CLEAN, Fault, faulty_line
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

pytestmark = pytest.mark.on_sqlite

LARGE = bytes(range(256)) * (PART_BYTES // 256 + 1)
NAME = hashlib.sha256(LARGE).hexdigest()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """One server for all of these."""
    with bucket_server() as address:
        yield address


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket, and the keys to it in the environment."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return new_bucket(server)


@pytest.fixture
def central_home(central_home: Path, bucket: str, capfd: pytest.CaptureFixture[str]) -> Path:
    """A central that was made with that bucket."""
    assert main(["init", "--home", str(central_home), "--bucket", bucket, "--json"]) == 0
    capfd.readouterr()
    return central_home


@pytest.fixture
def database_url() -> None:
    """Its records lie in a file: where the files lie is no business of the database."""


def test_a_copy_goes_into_the_bucket_and_comes_back(
    store: Store,
    client: CentralClient,
    central_home: Path,
    central_url: str,
    bucket: str,
    signed_copies: tuple[bytes, ...],
) -> None:
    """Received, verified and receipted from there; given to the desk and to the citizen."""
    lease_block(store, client, BOOK, 5)
    items = [
        certify(store, add_dossier(store, make_dossier(f"H26-{n}")), pdf)[1]
        for n, pdf in enumerate(signed_copies)
    ]
    assert send_due(store, client, NOON).accepted == len(items)
    kept = {
        f"{item.sha256[:2]}/{item.sha256}": pdf
        for item, pdf in zip(items, signed_copies, strict=True)
    }
    assert objects(bucket) == kept
    assert [path for path in (central_home / "blobs").rglob("*") if path.is_file()] == []

    assert client.fetch_blob(items[0].sha256) == signed_copies[0]
    store.files.path(items[1].sha256).write_bytes(b"damaged")
    assert [file.sha256 for file in mend_files(store, client, lambda done, of: None).mended] == [
        items[1].sha256
    ]
    answer = requests.post(f"{central_url}/c/TS-000001/copy", data={"id_number": "001099000123"})
    assert (answer.status_code, answer.content) == (200, signed_copies[0])
    assert 'filename="TS-000001.pdf"' in answer.headers["Content-Disposition"]


def test_a_broken_upload_goes_on_where_it_was(
    client: CentralClient, central_home: Path, central_url: str, bucket: str
) -> None:
    """Parts wait in central's home; only the whole and checked file goes into the bucket."""
    fate = iter([Fault("cut", up=PART_BYTES // 2), CLEAN])
    with faulty_line(central_url, lambda: next(fate)) as line:
        place = replace(client.enrolment, central_url=line.url)
        with CentralClient(place) as cut, pytest.raises(CentralUnreachable):
            cut.send_blob(NAME, LARGE)
        assert objects(bucket) == {}
        with CentralClient(place) as again:
            again.send_blob(NAME, LARGE)
        assert line.sent < 1.7 * PART_BYTES + 10_000
    assert objects(bucket) == {f"{NAME[:2]}/{NAME}": LARGE}
    assert list((central_home / "blobs/parts").iterdir()) == []
    assert client.missing_blobs((NAME, "ab" * 32)) == ("ab" * 32,)
    with pytest.raises(CentralRefused):
        client.send_blob("00" * 32, b"other bytes")
    assert len(objects(bucket)) == 1


def test_while_the_bucket_is_away_desks_wait(
    store: Store,
    central_home: Path,
    bucket: str,
    signed_copies: tuple[bytes, ...],
) -> None:
    """The item stays queued with central's trouble, and goes when the bucket is back."""
    with ExitStack() as away:
        server, _, name = bucket.rpartition("/")
        gone = [False]
        line = away.enter_context(
            faulty_line(server, lambda: Fault("refused", up=0) if gone[0] else CLEAN)
        )
        Home(central_home).bucket_name.write_text(f"{line.url}/{name}", "utf-8")
        url = away.enter_context(run_in_thread(central_home))
        place = enrol(url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 1")
        with CentralClient(place) as client:
            lease_block(store, client, BOOK, 5)
            item = certify(store, add_dossier(store, make_dossier()), signed_copies[0])[1]
            gone[0] = True
            with pytest.raises(CentralFailed) as failed:
                client.missing_blobs((item.sha256,))
            assert failed.value.facts["status"] == 503
            report = send_due(store, client, NOON)
            assert (report.queued, report.refused, report.accepted) == (1, 0, 0)
            gone[0] = False
            assert send_due(store, client, NOON, at_once=True).accepted == 1
    with store.snapshot() as records:
        assert records.outbox.item(item.id).state is OutboxState.ACCEPTED


@pytest.mark.parametrize(
    "text",
    ["", "bucket", "s3://", "s3://bucket/folder", "https://host", "https://host/a/b", "ftp://h/b",
     "https://key:secret@host/bucket", "https://host/bucket?x=1", "https://host:port/bucket"],
)  # fmt: skip
def test_what_is_no_address_or_tells_a_key_is_refused(text: str) -> None:
    """So that no key stands in a home or on a command line."""
    with pytest.raises(BucketInvalid):
        parts_of(text)


def test_addresses_as_people_write_them() -> None:
    """AWS by name; any other by its own address."""
    assert parts_of("s3://ho-so") == (None, "ho-so")
    assert parts_of("https://s3.example:9000/ho-so/") == ("https://s3.example:9000", "ho-so")


def test_a_bucket_that_is_not_there_is_not_taken(
    server: str, bucket: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`central init` says so with status 3, and the home names none."""
    folder = tmp_path / "other"
    assert main(["init", "--home", str(folder), "--bucket", f"{server}/none", "--json"]) == 3
    assert json.loads(capfd.readouterr().err)["error"]["code"] == "bucket-invalid"
    assert Home(folder).bucket() is None
