"""A lot by the command line: two people who sign in, one who digitises, one who checks."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from offline_store.store import Store
from station.settings import FILE_NAME
from tests.account_fixtures import PASSWORD, everybody
from tests.integration.conftest import Tramso
from tests.scanner_fixtures import draw_page

LAND = "9.900001"
As = Callable[..., Any]


@pytest.fixture
def people(tramso: Tramso, home: Path, tmp_path: Path) -> tuple[As, As, As]:
    """An who digitises, Hoa and the archivist Kho who check, at a desk with the catalogue."""
    settings = home / FILE_NAME
    settings.write_text(
        settings.read_text("utf-8")
        + '[digitisation.type_codes]\nbirth-certificate = "KQ.G15.000001"\n'
        + '[lots]\naql = "6.5"\n[lots.double_keyed]\nany = "number"\n',
        "utf-8",
    )
    tramso("procedures", "import", "--sample")
    with Store.open(home) as store:
        everybody(store, at=datetime.now(UTC))

    def signed_in(login: str) -> As:
        secret = tmp_path / login
        secret.write_text(f"{login}\n{PASSWORD}\n", "utf-8")

        def run(*words: str) -> Any:
            return tramso(*words, "--sign-in-file", str(secret))

        return run

    return signed_in("an"), signed_in("hoa"), signed_in("kho")


def test_a_lot_from_files_to_files(people: tuple[As, As, As], tmp_path: Path) -> None:
    """Opened, fed, described, typed twice, handed in, sent back, done again, accepted, exported."""
    an, hoa, kho = people
    pages = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        pages += [draw_page(folder / f"{side}.png", side, (120, 170)) for side in (1, 2)]
    opened = an(
        *("lot", "open", "--procedure", LAND, "--name", "Khai sinh 1998"),
        *("--component", "5", "--level", "I"),
    )
    assert (opened["operator"], opened["state"], opened["aql"]) == ("an", "in-work", "6.5")
    lot = str(opened["code"])
    fed = an("lot", "feed", lot, str(tmp_path / "a"), str(tmp_path / "b"), "--done")
    assert [(each["pages"], each["done"], each["file"]) for each in fed["dossiers"]] == [
        (2, True, "a"),
        (2, True, "b"),
    ]
    for each in fed["dossiers"]:
        an("dossier", "describe", each["code"], "--component", "5", "--set", "number=118/1999")

    assert an("lot", "hand-in", lot) == (3, "lot-unfinished")
    (first, second) = an("lot", "key", lot)["waiting"]
    assert (first["fields"], first["differing"], first["component"]) == (["number"], [], 5)
    key = ("lot", "key", lot, "--component", "5", "--dossier")
    assert an(*key, "1", "--set", "number=118/1999") == (3, "keyed-before")
    assert hoa(*key, "1", "--set", "number=118/1999")["differing"] == []
    (differs,) = hoa(*key, "2", "--set", "number=113/1999")["differing"]
    assert (differs["first"], differs["second"]) == ("118/1999", "113/1999")
    settle = ("lot", "settle", lot, "--dossier", str(second["number"]), "--component", "5")
    settled = hoa(*settle, "--field", "number", "--text", "113/1999")
    assert settled["value"] == "113/1999"

    sample = an("lot", "hand-in", lot)
    assert (sample["size"], sample["sample"], sample["accept"]) == (2, 2, 0)
    assert (sample["severity"], sample["level"], sample["same_draw"]) == ("normal", "I", True)
    assert an("lot", "judge", lot, "--dossier", "1") == (3, "checker-is-operator")
    assert hoa("lot", "judge", lot, "--dossier", "1", "--error", "colour") == (3, "input-invalid")
    judged = kho("lot", "judge", lot, "--dossier", "1", "--error", "order:5:trang 2 trước trang 1")
    assert (judged["judged"], judged["wrong"], judged["outcome"]) == (1, 1, "sent-back")
    status, back = kho("lot", "decide", lot, "--reason", "Làm lại")
    assert (status, back["state"], back["round"]) == (1, "sent-back", 2)

    shown = an("lot", "show", lot)
    assert (shown["state"], shown["round"], shown["done"]) == ("sent-back", 2, 0)
    assert shown["changes"][-1]["reason"] == "Làm lại"
    assert an("lot", "done", lot, "--all")["done"] == [1, 2]
    an("lot", "hand-in", lot)
    assert hoa("lot", "decide", lot) == (3, "sample-unjudged")
    hoa("lot", "judge", lot, "--dossier", "1", "--dossier", "2")
    assert hoa("lot", "decide", lot)["state"] == "accepted"
    assert an("lot", "sample", lot, "--round", "1")["wrong"] == 1

    assert an("lot", "export", lot, "--out", str(tmp_path / "out"))["folder"] == lot
    names = {path.name for path in (tmp_path / "out" / lot).iterdir()}
    assert names == {
        f"{lot}.0001.01.pdf",
        f"{lot}.0002.01.pdf",
        "index.json",
        "index.xlsx",
    }
    figures = an("lot", "figures", "--out", str(tmp_path / "figures.xlsx"))
    (line,) = [each for each in figures["lines"] if each["who"] == "an"]
    assert (line["dossiers"], line["pages"], line["sampled"], line["wrong"]) == (2, 4, 3, 1)
    assert (tmp_path / "figures.xlsx").stat().st_size > 0
    (listed,) = an("lot", "list")["lots"]
    assert (listed["code"], listed["done"], listed["dossiers"]) == (lot, 2, 2)
    assert an("lot", "show", "none") == (3, "not-found")
    assert an(*key, "1") == (2, None)
