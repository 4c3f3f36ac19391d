"""Debts: a time-stamp that was owed is added later, here and at central, by a real server."""

import json
from functools import partial
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from offline_store.central_client import enrol
from offline_store.receipts import received_at
from offline_store.records import CertifiedCopy, Document, DocumentId, OutboxState
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.pay_debts import AT_ONCE, PayDebtsNowAndThen
from station.settings import FILE_NAME
from tests.demo_desk import free_port
from tests.integration.station.signing_desk import Signing, open_signing_desk, ready
from tests.revocation_server import revocation_server
from tests.signing_fixtures import PIN, PracticeDesk


def document_of(desk: Desk, document_id: DocumentId) -> Document:
    """The document as it is kept now."""
    with desk.store.snapshot() as records:
        return records.dossiers.document(document_id)


def owing_desk(practice: PracticeDesk, home: Path, url: str, numbers: int = 10) -> Desk:
    """A desk whose time-stamp server is at that address, where nobody need answer yet."""
    return open_signing_desk(
        home,
        practice,
        practice.module,
        numbers,
        {"timestamp_servers": [url], "timestamp_limit_s": 5},
    )


def test_an_owed_time_stamp_is_paid_and_nothing_signed_changes(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    """The file begins with the one before, reaches B-T, and owes nothing; the trail says so."""
    port = free_port()
    counter = owing_desk(desk, tmp_path / "home", f"http://127.0.0.1:{port}/")
    (document,) = ready(counter, tmp_path)
    before = counter.certify(document, {desk.token: Pin(PIN)})
    assert (before.level, [debt.kind for debt in before.debts]) == ("B-B", ["timestamp"])
    old = counter.hand_over.pdf(document)
    handed_over = counter.hand_over.save(document, tmp_path)
    assert [each.copy for each in counter.pay_debts().owing] == [before]

    with timestamp_server(TimestampIdentity.create(desk.authority), port=port):
        report = counter.pay_debts()

    after = document_of(counter, document).copy
    assert after is not None
    assert [each.copy for each in report.paid] == [after]
    assert (report.owing, after.level, after.debts) == ((), "B-T", ())
    assert (after.number, after.code, after.signed_at) == (
        *(before.number, before.code, before.signed_at),
    )
    new = counter.hand_over.pdf(document)
    assert new.startswith(old)
    assert len(new) > len(old)
    # The citizen's file becomes the stronger one: it holds the other whole.
    assert counter.hand_over.save(document, tmp_path) == handed_over
    report_of = verify_pdf(handed_over, (desk.trust,))
    assert report_of.verdict is Verdict.TOTAL_PASSED
    assert {each.level for each in report_of.signatures} == {"B-T"}
    with counter.store.snapshot() as records:
        assert "debt-paid" in [line.act for line in records.audit.lines()]
        assert records.audit.verify() is None
        # Nobody had tried to send it: it goes once, as it is now.
        assert [item.sha256 for item in records.outbox.items()] == [after.sha256]
    counter.close()


def test_central_gets_the_stronger_version_and_keeps_the_receipts_apart(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    """Sent before it was paid, the later version follows by itself, under a receipt of its own."""
    central = init(tmp_path / "central")
    (central.trust / "root.pem").write_bytes(next(desk.trust.iterdir()).read_bytes())
    port = free_port()
    counter = owing_desk(desk, tmp_path / "home", f"http://127.0.0.1:{port}/", numbers=0)
    with run_in_thread(central.folder) as url:
        code = add_enrolment_code(central.folder, "H26.99.1", "UBND phường Thử Nghiệm")
        place = enrol(url, code, "Quầy 1")
        with counter.store.transaction() as records:
            records.desk.enrol(place)
        counter.synchronise.lease(counter.certify.book(counter.now()), 5)
        (document,) = ready(counter, tmp_path)
        weak = counter.certify(document, {desk.token: Pin(PIN)})
        assert counter.synchronise(at_once=True).accepted == 1

        with timestamp_server(TimestampIdentity.create(desk.authority), port=port):
            report = counter.synchronise(at_once=True)

        strong = document_of(counter, document)
        assert strong.copy is not None
        assert (report.accepted, report.lost, strong.copy.level) == (1, (), "B-T")
        with counter.store.snapshot() as records:
            first, second = records.outbox.of(document)
        assert [first.sha256, second.sha256] == [weak.sha256, strong.copy.sha256]
        assert {first.state, second.state} == {OutboxState.ACCEPTED}
        assert first.receipt is not None
        assert second.receipt is not None
        assert received_at(first.receipt) < received_at(second.receipt)
        assert strong.outbox == second
        # Compared again, both sides hold the same; nothing is sent anew.
        again = counter.synchronise(at_once=True)
        assert (again.sent, again.sent_anew, again.lost) == (0, 0, ())
    counter.close()


def test_the_schedule_pays_a_long_ledger_in_parts(desk: PracticeDesk, tmp_path: Path) -> None:
    """Some at a time, without a rest between, so that new copies go to central meanwhile."""
    port = free_port()
    counter = owing_desk(desk, tmp_path / "home", f"http://127.0.0.1:{port}/")
    for document in ready(counter, tmp_path, AT_ONCE + 1):
        counter.certify(document, {desk.token: Pin(PIN)})
    now_and_then = PayDebtsNowAndThen(counter.pay_debts, most=1)

    with timestamp_server(TimestampIdentity.create(desk.authority), port=port):
        first, second = now_and_then(), now_and_then()

    assert first is not None
    assert second is not None
    # What was in hand when the first was paid is finished.
    assert 1 <= len(first.paid) <= AT_ONCE
    copies = [each.copy for report in (first, second) for each in report.paid]
    paid = [copy.number for copy in copies if isinstance(copy, CertifiedCopy)]
    assert sorted(paid) == list(range(1, AT_ONCE + 2))
    assert counter.pay_debts.owing() == ()
    with counter.store.snapshot() as records:
        assert records.audit.verify() is None
    counter.close()


def test_a_lowered_level_pays_nothing(desk: PracticeDesk, tmp_path: Path) -> None:
    """A debt made under B-T stays on the ledger under B-B, until a server gives the time-stamp."""
    port = free_port()
    counter = owing_desk(desk, tmp_path / "home", f"http://127.0.0.1:{port}/")
    (document,) = ready(counter, tmp_path)
    owing = counter.certify(document, {desk.token: Pin(PIN)})
    counter.close()
    file = tmp_path / "home" / FILE_NAME
    file.write_text(
        file.read_text("utf-8").replace("[signing]", '[signing]\nlevel = "B-B"'), "utf-8"
    )

    counter = open_desk(tmp_path / "home")
    report = counter.pay_debts()
    assert (report.paid, [each.copy for each in report.owing]) == ((), [owing])
    with counter.store.snapshot() as records:
        assert "debt-paid" not in [line.act for line in records.audit.lines()]
    with timestamp_server(TimestampIdentity.create(desk.authority), port=port):
        (paid,) = counter.pay_debts().paid
    assert (paid.copy.level, paid.copy.debts) == ("B-T", ())
    counter.close()


def test_a_copy_whose_authority_is_gone_holds_up_no_other(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    """Its debt has the nearest deadline; the copy of another authority is paid all the same."""
    with revocation_server() as server:
        gone = PracticeAuthority.create("Cơ quan đã mất", crl_url=f"{server.url}gone.crl")
        there = PracticeAuthority.create("Cơ quan còn đó", crl_url=f"{server.url}list.crl")
        server.authority = there
        trust = tmp_path / "trust"
        for name, authority in (("gone", gone), ("there", there)):
            authority.write_trust(trust / name).rename(trust / f"{name}.pem")
            for role in ("o", "a"):
                soft_token.create_key(
                    desk.module,
                    desk.token,
                    PIN,
                    f"{name}-{role}",
                    partial(authority.issue, Subject("Người Thử", "Cơ quan Thử")),
                )
        identity = TimestampIdentity.create(there)
        with timestamp_server(identity) as url:
            home = tmp_path / "home"
            common: Signing = {
                "trust_folder": str(trust),
                "level": "B-LT",
                "timestamp_servers": [url],
                "timestamp_limit_s": 5,
                "revocation_limit_s": 5,
            }
            keys: Signing = {"officer_key": "gone-o", "agency_key": "gone-a"}
            counter = open_signing_desk(home, desk, desk.module, signing={**common, **keys})
            first, second = ready(counter, tmp_path, 2)
            server.reachable = False
            counter.certify(first, {desk.token: Pin(PIN)})
            counter.close()
            file = home / FILE_NAME
            file.write_text(file.read_text("utf-8").replace('"gone-', '"there-'), "utf-8")
            counter = open_desk(home)
            counter.certify(second, {desk.token: Pin(PIN)})
            assert [d.kind for each in counter.pay_debts.owing() for d in each.copy.debts] == [
                "revocation",
                "revocation",
            ]
            server.reachable = True

            report = counter.pay_debts()

    assert [(each.copy.document_id, each.copy.level) for each in report.paid] == [(second, "B-LT")]
    assert [each.copy.document_id for each in report.owing] == [first]
    counter.close()


def test_the_ledger_by_command(
    desk: PracticeDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`debts list` shows what is owed by when; `debts pay` says what it could not get."""
    counter = owing_desk(desk, tmp_path / "home", f"http://127.0.0.1:{free_port()}/")
    (document,) = ready(counter, tmp_path)
    copy = counter.certify(document, {desk.token: Pin(PIN)})
    home = ["--json", "--home", str(counter.home)]
    assert main(["debts", "list", *home]) == 1
    (row,) = json.loads(capsys.readouterr().out)["owing"]
    assert (row["number"], row["sha256"], row["level"]) == (1, copy.sha256, "B-B")
    (debt,) = row["debts"]
    assert (debt["kind"], debt["overdue"]) == ("timestamp", False)

    assert main(["debts", "pay", *home]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["paid"], len(answer["owing"])) == ([], 1)
    assert document_of(counter, document).copy == copy
    counter.close()
