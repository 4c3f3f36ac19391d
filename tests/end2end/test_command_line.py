"""The main job by commands alone: scanner to receipt, and others' judgement of what came out."""

import argparse
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import requests

from station.cli.main import build_parser, main
from station.demo.invented import OFFICER
from station.demo.page_texts import ID_NUMBER
from tests.demo_desk import Answer, Counter
from tests.scanner_fixtures import needs_sane


@dataclass(frozen=True, slots=True)
class Finished:
    """A dossier that went the whole line: its desk, its code, its signed copy as handed over."""

    desk: Counter
    code: str
    copy: dict[str, object]
    pdf: Path


@pytest.fixture(scope="module")
def finished(counter: Counter, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A paper that went from the scanner to central's receipt by commands alone."""
    card = counter.demo.out / "papers" / "identity-card.jpg"
    received = done(
        counter, "dossier", "new", "--title", "Trích lục khai sinh", "--card", str(card)
    )
    code = str(received["code"])
    assert re.fullmatch(r"H26\.99\.1-\d{6}-\d{4}", code)
    assert received["requester"] == {"name": "Nguyễn Văn An", "id_number": ID_NUMBER}

    (scanner,) = rows(done(counter, "devices"), "scanners")
    scanned = done(counter, "scan", "--device", str(scanner["id"]), "--dossier", code)
    assert scanned["stopped"] is None
    assert [page["dpi"] for page in rows(scanned, "pages")] == [300]
    (words,) = rows(done(counter, "dossier", "read", code), "pages")
    assert isinstance(words["words"], int)
    assert words["words"] > 50

    early = counter.tramso("certify", code, "--pin-stdin", "--json", stdin=counter.pin)
    assert (early.status, early.error()["code"]) == (3, "page-not-compared")
    done(counter, "dossier", "compared", code, "--all")
    copy = done(counter, "certify", code, "--pin-stdin", stdin=counter.pin)
    assert (copy["level"], copy["debts"]) == ("B-T", [])
    again = done(counter, "certify", code, "--pin-stdin", stdin=counter.pin)
    assert again == copy

    folder = tmp_path_factory.mktemp("handed-over")
    pdf = Path(str(done(counter, "dossier", "save", code, str(folder))["file"]))
    assert pdf.stem == copy["code"]
    synced = done(counter, "sync", "--once")
    assert (synced["queued"], synced["refused"]) == (0, 0)
    return Finished(counter, code, copy, pdf)


pytestmark = needs_sane


def done(desk: Counter, *words: str, stdin: str = "") -> dict[str, object]:
    """Run a command that must succeed; its one JSON document."""
    answer = desk.tramso(*words, "--json", stdin=stdin)
    assert answer.status == 0, answer.out + answer.err
    return answer.json()


def rows(document: dict[str, object], key: str) -> list[dict[str, object]]:
    """A list of objects in a JSON document."""
    found = document[key]
    assert isinstance(found, list)
    return found


def test_the_dossier_is_finished(finished: Finished) -> None:
    """Every step is done, the copy is safe at central, the line is signed, the trail is whole."""
    (paper,) = rows(done(finished.desk, "dossier", "show", finished.code), "documents")
    assert (paper["next"], paper["light"]) == (None, "safe")
    number = str(finished.copy["number"])
    line = done(finished.desk, "register", "show", number)
    assert (line["number"], line["state"]) == (finished.copy["number"], "signed")
    assert done(finished.desk, "audit", "verify") == {"ok": True, "first_broken": None}


def test_our_own_verification(finished: Finished) -> None:
    """Both signatures pass, at level B-T, the last over the whole file; trust alone decides."""
    report = done(finished.desk, "verify", str(finished.pdf))
    assert (report["verdict"], report["pdfa"]) == ("TOTAL-PASSED", "2b")
    officer, agency = rows(report, "signatures")
    assert OFFICER in str(officer["signer"])
    assert [each["level"] for each in (officer, agency)] == ["B-T", "B-T"]
    assert (officer["covers_whole_file"], agency["covers_whole_file"]) == (False, True)
    assert (officer["changed_after"], agency["changed_after"]) == (["signature"], [])


def test_a_changed_copy_is_found_out(finished: Finished, tmp_path: Path) -> None:
    """A byte changed under the signatures is TOTAL-FAILED; a stranger's trust INDETERMINATE."""
    data = bytearray(finished.pdf.read_bytes())
    data[len(data) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    assert _verdict(finished.desk.tramso("verify", str(changed), "--json")) == (1, "TOTAL-FAILED")
    (tmp_path / "trust").mkdir()
    words = ("verify", str(finished.pdf), "--trust", str(tmp_path / "trust"), "--json")
    assert _verdict(finished.desk.tramso(*words)) == (1, "INDETERMINATE")


def test_pdfsig_finds_both_signatures_valid(finished: Finished, tmp_path: Path) -> None:
    """Poppler's pdfsig, with NSS and none of our code, trusts both chains and both signatures."""
    pdfsig, certutil = _program("pdfsig"), _program("certutil")
    database = f"sql:{tmp_path}"
    subprocess.run([certutil, "-N", "-d", database, "--empty-password"], check=True)
    (authority,) = finished.desk.demo.trust.iterdir()
    pem = authority.read_bytes().startswith(b"-----")
    add = [certutil, "-A", "-d", database, "-n", "authority", "-t", "C,C,C", "-i", str(authority)]
    subprocess.run([*add, "-a"] if pem else add, check=True)

    judged = subprocess.run(
        [pdfsig, "-nssdir", str(tmp_path), str(finished.pdf)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert judged.count("Signature Validation: Signature is Valid.") == 2, judged
    assert judged.count("Certificate Validation: Certificate is Trusted.") == 2, judged
    assert judged.count("- Signing Hash Algorithm: SHA-256") == 2, judged
    assert judged.count("ETSI.CAdES.detached") == 2, judged


def test_qpdf_finds_nothing_wrong(finished: Finished) -> None:
    """The signed copy is a sound PDF by an outside program, and holds the words that were read."""
    checked = subprocess.run(
        [_program("qpdf"), "--check", str(finished.pdf)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    text = subprocess.run(
        [_program("pdftotext"), str(finished.pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "KHAI SINH" in text
    assert str(finished.copy["code"]) in text


def test_central_shows_the_copy(finished: Finished) -> None:
    """Under the address in the QR anybody sees the copy, and whether a file is that copy."""
    with finished.desk.records() as records:
        url = f"{records.desk.enrolment().central_url}/c/{finished.copy['code']}"
    page = requests.get(url, timeout=30)
    assert page.status_code == 200
    assert str(finished.copy["code"]) in page.text
    assert str(finished.copy["book"]) in page.text
    assert "Nguyễn Văn An" not in page.text
    assert requests.get(f"{url}-NONE", timeout=30).status_code == 404


def test_a_certified_dossier_does_not_change(finished: Finished) -> None:
    """After signing, pages are neither added nor taken out, and other files are not overwritten."""
    card = finished.desk.demo.out / "papers" / "identity-card.jpg"
    for words in (
        ("add", finished.code, str(card)),
        ("remove", finished.code, "--page", "1"),
        ("compared", finished.code, "--page", "1", "--withdraw"),
    ):
        refused = finished.desk.tramso("dossier", *words, "--json")
        assert (refused.status, refused.error()["code"]) == (3, "already-certified")
    other = finished.pdf.with_name("other.pdf")
    other.write_bytes(b"%PDF-1.4")
    saved = finished.desk.tramso("dossier", "save", finished.code, str(other), "--json")
    assert (saved.status, saved.error()["code"]) == (3, "target-exists")
    assert other.read_bytes() == b"%PDF-1.4"


def test_json_is_one_document_with_its_keys(finished: Finished, tmp_path: Path) -> None:
    """What a script relies on is there, and nothing else is on standard output."""
    paper = str(finished.desk.demo.out / "papers" / "birth-extract.jpg")
    book = str(tmp_path / "book.csv")
    expected = {
        ("devices",): {"scanners", "tokens", "cameras", "card_readers", "missing"},
        ("doctor",): {"ready", "checks"},
        ("dossier", "list"): {"dossiers"},
        ("read", paper): {"pages"},
        ("compare", paper, paper): {"aligned", "same", "differences"},
        ("register", "list"): {"book", "remaining", "lines"},
        ("register", "export", "--out", book): {"book", "file", "lines"},
        ("sync", "--once"): {"queued", "sent", "accepted", "refused", "items"},
    }
    # Keys are added to, never renamed.
    missing = {words: keys - set(done(finished.desk, *words)) for words, keys in expected.items()}
    assert missing == {words: set() for words in expected}
    assert Path(book).read_text("utf-8-sig").startswith("Số chứng thực,")


def test_scan_into_a_folder(finished: Finished, tmp_path: Path) -> None:
    """Pages without a dossier: so many as asked for, whole files under the names printed."""
    (scanner,) = rows(done(finished.desk, "devices"), "scanners")
    words = ("--device", str(scanner["id"]), "--dpi", "150", "--mode", "gray", "--pages", "1")
    (page,) = rows(done(finished.desk, "scan", *words, "--out", str(tmp_path)), "pages")
    assert [str(path) for path in tmp_path.iterdir()] == [page["path"]]
    assert (page["dpi"], page["warnings"]) == (150, ["dpi-below-rule"])


def test_an_unsigned_pdf_does_not_pass(finished: Finished, tmp_path: Path) -> None:
    """A PDF without signatures is no proof of anything: status 1, and no signature is listed."""
    plain = tmp_path / "plain.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(plain)
    answer = finished.desk.tramso("verify", str(plain), "--json")
    assert (answer.status, answer.json()["signatures"]) == (1, [])


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of every command ends with status 0 and says how it is used."""
    commands = [words for words in _commands(build_parser())]
    assert len(commands) > 30
    for words in commands:
        assert main([*words, "--help"]) == 0
        said = capsys.readouterr()
        assert said.out.startswith(f"usage: tramso {' '.join(words)}".rstrip())
        assert said.err == ""


def _commands(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    yield words
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, sub in action.choices.items():
                yield from _commands(sub, (*words, word))


def _verdict(answer: Answer) -> tuple[int, object]:
    return answer.status, answer.json()["verdict"]


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"the tests need {name}: see installer/test.packages"
    return found
