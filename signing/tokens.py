"""Tokens: which are plugged in, and one logged-in session that signs many copies.

Every library runs in a token worker, never in this process: what hangs or crashes there is
`TokenSilent` or `TokenLost` here. A worker per library finds; a worker per login signs, so that
the loss of one token ends no other session, and each login starts from a fresh library.
"""

import atexit
import logging
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509

from signing import token_messages as messages
from signing.errors import (
    CertificateRefused,
    TokenError,
    TokenLibraryMissing,
    TokenLost,
    TokenRefused,
    TokenSilent,
)
from signing.pin import Pin
from signing.token_key import TokenKey
from signing.token_libraries import refuse_unfit_library
from signing.token_process import TokenProcess
from signing.token_spare import put_away, take_worker
from signing.values import KeyOnToken, Token

log = logging.getLogger(__name__)

_FIND_LIMIT_S = 20.0
# On a PIN pad a person types meanwhile.
_LOGIN_LIMIT_S = 60.0
_SIGN_LIMIT_S = 30.0

_finders: dict[Path, TokenProcess] = {}
_finders_turn = threading.Lock()
_open: set[tuple[Path, str, str]] = set()
_open_turn = threading.Lock()


def find_tokens(modules: Sequence[Path]) -> tuple[Token, ...]:
    """Find the tokens that answer through these libraries, without any PIN.

    The same token often shows under several libraries: the first that shows it wins. Slow: a
    library may take seconds, and a hung one its whole limit. May be called from any thread.

    Raises:
        TokenLibraryMissing: none of the libraries can be loaded.
    """
    if not modules:
        return ()
    with ThreadPoolExecutor(len(modules), "find-tokens") as pool:
        answers = list(pool.map(_ask_library, modules))
    missing = [answer for answer in answers if isinstance(answer, TokenLibraryMissing)]
    if len(missing) == len(modules):
        raise missing[0]
    return one_of_each(token for answer in answers if isinstance(answer, tuple) for token in answer)


def one_of_each(tokens: Iterator[Token]) -> tuple[Token, ...]:
    """Each token once, as the first library shows it."""
    found: dict[tuple[str, str], Token] = {}
    for token in tokens:
        # Some cheap tokens all have the same serial or none: the label tells them apart.
        found.setdefault((token.serial, token.label), token)
    return tuple(found.values())


def _ask_library(module: Path) -> tuple[Token, ...] | TokenError:
    """One vendor's broken library must not hide another vendor's token: errors are answers."""
    try:
        refuse_unfit_library(module)
        body = _finder(module).ask("tokens", {"module": str(module)}, _FIND_LIMIT_S)
    except TokenError as error:
        log.warning("token-library-failed %s %s", module.name, error.code)
        if isinstance(error, TokenLibraryMissing):
            _end_finder(module)
        return error
    return tuple(map(messages.token_from_body, body["tokens"]))


def read_certificate(key: KeyOnToken) -> x509.Certificate:
    """Read a key's certificate without any PIN: what is unfit is found before one is asked.

    Raises:
        TokenLibraryMissing, TokenMissing, TokenAmbiguous, TokenLost, TokenSilent: as in
            `open_token`.
        KeyMissing: the token shows no such certificate without a PIN; some show none.
        CertificateRefused: reason `unreadable`.
    """
    refuse_unfit_library(key.module)
    asked = {
        "module": str(key.module),
        "token": key.token,
        "serial": key.serial,
        "label": key.label,
    }
    try:
        body = _finder(key.module).ask("certificate", asked, _FIND_LIMIT_S)
    except (TokenLost, TokenSilent) as error:
        # Looking is done by one worker for all of a library's tokens; it does not know whose.
        raise type(error)(**{**error.facts, "token": key.token}) from error
    return _parse(messages.text_to_octets(body["certificate"]), key.label)


def _finder(module: Path) -> TokenProcess:
    with _finders_turn:
        finder = _finders.get(module)
        if finder is not None and not finder.is_current:
            finder.end()
        if finder is None or not finder.lives:
            finder = _finders[module] = TokenProcess(token=None)
        return finder


def _end_finder(module: Path) -> None:
    with _finders_turn:
        finder = _finders.pop(module, None)
    if finder is not None:
        finder.end()


@atexit.register
def _end_finders() -> None:
    for module in tuple(_finders):
        _end_finder(module)


class TokenSession:
    """A token with its user logged in; lives inside `open_token`."""

    def __init__(self, process: TokenProcess, token: Token) -> None:
        self._process = process
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
        body = self._ask("key", {"label": label})
        number: int = body["number"]

        def sign(data: bytes) -> bytes:
            asked = {"number": number, "data": messages.octets_to_text(data)}
            return messages.text_to_octets(self._ask("sign", asked)["signature"])

        others = (_parse_other(messages.text_to_octets(other)) for other in body["others"])
        return TokenKey(
            token=self.token.label,
            label=label,
            certificate=_parse(messages.text_to_octets(body["certificate"]), label),
            issuers=tuple(other for other in others if other is not None),
            fingerprint=fingerprint,
            sign_on_token=sign,
        )

    def _ask(self, kind: str, body: messages.Body) -> messages.Body:
        try:
            return self._process.ask(kind, body, _SIGN_LIMIT_S)
        except TokenLost:
            # A library that lost its token may give wrong answers until it is finalised; with
            # its process goes everything that it remembers.
            self._process.kill()
            raise


@contextmanager
def open_token(
    module: Path, label: str, pin: Pin, *, serial: str = "", final_try_allowed: bool = False
) -> Iterator[TokenSession]:
    """Log in to a token, once, and log out at the end.

    The PIN is tried exactly once, here and nowhere else, and is erased whatever came of it. A
    token with a PIN pad of its own (`Token.pin_pad`) asks there and is sent none. May be called
    from any thread.

    Args:
        module: the PKCS#11 library.
        label: the token's.
        pin: tried once; may be empty for a token with a PIN pad.
        serial: the token's; empty if no other token of this library bears the label.
        final_try_allowed: whether the clerk agreed that this try may lock the token.

    Raises:
        TokenLibraryMissing: no such library.
        TokenMissing: no token with that label.
        TokenAmbiguous: more than one; nothing was tried.
        PinFinalTry: the token would lock after a wrong PIN, and nobody agreed; nothing was tried.
        PinIncorrect: with facts count_low, final_try and locked, read again after the try.
        PinLocked: the token refuses any PIN; nothing was tried.
        TokenLost, TokenSilent: pulled out while logging in, or its library crashed or hung.
        TokenRefused: any other refusal; status `already-open` if this process holds the token.
    """
    with _only_session(module, label, serial, pin):
        refuse_unfit_library(module)
        process = take_worker(token=label)
        try:
            asked = {
                "module": str(module),
                "token": label,
                "serial": serial,
                "final_try_allowed": final_try_allowed,
            }
            body = process.ask("login", asked, _LOGIN_LIMIT_S, pin)
            yield TokenSession(process, messages.token_from_body(body["token"]))
        finally:
            put_away(process)


@contextmanager
def _only_session(module: Path, label: str, serial: str, pin: Pin) -> Iterator[None]:
    """Two logins of one desk would fight for the token; some libraries then pass any PIN."""
    held = (module, label, serial)
    try:
        with _open_turn:
            if any(
                each[:2] == held[:2] and (serial in ("", each[2]) or not each[2]) for each in _open
            ):
                raise TokenRefused(token=label, status="already-open")
            _open.add(held)
        try:
            yield
        finally:
            with _open_turn:
                _open.discard(held)
    finally:
        pin.erase()


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
