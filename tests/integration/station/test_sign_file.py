"""Files that are no certified copies: a clerk's scan signed top left, sao y top right."""

import io
import json
import subprocess
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.records import LineState
from signing.errors import CopyRefused, PinIncorrect
from signing.pin import Pin
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk
from station.cli.main import main
from station.sign_file import FileAct
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk


def scan(width: int = 595, height: int = 842, **entries: object) -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        for name, value in entries.items():
            page[f"/{name}"] = value
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def counter(desk: PracticeDesk, tmp_path: Path) -> Desk:
    """A desk whose scanning clerk has the officer's key."""
    return open_signing_desk(tmp_path / "home", desk, desk.module, signing={"clerk_key": "officer"})


def shown(pdf: bytes) -> list[tuple[str, list[float], str]]:
    """Field, box and words of each signature on the first page."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for field in document.pages[0].Annots:
            box = [float(edge) for edge in field.Rect]
            found.append((str(field.T), box))
        document.flatten_annotations("print")
        flat = io.BytesIO()
        document.save(flat)
    page = pypdfium2.PdfDocument(flat.getvalue())[0].get_textpage()
    return [
        (name, box, page.get_text_bounded(box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
        for name, box in found
    ]


def test_a_scan_is_signed_top_left_by_who_scanned(counter: Desk, desk: PracticeDesk) -> None:
    """Name and time stand there; the file passes, and the register is as it was."""
    signed = counter.sign_file(scan(), FileAct.SCAN, {desk.token: Pin(PIN)})

    ((name, box, words),) = shown(signed.pdf)
    assert (name, box) == ("ScanClerk", [28, 842 - 28 - 30, 28 + 170, 842 - 28])
    first, second = words.split("\r\n")
    assert first == OFFICER
    assert datetime.fromisoformat(second).utcoffset() is not None
    assert second.endswith("+07:00")
    report = verify_pdf(signed.pdf, desk.trust)
    assert (report.verdict, [entry.signer for entry in report.signatures]) == (
        Verdict.TOTAL_PASSED,
        [OFFICER],
    )
    with counter.store.snapshot() as records:
        assert records.audit.lines()[-1].act == "file-signed"
        assert records.audit.verify() is None
        assert records.register.lines(counter.certify.book(counter.now())) == ()
    counter.close()


def test_sao_y_stands_top_right_and_leaves_what_was_signed(
    counter: Desk, desk: PracticeDesk, tmp_path: Path
) -> None:
    """Over a scan that was signed: both signatures stand, by others' judgement too."""
    pins = {desk.token: Pin(PIN)}
    first = counter.sign_file(scan(), FileAct.SCAN, pins)
    second = counter.sign_file(first.pdf, FileAct.SAO_Y, {desk.token: Pin(PIN)})

    assert second.pdf.startswith(first.pdf)
    (_, (name, box, words)) = shown(second.pdf)
    assert (name, box) == ("SaoY", [595 - 28 - 230, 784, 595 - 28, 814])
    assert " ".join(words.split()).startswith("Sao y; UBND phường Thử Nghiệm; ")
    report = verify_pdf(second.pdf, desk.trust)
    assert report.verdict is Verdict.TOTAL_PASSED
    assert [entry.signer for entry in report.signatures] == [OFFICER, AGENCY]
    file = tmp_path / "signed.pdf"
    file.write_bytes(second.pdf)
    judged = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False)
    assert judged.stdout.count("Signature is Valid.") == 2, judged.stdout
    counter.close()


def test_the_same_act_twice_has_two_fields(counter: Desk, desk: PracticeDesk) -> None:
    """Nobody's signature is overwritten."""
    signed = scan()
    for _ in range(2):
        signed = counter.sign_file(signed, FileAct.SCAN, {desk.token: Pin(PIN)}).pdf
    assert [name for name, *_ in shown(signed)] == ["ScanClerk", "ScanClerk2"]
    assert verify_pdf(signed, desk.trust).verdict is Verdict.TOTAL_PASSED
    counter.close()


def test_a_certified_copy_keeps_its_verdict_under_sao_y(
    counter: Desk, desk: PracticeDesk, tmp_path: Path
) -> None:
    """A further signature is the one thing that may come after both."""
    (document,) = ready(counter, tmp_path)
    counter.certify(document, {desk.token: Pin(PIN)})
    copy = counter.hand_over.pdf(document)
    signed = counter.sign_file(copy, FileAct.SAO_Y, {desk.token: Pin(PIN)})
    report = verify_pdf(signed.pdf, desk.trust)
    assert report.verdict is Verdict.TOTAL_PASSED
    assert len(report.signatures) == 3
    with counter.store.snapshot() as records:
        (line,) = records.register.lines(counter.certify.book(counter.now()))
    assert line.state is LineState.SIGNED
    counter.close()


@pytest.mark.parametrize(
    ("pdf", "reason"),
    [
        (scan(Rotate=90), "page-turned"),
        (scan(100, 100), "page-too-small"),
        (b"no PDF", "not-signable"),
    ],
)
def test_a_page_without_a_place_is_refused(
    counter: Desk, desk: PracticeDesk, pdf: bytes, reason: str
) -> None:
    """Nothing is signed where nobody would see it."""
    with pytest.raises(CopyRefused) as refused:
        counter.sign_file(pdf, FileAct.SCAN, {desk.token: Pin(PIN)})
    assert refused.value.facts["reason"] == reason
    counter.close()


def test_a_wrong_pin_signs_nothing(counter: Desk, desk: PracticeDesk) -> None:
    """It is tried once."""
    with pytest.raises(PinIncorrect):
        counter.sign_file(scan(), FileAct.SCAN, {desk.token: Pin("000000")})
    counter.close()


def test_sign_by_command(
    counter: Desk, desk: PracticeDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is written once, and never over another."""
    counter.close()
    file, out, pin = tmp_path / "scan.pdf", tmp_path / "signed.pdf", tmp_path / "pin"
    file.write_bytes(scan())
    pin.write_text(f"{PIN}\n", "utf-8")
    command = [
        *("sign", str(file), "--as", "scan", "--out", str(out), "--pin-file", str(pin)),
        *("--json", "--home", str(counter.home)),
    ]
    assert main(command) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["as"], answer["level"], answer["owed"]) == ("scan", "B-B", ["timestamp"])
    assert verify_pdf(out, desk.trust).verdict is Verdict.TOTAL_PASSED
    assert main(command) == 3
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "target-exists"
