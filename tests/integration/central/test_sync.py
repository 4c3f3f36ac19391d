import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import (
    CentralError,
    CentralFailed,
    CentralLogin,
    CentralNonsense,
    CentralRefused,
    CentralUnreachable,
    ReceiptInvalid,
)
from offline_store.leasing import lease_block
from offline_store.receipts import read_receipt
from offline_store.records import Enrolment, OutboxItem, OutboxState
from offline_store.store import Store
from offline_store.submissions import submission_of
from offline_store.sync import send_due
from offline_store.wire import DossierSubmission, Holdings
from tests.integration.central.conftest import AGENCY_CODE
from tests.signing_fixtures import PracticeDesk
from tests.store_fixtures import BOOK, NOON, add_dossier, certify, make_dossier

LATER = NOON + timedelta(hours=1)


def queue(store: Store, client: CentralClient, *copies: bytes) -> list[OutboxItem]:
    """Lease numbers and certify a document with each of the copies."""
    lease_block(store, client, BOOK, 10)
    items: list[OutboxItem] = []
    for pdf in copies:
        code = f"H26-261122-{len(items):04d}"
        at = NOON + timedelta(seconds=len(items))
        items.append(certify(store, add_dossier(store, make_dossier(code)), pdf, at=at)[1])
    return items


def _submission(store: Store, client: CentralClient, item: OutboxItem) -> DossierSubmission:
    with store.snapshot() as records:
        return submission_of(records, item.id, client.enrolment.station)


def test_a_certified_copy_arrives_and_comes_back_as_a_receipt(
    store: Store,
    client: CentralClient,
    place: Enrolment,
    signed_copies: tuple[bytes, ...],
    central_home: Path,
) -> None:
    """Accepted means: central holds the very bytes and has signed for them."""
    (item,) = queue(store, client, signed_copies[0])
    told: list[tuple[OutboxState, bool]] = []

    report = send_due(store, client, LATER, lambda each: told.append((each.state, each.stands)))

    assert (report.queued, report.sent, report.accepted, report.refused) == (0, 1, 1, 0)
    assert told == [
        (OutboxState.SENDING, False),
        (OutboxState.ACCEPTED, False),
        (OutboxState.ACCEPTED, True),
    ]
    (after,) = report.items
    assert after.receipt is not None
    submission = _submission(store, client, item)
    receipt = read_receipt(after.receipt, place.receipt_key, submission)
    sha256 = hashlib.sha256(signed_copies[0]).hexdigest()
    assert (receipt.item, receipt.files) == (item.id, (sha256,))
    assert (central_home / "blobs" / sha256[:2] / sha256).read_bytes() == signed_copies[0]
    assert send_due(store, client, LATER).sent == 0


def test_what_central_took_before_we_died_gets_its_first_receipt(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """Killed between central's commit and ours, the item is sent again and counted once."""
    (item,) = queue(store, client, signed_copies[0])
    with store.transaction() as records:
        records.outbox.mark_sending(item.id)
    submission = _submission(store, client, item)
    client.send_blob(submission.files[0], store.files.read(submission.files[0]))
    first = client.submit(submission)

    (after,) = send_due(store, client, LATER).items
    assert (after.state, after.receipt) == (OutboxState.ACCEPTED, first)


def test_a_refused_item_is_parked_and_the_rest_goes_on(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """A copy that somebody changed after signing is not taken; the next one is."""
    forged = bytearray(signed_copies[0])
    place = forged.index(b"stream", 1000) + 40
    forged[place] ^= 1
    bad, good = queue(store, client, bytes(forged), signed_copies[1])

    report = send_due(store, client, LATER)
    assert [(bad.id, "signature-not-valid"), (good.id, None)] == [
        (item.id, item.error) for item in report.items
    ]
    assert (report.accepted, report.refused) == (1, 1)
    assert send_due(store, client, LATER).sent == 0


def test_what_central_cannot_judge_today_is_judged_again(
    store: Store,
    client: CentralClient,
    signed_copies: tuple[bytes, ...],
    desk: PracticeDesk,
    central_home: Path,
) -> None:
    """Central's revocation list is too old: no fault of the copy, which is there and waits."""
    queue(store, client, signed_copies[0])
    now = datetime.now(UTC)
    listed = central_home / "trust/list.crl"
    listed.write_bytes(desk.authority.revoke(at=now, issued=now - timedelta(days=60)))
    report = send_due(store, client, LATER)
    (item,) = report.items
    assert (item.state, item.error) == (OutboxState.ACCEPTED, "signature-undecided")
    assert (item.stands, report.without_verdict) == (False, 1)
    listed.write_bytes(desk.authority.revoke(at=now))
    assert send_due(store, client, LATER).without_verdict == 0
    with store.snapshot() as records:
        assert records.outbox.item(item.id).stands


def _first_revision(pdf: bytes) -> bytes:
    """The file as it was after its first signature."""
    ranges = re.findall(rb"/ByteRange\s*\[\s*\d+\s+\d+\s+(\d+)\s+(\d+)", pdf)
    return pdf[: min(int(start) + int(length) for start, length in ranges)]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("officer-only", "signatures-too-few"),
        ("unsigned", "signature-not-valid"),
        ("no-pdf", "signature-not-valid"),
    ],
)
def test_only_a_copy_with_both_signatures_is_taken(
    store: Store,
    client: CentralClient,
    signed_copies: tuple[bytes, ...],
    kind: str,
    reason: str,
) -> None:
    """NĐ 45/2020 Điều 10: the person who certifies and the agency both sign."""
    pdf = {
        "officer-only": _first_revision(signed_copies[0]),
        "unsigned": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        "no-pdf": b"<html>no copy</html>",
    }[kind]
    queue(store, client, pdf)
    (after,) = send_due(store, client, LATER).items
    assert (after.state, after.error) == (OutboxState.REFUSED, reason)


def test_the_same_key_with_another_body_is_refused(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """An idempotency key stands for one submission."""
    (item,) = queue(store, client, signed_copies[0])
    send_due(store, client, LATER)
    other = _submission(store, client, item).model_copy(update={"document_title": "Khác"})
    assert _refusal(client, other) == (409, "key-reused")


def test_a_number_a_code_and_a_copy_stand_for_one_document(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """Whatever a desk's database says, central gives no second receipt for any of them."""
    first, second = queue(store, client, *signed_copies[:2])
    send_due(store, client, LATER)
    one, two = (_submission(store, client, item) for item in (first, second))
    spare = two.certified_copy.model_copy(
        update={"number": 9, "code": "TS-000009", "sha256": hashlib.sha256(b"").hexdigest()}
    )
    spare_file = hashlib.sha256(signed_copies[2]).hexdigest()
    client.send_blob(spare_file, signed_copies[2])

    def offered(**changes: object) -> DossierSubmission:
        copy = spare.model_copy(update={"sha256": spare_file, **changes})
        return two.model_copy(
            update={"item": "other-item", "certified_copy": copy, "files": (copy.sha256,)}
        )

    taken = one.certified_copy
    assert _refusal(client, offered(number=taken.number)) == (409, "number-taken")
    assert _refusal(client, offered(code=taken.code)) == (409, "code-taken")
    assert _refusal(client, offered(sha256=taken.sha256)) == (409, "copy-taken")
    assert _refusal(client, offered(number=11)) == (422, "number-not-leased")
    assert _refusal(client, offered(book="02/2026-SCT/BS")) == (422, "number-not-leased")
    assert client.submit(offered())


def _refusal(client: CentralClient, submission: DossierSubmission) -> tuple[object, object]:
    with pytest.raises(CentralRefused) as refused:
        client.submit(submission)
    return refused.value.facts["status"], refused.value.facts["reason"]


def test_files_that_are_not_there_are_named(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """No receipt without the bytes."""
    (item,) = queue(store, client, signed_copies[0])
    submission = _submission(store, client, item)
    assert client.missing_blobs(submission.files) == submission.files
    with pytest.raises(CentralRefused) as refused:
        client.submit(submission)
    assert refused.value.facts == {
        "status": 422,
        "reason": "files-missing",
        "detail": submission.files[0],
    }


def test_a_desk_speaks_only_for_itself(
    store: Store,
    client: CentralClient,
    central_home: Path,
    central_url: str,
    signed_copies: tuple[bytes, ...],
) -> None:
    """Neither another desk's id nor another desk's numbers are taken from it."""
    (item,) = queue(store, client, signed_copies[0])
    submission = _submission(store, client, item)
    client.send_blob(submission.files[0], store.files.read(submission.files[0]))
    code = add_enrolment_code(central_home, AGENCY_CODE)
    with CentralClient(enrol(central_url, code, "Quầy 2")) as other:
        assert _refusal(other, submission) == (422, "station-mismatch")
        own = submission.model_copy(update={"station": other.enrolment.station})
        assert _refusal(other, own) == (422, "number-not-leased")


def test_a_receipt_over_anything_else_is_no_receipt(
    store: Store, client: CentralClient, place: Enrolment, signed_copies: tuple[bytes, ...]
) -> None:
    """Another item, another file, another key, a changed token: none confirms this item."""
    (item,) = queue(store, client, signed_copies[0])
    (after,) = send_due(store, client, LATER).items
    token = after.receipt or ""
    submission = _submission(store, client, item)
    other_key = (
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
        "-----END PUBLIC KEY-----\n"
    )
    head, body, signature = token.split(".")
    wrong: dict[str, tuple[str, str, dict[str, object]]] = {
        "other-item": (token, place.receipt_key, {"item": "another"}),
        "other-files": (token, place.receipt_key, {"files": (*submission.files, "00" * 32)}),
        "not-signed": (token, other_key, {}),
        "not-signed ": (f"{head}.{body[:-4]}AAAA.{signature}", place.receipt_key, {}),
        "not-signed  ": ("<html>", place.receipt_key, {}),
        "key-unreadable": (token, "no key", {}),
    }
    for reason, (said, key, changes) in wrong.items():
        with pytest.raises(ReceiptInvalid) as invalid:
            read_receipt(said, key, submission.model_copy(update=changes))
        assert invalid.value.facts["reason"] == reason.strip()


def test_without_central_the_run_stops_at_the_first_item(
    store: Store, client: CentralClient, place: Enrolment, signed_copies: tuple[bytes, ...]
) -> None:
    """Nothing answers: the item waits, the others were not even tried; later all arrive."""
    _, untried = queue(store, client, *signed_copies[:2])
    with CentralClient(replace(place, central_url="http://127.0.0.1:9"), timeout_s=2) as cut:
        report = send_due(store, cut, LATER)
    assert [(item.state, item.error) for item in report.items] == [
        (OutboxState.QUEUED, "central-unreachable")
    ]
    assert report.trouble is not None
    assert report.trouble.code == "central-unreachable"
    (failed,) = report.items
    assert failed.next_attempt_at is not None
    assert LATER <= failed.next_attempt_at <= LATER + timedelta(minutes=15)
    with store.snapshot() as records:
        assert records.outbox.item(untried.id) == untried

    assert send_due(store, client, LATER + timedelta(minutes=16)).accepted == 2


def test_a_desk_that_central_does_not_know_stops_too(
    store: Store, client: CentralClient, place: Enrolment, signed_copies: tuple[bytes, ...]
) -> None:
    """Asking again with the same secret would help nobody."""
    queue(store, client, *signed_copies[:2])
    with CentralClient(replace(place, credential="x" * 40)) as stranger:
        report = send_due(store, stranger, LATER)
    assert [item.error for item in report.items] == ["central-login"]


def test_a_copy_lost_from_the_desk_holds_up_nobody(
    store: Store, client: CentralClient, signed_copies: tuple[bytes, ...]
) -> None:
    """The item says what is wrong and is tried again; the rest goes on."""
    lost, good = queue(store, client, *signed_copies[:2])
    store.files.path(_submission(store, client, lost).files[0]).unlink()
    report = send_due(store, client, LATER)
    assert [(item.id, item.error) for item in report.items] == [
        (lost.id, "file-missing"),
        (good.id, None),
    ]
    assert report.items[1].state is OutboxState.ACCEPTED


def test_a_desk_that_enrols_again_keeps_its_place(
    store: Store,
    client: CentralClient,
    place: Enrolment,
    central_home: Path,
    central_url: str,
    signed_copies: tuple[bytes, ...],
) -> None:
    """What is queued is taken, free numbers are good, nothing is sent twice; the old is over."""
    sent = queue(store, client, signed_copies[0])
    assert send_due(store, client, LATER).accepted == 1
    queued = certify(store, add_dossier(store, make_dossier("H26-2")), signed_copies[1], at=LATER)
    code = add_enrolment_code(central_home, AGENCY_CODE)
    again = enrol(central_url, code, "Quầy 1", earlier=place)

    assert again.station == place.station
    with pytest.raises(CentralLogin):
        client.station()
    with CentralClient(again) as anew:
        report = send_due(store, anew, LATER)
        assert [item.id for item in report.items if item.receipt] == [queued[1].id]
        assert (report.trouble, report.sent_anew, report.lost) == (None, 0, ())
        assert anew.holdings().count == len(sent) + 1
        certify(store, add_dossier(store, make_dossier("H26-3")), signed_copies[2], at=LATER)
        assert send_due(store, anew, LATER).accepted == 1


def test_another_agencys_code_gives_another_place(
    central_home: Path, central_url: str, place: Enrolment
) -> None:
    """A desk that moves house is a new one there; an unproven place is nobody's."""
    code = add_enrolment_code(central_home, "H26.19.6")
    moved = enrol(central_url, code, "Quầy 1", earlier=place)
    assert (moved.station != place.station, moved.agency) == (True, "H26.19.6")
    code = add_enrolment_code(central_home, AGENCY_CODE)
    unproven = replace(place, credential="x" * 40)
    assert enrol(central_url, code, "Quầy 1", earlier=unproven).station != place.station
    with CentralClient(place) as client:
        assert client.station().station == place.station


class _FailsAfterwards(CentralClient):
    """A line on which everything works but the question what central holds."""

    trouble: CentralError
    asked = 0

    def holdings(self) -> Holdings:
        """Fail."""
        self.asked += 1
        raise self.trouble


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (CentralFailed(status=500), None),
        (CentralNonsense(status=404), None),
        (CentralUnreachable(kind="x"), "central-unreachable"),
    ],
)
def test_a_comparison_that_fails_undoes_nothing(
    store: Store,
    client: CentralClient,
    signed_copies: tuple[bytes, ...],
    trouble: CentralError,
    told: str | None,
) -> None:
    """The report says what was sent; only what a person must know is told beside it."""
    queue(store, client, signed_copies[0])
    with _FailsAfterwards(client.enrolment) as failing:
        failing.trouble = trouble
        report = send_due(store, failing, LATER)
    assert (report.accepted, failing.asked) == (1, 1)
    assert (report.trouble.code if report.trouble else None) == told
