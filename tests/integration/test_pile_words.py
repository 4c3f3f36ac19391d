"""A whole dossier by the command line: 23 pages of mixed sizes, from pile to central's verdict."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from signing.values import Verdict
from signing.verification import verify_pdf
from station.settings import FILE_NAME
from tests.coded_catalogue import coded_catalogue
from tests.integration.conftest import Tramso
from tests.pile_painter import PilePage, draw_pile
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk
from tests.signing_fixtures import desk as desk

LAND = "9.900001"
AGENCY_CODE = "H26.99.1"
OWNER = "001172000456"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[PilePage, ...]:
    """The pages as they lie in the feeder."""
    return draw_pile(tmp_path_factory.mktemp("pile"))


@pytest.fixture
def home(home: Path, desk: PracticeDesk) -> Path:
    """A desk whose scanning clerk has a key."""
    settings = {
        "officer_module": str(desk.module),
        "officer_token": desk.token,
        "clerk_key": "officer",
        "trust_folder": str(desk.trust),
    }
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in settings.items()]
    with (home / FILE_NAME).open("a", encoding="utf-8") as file:
        file.writelines(["[signing]\n", *lines])
    return home


@pytest.fixture
def central(tmp_path: Path, desk: PracticeDesk) -> Iterator[tuple[str, str]]:
    """A central that trusts the desk's authority: its address, and a code for a place there."""
    made = init(tmp_path / "central")
    shutil.copytree(desk.trust, made.trust, dirs_exist_ok=True)
    with run_in_thread(made.folder) as url:
        yield url, add_enrolment_code(made.folder, AGENCY_CODE, AGENCY)


@pytest.fixture
def plot(tramso: Tramso, tmp_path: Path) -> str:
    """The registration of land, newly registered."""
    tramso("procedures", "import", str(coded_catalogue(tmp_path / "catalogue.json")))
    said = tramso(
        *("dossier", "receive", "--procedure", LAND),
        *("--name", "Nguyễn Thị Thử", "--id-number", OWNER, "--pile"),
    )
    (pile,) = tramso("dossier", "show", str(said["code"]))["documents"]
    assert (pile["next"], pile["pages"], pile["due_at"]) == ("scan", [], None)
    return str(said["code"])


def test_a_pile_becomes_a_dossier_at_central(
    tramso: Tramso,
    plot: str,
    pages: tuple[PilePage, ...],
    desk: PracticeDesk,
    central: tuple[str, str],
    tmp_path: Path,
) -> None:
    """Read, offered, given, taken back; described, signed under one PIN, received; verdicts."""
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
    _sign_and_send(tramso, plot, desk, central, tmp_path)


def _sign_and_send(
    tramso: Tramso, plot: str, desk: PracticeDesk, central: tuple[str, str], folder: Path
) -> None:
    """Six papers: described, signed, with the citizen's receipt, taken and judged by central."""
    described = tramso("dossier", "describe", plot, "--confirm")["papers"]
    codes = {each["component"]: each["kept"]["code"] for each in described}
    assert codes == {n: f"{OWNER}.GT.{n:02}.01" for n in (1, 2, 3, 4, 5, 7)}
    out, pin = folder / "out", folder / "pin"
    out.mkdir()
    pin.write_text(f"{PIN}\n", "utf-8")
    signed = tramso("dossier", "sign", plot, "--pin-file", str(pin), "--out", str(out))
    assert (signed["signed"], signed["stopped"]) == (6, False)
    for each in signed["papers"]:
        report = verify_pdf(Path(each["signature"]["file"]), desk.trust)
        assert (report.verdict, report.pdfa) == (Verdict.TOTAL_PASSED, "2b")
        assert (each["signature"]["signer"], each["signature"]["code"]) == (
            OFFICER,
            codes[each["component"]],
        )
    slip = folder / "receipt.pdf"
    tramso("dossier", "paper", plot, "--form", "receipt", "--out", str(slip))
    assert slip.read_bytes().startswith(b"%PDF")

    url, code = central
    tramso("central", "enrol", "--url", url, "--code", code)
    sent = tramso("sync", "--once")
    assert (sent["sent"], sent["accepted"], sent["refused"], sent["without_verdict"]) == (
        6,
        6,
        0,
        0,
    )
    assert all(item["receipt"] and item["stands"] for item in sent["items"])
    assert tramso("dossier", "checklist", plot)["procedure"]["states"]["sync"] == "safe"


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
