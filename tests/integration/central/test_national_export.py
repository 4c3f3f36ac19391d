"""Dossiers for procedures from a desk to central, and from there to the national system."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from central.errors import NationalRefused, NationalSettingInvalid, NationalUnreachable
from central.national_export import export
from central.national_settings import FILE_NAME
from offline_store.handling import Axis, Channel, Owner, Standing
from offline_store.records import Dossier, Requester
from station.bootstrap import Desk
from station.dossier_states import Business, Sync
from station.hanoi_time import HANOI
from tests.national_server import DESTINATION, PASSWORD, USER, NationalServer, national_server

BIRTH = "1.001193"


@pytest.fixture
def server() -> Iterator[NationalServer]:
    """The national system."""
    with national_server() as running:
        yield running


@pytest.fixture
def adapter(central_home: Path, server: NationalServer) -> Path:
    """A central that knows it."""
    (central_home / "password").write_text(PASSWORD + "\n", "utf-8")
    (central_home / FILE_NAME).write_text(
        f'url = "{server.url}"\nuser = "{USER}"\npassword_file = "password"\n'
        f'destination = "{DESTINATION}"\nplaces = {{ "H26.19.5" = "000.00.01.H26" }}\n',
        "utf-8",
    )
    return central_home


def received(desk: Desk, name: str = "Nguyễn Thị Thử") -> Dossier:
    """A registration of birth, received."""
    owner = Owner("Trần Văn Mẫu", "001099000123")
    dossier = desk.receive_for_procedure(
        Requester(name, email="thu@example.vn"), BIRTH, owner=owner, channel=Channel.POST
    )
    for component in (1, 2):
        desk.checklist(dossier.id, component, Standing.DIGITAL, "Kho dữ liệu")
    desk.checklist(dossier.id, 4, Standing.ON_PAPER, "shown-only")
    desk.move_on(dossier.id, Business.RECEIVED)
    return dossier


def sync_of(desk: Desk, dossier: Dossier) -> str:
    """Where the record is."""
    with desk.store.snapshot() as records:
        return records.handling.get(dossier.id).state(Axis.SYNC)


@pytest.fixture
def counter_with_procedures(counter: Desk) -> Desk:
    """A desk that receives for procedures."""
    counter.take_catalogue.sample()
    return counter


def test_a_dossier_reaches_central_and_the_national_system(
    adapter: Path, counter_with_procedures: Desk, server: NationalServer
) -> None:
    """In the national message's fields; a second run has nothing to say."""
    desk = counter_with_procedures
    dossier = received(desk)
    assert sync_of(desk, dossier) == Sync.HERE
    desk.synchronise(at_once=True)
    assert sync_of(desk, dossier) == Sync.SAFE
    done = export(adapter)
    assert (done.dossiers, done.steps, done.batches, done.left) == (1, 2, 2, 0)
    message = server.dossiers[dossier.code]
    with desk.store.snapshot() as records:
        handling = records.handling.get(dossier.id)
    moments = [c.at for c in handling.changes if c.axis is Axis.BUSINESS]
    assert (message["MaTTHC"], message["TrangThaiHoSo"], message["KenhThucHien"]) == (
        BIRTH,
        "2",
        "3",
    )
    assert message["ChuHoSo"] == "Trần Văn Mẫu"
    assert message["DinhDanhCHS"] == {"LoaiDinhDanh": "1", "SoDinhDanh": "001099000123"}
    assert message["NoiNopHoSo"] == "000.00.01.H26"
    assert message["NgayTiepNhan"] == f"{moments[-1].astimezone(HANOI):%Y%m%d%H%M%S}"
    assert datetime.strptime(message["NgayHenTra"], "%Y%m%d%H%M%S")
    assert [part["DuocTaiSuDung"] for part in message["TaiLieuNop"]] == ["1", "1", "0"]
    assert sorted(state for _, state, _ in server.steps) == ["1", "2"]
    assert export(adapter).batches == 0
    desk.synchronise(at_once=True)
    assert export(adapter).batches == 0


def test_only_what_is_new_of_its_progress_follows(
    adapter: Path, counter_with_procedures: Desk, server: NationalServer
) -> None:
    """A dossier that moved on goes again with its state, and the new steps alone."""
    desk = counter_with_procedures
    dossier = received(desk)
    desk.synchronise(at_once=True)
    export(adapter)
    desk.move_on(dossier.id, Business.IN_WORK)
    desk.move_on(dossier.id, Business.STOPPED, "Có tranh chấp")
    desk.synchronise(at_once=True)
    done = export(adapter)
    assert (done.dossiers, done.steps) == (1, 2)
    assert server.dossiers[dossier.code]["TrangThaiHoSo"] == "8"
    assert server.dossiers[dossier.code]["GhiChu"] == "Có tranh chấp"
    assert sorted(state for _, state, _ in server.steps) == ["1", "2", "4", "8"]


def test_ten_at_once_and_nothing_twice(
    adapter: Path, counter_with_procedures: Desk, server: NationalServer
) -> None:
    """Twelve dossiers; an answer that is lost, a session that ends: each is there, once."""
    desk = counter_with_procedures
    codes = {received(desk, f"Người thứ {number}").code for number in range(12)}
    desk.synchronise(at_once=True)
    server.deaf = 1
    with pytest.raises(NationalUnreachable):
        export(adapter)
    assert len(server.dossiers) == 10
    server.over = len(server.batches) + 2
    done = export(adapter)
    assert (done.dossiers, done.steps, done.left) == (12, 24, 0)
    assert set(server.dossiers) == codes
    assert len(server.steps) == 24
    assert server.logins == 3
    assert max(count for _, count in server.batches) == 10


@pytest.mark.on_sqlite
def test_what_is_refused_is_not_taken_for_sent(
    adapter: Path, counter_with_procedures: Desk, server: NationalServer
) -> None:
    """By the system's own code; once it is cured, it goes."""
    desk = counter_with_procedures
    dossier = received(desk)
    desk.synchronise(at_once=True)
    server.refuses = dossier.code
    with pytest.raises(NationalRefused) as raised:
        export(adapter)
    assert raised.value.facts == {"code": "5", "service": "DongBoHoSoMC"}
    server.refuses = ""
    assert export(adapter).dossiers == 1


@pytest.mark.on_sqlite
@pytest.mark.parametrize(
    ("text", "key"),
    [("", "url"), ("url = 5", "url"), ("ulr = 'x'", "ulr"), ("batch = 11", "batch")],
)
def test_settings_are_looked_at_first(central_home: Path, text: str, key: str) -> None:
    """None, of another shape, unknown, more than the law of the envelope."""
    (central_home / FILE_NAME).write_text(text, "utf-8")
    with pytest.raises(NationalSettingInvalid) as raised:
        export(central_home)
    assert raised.value.facts["key"] == key
