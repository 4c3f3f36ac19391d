"""`tramso sync` against a real central: what was refused, and what central lost."""

import json
import shutil
from pathlib import Path

import pytest

from offline_store.central_client import CentralClient
from offline_store.leasing import lease_block
from offline_store.records import Enrolment
from offline_store.store import Store
from station.cli.main import main
from tests.integration.central.conftest import change
from tests.signing_fixtures import PracticeDesk
from tests.store_fixtures import BOOK, add_dossier, certify, make_dossier

pytestmark = pytest.mark.on_sqlite


@pytest.fixture
def enrolled(store: Store, client: CentralClient, place: Enrolment) -> Store:
    """A desk with its place at that central, and numbers."""
    with store.transaction() as records:
        records.desk.enrol(place)
    lease_block(store, client, BOOK, 10)
    return store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where that desk's data lies."""
    return tmp_path / "home"


def _sync(
    home: Path, capfd: pytest.CaptureFixture[str], *words: str
) -> tuple[int, dict[str, object]]:
    status = main(["sync", "--json", "--home", str(home), *words])
    document: dict[str, object] = json.loads(capfd.readouterr().out)
    return status, document


def test_what_was_refused_goes_once_its_cause_is_cured(
    enrolled: Store,
    home: Path,
    central_home: Path,
    desk: PracticeDesk,
    signed_copies: tuple[bytes, ...],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Central did not trust the issuer; it does now, and somebody says so."""
    _, item = certify(enrolled, add_dossier(enrolled, make_dossier()), signed_copies[0])
    shutil.rmtree(central_home / "trust")
    (central_home / "trust").mkdir()
    status, said = _sync(home, capfd)
    assert (status, said["sent"], said["refused"]) == (1, 1, 1)
    shutil.copytree(desk.trust, central_home / "trust", dirs_exist_ok=True)
    assert _sync(home, capfd)[1]["sent"] == 0

    status, said = _sync(home, capfd, "--retry-refused")
    assert (status, said["sent"], said["accepted"], said["lost"]) == (0, 1, 1, [])
    with enrolled.snapshot() as records:
        (line,) = (each for each in records.audit.lines() if each.act == "refused-queued-again")
        assert (line.subject, "signature-not-valid" in line.facts) == (item.id, True)
        assert records.audit.verify() is None


def test_what_central_lost_for_good_is_said(
    enrolled: Store,
    home: Path,
    central_home: Path,
    signed_copies: tuple[bytes, ...],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Central forgot a document whose copy is gone here too: status 1, and which one it is."""
    document = add_dossier(enrolled, make_dossier("H26-1"))
    _, gone = certify(enrolled, document, signed_copies[0])
    assert _sync(home, capfd)[0] == 0
    change(central_home, "DELETE FROM citizen_copy")
    change(central_home, "DELETE FROM submission")
    shutil.rmtree(central_home / "blobs")
    with enrolled.snapshot() as records:
        copy = records.dossiers.document(document).copy
    assert copy is not None
    enrolled.files.path(copy.sha256).unlink()

    certify(enrolled, add_dossier(enrolled, make_dossier("H26-2")), signed_copies[1])
    status, said = _sync(home, capfd)
    assert (status, said["accepted"], said["lost"]) == (1, 1, [gone.id])
