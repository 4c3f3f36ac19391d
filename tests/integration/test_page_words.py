"""The words of `tramso dossier` that change pages, as somebody scripts them."""

import io
import json
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from scanners.spool import Spool
from station.bootstrap import open_desk
from station.cli.main import main
from station.interrupted import new_session
from station.settings import FILE_NAME
from tests.scanner_fixtures import draw_page

Tramso = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk with an agency."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / FILE_NAME).write_text('[agency]\nname = "UBND"\ncode = "H26.99.1"\n', "utf-8")
    return folder


@pytest.fixture
def tramso(home: Path) -> Tramso:
    """Runs a command with --json; gives its document, or the error's code and the status."""

    def run(*words: str) -> Any:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(home), *words, "--json"])
        if status == 0:
            return json.loads(out.getvalue())
        return status, json.loads(err.getvalue())["error"]["code"]

    return run


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


def test_an_interrupted_capture_is_recovered_by_name(
    tramso: Tramso, code: str, home: Path, tmp_path: Path
) -> None:
    """Listed, set aside, listed still, recovered once."""
    document = tramso("dossier", "new", "--title", "Giấy", "--name", "B")
    folder = new_session(home / "spool", _document_id(home, document["code"]))
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
