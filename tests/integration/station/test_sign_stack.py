"""A stack under one login: order, outcomes, stopping, a token lost and a desk killed within."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from offline_store.records import DocumentId, LineState
from signing.errors import PinIncorrect, TokenLost
from signing.pin import Pin
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk
from station.errors import (
    AlreadyCertified,
    GroundsNotJudged,
    PageNotCompared,
    RefusedToCitizen,
)
from station.sign_stack import AT_ONCE, StackedCopy, StackState
from tests.demo_desk import ROOT
from tests.end2end.killed_job import KILL
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.pkcs11_spy import Spy
from tests.signing_fixtures import PIN, PracticeDesk


def pins(desk: Desk) -> dict[str, Pin]:
    """The PIN of its token."""
    return {desk.settings.signing.officer_token: Pin(PIN)}


def assert_whole(desk: Desk, documents: Sequence[DocumentId], folder: Path) -> int:
    """Each document is signed, registered and queued, or not signed; return how many are."""
    signed = 0
    for document_id in documents:
        with desk.store.snapshot() as records:
            document = records.dossiers.document(document_id)
            line = records.register.line_of(document_id)
        if document.copy is None:
            assert document.outbox is None
            assert line is None or line.state is not LineState.SIGNED
            continue
        signed += 1
        assert document.outbox is not None
        assert line is not None
        assert (line.number, line.state) == (document.copy.number, LineState.SIGNED)
        pdf = folder / "copy.pdf"
        pdf.write_bytes(desk.store.files.read(document.copy.sha256))
        report = verify_pdf(pdf, (Path(desk.settings.signing.trust_folder),))
        assert report.verdict is Verdict.TOTAL_PASSED
    with desk.store.snapshot() as records:
        assert records.audit.verify() is None
    return signed


def states(desk: Desk) -> list[tuple[int, LineState, str]]:
    """Number, state and reason of each line of the book."""
    with desk.store.snapshot() as records:
        lines = records.register.lines(desk.certify.book(desk.now()))
    return [(line.number, line.state, line.reason) for line in lines]


def test_one_login_signs_them_all_in_order(desk: PracticeDesk, spy: Spy, tmp_path: Path) -> None:
    """Numbers follow the stack, each copy is told of, and the PIN was tried once."""
    counter = open_signing_desk(tmp_path / "home", desk, spy.module)
    documents = ready(counter, tmp_path, 5)
    told: list[StackedCopy] = []

    copies = counter.sign_stack(documents, pins(counter), told.append)

    assert [copy.copy.number for copy in copies if copy.copy] == [1, 2, 3, 4, 5]
    assert [copy.document_id for copy in copies] == list(documents)
    for document in documents:
        seen = [copy.state for copy in told if copy.document_id == document]
        assert seen == [StackState.SIGNING, StackState.SIGNED]
    assert spy.calls("C_Login") == 1
    assert assert_whole(counter, documents, tmp_path) == 5
    counter.close()


def test_one_copys_trouble_passes_by(counter: Desk, tmp_path: Path) -> None:
    """What is not compared, or signed already, is refused without a number; the rest is signed."""
    first, open_page, third = ready(counter, tmp_path, 3)
    counter.certify(third, pins(counter))
    with counter.store.snapshot() as records:
        (page,) = records.dossiers.document(open_page).pages
    counter.compare.mark(page.id, False)

    copies = counter.sign_stack((open_page, third, first), pins(counter))

    assert [type(copy.error) for copy in copies] == [PageNotCompared, AlreadyCertified, type(None)]
    assert [number for number, *_ in states(counter)] == [1, 2]
    assert not any(copy.ends_stack for copy in copies)


def test_an_unjudged_or_refused_paper_passes_by(desk: PracticeDesk, tmp_path: Path) -> None:
    """One that nobody decided on, and one that was refused, do not end the stack of the others."""
    counter = open_signing_desk(
        tmp_path / "home", desk, desk.module, copy={"grounds_must_be_judged": True}
    )
    unjudged, refused, third = ready(counter, tmp_path, 3)
    for each in (refused, third):
        counter.judge_grounds.none_applies(each)
    counter.judge_grounds.refuse(refused, 2)

    copies = counter.sign_stack((unjudged, refused, third), pins(counter))

    assert [type(copy.error) for copy in copies] == [
        GroundsNotJudged,
        RefusedToCitizen,
        type(None),
    ]
    assert [number for number, *_ in states(counter)] == [1]
    counter.close()


def test_stopped_it_begins_no_other(counter: Desk, tmp_path: Path) -> None:
    """Copies in hand are finished; those behind them wait as they were, without a number."""
    documents = ready(counter, tmp_path, 6)
    stop = Event()

    copies = counter.sign_stack(
        documents,
        pins(counter),
        lambda copy: stop.set() if copy.state is StackState.SIGNED else None,
        stop,
    )

    signed = [copy for copy in copies if copy.state is StackState.SIGNED]
    assert 1 <= len(signed) <= 2 * AT_ONCE - 1
    assert {copy.state for copy in copies[len(signed) :]} <= {StackState.WAITING}
    assert len(states(counter)) == len(signed) == assert_whole(counter, documents, tmp_path)


def test_a_wrong_pin_begins_nothing(counter: Desk, tmp_path: Path) -> None:
    """No copy is begun, no number reserved."""
    documents = ready(counter, tmp_path, 2)
    with pytest.raises(PinIncorrect):
        counter.sign_stack(documents, {counter.settings.signing.officer_token: Pin("000000")})
    assert states(counter) == []


def test_a_token_pulled_out_leaves_none_half_signed(
    desk: PracticeDesk, spy: Spy, tmp_path: Path
) -> None:
    """Those in hand are cancelled with the reason, those behind are not begun; the rest stands."""
    counter = open_signing_desk(tmp_path / "home", desk, spy.module)
    documents = ready(counter, tmp_path, 8)
    ckr_device_removed = 0x32

    copies = counter.sign_stack(
        documents,
        pins(counter),
        lambda copy: (
            spy.answer("C_Sign", ckr_device_removed) if copy.state is StackState.SIGNED else None
        ),
    )

    lost = [copy for copy in copies if copy.error is not None]
    assert {type(copy.error) for copy in lost} == {TokenLost}
    assert all(copy.ends_stack for copy in lost)
    assert copies[-1].state is StackState.WAITING
    signed = assert_whole(counter, documents, tmp_path)
    assert signed == sum(copy.state is StackState.SIGNED for copy in copies) >= 1
    reasons = [reason for _, state, reason in states(counter) if state is LineState.CANCELLED]
    assert reasons == ["token-lost"] * len(lost)
    counter.close()


@pytest.mark.parametrize(
    "step",
    [
        "commit number-reserved#1",  # logged in, nothing reserved
        "commit number-reserved#3",  # one or two in hand
        "name in files#1",  # the first is signed and not kept
        "commit copy-certified#1",  # the first is kept and not registered
        "commit copy-certified#3",
    ],
)
def test_killed_within_each_is_whole_and_the_rest_goes_on(
    desk: PracticeDesk, tmp_path: Path, step: str
) -> None:
    """Killed at a durable step, and signed again: each number once, none cancelled, no gap."""
    home = tmp_path / "home"
    counter = open_signing_desk(home, desk, desk.module)
    documents = ready(counter, tmp_path, 4)
    counter.close()

    killed = subprocess.run(
        [
            *(sys.executable, "-m", "tests.integration.station.killed_stack", str(home)),
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
    before = assert_whole(again, documents, tmp_path)
    copies = again.sign_stack(documents, pins(again))
    done = [copy for copy in copies if copy.state is StackState.SIGNED]
    assert len(done) == 4 - before
    assert assert_whole(again, documents, tmp_path) == 4
    assert states(again) == [(number, LineState.SIGNED, "") for number in (1, 2, 3, 4)]
    again.close()
