"""A copy that central holds stands for a paper of a dossier: fetched, judged and kept."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from offline_store.central_client import CentralClient
from offline_store.errors import CentralRefused, CentralUnreachable
from offline_store.handling import Standing
from offline_store.named_files import named_files
from offline_store.records import Dossier, Enrolment, Requester
from offline_store.store import Store
from station.attach_copy import proposed_component
from station.bootstrap import Desk, open_desk
from station.checklist import mark_of
from station.consent import Purpose, Said
from station.counter_errors import ConsentRefused, CopyNotFit
from station.errors import InputInvalid
from station.settings import AgencySettings, Settings, StoreSettings
from tests.integration.central.conftest import AGENCY_CODE, change
from tests.integration.central.test_citizens_copies import ID_NUMBER, register
from tests.signing_fixtures import PracticeDesk
from tests.window_clerk import Clerk, open_window
from views.presenters.counter import Place

pytestmark = pytest.mark.on_sqlite

LAND = "9.900001"
ASKS = Requester("Nguyễn Thị Thử", ID_NUMBER)
CODE = "TS-000001"


@pytest.fixture
def database_url() -> None:
    """Central keeps its records in a file: which database it has makes no difference here."""


@pytest.fixture
def at_desk(tmp_path: Path, place: Enrolment, desk: PracticeDesk) -> Iterator[Desk]:
    """A desk at that central, which trusts the practice authority and has the sample catalogue."""
    home = tmp_path / "desk"
    shutil.copytree(desk.trust, home / "trust")
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
        store=StoreSettings(keyring=False),
    )
    with closing(open_desk(home, settings=settings)) as opened:
        opened.take_catalogue.sample()
        with opened.store.transaction() as records:
            records.desk.enrol(place)
        yield opened


@pytest.fixture
def asking(
    at_desk: Desk, store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> Dossier:
    """A land dossier of a citizen for whom a copy is at central; central was asked."""
    register(store, client, signed_copies[0])
    dossier = at_desk.receive_for_procedure(ASKS, LAND)
    at_desk.find_copies(dossier.id)
    return dossier


def test_a_copy_stands_for_a_paper(
    at_desk: Desk, asking: Dossier, signed_copies: tuple[bytes, ...]
) -> None:
    """Its signatures hold; its component is digital, and the file is kept and named."""
    copy = at_desk.attach_copy(asking.id, 2, CODE)
    assert (copy.verdict, copy.position, copy.number) == ("TOTAL-PASSED", 2, 1)
    assert at_desk.store.files.read(copy.sha256) == signed_copies[0]
    assert at_desk.attach_copy.attached(asking.id) == (copy,)
    with at_desk.store.snapshot() as records:
        mark = mark_of(records.handling.get(asking.id), 2)
        assert named_files(records)[copy.sha256].what == "attached"
        line = records.audit.last("copy-attached", asking.id)
    assert mark is not None
    assert (mark.standing, CODE in mark.why) == (Standing.DIGITAL, True)
    assert line is not None
    # Said otherwise, it stands there no more.
    at_desk.checklist(asking.id, 2, Standing.SCAN)
    assert at_desk.attach_copy.attached(asking.id) == ()


def test_without_a_line_what_is_here_is_attached(
    at_desk: Desk, asking: Dossier, place: Enrolment
) -> None:
    """A copy that is attached to another dossier needs no central; another one does."""
    at_desk.attach_copy(asking.id, 1, CODE)
    later = at_desk.receive_for_procedure(ASKS, LAND)
    with at_desk.store.transaction() as records:
        records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
    assert at_desk.attach_copy(later.id, 1, CODE).verdict == "TOTAL-PASSED"
    other = at_desk.receive_for_procedure(Requester("Trần Văn Khác", "001099000999"), LAND)
    with pytest.raises(InputInvalid):
        at_desk.attach_copy(other.id, 1, CODE)


def test_a_copy_that_is_not_here_needs_a_line(
    at_desk: Desk, asking: Dossier, place: Enrolment
) -> None:
    """What central said is kept, the file is not; nothing of the checklist changes."""
    with at_desk.store.transaction() as records:
        records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
    with pytest.raises(CentralUnreachable):
        at_desk.attach_copy(asking.id, 1, CODE)
    assert at_desk.attach_copy.attached(asking.id) == ()
    with at_desk.store.snapshot() as records:
        assert mark_of(records.handling.get(asking.id), 1) is None


def test_signatures_that_nobody_vouches_for_are_refused(at_desk: Desk, asking: Dossier) -> None:
    """Judged by this desk's trust, not by central's word."""
    for certificate in (at_desk.home / "trust").iterdir():
        certificate.unlink()
    with pytest.raises(CopyNotFit) as refused:
        at_desk.attach_copy(asking.id, 1, CODE)
    assert refused.value.facts["reason"] == "signatures"
    assert at_desk.attach_copy.attached(asking.id) == ()


def test_another_file_than_was_named_is_refused(
    at_desk: Desk, asking: Dossier, store: Store, client: CentralClient, central_home: Path
) -> None:
    """Whatever happened to it on the way or at central."""
    sent = b"%PDF-1.7 another"
    other = hashlib.sha256(sent).hexdigest()
    client.send_blob(other, sent)
    change(central_home, f"UPDATE submission SET copy_sha256 = '{other}'")
    with pytest.raises(CopyNotFit) as refused:
        at_desk.attach_copy(asking.id, 1, CODE)
    assert refused.value.facts["reason"] == "another-file"


def test_a_citizens_no_holds(at_desk: Desk, asking: Dossier) -> None:
    """And can be taken back by them."""
    at_desk.ask_consent.record(asking.id, Purpose.COPIES, False, Said.ALOUD)
    with pytest.raises(ConsentRefused):
        at_desk.attach_copy(asking.id, 1, CODE)
    at_desk.ask_consent.record(asking.id, Purpose.COPIES, True, Said.ALOUD)
    assert at_desk.attach_copy(asking.id, 1, CODE).code == CODE


def test_nobody_gets_another_citizens_copy(
    client: CentralClient, store: Store, signed_copies: tuple[bytes, ...]
) -> None:
    """The code alone opens nothing, nor does the number."""
    register(store, client, signed_copies[0])
    assert client.copy_of(ID_NUMBER, "H26.99.1-261122-0001", CODE) == signed_copies[0]
    for number, code in ((ID_NUMBER, "TS-000002"), ("001099000124", CODE)):
        with pytest.raises(CentralRefused) as refused:
            client.copy_of(number, "H26.99.1-261122-0001", code)
        assert refused.value.facts["status"] == 404


def test_for_which_paper_a_copy_likely_stands() -> None:
    """By the words of its title; by none, for none."""
    names = {1: "Giấy khai sinh", 2: "Giấy chứng nhận kết hôn", 3: "Đơn"}
    assert proposed_component(names, "Trích lục khai sinh") == 1
    assert proposed_component(names, "GIẤY CHỨNG NHẬN KẾT HÔN") == 2
    assert proposed_component(names, "Hộ chiếu") is None
    assert proposed_component({}, "Hộ chiếu") is None


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_it_is_attached_in_the_window(at_desk: Desk, asking: Dossier, qtbot: QtBot) -> None:
    """From the list of the citizen's copies, for the paper that is chosen there."""
    with open_window(at_desk, qtbot) as window:
        clerk = Clerk(qtbot, window)
        clerk.waits(lambda: not window.busy)
        at_desk.checklist(asking.id, 1, Standing.SCAN)
        with at_desk.store.snapshot() as records:
            document = records.dossiers.get(asking.id).documents[0]
        window.counter.open(asking.id, document.id, Place.SCAN)
        clerk.waits(lambda: bool(window.copies.table.rows_model.rows) and not window.busy)
        window.copies.open_list()
        assert window.copies.use.isVisible()
        window.copies.paper.setCurrentIndex(window.copies.paper.count() - 1)
        position = window.copies.paper.currentText().partition(".")[0]
        window.copies.use.click()
        clerk.waits(lambda: not window.busy)
        assert window.messages.messages[0].code == "copy-attached"
        (copy,) = at_desk.attach_copy.attached(asking.id)
        assert str(copy.position) == position
