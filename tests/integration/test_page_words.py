"""The words of `tramso dossier` that change pages, as somebody scripts them."""

from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from offline_store.store import Store
from scanners.png import encode_png
from scanners.spool import Spool
from station.bootstrap import open_desk
from tests.integration.conftest import Tramso
from tests.left_session import left_session
from tests.scanner_fixtures import draw_page


@pytest.fixture
def code(tramso: Tramso, tmp_path: Path) -> str:
    """A dossier with three pages, one of them wide."""
    code = str(tramso("dossier", "new", "--title", "Bằng", "--name", "A")["code"])
    (tmp_path / "in").mkdir()
    files = [
        str(draw_page(tmp_path / f"in/{number}.png", number, (200 + number, 300)))
        for number in (1, 2, 3)
    ]
    tramso("dossier", "add", code, *files)
    return code


def sizes(said: dict[str, Any]) -> list[tuple[int, int]]:
    """Width and height of every page printed."""
    return [(page["width"], page["height"]) for page in said["pages"]]


def test_pages_are_changed_and_given_back(tramso: Tramso, code: str) -> None:
    """Each word prints the pages as they are; undo goes back to the scans, redo forward again."""
    before = [(201, 300), (202, 300), (203, 300)]
    turned = tramso("dossier", "rotate", code, "--page", "1")
    cropped = tramso("dossier", "crop", code, "--page", "2", "--box", "10,20,100,50")
    split = tramso("dossier", "split", code, "--page", "3", "--y", "100")
    merged = tramso("dossier", "merge", code, "--pages", "3,4")
    moved = tramso("dossier", "move", code, "--pages", "3", "--after", "0")
    removed = tramso("dossier", "remove", code, "--page", "2")

    assert sizes(turned) == [(300, 201), *before[1:]]
    assert sizes(cropped) == [(300, 201), (100, 50), before[2]]
    assert sizes(split) == [(300, 201), (100, 50), (203, 100), (203, 200)]
    assert sizes(merged) == [(300, 201), (100, 50), before[2]]
    assert sizes(moved) == [before[2], (300, 201), (100, 50)]
    assert sizes(removed) == [before[2], (100, 50)]

    history = tramso("dossier", "history", code)
    acts = ["page-rotated", "page-cropped", "page-split", "pages-merged", "pages-ordered"]
    assert [act["act"] for act in history["acts"]] == [*acts, "page-removed"]
    made = [each["act"] for each in history["pages"][0]["made"]]
    assert made == ["page-split", "page-split", "pages-merged"]  # two halves, then one again

    undone = [tramso("dossier", "undo", code) for _ in range(7)]
    assert [each["undone"] for each in undone] == ["page-removed", *reversed(acts), None]
    assert sizes(undone[-1]) == before
    assert sizes(tramso("dossier", "redo", code)) == sizes(turned)


def test_wrong_use_changes_nothing(tramso: Tramso, code: str) -> None:
    """A box that is none, a page that is not there."""
    assert tramso("dossier", "crop", code, "--page", "1", "--box", "1,2,x,4") == (
        3,
        "input-invalid",
    )
    assert tramso("dossier", "crop", code, "--page", "1", "--box", "0,0,900,9") == (
        3,
        "input-invalid",
    )
    assert tramso("dossier", "remove", code, "--page", "9") == (3, "not-found")
    assert tramso("dossier", "history", code)["acts"] == []


def test_sheets_are_looked_through_cleaned_and_accounted_for(
    tramso: Tramso, code: str, tmp_path: Path
) -> None:
    """What was found is proposed; a blank goes with its evidence; a page that just goes is told."""
    for name, tone in (("blank", 250), ("glass", 40)):
        pixels = np.full((877, 620, 3), tone, np.uint8)
        if name == "glass":
            pixels[40:400, 50:500], pixels[450:840, 50:400] = 240, 235
        (tmp_path / f"{name}.png").write_bytes(encode_png(pixels, 75))
        tramso("dossier", "add", code, str(tmp_path / f"{name}.png"))

    check = tramso("dossier", "check", code)
    assert {"page": 4, "finding": "blank", "like": None} in check["proposals"]
    assert check["order"]["proposed"] is None
    assert (check["order"]["missing"], check["lying"]) == ([], [])
    (split,) = check["splits"]
    assert (split["page"], split["cut"]) == (5, "rows")
    (proposed,) = tramso("dossier", "clean", code, "--page", "5", "--propose")["proposals"]
    assert sorted(proposed) == ["box", "degrees", "page", "paper", "shade"]

    cleaned = tramso("dossier", "clean", code, "--profile", "identity-card", "--without", "level")
    assert cleaned["cleaned"] == [5]
    assert sizes(cleaned)[4] == pytest.approx((450, 800), abs=6)
    tramso("dossier", "undo", code)
    assert tramso("dossier", "remove", code, "--page", "5", "--blank") == (3, "page-not-blank")
    tramso("dossier", "remove", code, "--page", "4", "--blank")
    sheets = tramso("dossier", "sheets", code)
    assert (sheets["scanned"], sheets["shown"], sheets["blank"], sheets["whole"]) == (5, 4, 1, True)
    (blank,) = sheets["blanks"]
    assert (len(blank["sha256"]), blank["ink"], blank["faint"]) == (64, 0, 0)
    assert len(blank["thumbnail"]) == 64
    tramso("dossier", "remove", code, "--page", "1")
    status, sheets = tramso("dossier", "sheets", code)
    assert (status, sheets["removed"], sheets["whole"]) == (1, 1, False)


def test_pages_go_to_another_paper_and_back(tramso: Tramso, code: str) -> None:
    """One paper becomes two, and undo in either makes it one again."""
    new = tramso("dossier", "give", code, "--pages", "3,2", "--new")
    assert new == {"document": 2, "pages": 2}
    assert sizes(tramso("dossier", "undo", code, "--document", "2")) == []
    assert [paper["document"] for paper in tramso("dossier", "show", code)["documents"]] == [1]
    tramso("dossier", "redo", code)
    assert tramso("dossier", "give", code, "--document", "2", "--pages", "1,2", "--to", "1") == {
        "document": 1,
        "pages": 3,
    }


def test_a_batch_is_cut_into_dossiers_and_papers(tramso: Tramso, code: str, tmp_path: Path) -> None:
    """By sheets that the program printed; `parts` says where pages went; undo gives all back."""
    other = str(tramso("dossier", "new", "--title", "Giấy", "--name", "B")["code"])
    between, of_other = tmp_path / "between.pdf", tmp_path / "other.pdf"
    tramso("dossier", "separator", "--out", str(between))
    tramso("dossier", "separator", "--for", other, "--out", str(of_other))
    papers = [str(tmp_path / f"in/{number}.png") for number in (1, 2, 3)]
    batch = (between, papers[0], of_other, papers[1], between, papers[2])
    tramso("dossier", "add", code, *(str(each) for each in batch))

    cut = tramso("dossier", "cut", code)

    assert cut["parts"] == [
        {"dossier": code, "document": 2, "pages": 1},
        {"dossier": other, "document": 1, "pages": 1},
        {"dossier": other, "document": 2, "pages": 1},
    ]
    assert sizes(cut) == [(201, 300), (202, 300), (203, 300)]
    undone = tramso("dossier", "undo", other, "--document", "2")
    assert undone["undone"] == "batch-cut"
    assert len(tramso("dossier", "show", code)["documents"]) == 1


def test_an_interrupted_capture_is_recovered_by_name(
    tramso: Tramso, code: str, home: Path, tmp_path: Path
) -> None:
    """Listed, set aside, listed still, recovered once."""
    document = tramso("dossier", "new", "--title", "Giấy", "--name", "B")
    left_in = _document_id(home, document["code"])
    with Store.open(home) as store:
        folder = left_session(store, home / "spool", left_in)
    data = draw_page(tmp_path / "left.png", 9, (210, 300)).read_bytes()
    Spool(folder).keep(data, ".png", size=(210, 300), dpi=300)

    (session,) = tramso("dossier", "interrupted")["sessions"]
    assert (session["dossier"], session["pages"], session["set_aside"]) == (
        document["code"],
        1,
        False,
    )
    (aside,) = tramso("dossier", "set-aside", "--session", session["session"])["sessions"]
    assert aside["set_aside"]
    recovered = tramso("dossier", "recover", "--session", session["session"])
    assert [page["page"] for page in recovered["pages"]] == [1]
    assert tramso("dossier", "interrupted") == {"sessions": []}
    assert tramso("dossier", "recover", "--session", session["session"]) == (3, "not-found")


def test_a_separator_sheet_is_never_written_over_a_file(tramso: Tramso, tmp_path: Path) -> None:
    """The sheet is a PDF; a second one wants another name."""
    target = tmp_path / "sheet.pdf"
    tramso("dossier", "separator", "--out", str(target))

    assert target.read_bytes().startswith(b"%PDF-")
    assert tramso("dossier", "separator", "--out", str(target)) == (3, "target-exists")


def _document_id(home: Path, code: str) -> Any:
    with closing(open_desk(home)) as desk, desk.store.snapshot() as records:
        return records.dossiers.find(code).documents[0].id
