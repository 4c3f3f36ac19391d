"""One PKCS#11 library, driven inside a token worker: nothing here runs in the desk's process.

Every call is made on the worker's main thread, since few vendor libraries bear two.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11.constants import Attribute, ObjectClass, TokenFlag
from pkcs11.mechanisms import KeyType, Mechanism

from signing.errors import (
    KeyMissing,
    PinFinalTry,
    PinIncorrect,
    PinLocked,
    TokenAmbiguous,
    TokenLibraryMissing,
    TokenLost,
    TokenMissing,
    TokenRefused,
)
from signing.pin import Pin
from signing.token_errors import token_errors
from signing.values import PinFlags, Token

# RFC 8017, 9.2, note 1: the DER that stands before a SHA-256 digest in PKCS#1 v1.5.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_POLL_S = 1.0
# A library whose "wait" returns at once must not turn the watch into a busy loop.
_SHORTEST_WAIT_S = 0.25


class TokenDriver:
    """A loaded library, and the one token that is logged in to, if any."""

    def __init__(self, module: Path) -> None:
        """Load and initialise the library.

        Raises:
            TokenLibraryMissing: the file is no PKCS#11 library that works here.
        """
        self._module = module
        try:
            self._library = pkcs11.lib(str(module))
        except (pkcs11.PKCS11Error, OSError) as error:
            raise TokenLibraryMissing(module=module.name) from error
        self._session: Any = None
        self._token: Token | None = None
        self._mechanisms: frozenset[Any] = frozenset()
        self._keys: list[Any] = []
        self._shown: frozenset[str] = frozenset()
        self._waits = True

    def tokens(self) -> tuple[Token, ...]:
        """The tokens plugged in now.

        A library that fails, shows none, or lost one is finalised and started anew before it is
        believed: some see a reader plugged in, or a token that came back, only then.

        Raises:
            TokenLost: it fails even so.
        """
        try:
            found = tuple(map(self._describe, self._answering()))
        except pkcs11.PKCS11Error:
            found = ()
        if not found or self._shown - {token.serial for token in found}:
            with token_errors(""):
                self._library.reinitialize()
                found = tuple(map(self._describe, self._answering()))
        self._shown = frozenset(token.serial for token in found)
        return found

    def wait(self) -> None:
        """Sleep until a token may have come or gone: in the library if it can, else a second.

        Raises:
            TokenLost: the library cannot be started anew.
        """
        if self._waits:
            started = time.monotonic()
            try:
                self._library.wait_for_slot_event(blocking=True)
            except pkcs11.PKCS11Error:
                # Among the codes seen for "cannot": function not supported, general error.
                self._waits = False
            time.sleep(max(0.0, _SHORTEST_WAIT_S - (time.monotonic() - started)))
        else:
            time.sleep(_POLL_S)
            # What cannot wait, like SoftHSM, may not look for new tokens while it runs either.
            with token_errors(""):
                self._library.reinitialize()

    def login(self, label: str, serial: str, pin: Pin, *, final_try_allowed: bool) -> Token:
        """Log in, trying the PIN once at most.

        Raises:
            TokenMissing, TokenAmbiguous, TokenLost, TokenRefused: as in `open_token`.
            PinLocked, PinFinalTry: nothing was tried.
            PinIncorrect: facts count_low, final_try and locked, read again after the try.
        """
        token = self._find(label, serial)
        with token_errors(label):
            value = self._describe(token)
        if value.pin.locked:
            raise PinLocked(token=label)
        if value.pin.final_try and not final_try_allowed:
            raise PinFinalTry(token=label)
        if not pin and not value.pin_pad:
            # Some tokens count an empty PIN as a wrong one.
            raise _incorrect(label, value.pin)
        try:
            with token_errors(label):
                self._session = token.open(
                    user_pin=pkcs11.PROTECTED_AUTH if value.pin_pad else pin.reveal()
                )
        except PinIncorrect as error:
            flags = value.pin
            # A token that is gone by now keeps the flags that were read before.
            with suppress(pkcs11.PKCS11Error):
                flags = _pin_flags(token.slot.get_token())
            raise _incorrect(label, flags) from error
        with token_errors(label):
            self._mechanisms = frozenset(token.slot.get_mechanisms())
        self._token = value
        return value

    def certificate(self, token: str, serial: str, label: str) -> bytes:
        """A certificate that the token shows without a PIN, in DER.

        Raises:
            TokenMissing, TokenAmbiguous, TokenLost: as in `login`.
            KeyMissing: it shows no certificate of that label.
        """
        found = self._find(token, serial)
        with token_errors(token), found.open() as session:
            for each, _, der in _certificates(session):
                if each == label:
                    return der
        raise KeyMissing(token=token, key=label)

    def key(self, label: str) -> tuple[int, bytes, list[bytes]]:
        """The number of a key for `sign`, its certificate, and the token's other ones, in DER.

        Raises:
            KeyMissing: no certificate or no private key of that label.
            TokenRefused: status `always-authenticate`: the key wants the PIN again for each
                signature (PKCS #11, CKA_ALWAYS_AUTHENTICATE), and no PIN is kept to give it.
        """
        with token_errors(self._label):
            certificates = list(_certificates(self._session))
            mine = next((entry for entry in certificates if entry[0] == label), None)
            if mine is None:
                raise KeyMissing(token=self._label, key=label)
            found = self._private_key(label, mine[1])
            if _wants_pin_each_time(found):
                raise TokenRefused(token=self._label, status="always-authenticate")
            self._keys.append(found)
        return len(self._keys) - 1, mine[2], [der for *_, der in certificates if der != mine[2]]

    def sign(self, number: int, data: bytes) -> bytes:
        """Sign with SHA-256, once: PKCS#1 v1.5, or ECDSA's r and s side by side.

        Raises:
            TokenError: the token said no.
        """
        key = self._keys[number]
        with token_errors(self._label):
            if key.key_type != KeyType.RSA:
                return bytes(key.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA))
            if Mechanism.SHA256_RSA_PKCS in self._mechanisms:
                return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
            # Tokens without a hash of their own sign the DigestInfo as it is given.
            info = _SHA256_INFO + sha256(data).digest()
            return bytes(key.sign(info, mechanism=Mechanism.RSA_PKCS))

    def close(self) -> None:
        """Log out and finalise the library, as far as the token still answers."""
        with suppress(pkcs11.PKCS11Error):
            if self._session is not None:
                self._session.close()
            self._library.finalize()

    @property
    def _label(self) -> str:
        return self._token.label if self._token is not None else ""

    def _find(self, label: str, serial: str) -> Any:
        """The token with that label; a library that does not show it is started anew once.

        serial: the token's; empty where the label alone must tell. A PIN on the wrong token is a
        wrong PIN there, so that two which fit are as good as none.
        """
        for fresh in (False, True):
            try:
                if fresh:
                    self._library.reinitialize()
                fitting = [
                    token
                    for token in self._answering()
                    if token.label == label and serial in ("", _serial(token))
                ]
            except pkcs11.PKCS11Error as error:
                if fresh:
                    raise TokenLost(token=label) from error
                continue
            if len(fitting) > 1:
                raise TokenAmbiguous(token=label)
            if fitting:
                return fitting[0]
        raise TokenMissing(token=label)

    def _answering(self) -> Iterator[Any]:
        for slot in self._library.get_slots(token_present=True):
            try:
                token = slot.get_token()
            except (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised):
                continue
            if TokenFlag.TOKEN_INITIALIZED in token.flags:
                yield token

    def _describe(self, token: Any) -> Token:
        with token.open() as session:
            shown = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
            labels = sorted(str(entry[Attribute.LABEL]) for entry in shown)
        return Token(
            module=self._module,
            label=token.label,
            serial=_serial(token),
            pin=_pin_flags(token),
            certificates=tuple(labels),
            pin_pad=TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags,
        )

    def _private_key(self, label: str, key_id: bytes) -> Any:
        """By ID, as PKCS#11 pairs key and certificate; by label where the token gives no ID."""
        searches: list[dict[Attribute, object]] = [{Attribute.LABEL: label}]
        if key_id:
            searches.insert(0, {Attribute.ID: key_id})
        for search in searches:
            wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, **search}
            for found in list(self._session.get_objects(wanted)):
                if isinstance(found, pkcs11.PrivateKey):
                    return found
        raise KeyMissing(token=self._label, key=label)


def _wants_pin_each_time(key: Any) -> bool:
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except pkcs11.PKCS11Error:
        # Older libraries do not know the attribute, and ask for nothing.
        return False


def _certificates(session: Any) -> Iterator[tuple[str, bytes, bytes]]:
    """Label, ID and DER of each certificate on the token."""
    for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        values = found.get_attributes([Attribute.LABEL, Attribute.ID, Attribute.VALUE])
        yield (
            str(values.get(Attribute.LABEL) or ""),
            bytes(values.get(Attribute.ID) or b""),
            bytes(values[Attribute.VALUE]),
        )


def _serial(token: Any) -> str:
    octets: bytes = token.serial
    return octets.decode("ascii", "replace").strip("\0 ")


def _pin_flags(token: Any) -> PinFlags:
    flags = token.flags
    return PinFlags(
        count_low=TokenFlag.USER_PIN_COUNT_LOW in flags,
        final_try=TokenFlag.USER_PIN_FINAL_TRY in flags,
        locked=TokenFlag.USER_PIN_LOCKED in flags,
    )


def _incorrect(label: str, flags: PinFlags) -> PinIncorrect:
    return PinIncorrect(
        token=label, count_low=flags.count_low, final_try=flags.final_try, locked=flags.locked
    )
