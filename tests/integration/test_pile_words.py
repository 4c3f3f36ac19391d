"""A whole dossier by the command line: 23 pages of mixed sizes, from the pile to its reception."""

from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import Tramso
from tests.pile_painter import PilePage, draw_pile

LAND = "9.900001"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[PilePage, ...]:
    """The pages as they lie in the feeder."""
    return draw_pile(tmp_path_factory.mktemp("pile"))


@pytest.fixture
def plot(tramso: Tramso) -> str:
    """The registration of land, newly registered."""
    tramso("procedures", "import", "--sample")
    said = tramso(
        *("dossier", "receive", "--procedure", LAND),
        *("--name", "Nguyễn Thị Thử", "--id-number", "001172000456", "--pile"),
    )
    (pile,) = tramso("dossier", "show", str(said["code"]))["documents"]
    assert (pile["next"], pile["pages"], pile["due_at"]) == ("scan", [], None)
    return str(said["code"])


def test_a_pile_becomes_a_received_dossier(
    tramso: Tramso, plot: str, pages: tuple[PilePage, ...]
) -> None:
    """Read, offered, confirmed; doubts decided one by one; nothing lost, and all taken back."""
    truth = [page.component for page in pages]
    assert len(truth) == 23
    offered = tramso("dossier", "pile", plot, *(str(page.path) for page in pages))["pages"]

    assert [page["page"] for page in offered] == list(range(1, 24))
    clear = {page["page"]: page["component"] for page in offered if page["clear"]}
    assert clear == {number: truth[number - 1] for number in clear}, "never a wrong one"
    assert set(clear) == {1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18}
    plan = offered[4]
    assert (plan["component"], plan["reason"], plan["doubt"]) == (None, "contested", 1.0)
    assert {claim["component"] for claim in plan["claims"]} == {2, 3}
    refused = {page["page"]: page["refused"] for page in offered if page["refused"]}
    assert refused == {15: "paper-copy", 16: "paper-copy", 20: "shown-only", 21: "shown-only"}
    assert tramso("dossier", "checklist", plot)["procedure"]["pile"] == 23

    confirmed = tramso("dossier", "pile", plot, "--confirm")
    assert {each["component"]: each["pages"] for each in confirmed["given"]} == {
        1: 2,
        2: 2,
        3: 1,
        4: 5,
        5: 2,
        7: 2,
    }
    (birth,) = tramso("dossier", "describe", plot, "--component", "5")["papers"]
    read = {name: field["value"] for name, field in birth["fields"].items()}
    assert (read["summary"], read["issued_on"], read["issuer"]) == (
        "Giấy khai sinh: NGUYỄN VĂN AN",
        "20/04/1999",
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐẦM SƯƠNG",
    )
    tramso("dossier", "undo", plot, "--document", "2")
    assert tramso("dossier", "checklist", plot)["procedure"]["pile"] == 23
    tramso("dossier", "redo", plot, "--document", "2")
    left = tramso("dossier", "pile", plot)["pages"]
    assert len(left) == 9
    assert not any(page["clear"] for page in left)

    tramso("dossier", "pile", plot, "--pages", "1,2", "--to", "2")
    tramso("dossier", "pile", plot, "--pages", "3", "--to", "7")
    assert tramso("dossier", "pile", plot, "--pages", "3", "--to", "8") == (
        3,
        "not-to-be-digitised",
    )
    tramso("dossier", "component", plot, "--component", "6", "--on-paper", "paper-copy")
    tramso("dossier", "component", plot, "--component", "8", "--on-paper", "shown-only")
    received: dict[str, Any] = tramso("dossier", "state", plot, "--to", "2")["procedure"]
    standings = [component["standing"] for component in received["components"]]
    assert standings == ["scan"] * 5 + ["on-paper", "scan", "on-paper"]
    assert (received["open"], received["pile"]) == ([], 6)
    shown = tramso("dossier", "show", plot)["documents"]
    assert sum(len(document["pages"]) for document in shown) == 23


def test_separator_sheets_cut_a_pile(
    tramso: Tramso, plot: str, pages: tuple[PilePage, ...], tmp_path: Path
) -> None:
    """Printed here, scanned between the papers, read with them; they go with the pages behind."""
    sheet = str(tmp_path / "sheet.pdf")
    tramso("dossier", "separator", "--out", sheet)
    application, birth = ([str(page.path) for page in pages[at : at + 2]] for at in (0, 12))
    offered = tramso("dossier", "pile", plot, *application, sheet, *birth)["pages"]
    assert [page["component"] for page in offered] == [1, 1, None, 5, 5]
    assert [page["separator"] for page in offered] == [None, None, "paper", None, None]
    assert offered[4]["reason"] == "separator"
    given = tramso("dossier", "pile", plot, "--confirm")
    assert given["pages"] == []
    assert [(each["component"], each["pages"]) for each in given["given"]] == [(1, 2), (5, 2)]
    tramso("dossier", "undo", plot, "--document", "1")
    assert len(tramso("dossier", "pile", plot)["pages"]) == 5
