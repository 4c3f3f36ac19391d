"""Lots at central: where each stands, what its samples found, who did how much."""

import json
from pathlib import Path

import pytest

from central.command_line import main
from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused
from offline_store.lot_wire import lot_etag
from station.bootstrap import Desk
from station.tell_lots import on_wire, tell_lots
from tests.integration.central.conftest import AGENCY_CODE
from tests.scanner_fixtures import draw_page

LAND = "9.900001"


def told(central_home: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The lots as central lists them."""
    assert main(["lots", "--home", str(central_home), "--agency", AGENCY_CODE, "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["lots"]
    return found


def test_a_lot_is_told_whenever_it_changed(
    counter: Desk,
    client: CentralClient,
    central_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Opened, digitised, handed in: each once; its figures are those of the desk."""
    counter.take_catalogue.sample()
    lot = counter.lots.open(LAND, "Hồ sơ 2019", component=1, level="S-1")

    def tell() -> int:
        return tell_lots(counter.store, client, counter.settings.lots, counter.now)

    assert (tell(), tell()) == (1, 0)
    dossier, paper = counter.lots.add(lot.id)
    counter.import_pages(paper, (draw_page(tmp_path / "1.png", 1, (200, 300)),))
    counter.describe_papers.keep(paper, {"type_code": "GT.01"})
    counter.lots.call_done(dossier)
    sample = counter.lots.hand_in(lot.id)
    assert tell() == 1

    (here,) = told(central_home, capsys)
    (figures,) = counter.count_lots((lot.id,))
    assert (here["code"], here["state"], here["dossiers"], here["done"]) == (
        lot.code,
        "to-check",
        1,
        1,
    )
    assert here["samples"] == [
        {
            "round": 1,
            "size": 1,
            "severity": "normal",
            "letter": sample.letter,
            "count": 1,
            "accept": sample.accept,
            "judged": 0,
            "wrong": 0,
        }
    ]
    work = here["work"]
    assert isinstance(work, list)
    assert [(each["who"], each["papers"], each["pages"]) for each in work] == [(figures.who, 1, 1)]
    assert "Hồ sơ 2019" in json.dumps(here, ensure_ascii=False)


@pytest.mark.on_sqlite
def test_a_lot_is_one_desks_alone(
    counter: Desk, client: CentralClient, central_home: Path, central_url: str
) -> None:
    """Another desk of the agency cannot say what became of it."""
    counter.take_catalogue.sample()
    lot = counter.lots.open(LAND, "Hồ sơ 2019")
    tell_lots(counter.store, client, counter.settings.lots, counter.now)
    figures = counter.count_lots((lot.id,))
    with counter.store.snapshot() as records:
        (counted,) = records.lots.list()
        said = on_wire(records, counted, figures)
    other = enrol(central_url, add_enrolment_code(central_home, AGENCY_CODE), "Quầy 2")
    with CentralClient(other) as line, pytest.raises(CentralRefused) as refused:
        line.tell_lot(lot.id, said, lot_etag(said))
    assert refused.value.facts["reason"] == "station-mismatch"
