"""Forms filled in by the command line: looked at, kept with their sources, printed."""

import json
from pathlib import Path

import pytest

from station.settings import FILE_NAME
from tests.integration.conftest import Tramso

EXTRACT = "2.000635"
FORM = "civil-status-extract"
SAID = (
    *("--say", "relation=Bản thân", "--say", "event=Khai sinh", "--say", "copies=2"),
    *("--say", "registered_at=UBND phường Thử Nghiệm", "--say", "person_birth_date=15/4/1999"),
    *("--say", "residence=Số 1, Phố Thử Nghiệm"),
)


@pytest.fixture
def extract(tramso: Tramso) -> str:
    """A dossier for an extract."""
    tramso("procedures", "import", "--sample")
    said = tramso(
        *("dossier", "receive", "--procedure", EXTRACT),
        *("--name", "Nguyễn Văn An", "--id-number", "001099000123"),
    )
    assert said["procedure"]["forms"] == []
    return str(said["code"])


def test_a_form_is_filled_in_kept_and_printed(tramso: Tramso, extract: str, tmp_path: Path) -> None:
    """Status 1 while something is asked; then 0, with the file."""
    (form,) = tramso("dossier", "forms", extract)["forms"]
    assert (form["form"], form["sample"], form["component"]) == (FORM, True, 1)
    assert (form["fields"], form["kept"]) == (16, None)

    status, asked = tramso("dossier", "fill", extract)
    assert status == 1
    assert asked["asked"] == ["residence", "relation", "event", "registered_at", "copies"]
    name = asked["fields"]["name"]
    assert (name["value"], name["source"], name["doubt"]) == ("Nguyễn Văn An", "requester", 0)

    file = tmp_path / "form.pdf"
    kept = tramso("dossier", "fill", extract, "--keep", *SAID, "--out", str(file))
    assert (kept["asked"], kept["kept"]["revision"]) == ([], 1)
    assert kept["fields"]["copies"]["value"] == "2"
    assert kept["fields"]["copies"]["source"] == "clerk"
    assert file.read_bytes()[:5] == b"%PDF-"
    shown = tramso("dossier", "checklist", extract)["procedure"]["forms"]
    assert [(each["form"], each["revision"]) for each in shown] == [(FORM, 1)]
    assert tramso("dossier", "fill", extract, "--out", str(file)) == (3, "target-exists")


def test_what_cannot_be_has_its_code(tramso: Tramso, extract: str, tmp_path: Path) -> None:
    """Unknown forms and fields, gaps, what is typed wrongly; wrong use."""
    for words, answer in (
        (("--form", "land"), (3, "form-unknown")),
        (("--keep", "--say", "nme=An"), (3, "form-field-unknown")),
        (("--keep",), (3, "input-missing")),
        (("--keep", *SAID, "--say", "copies=0"), (3, "input-invalid")),
        (("--out", str(tmp_path / "x.pdf")), (3, "not-found")),
        (("--say", "copies=2"), (2, None)),
        (("--keep", "--say", "copies"), (2, None)),
    ):
        assert tramso("dossier", "fill", extract, *words) == answer


def test_all_forms_can_be_looked_at(tramso: Tramso, extract: str, home: Path) -> None:
    """A broken one is named, with where; the command says no."""
    right = tramso("procedures", "forms")["forms"]
    assert [(each["form"], each["error"]) for each in right] == [
        (FORM, None),
        ("land-registration-request", None),
    ]
    own = home / "own-forms"
    own.mkdir()
    (own / "broken.2026-01-01.json").write_text(json.dumps({"procedures": [EXTRACT]}))
    settings = home / FILE_NAME
    lines = settings.read_text("utf-8") + f'[forms]\neforms = "{own.as_posix()}"\n'
    settings.write_text(lines, "utf-8")
    status, looked = tramso("procedures", "forms")
    assert status == 1
    error = next(each["error"] for each in looked["forms"] if each["form"] == "broken")
    assert (error["code"], error["facts"]["place"]) == ("form-invalid", "format")
    assert tramso("dossier", "fill", extract) == (3, "form-invalid")


def test_a_receipt_is_cancelled_with_its_ground(
    tramso: Tramso, extract: str, tmp_path: Path
) -> None:
    """Its number stays used; the close tells of it."""
    assert tramso("dossier", "pay", extract)["receipt"].endswith("-000001")
    receipt = tramso("cash", "show")["receipts"][0]["receipt"]
    file = tmp_path / "cancelled.pdf"
    said = tramso(
        *("cash", "cancel", "--receipt", receipt, "--ground", "Thu nhầm", "--out", str(file))
    )
    assert (said["receipt"], said["ground"], said["vnd"]) == (receipt, "Thu nhầm", 8000)
    assert file.read_bytes()[:5] == b"%PDF-"
    again = tramso("cash", "cancel", "--receipt", receipt, "--ground", "Thu nhầm")
    assert again == (3, "receipt-cancelled")
    assert tramso("cash", "cancel", "--receipt", "7", "--ground", "x") == (3, "input-invalid")
    assert tramso("dossier", "checklist", extract)["procedure"]["states"]["money"] == "due"
    assert tramso("dossier", "pay", extract)["receipt"].endswith("-000002")
    closed = tramso("cash", "close")
    assert [(each["vnd"], each["cancelled"]) for each in closed["receipts"]] == [
        (8000, False),
        (8000, False),
        (-8000, True),
    ]
    assert closed["vnd"] == 8000
    (listed,) = tramso("cash", "list")["closes"]
    assert (listed["receipts"], listed["vnd"]) == (2, 8000)
