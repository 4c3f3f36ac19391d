"""Tokens through SoftHSM2, and through a library that counts calls and plays faults."""

import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signing.certificates import refuse_unfit
from signing.errors import (
    CertificateRefused,
    KeyMissing,
    PinIncorrect,
    PinLocked,
    TokenError,
    TokenLibraryMissing,
    TokenLost,
    TokenMissing,
    TokenRefused,
)
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import Subject
from signing.token_libraries import known_libraries, soft_token_library
from signing.tokens import find_tokens, open_token, read_certificate
from signing.values import KeyOnToken, PinFlags
from tests.pkcs11_spy import Spy, spy
from tests.signing_fixtures import PIN, PracticeDesk

__all__ = ["spy"]


def test_tokens_are_found_without_a_pin(desk: PracticeDesk) -> None:
    """A token shows its label, serial and certificates; no PIN is asked for."""
    token = next(t for t in find_tokens((desk.module,)) if t.label == desk.token)

    assert {"agency", "officer"} <= set(token.certificates)
    assert token.serial
    assert PinFlags(count_low=False, final_try=False, locked=False) == token.pin


def test_token_under_two_libraries_is_one_token(desk: PracticeDesk, spy: Spy) -> None:
    """The same serial under a second library is not a second token."""
    found = find_tokens((desk.module, spy.module))

    assert [desk.module] == [t.module for t in found if t.label == desk.token]
    assert spy.calls("C_GetTokenInfo") > 0


def test_missing_library_is_named(desk: PracticeDesk, tmp_path: Path) -> None:
    """A library that is not there, or is none, has an error; beside a good one it is passed by."""
    no_library = tmp_path / "text.so"
    no_library.write_text("no library")
    foreign = tmp_path / "foreign.so"
    header = bytearray(desk.module.read_bytes())
    header[18:20] = (0x28).to_bytes(2, "little")  # e_machine of a 32-bit ARM library
    foreign.write_bytes(header)
    # Half of a file brings the loader itself down, and the worker with it.
    damaged = tmp_path / "damaged.so"
    damaged.write_bytes(desk.module.read_bytes()[:4096] + b"C_GetFunctionList")
    reasons = {
        tmp_path / "gone.so": {"reason": "absent"},
        no_library: {"reason": "not-pkcs11"},
        foreign: {"reason": "other-machine"},
    }
    for missing, reason in reasons.items():
        with pytest.raises(TokenLibraryMissing) as error:
            find_tokens((missing,))
        assert {"module": missing.name, **reason} == error.value.facts
        with pytest.raises(TokenLibraryMissing), open_token(missing, desk.token, Pin(PIN)):
            pass
    assert find_tokens((no_library, damaged, desk.module))


def test_soft_token_library_is_known() -> None:
    """The library of the practice desk is among those that are looked for."""
    assert soft_token_library() in known_libraries()


def test_missing_token_is_named(desk: PracticeDesk) -> None:
    """A token that is not plugged in is missing, and no other is taken."""
    with pytest.raises(TokenMissing) as error, open_token(desk.module, "không có", Pin(PIN)):
        pass
    assert error.value.facts == {"token": "không có"}


def test_wrong_pin_is_tried_exactly_once(desk: PracticeDesk, spy: Spy) -> None:
    """A refused PIN is erased and never sent to the token again."""
    pin = Pin("000000")
    with pytest.raises(PinIncorrect) as error, open_token(spy.module, desk.token, pin):
        pass

    assert spy.calls("C_Login") == 1
    flags = {"count_low": True, "final_try": False, "locked": False}
    assert {"token": desk.token, **flags} == error.value.facts
    assert not pin

    with desk.open():
        pass
    found = find_tokens((desk.module,))
    assert [token.pin.count_low for token in found if token.label == desk.token] == [False]


def test_right_pin_is_sent_once_for_many_keys(desk: PracticeDesk, spy: Spy) -> None:
    """One login serves both keys and many signatures."""
    pin = Pin(PIN)
    with open_token(spy.module, desk.token, pin) as session:
        for label in ("officer", "agency", "officer"):
            assert session.key(label).sign(b"data")

    assert spy.calls("C_Login") == 1
    assert not pin


def test_empty_pin_is_not_tried(desk: PracticeDesk, spy: Spy) -> None:
    """An empty PIN costs no try."""
    with pytest.raises(PinIncorrect), open_token(spy.module, desk.token, Pin("")):
        pass
    assert spy.calls("C_Login") == 0


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (0x0A0, PinIncorrect),
        (0x0A1, PinIncorrect),
        (0x0A2, PinIncorrect),
        (0x0A4, PinLocked),
        (0x005, TokenLost),
        (0x030, TokenLost),
        (0x032, TokenLost),
        (0x0E0, TokenLost),
        (0x0A3, TokenRefused),
        (0x102, TokenRefused),
        (0x80001234, TokenRefused),
    ],
)
def test_refused_login_has_its_meaning(
    desk: PracticeDesk, spy: Spy, status: int, error: type[TokenError]
) -> None:
    """Whatever the token answers to the PIN, it was asked once."""
    spy.answer("C_Login", status)
    with pytest.raises(error), open_token(spy.module, desk.token, Pin(PIN)):
        pass
    assert spy.calls("C_Login") == 1


@pytest.mark.parametrize("status", [0x005, 0x030, 0x032, 0x0B3, 0x082, 0x060, 0x0E0])
def test_token_pulled_out_while_signing_is_lost(desk: PracticeDesk, spy: Spy, status: int) -> None:
    """The codes of a token that is gone all mean that it is lost; it works again afterwards."""
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        key = session.key("officer")
        spy.answer("C_Sign", status)
        with pytest.raises(TokenLost) as error:
            key.sign(b"data")
    assert {"token": desk.token} == error.value.facts
    assert error.value.retryable

    spy.plan.unlink()
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


def test_token_without_hash_mechanism_signs(desk: PracticeDesk, spy: Spy) -> None:
    """Where the token only knows raw RSA, the digest is wrapped by us, to the same result."""
    with desk.open() as session:
        expected = session.key("officer").sign(b"data")
    spy.answer("raw-rsa", "1")
    with open_token(spy.module, desk.token, Pin(PIN)) as session:
        assert expected == session.key("officer").sign(b"data")


def test_unknown_key_is_missing(desk: PracticeDesk) -> None:
    """A label without certificate is a missing key."""
    with desk.open() as session, pytest.raises(KeyMissing) as error:
        session.key("thủ quỹ")
    assert {"token": desk.token, "key": "thủ quỹ"} == error.value.facts


def test_second_login_beside_an_open_one_is_refused(desk: PracticeDesk) -> None:
    """Beside an open session any PIN would seem right: the second is refused."""
    with desk.open() as session:
        with pytest.raises(TokenRefused) as error, open_token(desk.module, desk.token, Pin("000")):
            pass
        assert error.value.facts["status"] == "already-open"
        assert session.key("officer").sign(b"data")


def test_token_taken_away_is_lost_then_missing_then_back(desk: PracticeDesk) -> None:
    """A token whose store vanishes is lost in the middle, missing after, and works once back."""
    label = f"T-{uuid.uuid4().hex[:8]}"
    tokens = Path(os.environ["SOFTHSM2_CONF"]).parent / "tokens"
    before = set(tokens.iterdir())
    desk.new_token(label)
    (folder,) = set(tokens.iterdir()) - before
    desk.new_key(label, "officer", Subject("Người Thử"))
    away = folder.with_name("away")

    with open_token(desk.module, label, Pin(PIN)) as session:
        key = session.key("officer")
        assert key.sign(b"data")
        folder.rename(desk.folder / "away")
        with pytest.raises(TokenLost):
            key.sign(b"data")
    with pytest.raises((TokenMissing, TokenLost)), open_token(desk.module, label, Pin(PIN)):
        pass

    (desk.folder / "away").rename(folder)
    assert not away.exists()
    with open_token(desk.module, label, Pin(PIN)) as session:
        assert session.key("officer").sign(b"data")


def test_certificate_is_read_without_a_pin(desk: PracticeDesk, spy: Spy) -> None:
    """What is wrong with a certificate can be seen before anybody types a PIN."""
    certificate = read_certificate(KeyOnToken(spy.module, desk.token, "officer"))
    with desk.open() as session:
        assert session.key("officer").certificate == certificate
    refuse_unfit(certificate, "officer", datetime.now(UTC))
    with pytest.raises(CertificateRefused) as refused:
        refuse_unfit(certificate, "officer", datetime(2020, 1, 1, tzinfo=UTC))

    assert refused.value.facts == {"reason": "not-yet-valid", "certificate": "officer"}
    assert spy.calls("C_Login") == 0
    for missing, error in (("không có", KeyMissing), ("officer", TokenMissing)):
        token = desk.token if error is KeyMissing else "không có"
        with pytest.raises(error):
            read_certificate(KeyOnToken(spy.module, token, missing))


def test_a_key_that_wants_the_pin_each_time_is_said_so(desk: PracticeDesk, spy: Spy) -> None:
    """CKA_ALWAYS_AUTHENTICATE: no PIN is kept to give it again, so nothing is begun with it."""
    soft_token.create_key(
        desk.module,
        desk.token,
        PIN,
        "each-time",
        lambda key: desk.authority.issue(Subject("Người Thử"), key),
        pin_each_time=True,
    )
    with (
        open_token(spy.module, desk.token, Pin(PIN)) as session,
        pytest.raises(TokenRefused) as refused,
    ):
        session.key("each-time")

    assert refused.value.facts["status"] == "always-authenticate"
    assert spy.calls("C_Sign") == 0
