"""Papers of a procedure's dossier, signed by who scanned them, a stack under one PIN."""

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

import pikepdf
import pytest

from offline_store.errors import RecordRefused
from offline_store.records import DocumentId, OutboxState
from offline_store.tables import description
from signing.pin import Pin
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.errors import AlreadyCertified
from station.paper_errors import PaperNotDescribed
from station.sign_stack import AT_ONCE, StackState
from tests.demo_desk import ROOT
from tests.described_papers import described
from tests.end2end.killed_job import KILL
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.integration.station.test_sign_file import shown
from tests.pkcs11_spy import Spy
from tests.scanner_fixtures import draw_page
from tests.signing_fixtures import OFFICER, PIN, PracticeDesk


def pins(desk: Desk) -> dict[str, Pin]:
    """The PIN of the clerk's token, which is the officer's here."""
    return {desk.settings.signing.officer_token: Pin(PIN)}


def assert_whole(desk: Desk, papers: Sequence[DocumentId]) -> int:
    """Each paper is signed, verified and queued once, or not signed; return how many are."""
    signed = 0
    for paper in papers:
        with desk.store.snapshot() as records:
            kept = records.signed_papers.of(paper)
            items = records.outbox.of(paper)
            said = records.descriptions.of(paper)
        if kept is None:
            assert items == ()
            continue
        signed += 1
        assert [(item.state, item.sha256) for item in items] == [(OutboxState.QUEUED, kept.sha256)]
        assert said is not None
        assert (kept.code, kept.signer) == (said.code, OFFICER)
        pdf = desk.store.files.read(kept.sha256)
        report = verify_pdf(pdf, (Path(desk.settings.signing.trust_folder),))
        assert report.verdict is Verdict.TOTAL_PASSED
        assert (len(report.signatures), report.pdfa) == (1, "2b")
    with desk.store.snapshot() as records:
        assert records.audit.verify() is None
    return signed


@pytest.fixture
def signing() -> dict[str, str]:
    """The scanning clerk has the officer's key."""
    return {"clerk_key": "officer"}


def test_one_login_signs_every_described_paper(
    desk: PracticeDesk, spy: Spy, tmp_path: Path, signing: dict[str, str]
) -> None:
    """Top left, with name and time, kept sealed and queued; what is signed no longer changes."""
    counter = open_signing_desk(tmp_path / "home", desk, spy.module, 0, signing=signing)
    dossier, papers = described(counter, tmp_path)
    counter.sign_papers.require_fit()
    assert [paper.id for _, paper in counter.sign_papers.waiting([dossier])] == list(papers)

    made = counter.sign_papers_stack(papers, pins(counter))

    assert {each.state for each in made} == {StackState.SIGNED}
    assert spy.calls("C_Login") == 1
    assert assert_whole(counter, papers) == 3
    first = made[0].copy
    assert first is not None
    assert (first.code, [debt.kind for debt in first.debts]) == (
        "001172000456.GT.01.01",
        ["timestamp"],
    )
    pdf = counter.store.files.read(first.sha256)
    ((name, box, words),) = shown(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        top = float(opened.pages[0].MediaBox[3])
    assert (name, box[0], round(top - box[3])) == ("ScanClerk", 28, 28)
    who, at = words.split("\r\n")
    assert who == OFFICER
    assert datetime.fromisoformat(at).utcoffset() is not None
    sealed = counter.store.files.path(first.sha256).read_bytes()
    assert b"%PDF" not in sealed

    assert counter.sign_papers.waiting([dossier]) == ()
    (again,) = counter.sign_papers_stack(papers[:1], pins(counter))
    assert isinstance(again.error, AlreadyCertified)
    assert assert_whole(counter, papers) == 3
    with pytest.raises(AlreadyCertified):
        counter.describe_papers.keep(papers[0], {"summary": "khác"})
    with pytest.raises(AlreadyCertified):
        counter.import_pages(papers[0], (draw_page(tmp_path / "more.png", 9, (200, 300)),))
    with pytest.raises(RecordRefused), counter.store.transaction() as records:
        records.dossiers.connection.execute(description.update().values(summary="khác"))
    counter.close()


def test_what_is_not_described_passes_by(
    desk: PracticeDesk, tmp_path: Path, signing: dict[str, str]
) -> None:
    """It ends no stack; a paper of no procedure is none of these."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module, 0, signing=signing)
    _, papers = described(counter, tmp_path, 2)
    with counter.store.transaction() as records:
        records.dossiers.connection.execute(
            description.delete().where(description.c.document_id == papers[0])
        )
    (other,) = ready(counter, tmp_path)

    made = counter.sign_papers_stack((papers[0], other, papers[1]), pins(counter))

    assert [type(each.error).__name__ for each in made] == [
        PaperNotDescribed.__name__,
        "NotFound",
        "NoneType",
    ]
    assert not any(each.ends_stack for each in made)
    assert assert_whole(counter, papers) == 1
    counter.close()


def test_stopped_it_begins_no_other(
    desk: PracticeDesk, tmp_path: Path, signing: dict[str, str]
) -> None:
    """Papers in hand are finished, those behind wait; a later run signs those alone."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module, 0, signing=signing)
    dossier, papers = described(counter, tmp_path, 7)
    stop = Event()

    made = counter.sign_papers_stack(
        papers,
        pins(counter),
        lambda each: stop.set() if each.state is StackState.SIGNED else None,
        stop,
    )

    done = assert_whole(counter, papers)
    assert 1 <= done == sum(each.copy is not None for each in made) <= 2 * AT_ONCE - 1
    left = [paper.id for _, paper in counter.sign_papers.waiting([dossier])]
    assert left == list(papers[done:])
    counter.sign_papers_stack(left, pins(counter))
    assert assert_whole(counter, papers) == 7
    counter.close()


@pytest.mark.parametrize(
    "step",
    [
        "name in files#1",  # the first is signed and not kept
        "commit paper-signed#1",  # the first is kept and not recorded
        "commit paper-signed#2",
    ],
)
def test_killed_within_each_is_whole_and_the_rest_goes_on(
    desk: PracticeDesk, tmp_path: Path, signing: dict[str, str], step: str
) -> None:
    """Killed at a durable step, and signed again: each once, none lost."""
    home = tmp_path / "home"
    counter = open_signing_desk(home, desk, desk.module, 0, signing=signing)
    dossier, papers = described(counter, tmp_path)
    counter.close()

    killed = subprocess.run(
        [
            *(sys.executable, "-m", "tests.integration.station.killed_papers", str(home)),
            *(str(tmp_path / "log"), step),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert killed.returncode == (int(KILL) if sys.platform == "win32" else -int(KILL)), (
        killed.stderr
    )

    again = open_desk(home)
    before = assert_whole(again, papers)
    left = [paper.id for _, paper in again.sign_papers.waiting([dossier])]
    assert len(left) == 3 - before
    again.sign_papers_stack(left, pins(again))
    assert assert_whole(again, papers) == 3
    again.close()


def test_signed_by_command(
    desk: PracticeDesk,
    tmp_path: Path,
    signing: dict[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Previewed, signed under one PIN line, given out as files; the second time no PIN is asked."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module, 0, signing=signing)
    dossier, _ = described(counter, tmp_path, 2)
    with counter.store.snapshot() as records:
        code = records.dossiers.get(dossier).code
    counter.close()
    out, pin = tmp_path / "out", tmp_path / "pin"
    out.mkdir()
    pin.write_text(f"{PIN}\n", "utf-8")
    command = ["--home", str(counter.home), "dossier", "sign", code, "--json"]

    assert main([*command, "--preview"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert [(each["component"], each["state"], each["signature"]) for each in seen["papers"]] == [
        (1, "waiting", None),
        (2, "waiting", None),
    ]
    assert main([*command, "--pin-file", str(pin)]) == 0
    assert json.loads(capsys.readouterr().out)["signed"] == 2
    assert main([*command, "--out", str(out)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["signed"], [each["state"] for each in said["papers"]]) == (0, ["signed"] * 2)
    signatures = [each["signature"] for each in said["papers"]]
    assert [each["code"][-5:] for each in signatures] == ["01.01", "02.01"]
    for each in signatures:
        assert verify_pdf(Path(each["file"]), desk.trust).verdict is Verdict.TOTAL_PASSED
    assert sorted(path.name for path in out.iterdir()) == [f"{code}.01.pdf", f"{code}.02.pdf"]
    assert main([*command, "--component", "9"]) == 0
    assert json.loads(capsys.readouterr().out)["papers"] == []
