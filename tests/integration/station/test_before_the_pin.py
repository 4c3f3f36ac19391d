"""What is looked at before a PIN is tried, with real tokens and real certificates."""

from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from offline_store.errors import NumbersExhausted
from signing.errors import CertificateRefused, TimestampMissing, TokenAmbiguous, TokenMissing
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import Subject
from signing.tokens import find_tokens, open_token, read_certificate
from signing.values import KeyOnToken
from station.bootstrap import Desk
from tests.integration.station.signing_desk import LAST_YEAR, Signing, open_signing_desk, ready
from tests.pkcs11_spy import Spy
from tests.signing_fixtures import PIN, PracticeDesk


def lines(desk: Desk) -> tuple[object, ...]:
    """The lines of this year's book."""
    with desk.store.snapshot() as records:
        return records.register.lines(desk.certify.book(desk.now()))


def refused_untouched(desk: Desk, spy: Spy, folder: Path) -> str:
    """The reason of a refusal that cost neither a number nor a try of the PIN."""
    (document,) = ready(desk, folder)
    with pytest.raises(CertificateRefused) as early:
        desk.certify.require_ready(document)
    with pytest.raises(CertificateRefused) as late:
        desk.certify(document, {desk.settings.signing.officer_token: Pin(PIN)})
    assert early.value.facts == late.value.facts
    assert lines(desk) == ()
    assert spy.calls("C_Login") == 0
    return str(early.value.facts["reason"])


def test_an_expired_certificate_costs_no_number(
    desk: PracticeDesk, spy: Spy, tmp_path: Path
) -> None:
    """It is refused before the PIN is tried, and the book stays as it was."""
    label = "over"
    desk.new_key(desk.token, label, Subject("Người Thử"), validity=LAST_YEAR)
    counter = open_signing_desk(tmp_path / "home", desk, spy.module, signing={"agency_key": label})
    assert refused_untouched(counter, spy, tmp_path) == "expired"
    counter.close()


def test_only_the_pinned_certificate_signs(desk: PracticeDesk, spy: Spy, tmp_path: Path) -> None:
    """Another certificate under the officer's label is refused; the pinned one signs."""
    shown = read_certificate(KeyOnToken(spy.module, desk.token, "officer"))
    mark = sha256(shown.public_bytes(Encoding.DER)).hexdigest()
    other = open_signing_desk(
        tmp_path / "other",
        desk,
        spy.module,
        signing={"officer_certificate": "0" * 64},
    )
    assert refused_untouched(other, spy, tmp_path) == "not-pinned"
    other.close()

    pinned = open_signing_desk(
        tmp_path / "home",
        desk,
        spy.module,
        signing={"officer_certificate": mark.upper()},
    )
    (document,) = ready(pinned, tmp_path)
    assert pinned.certify(document, {desk.token: Pin(PIN)}).number == 1
    pinned.close()


def test_a_hidden_certificate_is_looked_up_once_it_shows(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    """Shown after the log-in only, it is refused then as revoked, and no number is given."""
    hidden = soft_token.create_key(
        desk.module,
        desk.token,
        PIN,
        "hidden",
        partial(desk.authority.issue, Subject("Người Thử")),
        hidden=True,
    )
    counter = open_signing_desk(
        tmp_path / "home", desk, desk.module, signing={"officer_key": "hidden"}
    )
    kept = (
        counter.home / "revocation" / f"{sha256(desk.authority.crl_url.encode()).hexdigest()}.crl"
    )
    kept.parent.mkdir()
    kept.write_bytes(desk.authority.revoke(hidden, at=datetime.now(UTC)))
    (document,) = ready(counter, tmp_path)
    counter.certify.require_ready(document)
    with pytest.raises(CertificateRefused) as refused:
        counter.certify(document, {desk.token: Pin(PIN)})
    assert refused.value.facts == {"reason": "revoked", "certificate": "hidden"}
    assert lines(counter) == ()
    counter.close()


def test_a_pin_goes_to_no_token_that_only_shares_the_label(
    desk: PracticeDesk, spy: Spy, tmp_path: Path
) -> None:
    """Two tokens under one label are refused before any PIN; by serial each gets its own."""
    other, other_pin = f"b-{tmp_path.name}"[:32], "963852"
    soft_token.create_token(desk.module, other, other_pin)
    certify = partial(desk.authority.issue, Subject("Cơ quan Thử", "Cơ quan Thử"))
    soft_token.create_key(desk.module, other, other_pin, "agency", certify)
    serials = {token.label: token.serial for token in find_tokens((desk.module,))}
    spy.answer("label", "SAME")
    label: Signing = {"officer_token": "SAME"}

    counter = open_signing_desk(tmp_path / "unclear", desk, spy.module, signing=label)
    (document,) = ready(counter, tmp_path)
    for pins in ({}, {"SAME": Pin(PIN)}):
        with pytest.raises(TokenAmbiguous):
            counter.certify(document, pins)
    with pytest.raises(TokenAmbiguous), open_token(spy.module, "SAME", Pin(PIN)):
        pass
    with pytest.raises(TokenAmbiguous):
        counter.signing.find_needed()
    counter.close()
    assert spy.calls("C_Login") == 0

    counter = open_signing_desk(
        tmp_path / "clear",
        desk,
        spy.module,
        signing={
            **label,
            "officer_serial": serials[desk.token],
            "agency_token": "SAME",
            "agency_serial": serials[other],
        },
    )
    names = counter.signing.tokens_needed()
    assert names == tuple(f"SAME ({serials[each]})" for each in (desk.token, other))
    found = counter.signing.find_needed()
    assert [token.serial for token in found.values() if token] == [
        serials[desk.token],
        serials[other],
    ]
    (document,) = ready(counter, tmp_path)
    pins = dict(zip(names, (Pin(PIN), Pin(other_pin)), strict=True))
    assert counter.certify(document, pins).number == 1
    counter.close()


def test_what_no_signature_can_come_of_is_said_first(
    desk: PracticeDesk, spy: Spy, tmp_path: Path
) -> None:
    """No token, no number left, no time-stamp to be had where none may be owed: no PIN for it."""
    signing: dict[type[Exception], tuple[str, str | bool]] = {
        TokenMissing: ("officer_token", "không có"),
        TimestampMissing: ("timestamp_debt_allowed", False),
    }
    for error, (name, value) in signing.items():
        home = tmp_path / error.__name__
        counter = open_signing_desk(home, desk, spy.module, signing={name: value})
        (document,) = ready(counter, tmp_path)
        with pytest.raises(error):
            counter.certify.require_ready(document)
        counter.close()

    counter = open_signing_desk(tmp_path / "home", desk, spy.module, numbers=1)
    first, second = ready(counter, tmp_path, 2)
    counter.certify(first, {desk.token: Pin(PIN)})
    with pytest.raises(NumbersExhausted):
        counter.certify.require_ready(second)
    counter.certify.require_ready(first)
    counter.close()
    assert spy.calls("C_Login") == 1
