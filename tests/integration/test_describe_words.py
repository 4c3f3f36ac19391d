"""Describing digitised papers by the command line."""

from pathlib import Path

import pytest

from station.settings import FILE_NAME
from tests.integration.conftest import Tramso
from tests.scanner_fixtures import draw_page

LAND = "9.900001"


@pytest.fixture
def plot(tramso: Tramso, home: Path, tmp_path: Path) -> str:
    """The registration of land with a page in its first and fifth paper."""
    settings = home / FILE_NAME
    settings.write_text(
        settings.read_text("utf-8")
        + '[digitisation.type_codes]\nbirth-certificate = "KQ.G15.000001"\n',
        "utf-8",
    )
    tramso("procedures", "import", "--sample")
    said = tramso(
        *("dossier", "receive", "--procedure", LAND),
        *("--name", "Nguyễn Thị Thử", "--id-number", "001172000456"),
    )
    code = str(said["code"])
    for component in ("1", "5"):
        said = tramso("dossier", "component", code, "--component", component, "--scan")
        paper = str(said["procedure"]["components"][int(component) - 1]["document"])
        page = draw_page(tmp_path / f"{component}.png", int(component), (200, 300))
        tramso("dossier", "add", code, "--document", paper, str(page))
    return code


def test_papers_are_described(tramso: Tramso, plot: str) -> None:
    """Shown, kept where nothing is missing, put right, refused as typed."""
    shown = tramso("dossier", "describe", plot)["papers"]
    assert [(each["component"], each["missing"]) for each in shown] == [(1, ["type_code"]), (5, [])]
    assert shown[1]["kept"] is None
    assert shown[1]["fields"]["owner_id"] == {
        "value": "001172000456",
        "source": "dossier",
        "doubt": 0.0,
        "page": None,
    }

    kept = tramso("dossier", "describe", plot, "--confirm")["papers"]
    assert kept[0]["kept"] is None
    assert kept[1]["kept"]["code"] == "001172000456.KQ.G15.000001.01"
    assert tramso("dossier", "describe", plot, "--component", "1", "--confirm") == (
        3,
        "input-missing",
    )
    (own,) = tramso(
        *("dossier", "describe", plot, "--component", "1"),
        *("--set", "type_code=DON.01", "--set", "issued_on=2/11/2026"),
    )["papers"]
    assert own["kept"]["code"] == "001172000456.DON.01.01"
    assert own["fields"]["issued_on"]["value"] == "02/11/2026"
    checklist = tramso("dossier", "checklist", plot)["procedure"]["components"]
    assert [each["described"] for each in checklist if each["document"]] == [
        "001172000456.DON.01.01",
        "001172000456.KQ.G15.000001.01",
    ]
    wrong = ("dossier", "describe", plot, "--component", "5", "--set")
    assert tramso(*wrong, "issued_on=30/02/2026") == (3, "input-invalid")
    assert tramso(*wrong, "colour=đỏ") == (3, "input-invalid")
    assert tramso(*wrong, "signer") == (2, None)
    assert tramso("dossier", "describe", plot, "--set", "signer=An") == (2, None)
    assert tramso("dossier", "describe", plot, "--component", "2") == (3, "not-found")
