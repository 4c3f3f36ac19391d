"""Readiness: what stands in the way of signing, seen on real tokens, servers and certificates."""

import json
from collections import namedtuple
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from offline_store.errors import StoreFull
from signing.errors import CertificateRefused, PinLocked, TimestampMissing
from signing.pin import Pin
from signing.practice.authority import Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.tokens import read_certificate
from signing.values import KeyOnToken
from station.bootstrap import Desk
from station.cli.main import main
from station.desk_check import Check, Status
from tests.integration.station.signing_desk import (
    LAST_YEAR,
    code_of,
    open_signing_desk,
    ready,
)
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


def test_nobody_signs_by_a_wrong_clock(
    desk: PracticeDesk, spy: Spy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line refuses before a PIN is tried, and no number is given, for a stack too."""
    stopped_at = datetime.now(UTC) - timedelta(minutes=10)
    identity = TimestampIdentity.create(desk.authority)
    with timestamp_server(identity, stopped_at=stopped_at) as url:
        counter = open_signing_desk(
            tmp_path / "home", desk, spy.module, signing={"timestamp_servers": [url]}
        )
        code, pin_file = code_of(counter, *ready(counter, tmp_path)), tmp_path / "pin"
        pin_file.write_text(PIN)
        rest = [code, "--json", "--pin-file", str(pin_file), "--home", str(counter.home)]
        for words in (["certify"], ["certify", "--stack"]):
            assert main([*words, *rest]) == 3
            error = json.loads(capsys.readouterr().err)["error"]
            assert error["code"] == "clock-wrong"
            assert 590 <= error["facts"]["seconds"] <= 900

    with counter.store.snapshot() as records:
        assert records.register.lines(counter.certify.book(counter.now())) == ()
    assert spy.calls("C_Login") == 0
    counter.close()


def test_what_is_only_warned_of_keeps_nobody_from_signing(
    desk: PracticeDesk, spy: Spy, tmp_path: Path
) -> None:
    """Neither two minutes of clock, nor no server, nor a last try; nor that central is away."""
    with timestamp_server(
        TimestampIdentity.create(desk.authority),
        stopped_at=datetime.now(UTC) - timedelta(minutes=2),
    ) as url:
        counter = open_signing_desk(
            tmp_path / "home", desk, spy.module, signing={"timestamp_servers": [url]}
        )
        told = tuple(counter.check_readiness.time())
        assert [check.status for check in told] == [Status.OK, Status.WARN]
        counter.check_readiness.require()
    counter.check_readiness.require()
    spy.answer("flags", "0x20000")
    counter.check_readiness.require()
    counter.close()


def test_a_locked_token_is_asked_for_no_pin(desk: PracticeDesk, spy: Spy, tmp_path: Path) -> None:
    """What a token says of its PIN is heeded before anybody types one."""
    counter = open_signing_desk(tmp_path / "home", desk, spy.module)
    spy.answer("flags", "0x40000")
    with pytest.raises(PinLocked) as refused:
        counter.check_readiness.require()
    assert refused.value.facts == {"token": desk.token}
    assert checks(counter)["pin"].status is Status.FAIL
    counter.close()


def test_a_time_stamp_that_may_not_be_owed_is_asked_for_first(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    """A server that is set and does not answer is no server; what was told lately is believed."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        counter = open_signing_desk(
            tmp_path / "home",
            desk,
            desk.module,
            signing={"timestamp_servers": [url], "timestamp_debt_allowed": False},
        )
        told = tuple(counter.check_readiness.time())
        counter.check_readiness.require()
    counter.check_readiness.require(told)
    with pytest.raises(TimestampMissing):
        counter.check_readiness.require()
    counter.close()


def test_no_room_for_a_copy(
    desk: PracticeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused before the PIN is asked for; little room is warned of."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module)
    room = namedtuple("room", "total used free")
    for free, refused in ((1024**3, False), (1024**2, True)):
        monkeypatch.setattr(
            "station.readiness.shutil.disk_usage", lambda _, free=free: room(free, 0, free)
        )
        with pytest.raises(StoreFull) if refused else nullcontext():
            counter.check_readiness.require()
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
    code = code_of(counter, document)

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
