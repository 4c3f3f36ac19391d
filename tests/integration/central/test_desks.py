import json
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
import requests

from central.database import Database
from central.enrolment import add_enrolment_code
from central.errors import CentralMissing
from central.home import Home, init
from central.restored import skip_numbers
from central.tables import metadata
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralLogin, CentralRefused
from offline_store.records import Enrolment
from offline_store.wire import MAX_JSON_BYTES, PATH_LEASES, PATH_SUBMISSIONS
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK


def test_a_code_enrols_one_desk(central_home: Path, central_url: str) -> None:
    """Used or invented, a code gives no place."""
    code = add_enrolment_code(central_home, AGENCY_CODE, "UBND phường Thử")
    place = enrol(central_url + "/", code, "Quầy 1")
    with CentralClient(place) as client:
        known = client.station()
    assert (known.station, known.agency) == (place.station, AGENCY_CODE)
    for wrong in (code, "invented"):
        with pytest.raises(CentralLogin):
            enrol(central_url, wrong, "Quầy 2")


def test_secrets_are_not_in_the_database(central_home: Path, place: Enrolment) -> None:
    """Who reads central's records learns no credential."""
    database = Database(Home(central_home))
    with closing(database), database.snapshot() as connection:
        rows = {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in metadata.sorted_tables
        }
    assert [row[0] for row in rows["station"]] == [place.station]
    assert place.credential not in repr(rows)


def test_the_same_lease_again_is_the_same_block(client: CentralClient) -> None:
    """An answer lost on the way costs no numbers; a new id gives the next ones."""
    first = client.lease(BOOK, 10, "lease-1")
    assert (first.first, first.last) == (1, 10)
    assert client.lease(BOOK, 10, "lease-1") == first
    assert client.lease(BOOK, 5, "lease-2").first == 11
    assert client.lease("01/2027-SCT/BS", 5, "lease-3").first == 1
    with pytest.raises(CentralRefused):
        client.lease("01/2027-SCT/BS", 5, "lease-1")


def test_desks_that_lease_at_once_share_no_number(
    central_home: Path, central_url: str, place: Enrolment
) -> None:
    """Four lines at the same time: every number once, none left out."""
    numbers: list[int] = []

    def lease(name: str) -> None:
        with CentralClient(place) as client:
            for turn in range(5):
                block = client.lease(BOOK, 3, f"{name}-{turn}")
                numbers.extend(range(block.first, block.last + 1))

    threads = [threading.Thread(target=lease, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 61))


@pytest.mark.on_sqlite
def test_a_file_must_be_what_its_name_says(client: CentralClient, central_home: Path) -> None:
    """Bytes under another name are refused, and nothing of them stays."""
    with pytest.raises(CentralRefused) as refused:
        client.send_blob("00" * 32, b"bytes")
    assert refused.value.facts["reason"] == "file-misnamed"
    assert [path for path in (central_home / "blobs").rglob("*") if path.is_file()] == []


@pytest.mark.on_sqlite
def test_what_is_no_request_is_refused_without_repeating_it(
    place: Enrolment, central_url: str
) -> None:
    """Malformed, too large, without length: a reason each, and never a person's data."""
    bearer = {"Authorization": f"Bearer {place.credential}"}
    secret = "Nguyễn Thị Riêng Tư"
    malformed = requests.post(
        central_url + PATH_SUBMISSIONS, json={"requester": {"name": secret}}, headers=bearer
    )
    assert (malformed.status_code, malformed.json()["reason"]) == (422, "request-malformed")
    assert secret not in malformed.text
    large = requests.post(
        central_url + PATH_LEASES, data=b" " * (MAX_JSON_BYTES + 1), headers=bearer
    )
    assert (large.status_code, large.json()["reason"]) == (413, "request-too-large")
    endless = requests.post(central_url + PATH_LEASES, data=iter([b"{", b"}"]), headers=bearer)
    assert endless.status_code == 411


def test_a_central_must_be_made_first(tmp_path: Path) -> None:
    """A wrong folder makes no new central by accident."""
    with pytest.raises(CentralMissing):
        add_enrolment_code(tmp_path, AGENCY_CODE)
    assert list(tmp_path.iterdir()) == []


def test_making_a_central_again_keeps_its_key(tmp_path: Path) -> None:
    """Receipts given stay good."""
    key = init(tmp_path).receipt_key
    before = key.read_bytes()
    init(tmp_path)
    assert key.read_bytes() == before
    if sys.platform != "win32":
        assert key.stat().st_mode & 0o777 == 0o600


def test_central_says_where_it_listens_and_remembers_after_a_kill(tmp_path: Path) -> None:
    """Killed in the middle of a working day, it knows its desks and leases again."""
    home = init(tmp_path / "central").folder
    code = add_enrolment_code(home, AGENCY_CODE)
    program = "import sys; from central.serve import serve; from pathlib import Path; "
    program += "serve(Path(sys.argv[1]))"

    def start() -> tuple["subprocess.Popen[str]", str]:
        server = subprocess.Popen(
            [sys.executable, "-c", program, str(home)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        assert server.stdout is not None
        return server, json.loads(server.stdout.readline())["url"]

    first, url = start()
    with first:
        place = enrol(url, code, "Quầy 1")
        with CentralClient(place) as client:
            block = client.lease(BOOK, 10, "lease-1")
        first.kill()
    second, url = start()
    with second:
        again = Enrolment(url, place.station, place.agency, place.credential, place.receipt_key)
        with CentralClient(again) as client:
            assert client.lease(BOOK, 10, "lease-1") == block
        second.kill()


def test_a_central_from_a_backup_leases_no_number_twice(
    client: CentralClient, central_home: Path
) -> None:
    """It has forgotten what it leased since: the numbers that may be meant are skipped."""
    first = client.lease(BOOK, 10, "block-1")
    skip_numbers(central_home, 500)
    assert client.lease(BOOK, 10, "block-1") == first
    client.tell_numbers({BOOK: first.last})
    assert client.lease(BOOK, 10, "block-2").first == 511
    skip_numbers(central_home, 500, wait=False)
    assert client.lease(BOOK, 10, "block-3").first == 1021
