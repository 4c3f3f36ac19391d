"""`tramso certify` on a desk with a real token, without a process of its own."""

import json
from pathlib import Path

import pytest

from signing.practice.authority import Subject
from station.bootstrap import Desk
from station.cli.main import main
from tests.integration.station.signing_desk import (
    LAST_YEAR,
    code_of,
    open_signing_desk,
    ready,
)
from tests.pkcs11_spy import Spy
from tests.signing_fixtures import PIN, PracticeDesk


def test_a_stack_by_one_pin_entry(
    counter: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each paper's outcome in one document; status 1 where one of them was not signed."""
    documents = ready(counter, tmp_path, 3)
    with counter.store.snapshot() as records:
        (page,) = records.dossiers.document(documents[1]).pages
    counter.compare.mark(page.id, False)
    codes = [code_of(counter, each) for each in documents]
    pin_file = tmp_path / "pin"
    pin_file.write_text(PIN)
    out = tmp_path / "out"
    out.mkdir()
    words = ["certify", "--stack", *codes, "--pin-file", str(pin_file), "--json"]
    words += ["--home", str(counter.home)]

    assert main([*words, "--out", str(out)]) == 1

    answer = json.loads(capsys.readouterr().out)
    assert (answer["signed"], answer["stopped"]) == (2, False)
    first, second, third = answer["copies"]
    assert [each["dossier"] for each in answer["copies"]] == codes
    assert [first["copy"]["number"], third["copy"]["number"]] == [1, 2]
    assert Path(first["copy"]["file"]).read_bytes()[:5] == b"%PDF-"
    assert (second["state"], second["error"]["code"]) == ("refused", "page-not-compared")

    counter.compare.mark(page.id)
    assert main(words) == 0
    (last,) = json.loads(capsys.readouterr().out)["copies"]
    assert (last["copy"]["number"], last["copy"]["file"]) == (3, None)
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["copies"] == []


def test_several_dossiers_want_the_word_stack(
    counter: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody signs a second dossier by a slip, and copies of a stack need a folder."""
    home = ["--home", str(counter.home)]
    assert main(["certify", "A", "B", "--pin-stdin", *home]) == 2
    assert main(["certify", "--stack", "A", "--out", "none.pdf", "--pin-stdin", *home]) == 2
    assert capsys.readouterr().out == ""


def test_nothing_is_asked_for_a_certificate_that_is_over(
    desk: PracticeDesk,
    spy: Spy,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The refusal comes before the question for the PIN, for one copy and for a stack."""

    def never(prompt: str) -> str:
        raise AssertionError(prompt)

    desk.new_key(desk.token, "past", Subject("Người Thử"), validity=LAST_YEAR)
    counter = open_signing_desk(
        tmp_path / "home", desk, spy.module, signing={"officer_key": "past"}
    )
    (document,) = ready(counter, tmp_path)
    monkeypatch.setattr("station.cli.pins.getpass", never)
    for words in (["certify"], ["certify", "--stack"]):
        asked = [*words, code_of(counter, document), "--json", "--home", str(counter.home)]
        assert main(asked) == 3
        error = json.loads(capsys.readouterr().err)["error"]
        assert (error["code"], error["facts"]["reason"]) == ("certificate-refused", "expired")
    counter.close()


def test_a_refused_paper_stays_refused_until_somebody_says_otherwise(
    counter: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`dossier show` tells it; a stack's `--judged` passes it by, its own takes it back."""
    (document,) = ready(counter, tmp_path)
    code, home = code_of(counter, document), ["--json", "--home", str(counter.home)]
    pin_file = tmp_path / "pin"
    pin_file.write_text(PIN)
    words = [code, "--judged", "--pin-file", str(pin_file), *home]
    slip = str(tmp_path / "slip.pdf")
    assert main(["refuse", code, "--ground", "2", "--out", slip, *home]) == 0
    capsys.readouterr()

    assert main(["dossier", "show", code, *home]) == 0
    (paper,) = json.loads(capsys.readouterr().out)["documents"]
    assert paper["refused"] == "ground-2"
    assert main(["certify", "--stack", *words]) == 1
    (copy,) = json.loads(capsys.readouterr().out)["copies"]
    assert (copy["error"]["code"], copy["error"]["facts"]) == (
        "refused-to-citizen",
        {"reason": "ground-2"},
    )

    assert main(["certify", *words, "--out", str(tmp_path / "copy.pdf")]) == 0
    capsys.readouterr()
    assert main(["dossier", "show", code, *home]) == 0
    (paper,) = json.loads(capsys.readouterr().out)["documents"]
    assert paper["refused"] is None
