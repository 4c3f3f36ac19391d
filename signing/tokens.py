"""Tokens: which are plugged in, and one logged-in session that signs many copies."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pkcs11
from cryptography import x509
from pkcs11.constants import Attribute, ObjectClass, TokenFlag

from signing.errors import (
    CertificateRefused,
    KeyMissing,
    PinIncorrect,
    PinLocked,
    TokenLibraryMissing,
    TokenLost,
    TokenMissing,
    TokenRefused,
)
from signing.pin import Pin
from signing.token_errors import token_errors
from signing.token_key import TokenKey
from signing.token_thread import TOKEN_THREAD
from signing.values import PinFlags, Token

log = logging.getLogger(__name__)

# Sessions that are open, by library: a library is started anew only when none of them would die.
_open_sessions: dict[Path, int] = {}


def find_tokens(modules: Sequence[Path]) -> tuple[Token, ...]:
    """Find the tokens that answer through these libraries, without any PIN.

    The same token often shows under several libraries: the first that shows it wins. Slow: a
    library may take seconds. May be called from any thread.

    Raises:
        TokenLibraryMissing: none of the libraries can be loaded.
    """
    return TOKEN_THREAD.run(lambda: _find_tokens(modules))


def _find_tokens(modules: Sequence[Path]) -> tuple[Token, ...]:
    found: dict[tuple[str, str], Token] = {}
    missing: list[TokenLibraryMissing] = []
    for module in modules:
        try:
            library = _load(module)
            for token in _answering(library):
                value = _describe(module, token)
                # Some cheap tokens all have the same serial or none: the label tells them apart.
                found.setdefault((value.serial, value.label), value)
        except TokenLibraryMissing as error:
            missing.append(error)
        except pkcs11.PKCS11Error as error:
            # One vendor's broken reader must not hide another vendor's token.
            log.warning("token-library-failed %s %s", module.name, type(error).__name__)
    if missing and len(missing) == len(modules):
        raise missing[0]
    return tuple(found.values())


class TokenSession:
    """A token with its user logged in; lives inside `open_token`."""

    def __init__(self, session: pkcs11.Session, token: Token) -> None:
        self._session = session
        self.token = token

    def key(self, label: str, fingerprint: str | None = None) -> TokenKey:
        """Give the key whose certificate and private key bear this label.

        Args:
            label: of the certificate; the private key has the same label, or the same ID.
            fingerprint: the SHA-256 of the only certificate allowed here, in hex, or None.

        Raises:
            KeyMissing: no such certificate or key on the token.
            CertificateRefused: reason `unreadable`.
            TokenError: the token said no.
        """
        return TOKEN_THREAD.run(lambda: self._key(label, fingerprint))

    def _key(self, label: str, fingerprint: str | None) -> TokenKey:
        TOKEN_THREAD.assert_here()
        name = self.token.label
        with token_errors(name):
            certificates = list(self._certificates())
            mine = next((entry for entry in certificates if entry[0] == label), None)
            if mine is None:
                raise KeyMissing(token=name, key=label)
            key = self._private_key(label, mine[1])
            mechanisms = frozenset(self._session.token.slot.get_mechanisms())
        others = (_parse_other(der) for _, _, der in certificates if der != mine[2])
        return TokenKey(
            token=name,
            label=label,
            certificate=_parse(mine[2], label),
            issuers=tuple(other for other in others if other is not None),
            fingerprint=fingerprint,
            mechanisms=mechanisms,
            key=key,
        )

    def _certificates(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Label, ID and DER of each certificate on the token."""
        for found in self._session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
            values = found.get_attributes([Attribute.LABEL, Attribute.ID, Attribute.VALUE])
            yield (
                str(values.get(Attribute.LABEL) or ""),
                bytes(values.get(Attribute.ID) or b""),
                bytes(values[Attribute.VALUE]),
            )

    def _private_key(self, label: str, key_id: bytes) -> pkcs11.PrivateKey:
        """By ID, as PKCS#11 pairs key and certificate; by label where the token gives no ID."""
        searches: list[dict[Attribute, object]] = [{Attribute.LABEL: label}]
        if key_id:
            searches.insert(0, {Attribute.ID: key_id})
        for search in searches:
            wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, **search}
            for found in list(self._session.get_objects(wanted)):
                if isinstance(found, pkcs11.PrivateKey):
                    return found
        raise KeyMissing(token=self.token.label, key=label)


@contextmanager
def open_token(module: Path, label: str, pin: Pin) -> Iterator[TokenSession]:
    """Log in to a token, once, and log out at the end.

    The PIN is tried exactly once, here and nowhere else, and is erased whatever came of it. May
    be called from any thread; the calls run on the token thread.

    Raises:
        TokenLibraryMissing: no such library.
        TokenMissing: no token with that label.
        PinIncorrect: with facts final_try and locked, read again after the try.
        PinLocked: the token refuses any PIN.
        TokenLost: pulled out while logging in.
        TokenRefused: any other refusal; status `already-open` if this process holds the token.
    """
    try:
        opened = TOKEN_THREAD.run(lambda: _open(module, label, pin))
    finally:
        pin.erase()
    session, value = opened
    try:
        yield TokenSession(session, value)
    finally:
        TOKEN_THREAD.run(lambda: _close(module, session))


def _open(module: Path, label: str, pin: Pin) -> tuple[pkcs11.Session, Token]:
    TOKEN_THREAD.assert_here()
    token = _find(module, label)
    with token_errors(label):
        value = _describe(module, token)
    if value.pin.locked:
        raise PinLocked(token=label)
    if not pin:
        # Some tokens count an empty PIN as a wrong one.
        raise PinIncorrect(token=label, final_try=value.pin.final_try, locked=False)
    try:
        with token_errors(label):
            session = token.open(user_pin=pin.reveal())
    except PinIncorrect as error:
        flags = _flags_after(token, value.pin)
        raise PinIncorrect(token=label, final_try=flags.final_try, locked=flags.locked) from error
    except TokenRefused as error:
        if error.facts["status"] == "UserAlreadyLoggedIn":
            # Going on would let any PIN pass: the login of the other session would be used.
            raise TokenRefused(token=label, status="already-open") from error
        raise
    _open_sessions[module] = _open_sessions.get(module, 0) + 1
    return session, value


def _close(module: Path, session: pkcs11.Session) -> None:
    _open_sessions[module] -= 1
    # The token may be gone by now: what it held is closed with it.
    with suppress(pkcs11.PKCS11Error):
        session.close()


def _flags_after(token: pkcs11.Token, before: PinFlags) -> PinFlags:
    try:
        return _pin_flags(token.slot.get_token())
    except pkcs11.PKCS11Error:
        return before


def _find(module: Path, label: str) -> pkcs11.Token:
    """The token with that label; a library that lost its tokens is started anew once."""
    library = _load(module)
    for fresh in (False, True):
        if fresh:
            if _open_sessions.get(module, 0):
                break
            with token_errors(label):
                library.reinitialize()
        try:
            for token in _answering(library):
                if token.label == label:
                    return token
        except pkcs11.PKCS11Error as error:
            if fresh:
                raise TokenLost(token=label) from error
    raise TokenMissing(token=label)


def _load(module: Path) -> "pkcs11._pkcs11.lib":
    TOKEN_THREAD.assert_here()
    try:
        return pkcs11.lib(str(module))
    except (pkcs11.PKCS11Error, OSError) as error:
        raise TokenLibraryMissing(module=module.name) from error


def _answering(library: "pkcs11._pkcs11.lib") -> Iterator[pkcs11.Token]:
    for slot in library.get_slots(token_present=True):
        try:
            token = slot.get_token()
        except (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised):
            continue
        if TokenFlag.TOKEN_INITIALIZED in token.flags:
            yield token


def _describe(module: Path, token: pkcs11.Token) -> Token:
    serial = token.serial
    return Token(
        module=module,
        label=token.label,
        serial=serial.decode("ascii", "replace").strip("\0 "),
        pin=_pin_flags(token),
        certificates=_public_labels(token),
    )


def _pin_flags(token: pkcs11.Token) -> PinFlags:
    flags = token.flags
    return PinFlags(
        count_low=TokenFlag.USER_PIN_COUNT_LOW in flags,
        final_try=TokenFlag.USER_PIN_FINAL_TRY in flags,
        locked=TokenFlag.USER_PIN_LOCKED in flags,
    )


def _public_labels(token: pkcs11.Token) -> tuple[str, ...]:
    with token.open() as session:
        found = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
        return tuple(sorted(str(entry[Attribute.LABEL]) for entry in found))


def _parse(der: bytes, label: str) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError as error:
        raise CertificateRefused(reason="unreadable", certificate=label) from error


def _parse_other(der: bytes) -> x509.Certificate | None:
    """A stranger's certificate on the token is no reason not to sign with one's own."""
    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None
