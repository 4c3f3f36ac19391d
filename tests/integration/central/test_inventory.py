"""How a desk stands is told to central, with nobody's data in it, and listed there."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from central.command_line import main as central_main
from central.enrolment import revoke
from central.fleet_words import warnings
from central.inventories import DeskSeen, fleet
from offline_store.central_client import CentralClient
from offline_store.inventory_wire import InventoryOnWire, KeyOnWire, ScannerOnWire
from offline_store.records import Enrolment, Requester
from scanners.values import Device, Mode, Source
from station.bootstrap import Desk, with_settings
from station.settings import OfficerSettings
from tests.integration.central.conftest import AGENCY_CODE

PERSON = Requester(
    "Nguyễn Thị Bí Mật", "001099000123", "15/04/1999", "Số 1 Phố Kín", "0912345678", "bi@mat.vn"
)
PLANTED = ("Bí Mật", "001099000123", "Phố Kín", "0912345678", "bi@mat.vn", "Bàn cô Hoa", "Trần Kín")


@pytest.fixture
def database_url() -> None:
    """Central keeps its records in a file: which database it has makes no difference here."""


def device(device_id: str, name: str) -> Device:
    """A scanner as a driver describes it."""
    return Device(
        id=device_id,
        name=name,
        driver=device_id.partition(":")[0],
        sources=(Source.FLATBED,),
        resolutions=(300,),
        modes=(Mode.COLOR,),
    )


def told(client: CentralClient, central_home: Path) -> dict[str, Any]:
    """What central has of that desk, as its administrator reads it."""
    (desk,) = [each for each in fleet(central_home) if each.station == client.enrolment.station]
    assert desk.inventory is not None
    return desk.inventory.model_dump(mode="json")


def test_a_desk_tells_how_it_stands(
    counter: Desk, client: CentralClient, central_home: Path
) -> None:
    """Versions, findings, devices, ends of certificates, disk, debts; at most twice a day."""
    counter.scanner.book.saw(device("sane:genesys:libusb:001:004", "Canon LiDE 220"))
    counter.scanner.book.saw_key("officer", datetime(2027, 3, 1, 5, tzinfo=UTC))
    assert counter.tell_inventory()
    said = told(client, central_home)
    assert said["version"]
    assert said["free_mb"] > 0
    assert said["keys"] == [{"role": "officer", "ends_on": "2027-03-01"}]
    (scanner,) = said["scanners"]
    assert (scanner["driver"], scanner["make"]) == ("sane", "Canon LiDE 220")
    assert {"disk", "settings", "numbers", "encryption"} <= {
        each["id"] for each in said["findings"]
    }
    assert (said["queued"], said["refused"], said["owing"], said["owed_by"]) == (0, 0, 0, None)
    assert not counter.tell_inventory()


def test_a_desk_that_saw_many_scanners_tells_the_last(
    counter: Desk, client: CentralClient, central_home: Path
) -> None:
    """As many as there is room for; one that got a new number with each plug is told once."""
    for number in range(3):
        counter.scanner.book.saw(device(f"sane:genesys:libusb:001:00{number}", "Canon LiDE 220"))
    for number in range(60):
        counter.scanner.book.saw(device(f"escl:uuid-{number}", "Brother ADS"))
    assert len({each.device.id for each in counter.scanner.book.devices}) == 63
    assert counter.tell_inventory()
    assert len(told(client, central_home)["scanners"]) == 50


def test_no_person_gets_into_it(counter: Desk, client: CentralClient, central_home: Path) -> None:
    """Neither citizens, nor who sits there, nor who signs, nor a name given to a device."""
    desk = with_settings(
        counter, replace(counter.settings, officer=OfficerSettings("Trần Kín", ("CHỦ TỊCH",)))
    )
    desk.receive(PERSON, "Giấy khai sinh của Nguyễn Thị Bí Mật", 1)
    desk.scanner.book.saw(device("sane:airscan:e0:Bàn cô Hoa", "Bàn cô Hoa"))
    desk.scanner.book.saw(device("sane:usb:001:002", "Máy của cô Hoa, 0912345678"))
    assert desk.tell_inventory()
    said = json.dumps(told(client, central_home), ensure_ascii=False)
    for secret in (*PLANTED, desk.clerk, str(desk.home), place_secret(desk)):
        assert secret not in said
    assert [each["make"] for each in told(client, central_home)["scanners"]] == [None, None]


def place_secret(desk: Desk) -> str:
    """What the desk shows central."""
    with desk.store.snapshot() as records:
        return records.desk.enrolment().credential


@pytest.mark.parametrize("text", [*PLANTED, "C:\\Users\\hoa", "/home/hoa", "tên", "a\nb", ""])
def test_the_wire_has_no_room_for_a_person(text: str) -> None:
    """Whoever would send one all the same is refused by both sides."""
    whole = InventoryOnWire(
        taken_at=datetime(2026, 11, 28, tzinfo=UTC),
        version="0.1.0",
        system="Linux",
        release="6.1",
        machine="x86_64",
        python="3.11.2",
        free_mb=1,
    ).model_dump(mode="json")
    for key in ("version", "system", "release", "machine", "python"):
        if not text.isdigit():
            with pytest.raises(ValidationError):
                InventoryOnWire.model_validate(whole | {key: text})
    finding = {"id": text, "status": "ok", "code": None}
    if not text.isdigit():
        with pytest.raises(ValidationError):
            InventoryOnWire.model_validate(whole | {"findings": [finding]})
    with pytest.raises(ValidationError):
        InventoryOnWire.model_validate(whole | {"name": text})


def test_central_lists_its_desks(
    counter: Desk,
    client: CentralClient,
    central_home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With what somebody should look at; one that never spoke is listed, too."""
    assert counter.tell_inventory()
    asked = ["fleet", "--home", str(central_home), "--json"]
    assert central_main(asked) == 0
    (row,) = json.loads(capsys.readouterr().out)["desks"]
    assert (row["agency"], row["name"]) == (AGENCY_CODE, "Quầy 1")
    assert "numbers-low" in row["warnings"]
    assert row["inventory"]["taken_at"]
    assert central_main([*asked[:3], "--agency", "H26.19.9"]) == 0
    assert capsys.readouterr().out == ""
    assert revoke(central_home, client.enrolment.station)
    assert central_main(asked) == 0
    (row,) = json.loads(capsys.readouterr().out)["desks"]
    assert row["warnings"] == ["revoked"]


def test_a_central_that_is_away_is_told_later(counter: Desk, place: Enrolment) -> None:
    """Nothing is raised, and nothing waits for it; a desk without a central tells nobody."""
    with counter.store.transaction() as records:
        records.desk.enrol(replace(place, central_url="http://127.0.0.1:9"))
    assert not counter.tell_inventory()
    sync = replace(counter.settings.sync, inventory_hours=0)
    assert not with_settings(counter, replace(counter.settings, sync=sync)).tell_inventory()


def test_what_somebody_should_look_at() -> None:
    """By days and counts alone."""
    now = datetime(2026, 11, 28, 3, tzinfo=UTC)
    well = InventoryOnWire(
        taken_at=now,
        version="0.1.0",
        system="Linux",
        release="6.1",
        machine="x86_64",
        python="3.11.2",
        free_mb=50_000,
        numbers_left=100,
        scanners=(ScannerOnWire(driver="sane", make="Canon", seen_on=date(2026, 11, 27)),),
        keys=(KeyOnWire(role="officer", ends_on=date(2027, 6, 1)),),
    )
    desk = DeskSeen("s", AGENCY_CODE, "Quầy 1", now, False, now, well)
    assert list(warnings(desk, now)) == []
    poor = well.model_copy(
        update={
            "free_mb": 10,
            "numbers_left": 1,
            "refused": 2,
            "owed_by": date(2026, 11, 27),
            "keys": (
                KeyOnWire(role="officer", ends_on=date(2026, 11, 27)),
                KeyOnWire(role="agency", ends_on=date(2026, 12, 5)),
            ),
        }
    )
    silent = replace(desk, told_at=now - timedelta(days=4), inventory=poor)
    assert list(warnings(silent, now)) == [
        "silent",
        "certificate-officer-ended",
        "certificate-agency-ends-soon",
        "disk-low",
        "numbers-low",
        "refused",
        "debt-late",
    ]
    assert list(warnings(replace(desk, told_at=None, inventory=None), now)) == ["never-told"]
