"""Readiness: what stands in the way of signing, seen on real tokens, servers and certificates."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from signing.errors import CertificateRefused
from signing.pin import Pin
from signing.practice.authority import Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.tokens import read_certificate
from signing.values import KeyOnToken
from station.bootstrap import Desk
from station.cli.main import main
from station.doctor import Check, Status
from tests.integration.station.signing_desk import LAST_YEAR, open_signing_desk, ready
from tests.pkcs11_spy import Spy
from tests.signing_fixtures import PIN, PracticeDesk
from tests.unit.station.desk_parts import SetClock


def checks(desk: Desk) -> dict[str, Check]:
    """Each check by its id."""
    return {check.id: check for check in desk.check_readiness()}


def test_a_ready_desk(desk: PracticeDesk, tmp_path: Path) -> None:
    """Everything is looked at, with days left and the time by a real time-stamp server."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        counter = open_signing_desk(
            tmp_path / "home", desk, desk.module, 30, {"timestamp_servers": [url]}
        )
        found = checks(counter)
    assert list(found) == [
        *("token", "pin", "certificate-officer", "certificate-agency", "revocation"),
        *("numbers", "disk", "time-stamp", "clock"),
    ]
    assert {check.status for check in found.values()} <= {Status.OK, Status.WARN}
    assert "days left, not pinned" in found["certificate-officer"].detail
    assert (found["time-stamp"].status, found["clock"].status) == (Status.OK, Status.OK)
    assert found["clock"].detail.startswith("0 s from")
    counter.close()


def test_a_clock_that_is_wrong(desk: PracticeDesk, tmp_path: Path) -> None:
    """Minutes beside the time-stamp server's time are warned of; more, and nothing is signed."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        counter = open_signing_desk(
            tmp_path / "home", desk, desk.module, signing={"timestamp_servers": [url]}
        )
        for minutes, status in ((2, Status.WARN), (10, Status.FAIL)):
            at = datetime.now(UTC) + timedelta(minutes=minutes)
            wrong = replace(counter.check_readiness, now=SetClock(at))
            (clock,) = (check for check in wrong() if check.id == "clock")
            assert clock.status is status
    counter.close()


def test_what_does_not_stand(
    desk: PracticeDesk, spy: Spy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An expired certificate, a token on its last try, no server: each has its check and cure."""
    desk.new_key(desk.token, "gone-by", Subject("Người Thử"), validity=LAST_YEAR)
    counter = open_signing_desk(
        tmp_path / "home",
        desk,
        spy.module,
        signing={"agency_key": "gone-by", "timestamp_debt_allowed": False},
    )
    (document,) = ready(counter, tmp_path)
    spy.answer("flags", "0x20000")
    with counter.store.snapshot() as records:
        code = records.dossiers.get(records.dossiers.document(document).dossier_id).code

    assert main(["certify", "--check", code, "--json", "--home", str(counter.home)]) == 1

    answer = json.loads(capsys.readouterr().out)
    assert answer["ready"] is False
    status = {check["id"]: check["status"] for check in answer["checks"]}
    assert (status["paper"], status["pin"], status["certificate-officer"]) == ("ok", "warn", "ok")
    assert (status["certificate-agency"], status["time-stamp"]) == ("fail", "fail")
    assert spy.calls("C_Login") == 0
    counter.close()


def test_a_certificate_that_kept_data_calls_revoked(desk: PracticeDesk, tmp_path: Path) -> None:
    """What was fetched for an earlier copy is looked at before the next one, without a network."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module)
    officer = read_certificate(KeyOnToken(desk.module, desk.token, "officer"))
    kept = (
        counter.home / "revocation" / f"{sha256(desk.authority.crl_url.encode()).hexdigest()}.crl"
    )
    kept.parent.mkdir()
    kept.write_bytes(desk.authority.revoke(at=datetime.now(UTC)))
    assert checks(counter)["revocation"].detail == "data 0 hours old"

    kept.write_bytes(desk.authority.revoke(officer, at=datetime.now(UTC)))

    found = checks(counter)
    assert found["certificate-officer"].status is Status.FAIL
    assert found["certificate-agency"].status is Status.OK
    (document,) = ready(counter, tmp_path)
    with pytest.raises(CertificateRefused) as refused:
        counter.certify(document, {desk.token: Pin(PIN)})
    assert refused.value.facts == {"reason": "revoked", "certificate": "officer"}
    counter.close()
